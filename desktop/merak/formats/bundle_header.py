"""A bundle's first and last line."""

from collections.abc import Iterable

from merak.codec import Value, digest
from merak.crypto.signing import SigningKey, VerifyKey
from merak.domain.bundle import NO_BUNDLE, Header, Trailer
from merak.domain.exchange import Address, AddressHash, Why
from merak.domain.roster import Device
from merak.formats import dsse
from merak.formats.dsse import PayloadType
from merak.formats.refused import FileRefused
from merak.formats.signers import Signers

FORMAT = "merak-bundle/1"
TRAILER_FORMAT = "merak-bundle-end/1"


def addressed(recipients: Iterable[Address]) -> tuple[AddressHash, ...]:
    """Gives the hashes under which recipients stand in a header."""
    return tuple(sorted(AddressHash(digest(one.encode())) for one in recipients))


def write_header(header: Header, key: SigningKey) -> bytes:
    """Gives the signed line, without its LF."""
    members = dsse.to_plain(header, FORMAT)
    return dsse.seal(
        members | {"previous": header.previous or None}, PayloadType.BUNDLE_HEADER, key
    )


def read_header(line: bytes, devices: Iterable[Device]) -> tuple[Header, Device]:
    """Gives what the header says and which device signed it.

    Raises FileRefused: malformed, unknown device, bad signature, newer version, revoked device.
    """
    signed, sender = Signers(devices).read(line, PayloadType.BUNDLE_HEADER)
    header = dsse.from_plain(_without_null(signed.payload), Header, FORMAT)
    if header.device != sender.id or not header.is_sound():
        raise FileRefused(Why.MALFORMED)
    if not sender.may_send(header.sequence):
        raise FileRefused(Why.REVOKED_DEVICE)
    return header, sender


def write_trailer(trailer: Trailer, key: SigningKey) -> bytes:
    """Gives the signed line, without its LF."""
    return dsse.seal(dsse.to_plain(trailer, TRAILER_FORMAT), PayloadType.BUNDLE_TRAILER, key)


def read_trailer(line: bytes, sender: Device) -> Trailer:
    """Reads what the sender signed at the end; raises FileRefused: malformed, bad signature."""
    find = dsse.only(VerifyKey(sender.signing))
    signed = dsse.read(line, PayloadType.BUNDLE_TRAILER, find)
    return dsse.from_plain(signed.payload, Trailer, TRAILER_FORMAT)


def _without_null(payload: Value) -> Value:
    if not isinstance(payload, dict) or payload.get("previous", "absent") not in (None, ""):
        return payload
    rest = {name: value for name, value in payload.items() if name != "previous"}
    # On paper null is the only way to say "none"; an empty text is as good as no member at all.
    return rest | {"previous": NO_BUNDLE} if payload["previous"] is None else rest
