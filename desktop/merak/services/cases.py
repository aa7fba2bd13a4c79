"""One case: what is known of it, and everything that happened, in order."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from merak.domain.bodies import (
    AddendumMade,
    ErrorReason,
    FactsKnown,
    MarkedMistaken,
    Related,
    Relation,
    ScreeningDone,
)
from merak.domain.case_facts import CaseFacts
from merak.domain.identity import Identity
from merak.domain.ids import CaseId, RecordId, ScreeningId, UserId
from merak.domain.log_entry import Act
from merak.domain.names import fold
from merak.domain.record import NO_CASE, Kind
from merak.domain.screening import Draft
from merak.services import case_lines, current, screen, seal, timeline
from merak.services.case_lines import CaseLine, DraftLine, DutyLine
from merak.services.seal import Standing
from merak.services.session import NewCase, Pen, Session
from merak.services.timeline import Entry
from merak.services.typed import whole
from merak.storage import draft_texts, drafts, mnemonics, records, users, views
from merak.storage.connection import Connection
from merak.storage.errors import NoSuchUser, UnknownRecord
from merak.storage.users import UserState
from merak.storage.views import CaseShown

ADDENDUM, REASON = "addendum", "reason"


@dataclass(frozen=True, slots=True, kw_only=True)
class NoCase:
    """What was entered in error belongs to no case at all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseView:
    """All that the case page shows; the entries come newest first."""

    case: CaseId
    code: str
    mnemonic: str
    identity: Identity
    facts: CaseFacts
    owner_name: str
    mine: bool
    mistaken: bool
    standing: Standing
    entries: tuple[Entry, ...]
    duties: tuple[DutyLine, ...]
    drafts: tuple[DraftLine, ...]
    linked: tuple[CaseLine, ...]


def load(session: Session, case: CaseId) -> CaseView:
    """Gives a case with its timeline; raises UnknownRecord."""
    shown = views.case(session.work, case)
    session.looked_at(Act.CASE_READ, case)
    entries = timeline.entries(session, case)
    return CaseView(
        case=case,
        code=shown.code,
        mnemonic=mnemonics.of(session.work, case),
        identity=current.identity(session, case),
        facts=shown.row.facts,
        owner_name=users.name_of(session.work, shown.row.owner),
        mine=shown.row.owner == session.user.id,
        mistaken=shown.row.mistaken,
        standing=seal.standing(session, case),
        entries=entries,
        duties=case_lines.duty_lines(session, views.duties(session.work, case)),
        drafts=tuple(
            case_lines.draft_line(session, draft)
            for draft in drafts.every(session.work)
            if draft.case == case
        ),
        linked=tuple(
            case_lines.case_line(session, views.case(session.work, other))
            for other in timeline.linked(session, case)
        ),
    )


def find(session: Session, typed: str) -> tuple[CaseLine, ...]:
    """Finds cases by code, by the words they are known by, or by a tag or names readable here.

    Every word must begin one of theirs; what has no letter or digit finds nothing.
    """
    typed = whole(typed)
    words = tuple(fold(typed).split())
    if not any(letter.isalnum() for word in words for letter in word):
        return ()
    by_code = [shown.row.case for shown in views.cases_by_code(session.work, typed)]
    by_mnemonic = [
        case for case, said in mnemonics.every(session.work).items() if _begin(words, said)
    ]
    by_name = [
        case
        for case in records.cases(session.private)
        if _is_called(current.identity(session, case), words)
    ]
    by_draft = [
        draft.case
        for draft in drafts.every(session.work)
        if _is_called(draft_texts.identity(session.private, draft.id), words)
    ]
    return tuple(
        case_lines.case_line(session, views.case(session.work, case))
        for case in dict.fromkeys((*by_code, *by_mnemonic, *by_name, *by_draft))
    )


def addendum(session: Session, case: CaseId, refers_to: RecordId, content: str) -> RecordId:
    """Adds words to a record of the case, which stays as it is; raises UnknownRecord."""
    screening = ScreeningId("")
    found = records.by_id(session.work, refers_to)
    if found.case != case:
        raise UnknownRecord(refers_to)
    if found.kind is Kind.SCREENING:
        screening = current.body(session, refers_to, ScreeningDone)[1].screening
    with session.change() as pen:
        made = pen.write(AddendumMade(screening=screening), case, (refers_to,)).id
        pen.text(ADDENDUM, content, case, made)
        pen.log(Act.ADDENDUM_ADDED, case)
    return made


