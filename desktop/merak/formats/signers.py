"""Whose signature counts: the devices of a kit, found by the name of their key."""

from collections.abc import Iterable

from merak.crypto.signing import KeyId, VerifyKey, key_id
from merak.domain.exchange import Why
from merak.domain.ids import DeviceId
from merak.domain.roster import Device, DeviceKind, Standing
from merak.formats import dsse
from merak.formats.dsse import PayloadType, Signed
from merak.formats.refused import FileRefused


class Signers:
    """Devices by the ids of their signing keys."""

    def __init__(self, devices: Iterable[Device]) -> None:
        self._devices = {key_id(VerifyKey(one.signing)): one for one in devices}

    def read(self, line: bytes, kind: PayloadType) -> tuple[Signed, Device]:
        """Gives what one of the devices signed, and which it was.

        Raises FileRefused: malformed, unknown device, bad signature.
        """
        signed = dsse.read(line, kind, self._find)
        return signed, self._devices[signed.key]

    def _find(self, named: KeyId) -> VerifyKey:
        if named not in self._devices:
            raise FileRefused(Why.UNKNOWN_DEVICE)
        return VerifyKey(self._devices[named].signing)


def read_from_office(line: bytes, kind: PayloadType, devices: Iterable[Device]) -> Signed:
    """Gives what an office signed that is still one.

    Raises FileRefused: malformed, unknown device, bad signature, revoked device.
    """
    offices = [one for one in devices if one.kind is DeviceKind.OFFICE]
    signed, office = Signers(offices).read(line, kind)
    if office.standing is not Standing.ENROLLED:
        raise FileRefused(Why.REVOKED_DEVICE)
    return signed


def is_by(signed: Signed, office: DeviceId, devices: Iterable[Device]) -> bool:
    """Says whether this device's key made the signature."""
    return any(one.id == office and key_id(VerifyKey(one.signing)) == signed.key for one in devices)
