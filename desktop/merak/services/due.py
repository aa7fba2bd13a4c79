"""What the office's policy has a laptop do by itself: sealing and clearing."""

from dataclasses import dataclass

from merak.services import clear, kits, seal
from merak.services.seal import Occasion
from merak.services.session import Session


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """How many cases were sealed, and how many forgotten."""

    sealed: int
    cleared: int


def at_unlock(session: Session) -> Done:
    """Seals and clears what is due; nothing on a laptop that belongs to no office."""
    if not kits.seals(session):
        return Done(sealed=0, cleared=0)
    sealed = seal.by_policy(session, Occasion.UNLOCKED)
    cleared = clear.by_policy(session) if kits.is_enrolled(session) else 0
    return Done(sealed=sealed.cases, cleared=cleared)


def after_finishing(session: Session) -> Done:
    """Seals what is due once a screening is finished."""
    if not kits.seals(session):
        return Done(sealed=0, cleared=0)
    return Done(sealed=seal.by_policy(session, Occasion.FINISHED).cases, cleared=0)
