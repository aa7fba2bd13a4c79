"""What "about the young person" asks of the vault; runs on its thread and knows no widget."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from merak.domain import names
from merak.domain.case_facts import CaseFacts
from merak.domain.identity import Identity
from merak.domain.ids import ItemId, ScreeningId
from merak.services import screen
from merak.services.open_screening import OpenScreening
from merak.services.screen import Identified
from merak.services.session import Session


@dataclass(frozen=True, slots=True, kw_only=True)
class Loaded:
    """The draft, and the day that ages are counted to."""

    screening: OpenScreening
    today: date


def load(session: Session, screening: ScreeningId) -> Loaded:
    """Reads the draft."""
    return Loaded(screening=screen.load(session, screening), today=session.clock.now().date())


def identify(session: Session, screening: ScreeningId, identity: Identity) -> Identified:
    """Saves who it is."""
    return screen.identify(session, screening, identity)


def know(session: Session, screening: ScreeningId, facts: CaseFacts) -> OpenScreening:
    """Saves the facts of the case."""
    return screen.facts(session, screening, facts)


def replace_names(session: Session, screening: ScreeningId) -> OpenScreening:
    """Puts the case code in place of every name in every note."""
    opened = screen.load(session, screening)
    for item in with_names(opened):
        text = opened.notes[item]
        found = names.find(text, opened.identity)
        screen.note(session, screening, item, names.replace(text, found, opened.code))
    return screen.load(session, screening)


def with_names(opened: OpenScreening) -> Sequence[ItemId]:
    """Gives the items whose notes have a name in them."""
    return [item for item, text in opened.notes.items() if names.find(text, opened.identity)]