def enter_in_error(
    session: Session,
    record: RecordId,
    reason: ErrorReason,
    content: str,
    right_case: CaseId | NewCase | NoCase,
) -> CaseId:
    """Marks a record as entered in error and gives the right case, or NO_CASE.

    Lists leave it out from then on, its duties close as mistaken, and a link ends on both sides;
    it stays on record.
    """
    found = records.by_id(session.work, record)
    with session.change() as pen:
        match right_case:
            case NewCase():
                right = screen.open_case(session, pen, CaseFacts())
            case NoCase():
                right = NO_CASE
            case other:
                right = views.case(pen.work, other).row.case
        body = MarkedMistaken(reason=reason, right_case=right)
        made = pen.write(body, found.case, (record,)).id
        pen.text(REASON, content, found.case, made)
        for half in timeline.other_half(session, found):
            pen.write(MarkedMistaken(reason=reason), half.case, (half.id,))
        pen.log(Act.ENTERED_IN_ERROR, found.case)
    return right


def give(session: Session, case: CaseId, to: UserId) -> None:
    """Gives a case to a colleague on this laptop, with the drafts of who had it.

    Raises NoSuchUser where the colleague is not there any more, and UnknownRecord.
    """
    me = session.user.id
    with session.change() as pen:
        had = views.case(pen.work, case).row.owner
        _give(pen, (case,), to)
        _give_drafts(pen, to, lambda draft: draft.case == case and draft.owner in (had, me))


def give_all(session: Session, to: UserId) -> int:
    """Gives all the user's cases and drafts to a colleague; says how many cases there were.

    Raises NoSuchUser where the colleague is not there any more.
    """
    me = session.user.id
    with session.change() as pen:
        mine = tuple(
            shown.row.case
            for shown in _every(pen.work)
            if shown.row.owner == me and not shown.row.mistaken
        )
        _give(pen, mine, to)
        _give_drafts(pen, to, lambda draft: draft.owner == me)
    return len(mine)


def link(session: Session, case: CaseId, other: CaseId, how: Relation) -> None:
    """Records that two cases belong together; shown on both. Raises UnknownRecord."""
    if case == other:
        raise UnknownRecord(other)
    with session.change() as pen:
        for one in (case, other):
            views.case(pen.work, one)
        pen.write(Related(how=how, other=other), case)
        pen.write(Related(how=how, other=case), other)
        pen.log(Act.CASE_FACTS_CHANGED, case)


def _give(pen: Pen, cases: tuple[CaseId, ...], to: UserId) -> None:
    if users.by_id(pen.work, to).state is not UserState.ACTIVE:
        raise NoSuchUser
    for case in cases:
        facts = views.case(pen.work, case).row.facts
        before = current.latest(records.of_case(pen.work, case, (Kind.CASE_FACTS,)))
        body = FactsKnown(facts=facts, owner=to)
        pen.write(body, case, tuple(one.id for one in before))
        pen.log(Act.CASE_GIVEN, case)


def _give_drafts(pen: Pen, to: UserId, chosen: Callable[[Draft], bool]) -> None:
    for draft in drafts.every(pen.work):
        if chosen(draft) and draft.owner != to:
            drafts.put_owner(pen.work, draft.id, to, pen.at)
            pen.log(Act.DRAFT_TAKEN_OVER, draft.id)


def _every(work: Connection) -> Iterator[CaseShown]:
    page = views.cases(work)
    while page:
        yield from page
        page = views.cases(work, after=(page[-1].row.last_at, page[-1].row.case))


def _is_called(identity: Identity, words: tuple[str, ...]) -> bool:
    known = (identity.name, identity.other_names, identity.facility_number, identity.tag)
    return _begin(words, " ".join(known))


def _begin(words: tuple[str, ...], said: str) -> bool:
    text = fold(said)
    # A double name is found by its second half as well.
    theirs = (*text.split(), *text.replace("-", " ").split())
    return all(any(part.startswith(word) for part in theirs) for word in words)
