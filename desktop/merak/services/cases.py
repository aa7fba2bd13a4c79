"""One case: what is known of it, and everything that happened, in order."""

from dataclasses import dataclass

from merak.domain.bodies import (
    AddendumMade,
    ErrorReason,
    FactsKnown,
    MarkedMistaken,
    Related,
    Relation,
    ScreeningDone,
    TextWritten,
)
from merak.domain.case_facts import CaseFacts
from merak.domain.identity import Identity
from merak.domain.ids import CaseId, RecordId, ScreeningId, UserId
from merak.domain.log_entry import Act
from merak.domain.names import fold, parts_of
from merak.domain.record import NO_CASE, Kind
from merak.services import case_lines, current, screen, timeline
from merak.services.case_lines import CaseLine, DraftLine, DutyLine
from merak.services.session import NewCase, Session
from merak.services.timeline import Entry
from merak.storage import draft_texts, drafts, records, users, views

ADDENDUM, REASON = "addendum", "reason"


@dataclass(frozen=True, slots=True, kw_only=True)
class NoCase:
    """What was entered in error belongs to no case at all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseView:
    """All that the case page shows; the entries come newest first."""

    case: CaseId
    code: str
    identity: Identity
    facts: CaseFacts
    owner_name: str
    mine: bool
    mistaken: bool
    entries: tuple[Entry, ...]
    duties: tuple[DutyLine, ...]
    drafts: tuple[DraftLine, ...]
    linked: tuple[CaseLine, ...]


def load(session: Session, case: CaseId) -> CaseView:
    """Gives a case with its timeline; raises UnknownRecord."""
    shown = views.case(session.work, case)
    entries = timeline.entries(session, case)
    return CaseView(
        case=case,
        code=shown.code,
        identity=current.identity(session, case),
        facts=shown.row.facts,
        owner_name=users.by_id(session.work, shown.row.owner).name,
        mine=shown.row.owner == session.user.id,
        mistaken=shown.row.mistaken,
        entries=entries,
        duties=tuple(
            case_lines.duty_line(session, duty) for duty in views.duties(session.work, case)
        ),
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
    """Finds cases by code, by tag, or by a word of a name that this laptop can read."""
    by_code = [shown.row.case for shown in views.cases_by_code(session.work, typed)]
    wanted = fold(typed.strip())
    by_name = [
        case
        for case in records.cases(session.private)
        if wanted and _is_called(current.identity(session, case), wanted)
    ]
    by_draft = [
        draft.case
        for draft in drafts.every(session.work)
        if wanted and _is_called(draft_texts.identity(session.private, draft.id), wanted)
    ]
    return tuple(
        case_lines.case_line(session, views.case(session.work, case))
        for case in dict.fromkeys((*by_code, *by_name, *by_draft))
    )


def addendum(session: Session, case: CaseId, refers_to: RecordId, content: str) -> RecordId:
    """Adds words to a record that stays as it is."""
    screening = ScreeningId("")
    found = records.by_id(session.work, refers_to)
    if found.kind is Kind.SCREENING:
        screening = current.body(session, refers_to, ScreeningDone)[1].screening
    with session.change() as pen:
        made = pen.write(AddendumMade(screening=screening), case, (refers_to,)).id
        pen.write(TextWritten(field=ADDENDUM, text=content.strip()), case, (made,))
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

    Lists leave it out from then on, and its duties close as mistaken; it stays on record.
    """
    found = records.by_id(session.work, record)
    with session.change() as pen:
        match right_case:
            case NewCase():
                right = screen.open_case(session, pen, CaseFacts())
            case NoCase():
                right = NO_CASE
            case other:
                right = other
        body = MarkedMistaken(reason=reason, right_case=right)
        made = pen.write(body, found.case, (record,)).id
        if content.strip():
            pen.write(TextWritten(field=REASON, text=content.strip()), found.case, (made,))
        pen.log(Act.ENTERED_IN_ERROR, found.case)
    return right


def give(session: Session, case: CaseId, to: UserId) -> None:
    """Gives a case, with its drafts, to a colleague on this laptop."""
    _give(session, (case,), to)


def give_all(session: Session, to: UserId) -> int:
    """Gives all the user's cases to a colleague and says how many there were."""
    mine = tuple(
        shown.row.case
        for shown in views.cases(session.work, most=10_000)
        if shown.row.owner == session.user.id and not shown.row.mistaken
    )
    _give(session, mine, to)
    return len(mine)


def link(session: Session, case: CaseId, other: CaseId, how: Relation) -> None:
    """Records that two cases belong together; shown on both."""
    views.case(session.work, other)
    with session.change() as pen:
        pen.write(Related(how=how, other=other), case)
        pen.write(Related(how=how, other=case), other)
        pen.log(Act.CASE_FACTS_CHANGED, case)


def _give(session: Session, cases: tuple[CaseId, ...], to: UserId) -> None:
    users.by_id(session.work, to)
    with session.change() as pen:
        for case in cases:
            facts = views.case(session.work, case).row.facts
            before = current.latest(records.of_case(pen.work, case, (Kind.CASE_FACTS,)))
            body = FactsKnown(facts=facts, owner=to)
            pen.write(body, case, tuple(one.id for one in before))
            pen.log(Act.CASE_GIVEN, case)
        for draft in drafts.every(pen.work):
            if draft.case in cases and draft.owner == session.user.id:
                drafts.put_owner(pen.work, draft.id, to, pen.at)


def _is_called(identity: Identity, wanted: str) -> bool:
    return wanted in fold(identity.tag) or any(
        part.startswith(wanted) for part in parts_of(identity)
    )
