"""Screening a young person, before it is finished: a draft in which every answer is saved."""

from collections.abc import Callable
from dataclasses import dataclass, fields, replace
from datetime import date

from merak.domain.answer import Answer
from merak.domain.assessment import Alert, alerts
from merak.domain.bodies import CaseOpened, FactsKnown
from merak.domain.case_facts import CaseFacts, for_rules
from merak.domain.facts import UNKNOWN_AGE, Age
from merak.domain.identity import Identity, age_on
from merak.domain.ids import CaseId, ItemId, ScreeningId, SetHash
from merak.domain.log_entry import Act
from merak.domain.names import NameFound, find
from merak.domain.provenance import Administration
from merak.domain.screening import Draft, Preparation
from merak.domain.text import Text
from merak.errors import MerakError
from merak.services import current, indicator_sets, open_screening, sites, start_duties
from merak.services.open_screening import OpenScreening
from merak.services.session import NewCase, Pen, Session
from merak.services.typed import whole
from merak.storage import draft_texts, drafts

_PARTS = fields(Identity)


class BirthDateRefused(MerakError, ValueError):
    """The birth date is no ISO date, lies ahead or is too long ago; what was typed is not in it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SetLine:
    """One set to choose from; `expires` is an ISO date, past it the set is `expired`.

    An expired set can still be used: somebody in front of the caseworker cannot wait for a new one.
    """

    hash: SetHash
    title: Text
    version: str
    items: int
    administration: tuple[Administration, ...]
    expires: str
    expired: bool
    languages: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Beginning:
    """All that "Start now" needs."""

    set_hash: SetHash
    preparation: Preparation
    age: Age
    case: CaseId | NewCase


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteSaved:
    """That a text is on the disk, and where in it a typed name stands."""

    saved_at: str
    names: tuple[NameFound, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Identified:
    """That the identity is on the disk, and which notes carry a name of it."""

    saved_at: str
    notes_with_names: tuple[ItemId, ...]


def sets(session: Session) -> tuple[SetLine, ...]:
    """Gives the sets that a screening can begin with; raises SetRefused and NoSet."""
    today = session.clock.now().date()
    return tuple(
        SetLine(
            hash=known.sha256,
            title=known.title,
            version=known.version,
            items=sum(1 for _ in known.items()),
            administration=known.administration,
            expires=known.expires.isoformat(),
            expired=known.expires < today,
            languages=tuple(known.languages),
        )
        for known in indicator_sets.every(session)
    )


def start(session: Session, beginning: Beginning) -> ScreeningId:
    """Begins a draft that pins its set, and opens the case where it is new."""
    screening = ScreeningId(session.new_id())
    with session.change() as pen:
        indicator_sets.pin(session, pen, beginning.set_hash)
        if isinstance(beginning.case, NewCase):
            facts = CaseFacts(age=beginning.age)
            case = open_case(session, pen, facts)
        else:
            case = beginning.case
            facts = _with_age(session, case, beginning.age)
        draft = Draft(
            id=screening,
            case=case,
            set_hash=beginning.set_hash,
            owner=session.user.id,
            started_at=pen.at,
            saved_at=pen.at,
            preparation=beginning.preparation,
            facts=facts,
        )
        drafts.start(pen.work, draft)
        draft_texts.put_identity(pen.private, screening, current.identity(session, case))
        pen.log(Act.DRAFT_STARTED, screening)
        # What is known of the case can be enough for an override, before the first answer.
        start_at_once(session, pen, screening, ())
    return screening


def open_case(session: Session, pen: Pen, facts: CaseFacts) -> CaseId:
    """Opens a case for the user, inside the transaction of the act that needs it."""
    case = CaseId(session.new_id())
    pen.write(CaseOpened(site=sites.here(session)), case)
    pen.write(FactsKnown(facts=facts, owner=session.user.id), case)
    pen.log(Act.CASE_OPENED, case)
    return case


def load(session: Session, screening: ScreeningId) -> OpenScreening:
    """Gives everything that the page shows of a draft; raises UnknownDraft."""
    return open_screening.load(session, screening)


def answer(session: Session, screening: ScreeningId, item: ItemId, given: Answer) -> OpenScreening:
    """Saves an answer; what it sets off starts its duty in the same transaction."""
    return _changed(
        session, screening, lambda pen: drafts.put_answer(pen.work, screening, item, given, pen.at)
    )


def clear(session: Session, screening: ScreeningId, item: ItemId) -> OpenScreening:
    """Makes the item one that nobody has answered yet."""
    return _changed(
        session, screening, lambda pen: drafts.take_answer_back(pen.work, screening, item, pen.at)
    )


def prepare(session: Session, screening: ScreeningId, preparation: Preparation) -> OpenScreening:
    """Saves what was settled before the first question."""
    return _changed(
        session,
        screening,
        lambda pen: drafts.put_preparation(pen.work, screening, preparation, pen.at),
    )


def facts(session: Session, screening: ScreeningId, known: CaseFacts) -> OpenScreening:
    """Saves what is known of the case."""
    return _changed(
        session, screening, lambda pen: drafts.put_facts(pen.work, screening, known, pen.at)
    )


def at(session: Session, screening: ScreeningId, item: ItemId) -> None:
    """Remembers where the work stands."""
    with session.change() as pen:
        drafts.put_at_item(pen.work, screening, item, pen.at)


def note(session: Session, screening: ScreeningId, item: ItemId, content: str) -> NoteSaved:
    """Saves the note at an item and points out names that were typed as identity."""
    content = whole(content)
    with session.change() as pen:
        drafts.put_at_item(pen.work, screening, item, pen.at)
        draft_texts.put_note(pen.private, screening, item, content)
    return _saved(session, screening, pen.at, content)


def text(session: Session, screening: ScreeningId, field: str, content: str) -> NoteSaved:
    """Saves another free text of the draft and points out typed names."""
    content = whole(content)
    with session.change() as pen:
        draft = drafts.by_id(pen.work, screening)
        drafts.put_at_item(pen.work, screening, draft.at_item, pen.at)
        draft_texts.put_text(pen.private, screening, field, content)
    return _saved(session, screening, pen.at, content)


def identify(session: Session, screening: ScreeningId, identity: Identity) -> Identified:
    """Saves who the young person is; of a birth date only the age leaves the private file.

    Raises BirthDateRefused where the birth date is no ISO date or cannot be.
    """
    identity = Identity(**{part.name: whole(getattr(identity, part.name)) for part in _PARTS})
    with session.change() as pen:
        before = _alerts(session, pen, screening)
        draft_texts.put_identity(pen.private, screening, identity)
        known = drafts.by_id(pen.work, screening).facts
        if identity.birth_date:
            known = replace(known, age=_age(session, identity))
        drafts.put_facts(pen.work, screening, known, pen.at)
        start_at_once(session, pen, screening, before)
    notes = draft_texts.notes(session.private, screening)
    named = tuple(item for item, content in notes.items() if find(content, identity))
    return Identified(saved_at=pen.at, notes_with_names=named)


def take_over(session: Session, screening: ScreeningId) -> OpenScreening:
    """Makes the draft the user's own."""
    with session.change() as pen:
        drafts.put_owner(pen.work, screening, session.user.id, pen.at)
        pen.log(Act.DRAFT_TAKEN_OVER, screening)
    return open_screening.load(session, screening)


