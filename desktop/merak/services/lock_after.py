"""After how many minutes without a touch the program locks: the kit says, else the program."""

from dataclasses import dataclass

from merak.domain.kit import Policy
from merak.services import kits
from merak.services.session import Session


@dataclass(frozen=True, slots=True, kw_only=True)
class LockAfter:
    """In minutes."""

    idle: int = Policy().idle_lock_minutes
    screening: int = Policy().screening_lock_minutes


def load(session: Session) -> LockAfter:
    """Gives the minutes that hold in this vault."""
    for kit in kits.trusted(session):
        return LockAfter(
            idle=kit.policy.idle_lock_minutes, screening=kit.policy.screening_lock_minutes
        )
    return LockAfter()
