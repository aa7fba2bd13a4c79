"""An office, a recovery key and a laptop of one agency, for the tests of files that travel."""

from merak.crypto import age_file, signing
from merak.crypto.age_file import Identity
from merak.crypto.signing import SigningKey
from merak.domain.exchange import Address, AgencyId, PublicKey
from merak.domain.ids import CaseId, DeviceId, UserId
from merak.domain.kit import Addressee, Kit, Programme, Purpose
from merak.domain.record import Kind, Record, make
from merak.domain.roster import Device, DeviceKind, Member, Role

AT = "2026-11-22T10:00:00Z"
AGENCY, USER = AgencyId("a0" * 16), UserId("0a" * 16)

ROOT = signing.signing_key(b"R" * 32)
OFFICE_SIGNS, LAPTOP_SIGNS = signing.signing_key(b"O" * 32), signing.signing_key(b"L" * 32)
OFFICE_OPENS, LAPTOP_OPENS = age_file.identity(b"o" * 32), age_file.identity(b"l" * 32)
RECOVERY_OPENS = age_file.identity(b"r" * 32)


def address(key: Identity) -> Address:
    return Address(key.recipient)


def device(kind: DeviceKind, id_: str, signs: SigningKey, opens: Identity) -> Device:
    return Device(
        id=DeviceId(id_ * 16), kind=kind, signing=PublicKey(signs.public), address=address(opens)
    )


OFFICE = device(DeviceKind.OFFICE, "0f", OFFICE_SIGNS, OFFICE_OPENS)
LAPTOP = device(DeviceKind.LAPTOP, "1a", LAPTOP_SIGNS, LAPTOP_OPENS)
TO = (address(OFFICE_OPENS), address(RECOVERY_OPENS))
_ADDRESSEES = tuple(
    Addressee(address=one, purpose=purpose, programme=Programme.SAME)
    for one, purpose in zip(TO, (Purpose.OFFICE, Purpose.RECOVERY), strict=True)
)
KIT = Kit(
    agency=AGENCY,
    name="Test agency",
    root=PublicKey(ROOT.public),
    serial=3,
    created=AT,
    expires="2027-11-22T10:00:00Z",
    bundles=_ADDRESSEES,
    identities=_ADDRESSEES,
    devices=(OFFICE, LAPTOP),
    users=(Member(id=USER, roles=(Role.CASEWORKER,)),),
)


def record(number: int, kind: Kind = Kind.CASE_OPENED, **body: object) -> Record:
    return make(
        kind=kind,
        case=CaseId("ca" * 16),
        author_device=LAPTOP.id,
        author_user=USER,
        at=AT,
        offset=0,
        n=number,
        nonce=f"{number:032x}",
        body=body,
    )
