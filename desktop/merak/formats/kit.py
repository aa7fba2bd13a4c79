"""A kit as a file: a signed line, sealed to nobody: laptops need it before they belong."""

from merak.crypto.age_file import is_recipient
from merak.crypto.signing import SigningKey, VerifyKey
from merak.domain.exchange import PublicKey, Why
from merak.domain.kit import Kit, faults
from merak.formats import dsse
from merak.formats.dsse import PayloadType, Signed
from merak.formats.refused import FileRefused

FORMAT = "merak-kit/1"
LARGEST = 16 * 1024 * 1024
"""In bytes, with the LF: sets, duties and a directory fit many times."""


def write(kit: Kit, root: SigningKey) -> bytes:
    """Gives the file's bytes; raises ValueError where the kit does not go together."""
    if root.public != VerifyKey(kit.root) or not _is_sound(kit):
        raise ValueError("this kit cannot be signed")
    return dsse.seal(dsse.to_plain(kit, FORMAT), PayloadType.KIT, root) + b"\n"


def read(data: bytes, root: PublicKey) -> Kit:
    """Reads a kit that this root key signed.

    Raises FileRefused: over limit, malformed, bad signature, newer version.
    """
    line = _line(data)
    return _kit(dsse.read(line, PayloadType.KIT, dsse.only(VerifyKey(root))), VerifyKey(root))


def read_first(data: bytes) -> Kit:
    """Reads a kit signed by the root key that it names itself, on a laptop that has none.

    That tells that it is whole, not whose it is: the seven words do.
    """
    return _kit(*dsse.read_own(_line(data), PayloadType.KIT, "root"))


def _kit(signed: Signed, root: VerifyKey) -> Kit:
    kit = dsse.from_plain(signed.payload, Kit, FORMAT)
    if VerifyKey(kit.root) != root or not _is_sound(kit):
        raise FileRefused(Why.MALFORMED)
    return kit


def _line(data: bytes) -> bytes:
    if len(data) > LARGEST:
        raise FileRefused(Why.OVER_LIMIT)
    if not data.endswith(b"\n"):
        raise FileRefused(Why.MALFORMED)
    return data[:-1]


def _is_sound(kit: Kit) -> bool:
    addresses = [one.address for one in (*kit.bundles, *kit.identities)]
    addresses += [one.address for one in kit.devices]
    return not faults(kit) and all(is_recipient(one) for one in addresses)
