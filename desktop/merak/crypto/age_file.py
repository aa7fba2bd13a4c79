"""Files sealed to key pairs (age v1); the only module that knows pyrage.

pyrage says what went wrong in bare strings; here they become errors of ours. Recipients and
identities are made here only, so that a new kind of recipient changes one file.
"""

import queue
import re
import threading
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from types import TracebackType
from typing import BinaryIO, NewType, Self

import bech32
import pyrage

from merak.crypto.age_pipes import Ahead, Closed, Sink, Source, Watched
from merak.errors import MerakError

Recipient = NewType("Recipient", str)
"""The public half of a key pair, as "age1..."."""

SECRET_BYTES = 32
FIRST_LINE = b"age-encryption.org/v1\n"
"""How every binary age file begins."""

_SECRET_LINE = re.compile(r"^AGE-SECRET-KEY-1[0-9A-Z]+$", re.MULTILINE)
_WAITING = 16
"""Chunks that may be decrypted ahead of the reader: 1 MiB."""
_NO_MATCH = "No matching keys found"


class NotForThisKey(MerakError):
    """The file is whole but was not sealed to this key."""


class AgeFileDamaged(MerakError):
    """The bytes are no age file, or not the ones that were written."""


class NotARecipient(MerakError):
    """Carries the position of the recipient that is none."""

    def __init__(self, position: int) -> None:
        super().__init__(str(position))
        self.position = position


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity:
    """A key pair; the secret half is in no repr."""

    recipient: Recipient
    secret: bytes = field(repr=False)


def identity(secret: bytes) -> Identity:
    """Gives the X25519 key pair whose secret half is these 32 bytes."""
    if len(secret) != SECRET_BYTES:
        raise ValueError("a secret has 32 bytes")
    return Identity(recipient=Recipient(str(_pair(secret).to_public())), secret=secret)


def identities(key_file: str) -> tuple[Identity, ...]:
    """Reads the secret keys of a file that age-keygen wrote; none where it has none."""
    found = []
    for line in _SECRET_LINE.findall(key_file):
        _, words = bech32.bech32_decode(line)
        secret = bytes(bech32.convertbits(words or [], 5, 8, False) or [])
        if len(secret) == SECRET_BYTES:
            found.append(identity(secret))
    return tuple(found)


def is_recipient(text: str) -> bool:
    """Says whether something can be sealed to this."""
    try:
        pyrage.x25519.Recipient.from_str(text)
    except pyrage.RecipientError:
        return False
    return True


def encrypt(data: bytes, recipients: Iterable[Recipient]) -> bytes:
    """Seals the data to all the recipients; raises NotARecipient."""
    sealed: bytes = pyrage.encrypt(data, _keys(recipients))
    return sealed


def encrypt_io(chunks: Iterator[bytes], out: Sink, recipients: Iterable[Recipient]) -> None:
    """Seals what the chunks make together, in flat memory; raises NotARecipient.

    What the chunks or `out` raise comes out as it is; what `out` holds then opens for nobody.
    """
    source, sink = Source(chunks), Watched(out)
    try:
        pyrage.encrypt_io(source, sink, _keys(recipients))
    except (pyrage.EncryptError, OSError) as error:
        # pyrage turns what the two raised into an error of its own.
        raise (source.raised or sink.raised or error) from None


def decrypt(sealed: bytes, *keys: Identity) -> bytes:
    """Opens what was sealed to any of these keys; raises NotForThisKey and AgeFileDamaged."""
    try:
        data: bytes = pyrage.decrypt(sealed, [_pair(key.secret) for key in keys])
    except pyrage.DecryptError as error:
        raise _ours(error) from None
    return data


class Opening:
    """The content of an age file while it is being decrypted, in flat memory.

    pyrage pushes, whoever reads wants to pull: it runs in a thread of its own, a few chunks ahead.
    What was read counts only after `read` has given b"": before that, the file may still turn out
    to be cut off.
    """

    def __init__(self, sealed: BinaryIO, keys: Sequence[Identity]) -> None:
        self._sealed = sealed
        self._pairs = [_pair(key.secret) for key in keys]
        self._chunks: queue.Queue[bytes | Exception] = queue.Queue(_WAITING)
        self._closed = threading.Event()
        self._thread = threading.Thread(target=self._run, name="age", daemon=True)
        self._thread.start()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def read(self) -> bytes:
        """Gives the next chunk, b"" at the end.

        Raises NotForThisKey, AgeFileDamaged and what reading the sealed file raised.
        """
        chunk = self._chunks.get()
        if isinstance(chunk, Exception):
            self._chunks.put(chunk)
            raise chunk
        if not chunk:
            self._chunks.put(chunk)
        return chunk

    def close(self) -> None:
        """Ends the decryption wherever it stands."""
        self._closed.set()
        while self._thread.is_alive():
            with suppress(queue.Empty):
                self._chunks.get(timeout=0.01)
        self._thread.join()

    def _run(self) -> None:
        source = Watched(self._sealed)
        sink = Ahead(self._chunks, self._closed)
        # Whatever happens in here, the reader must not wait for ever.
        last: bytes | Exception = AgeFileDamaged()
        try:
            pyrage.decrypt_io(source, sink, self._pairs)
            sink.flush()
            last = b""
        except Closed:
            pass
        except (pyrage.DecryptError, OSError) as error:
            last = source.raised or _ours(error)
        finally:
            self._chunks.put(last)


def _ours(error: Exception) -> MerakError:
    return NotForThisKey() if str(error) == _NO_MATCH else AgeFileDamaged()


def _keys(recipients: Iterable[Recipient]) -> list[pyrage.x25519.Recipient]:
    keys = []
    for position, recipient in enumerate(recipients):
        try:
            keys.append(pyrage.x25519.Recipient.from_str(recipient))
        except pyrage.RecipientError as error:
            raise NotARecipient(position) from error
    if not keys:
        raise NotARecipient(0)
    return keys


def _pair(secret: bytes) -> pyrage.x25519.Identity:
    words = bech32.convertbits(secret, 8, 5) or []
    return pyrage.x25519.Identity.from_str(bech32.bech32_encode("age-secret-key-", words).upper())
