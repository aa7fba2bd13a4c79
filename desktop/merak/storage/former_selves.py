"""Which devices this vault was before it was given a new key: their records are still its own."""

from dataclasses import dataclass

from merak.domain.exchange import PublicKey
from merak.domain.ids import DeviceId
from merak.storage import settings
from merak.storage.connection import Connection


@dataclass(frozen=True, slots=True, kw_only=True)
class FormerSelf:
    """One device that it was; the secret half of its key is kept among the old ones."""

    device: DeviceId
    signing: PublicKey
    until: str


def add(work: Connection, former: FormerSelf) -> None:
    """Keeps what this vault was until now."""
    work.run(
        "INSERT INTO former_self (device, signing, until) VALUES (?, ?, ?)",
        (former.device, former.signing, former.until),
    )


def every(work: Connection) -> tuple[FormerSelf, ...]:
    """Gives all that this vault was, the first one first."""
    rows = work.rows("SELECT device, signing, until FROM former_self ORDER BY until, device")
    return tuple(
        FormerSelf(device=DeviceId(device), signing=PublicKey(signing), until=until)
        for device, signing, until in rows
    )


def own_devices(work: Connection) -> frozenset[DeviceId]:
    """Gives every id under which this vault has written: the one it has and all it had."""
    now = DeviceId(settings.get(work, settings.DEVICE))
    return frozenset((now, *(one.device for one in every(work))))
