"""An office that was put back from a backup, until each of its laptops has had a receipt."""

from collections.abc import Iterable
from dataclasses import dataclass

from merak.domain.ids import DeviceId
from merak.domain.ledger import PeerState
from merak.services import kits
from merak.services.session import Session
from merak.storage import peers, settings
from merak.storage.connection import Connection


@dataclass(frozen=True, slots=True, kw_only=True)
class Restored:
    """Up to when the backup goes, and the laptops that have had no receipt since."""

    until: str
    owed: tuple[DeviceId, ...]
    labels: tuple[str, ...]


def load(session: Session) -> Restored:
    """Gives what is still to do; nothing is owed where the office was never put back."""
    kits.office_only(session)
    due = set(owed(session))
    # One that was revoked since then gets none.
    left = [
        peer
        for peer in peers.every(session.work)
        if peer.device in due and peer.state is PeerState.ENROLLED
    ]
    return Restored(
        until=settings.get(session.work, settings.RESTORED_FROM),
        owed=tuple(peer.device for peer in left),
        labels=tuple(peer.label for peer in left),
    )


def owed(session: Session) -> tuple[DeviceId, ...]:
    """Gives the laptops that were enrolled when it was put back and have had no receipt since."""
    kept = settings.get(session.work, settings.OWED_RECEIPTS)
    return tuple(DeviceId(one) for one in kept.split(",") if one)


def put_owed(work: Connection, devices: Iterable[DeviceId]) -> None:
    """Notes which laptops have had no receipt yet."""
    settings.put(work, settings.OWED_RECEIPTS, ",".join(devices))
