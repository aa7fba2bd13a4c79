"""A vault with one draft, as the rigs begin with, and what it holds afterwards."""

import secrets
from datetime import datetime
from pathlib import Path

from tests.rigs.said import ANSWER, NOTE, TOLD

from merak.domain.answer import Answer, Given, Missing
from merak.domain.facts import UNKNOWN_AGE
from merak.domain.ids import ScreeningId
from merak.domain.record import Kind
from merak.domain.screening import Preparation, SafeNow
from merak.domain.site import Site, SiteKind
from merak.services import first_start, screen, unlock
from merak.services.screen import Beginning
from merak.services.session import NewCase, Session
from merak.storage import records

NAME, PASSPHRASE = "Rosa Jimenez", "orchard lantern velvet pebble"


class RigClock:
    """The laptop's time; its measuring of keys ends at once, with the least that is allowed."""

    def __init__(self) -> None:
        self._seconds = 0.0

    def now(self) -> datetime:
        return datetime.now().astimezone()

    def seconds(self) -> float:
        self._seconds += 10.0
        return self._seconds


def make(place: Path) -> ScreeningId:
    """Makes the vault and gives the id of its draft."""
    choices = first_start.Choices(keeper_name=NAME, site=Site(state="TX", kind=SiteKind.DETENTION))
    typed = bytearray(PASSPHRASE.encode())
    session = first_start.create(place, choices, typed, RigClock(), secrets.token_bytes)
    draft = begin(session)
    session.close()
    return draft


def begin(session: Session) -> ScreeningId:
    """Begins a screening with the shipped set."""
    return screen.start(
        session,
        Beginning(
            set_hash=screen.sets(session)[0].hash,
            preparation=Preparation(private_place=True, safe_now=SafeNow.YES),
            age=UNKNOWN_AGE,
            case=NewCase(),
        ),
    )


def reopen(place: Path) -> Session:
    """Opens the vault with the passphrase."""
    typed = bytearray(PASSPHRASE.encode())
    return unlock.unlock(place, NAME, typed, RigClock(), secrets.token_bytes)


def key_of(answer: Answer) -> str:
    """Writes an answer as the window's options are called."""
    match answer.value:
        case Given(code=code):
            return f"={code}"
        case Missing(why=why):
            return why.value


def held(session: Session, draft: ScreeningId) -> dict[str, str]:
    """Gives every answer, note and told word that the vault holds."""
    opened = screen.load(session, draft)
    there = {f"{ANSWER}{item}": key_of(one) for item, one in opened.draft.answers.items()}
    there |= {f"{NOTE}{item}": text for item, text in opened.notes.items()}
    told = records.of_case(session.private, opened.draft.case, [Kind.TEXT])
    return there | {f"{TOLD}{one.body['text']}": str(one.body["text"]) for one in told}


def halves(session: Session, draft: ScreeningId) -> int:
    """Counts disclosures without their words, and words without their disclosure."""
    case = screen.load(session, draft).draft.case
    made = {one.id for one in records.of_case(session.work, case, [Kind.DISCLOSURE])}
    texts = records.of_case(session.private, case, [Kind.TEXT])
    worded = {about for one in texts for about in one.refers_to}
    return len(made ^ worded)
