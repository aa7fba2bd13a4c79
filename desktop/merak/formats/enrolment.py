"""A laptop's request to be enrolled, as a file: signed by its new key, sealed to the office."""

from collections.abc import Sequence

from merak.crypto.age_file import Identity, is_recipient
from merak.crypto.signing import SigningKey, VerifyKey
from merak.domain.enrolment import Enrolment, FormerSelf
from merak.domain.exchange import Address, PublicKey, Why
from merak.domain.ids import DeviceId
from merak.domain.kit import Kit
from merak.formats import dsse, sealed_line
from merak.formats.dsse import PayloadType
from merak.formats.refused import FileRefused

FORMAT = "merak-enrolment/1"
SUCCESSION = "merak-succession/1"


def vouched(request: Enrolment, former: DeviceId, key: SigningKey) -> FormerSelf:
    """Gives a former device with its signature that this request goes on in its place."""
    proof = dsse.signature(_succession(request, former), PayloadType.SUCCESSION, key)
    return FormerSelf(device=former, signing=PublicKey(key.public), proof=proof)


def write(request: Enrolment, key: SigningKey, recipients: Sequence[Address]) -> bytes:
    """Gives the file's bytes; `key` is the laptop's, so that it proves to hold it."""
    if key.public != VerifyKey(request.signing):
        raise ValueError("a request is signed by the key it names")
    line = dsse.seal(dsse.to_plain(request, FORMAT), PayloadType.ENROLMENT, key)
    return sealed_line.seal(line, recipients)


def read(data: bytes, keys: Sequence[Identity], kit: Kit) -> Enrolment:
    """Reads a request to this agency; who made it only the seven words can tell.

    Each former device must have signed, with the key that the kit knows it by where it does.
    Raises FileRefused: any of its reasons but those of devices, senders and forks.
    """
    line = sealed_line.open_line(data, keys)
    signed, _ = dsse.read_own(line, PayloadType.ENROLMENT, "signing")
    request = dsse.from_plain(signed.payload, Enrolment, FORMAT)
    if not is_recipient(request.address):
        raise FileRefused(Why.MALFORMED)
    if (request.agency, request.root) != (kit.agency, kit.root):
        raise FileRefused(Why.NOT_FOR_US)
    _check_former(request, {one.id: one.signing for one in kit.devices})
    return request


def _check_former(request: Enrolment, known: dict[DeviceId, PublicKey]) -> None:
    names = [request.device, *(one.device for one in request.formerly)]
    if len(set(names)) != len(names):
        raise FileRefused(Why.MALFORMED)
    for one in request.formerly:
        told = _succession(request, one.device)
        key = VerifyKey(known.get(one.device, one.signing))
        if not dsse.is_signature(told, PayloadType.SUCCESSION, one.proof, key):
            raise FileRefused(Why.BAD_SIGNATURE)


def _succession(request: Enrolment, former: DeviceId) -> dict[str, object]:
    return dsse.to_plain(request.succession(former), SUCCESSION)
