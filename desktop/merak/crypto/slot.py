"""A user's slot: their key pair, its secret half wrapped by their passphrase.

Four lines of ASCII: the format, a header in canonical JSON, the wrapped secret, and the SHA-256
of the three lines before. The header is bound to the secret as associated data, so nothing in it
can be changed unseen. The last line is checked before anything is derived: the same error of
the cipher means a damaged file or a wrong passphrase, and only the checksum can tell them apart.
"""

import hashlib
import re
import unicodedata
from collections.abc import Callable

import msgspec
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

from merak.codec import NotCanonical, canonical, digest, parse
from merak.crypto import passphrase as passphrases
from merak.crypto.age_file import SECRET_BYTES, Identity, identity
from merak.crypto.passphrase import SALT_BYTES, KdfParameters, ParametersRefused
from merak.errors import MerakError

FORMAT = 1
_NONCE_BYTES = 12
_FIRST_LINE = re.compile(rb"merak-slot/([1-9][0-9]{0,8})")


class SlotDamaged(MerakError):
    """The slot is not what was written; the passphrase was not tried."""


class WrongPassphrase(MerakError):
    """The slot is whole and the passphrase does not open it."""


class NewerSlot(MerakError):
    """Carries the slot's format and the newest one this program knows."""

    def __init__(self, found: int) -> None:
        super().__init__(f"{found}>{FORMAT}")
        self.found = found
        self.known = FORMAT


class _Header(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    vault: str
    recipient: str
    memory_kib: int
    passes: int
    lanes: int
    salt: str
    nonce: str


def file_name(vault: str, name: str) -> str:
    """Gives the slot's file name: the same for every way of writing the name, and not readable."""
    folded = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", name).casefold())
    tidy = " ".join(folded.split())
    return digest(canonical({"name": tidy, "vault": vault}))[:32] + ".slot"


def seal(
    vault: str,
    key: Identity,
    passphrase: bytes | bytearray,
    parameters: KdfParameters,
    chance: Callable[[int], bytes],
) -> bytes:
    """Gives the slot's bytes; `chance(n)` gives n random bytes."""
    salt, nonce = chance(SALT_BYTES), chance(_NONCE_BYTES)
    header = canonical(
        {
            "vault": vault,
            "recipient": key.recipient,
            "memory_kib": parameters.memory_kib,
            "passes": parameters.passes,
            "lanes": parameters.lanes,
            "salt": salt.hex(),
            "nonce": nonce.hex(),
        }
    )
    bound = b"merak-slot/%d\n%s\n" % (FORMAT, header)
    wrapping = ChaCha20Poly1305(passphrases.derive(passphrase, salt, parameters))
    body = bound + wrapping.encrypt(nonce, key.secret, bound).hex().encode() + b"\n"
    return body + _checksum(body) + b"\n"


def unseal(slot: bytes, vault: str, passphrase: bytes | bytearray) -> Identity:
    """Opens a slot; raises SlotDamaged, NewerSlot, WrongPassphrase and TooLittleMemory."""
    bound, header, wrapped = _parts(slot)
    if header.vault != vault:
        raise SlotDamaged
    try:
        parameters = KdfParameters(
            memory_kib=header.memory_kib, passes=header.passes, lanes=header.lanes
        )
        salt, nonce = bytes.fromhex(header.salt), bytes.fromhex(header.nonce)
    except (ParametersRefused, ValueError):
        raise SlotDamaged from None
    if len(salt) != SALT_BYTES or len(nonce) != _NONCE_BYTES:
        raise SlotDamaged
    wrapping = ChaCha20Poly1305(passphrases.derive(passphrase, salt, parameters))
    try:
        secret = wrapping.decrypt(nonce, wrapped, bound)
    except InvalidTag:
        raise WrongPassphrase from None
    return identity(secret)


def _parts(slot: bytes) -> tuple[bytes, _Header, bytes]:
    lines = slot.split(b"\n")
    # A later format may have other lines between the first and the checksum.
    body = slot[: -len(lines[-2]) - 1] if len(lines) > 2 else b""
    if lines[-1] or not body or lines[-2] != _checksum(body):
        raise SlotDamaged
    first = _FIRST_LINE.fullmatch(lines[0])
    if not first:
        raise SlotDamaged
    if int(first[1]) > FORMAT:
        raise NewerSlot(int(first[1]))
    try:
        header = msgspec.convert(parse(lines[1]), _Header)
        wrapped = bytes.fromhex(lines[2].decode("ascii"))
    except (NotCanonical, msgspec.ValidationError, ValueError):
        raise SlotDamaged from None
    if len(wrapped) != SECRET_BYTES + 16:
        raise SlotDamaged
    return b"\n".join(lines[:2]) + b"\n", header, wrapped


def _checksum(body: bytes) -> bytes:
    return hashlib.sha256(body).hexdigest().encode()