def _changed(
    session: Session, screening: ScreeningId, write: Callable[[Pen], None]
) -> OpenScreening:
    with session.change() as pen:
        before = _alerts(session, pen, screening)
        write(pen)
        start_at_once(session, pen, screening, before)
    return open_screening.load(session, screening)


def start_at_once(
    session: Session, pen: Pen, screening: ScreeningId, before: tuple[Alert, ...]
) -> None:
    """Starts the duties of what holds now in a draft; `before` held already before the act."""
    found = _alerts(session, pen, screening)
    if found:
        start_duties.for_alerts(session, pen, drafts.by_id(pen.work, screening), found, before)


def _alerts(session: Session, pen: Pen, screening: ScreeningId) -> tuple[Alert, ...]:
    draft = drafts.by_id(pen.work, screening)
    known = indicator_sets.read(session, draft.set_hash)
    return alerts(known, for_rules(draft.facts), draft.answers)


def _with_age(session: Session, case: CaseId, age: Age) -> CaseFacts:
    """What is known of a case, with the age of today: a birth date knows better than a band."""
    known = current.facts(session, case)
    identity = current.identity(session, case)
    if identity.birth_date:
        return replace(known, age=_age(session, identity))
    return known if age == UNKNOWN_AGE else replace(known, age=age)


def _age(session: Session, identity: Identity) -> Age:
    try:
        born = date.fromisoformat(identity.birth_date)
        return age_on(born, session.clock.now().date())
    except ValueError:
        # Its text would repeat what was typed.
        raise BirthDateRefused from None


def _saved(session: Session, screening: ScreeningId, at: str, content: str) -> NoteSaved:
    identity = draft_texts.identity(session.private, screening)
    return NoteSaved(saved_at=at, names=find(content, identity))
