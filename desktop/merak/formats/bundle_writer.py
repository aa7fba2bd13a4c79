"""Writes a bundle in flat memory, holding each record to what the reader will ask of it."""

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import BinaryIO, Protocol

from merak.codec import digest
from merak.crypto.age_file import Recipient, encrypt_io
from merak.crypto.signing import SigningKey
from merak.domain.bundle import LEAST_RECIPIENTS, Header, Sent
from merak.domain.exchange import Address, TrailerHash, Why
from merak.domain.roster import Device, Writing
from merak.errors import MerakError
from merak.formats import padding, zstd
from merak.formats.bundle_header import addressed, write_header, write_trailer
from merak.formats.bundle_lines import LIMITS
from merak.formats.bundle_records import Tally
from merak.formats.refused import FileRefused

_BATCH = 256 * 1024


class Stop(Protocol):
    """An event that another thread sets."""

    def is_set(self) -> bool:
        """Says whether the work should end now."""
        ...


class Stopped(MerakError):
    """Somebody ended the work; what was written so far opens for nobody."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """What came of it: what the ledger keeps, and the file's bytes for reading it back."""

    sent: Sent
    size: int
    sha256: str


def write_bundle(
    out: BinaryIO,
    header: Header,
    lines: Iterable[bytes],
    *,
    key: SigningKey,
    recipients: Sequence[Address],
    sender: Device,
    rule: Writing,
    progress: Callable[[int], None],
    stop: Stop,
) -> Written:
    """Writes the records' canonical lines, sorted by id, sealed to the recipients.

    `rule` is what the reader will let this sender write, `progress` is told how many records are
    done. Raises FileRefused where a record may not be in it or the header told of others, Stopped,
    NotARecipient, and what `out` and `lines` raise.
    """
    if header.to != addressed(recipients) or len(set(header.to)) < LEAST_RECIPIENTS:
        raise ValueError("the header names other recipients")
    text = _Text(header, lines, key, Tally(header, sender, rule), progress, stop)
    watched = _Counted(out)
    keys = [Recipient(address) for address in recipients]
    encrypt_io(_payload(text.pieces()), watched, keys)
    return Written(sent=text.sent, size=watched.size, sha256=watched.sha256.hexdigest())


class _Text:
    def __init__(
        self,
        header: Header,
        lines: Iterable[bytes],
        key: SigningKey,
        tally: Tally,
        progress: Callable[[int], None],
        stop: Stop,
    ) -> None:
        self._header = header
        self._lines = lines
        self._key = key
        self._tally = tally
        self._progress = progress
        self._stop = stop
        self.sent: Sent

    def pieces(self) -> Iterator[bytes]:
        """Gives header, records and trailer, a few hundred lines at a time."""
        first = write_header(self._header, self._key)
        _keep_to(LIMITS.header, first, 1)
        batch, size, count = [first], 0, 0
        for line in self._lines:
            _keep_to(LIMITS.line, line, count + 2)
            self._tally.carry(line)
            batch.append(line)
            size += len(line)
            count += 1
            if size >= _BATCH:
                yield self._joined(batch, count)
                batch, size = [], 0
        trailer = self._tally.trailer(digest(first))
        last = write_trailer(trailer, self._key)
        yield self._joined([*batch, last], count)
        self.sent = Sent(
            header=self._header, trailer=trailer, trailer_hash=TrailerHash(digest(last))
        )

    def _joined(self, batch: list[bytes], count: int) -> bytes:
        if self._stop.is_set():
            raise Stopped
        self._progress(count)
        return b"\n".join([*batch, b""])


def _keep_to(limit: int, line: bytes, number: int) -> None:
    if len(line) >= limit or b"\n" in line:
        raise FileRefused(Why.OVER_LIMIT, number)


def _payload(text: Iterator[bytes]) -> Iterator[bytes]:
    frame, length = zstd.compressor(), 0
    for piece in text:
        packed = frame.compress(piece)
        length += len(packed)
        yield packed
    packed = frame.flush()
    yield packed
    yield from padding.frame(length + len(packed))


class _Counted:
    def __init__(self, out: BinaryIO) -> None:
        self._out = out
        self.size = 0
        self.sha256 = hashlib.sha256()

    def write(self, data: bytes) -> int:
        self._out.write(data)
        self.size += len(data)
        self.sha256.update(data)
        return len(data)
