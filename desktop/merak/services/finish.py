"""From a draft to a finished screening, and back within a day."""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta

from merak.domain.answer import Answer, Missing, WhyMissing
from merak.domain.assessment import Assessment, assess, open_items
from merak.domain.bodies import (
    FactsKnown,
    IdentityKnown,
    ScreeningDone,
    SetRef,
    TextWritten,
    answer_of,
    form_of,
    from_body,
)
from merak.domain.case_facts import for_rules
from merak.domain.fold import ScreeningRow
from merak.domain.identity import NOBODY
from merak.domain.ids import ItemId, RecordId, ScreeningId
from merak.domain.indicator_set import IndicatorSet
from merak.domain.log_entry import Act
from merak.domain.record import Kind, Record
from merak.domain.screening import Completeness, Draft
from merak.errors import MerakError
from merak.services import current, indicator_sets, reviews, screen, start_duties
from merak.services.session import Pen, Session, utc
from merak.storage import draft_texts, drafts, log, records, sealings, travels, views
from merak.storage.errors import UnknownRecord

REOPEN_WITHIN = timedelta(hours=24)
NOTE = "note"
"""The field of a text that stands at an item."""
_NOT_ASKED = Answer(value=Missing(why=WhyMissing.NOT_ASKED))


class TooLate(MerakError):
    """Carries when the screening was finished; a day later only additions are possible."""

    def __init__(self, finished_at: str) -> None:
        super().__init__(finished_at)
        self.finished_at = finished_at


class NotReopenable(MerakError):
    """There is a newer version, a draft of one, or the screening was entered in error."""


def finish(session: Session, screening: ScreeningId) -> RecordId:
    """Makes the records of a finished screening and takes the draft away."""
    return _end(session, screening, Completeness.COMPLETE)


def close_incomplete(session: Session, screening: ScreeningId) -> RecordId:
    """Ends a screening that nobody will go on with; what was answered counts."""
    return _end(session, screening, Completeness.INCOMPLETE)


def reopen(session: Session, record: RecordId) -> ScreeningId:
    """Makes a draft of the next version, with all answers and notes of this one.

    Raises TooLate a day after it was finished, and NotReopenable.
    """
    found, done = current.body(session, record, ScreeningDone)
    if reopen_until(session, row_of(session, done.screening, record)) == "":
        late = _moment(done.finished_at) + REOPEN_WITHIN < session.clock.now()
        raise TooLate(done.finished_at) if late else NotReopenable
    texts = current.texts(session, found.case).get(record, ())
    with session.change() as pen:
        drafts.start(
            pen.work,
            Draft(
                id=done.screening,
                case=found.case,
                set_hash=done.set.sha256,
                owner=session.user.id,
                started_at=done.started_at,
                saved_at=pen.at,
                preparation=done.preparation,
                facts=current.facts(session, found.case),
                answers=_asked_before(done),
                reopens=record,
            ),
        )
        draft_texts.put_identity(pen.private, done.screening, current.identity(session, found.case))
        for text in texts:
            if text.field == NOTE:
                draft_texts.put_note(pen.private, done.screening, ItemId(text.item), text.text)
            else:
                draft_texts.put_text(pen.private, done.screening, text.field, text.text)
        pen.log(Act.SCREENING_REOPENED, done.screening)
        # What is known of the case may have changed since, and with it what holds.
        screen.start_at_once(session, pen, done.screening, ())
    return done.screening


def row_of(session: Session, screening: ScreeningId, record: RecordId) -> ScreeningRow:
    """Gives a version of a screening as lists show it; raises UnknownRecord."""
    for row in views.versions(session.work, screening):
        if row.record == record:
            return row
    raise UnknownRecord(record)


def reopen_until(session: Session, row: ScreeningRow) -> str:
    """Gives the UTC ISO time until which a version can be reopened, or an empty text."""
    ends = _moment(row.finished_at) + REOPEN_WITHIN
    if not row.current or row.mistaken or ends < session.clock.now():
        return ""
    # Sealed notes could not come along.
    if sealings.is_away(session.work, row.case):
        return ""
    # What the office has may be reviewed there already, unless it has asked for another look.
    if travels.has_gone(session.work, row.record) and not reviews.is_returned(
        session, row.case, row.record
    ):
        return ""
    # Last, because it reads all drafts: most screenings are older than a day.
    if any(draft.id == row.screening for draft in drafts.every(session.work)):
        return ""
    return utc(ends)


def _end(session: Session, screening: ScreeningId, completeness: Completeness) -> RecordId:
    with session.change() as pen:
        draft = drafts.by_id(pen.work, screening)
        known = indicator_sets.read(session, draft.set_hash)
        _keep_facts(session, pen, draft)
        answers = _settled(known, draft)
        assessment = assess(known, for_rules(draft.facts), answers)
        refers_to = (RecordId(draft.reopens),) if draft.reopens else ()
        versions = views.versions(pen.work, screening)
        body = _done(known, draft, answers, assessment, completeness, 1 + len(versions), pen.at)
        record = pen.write(body, draft.case, refers_to).id
        _keep_texts(pen, draft, record)
        start_duties.for_result(session, pen, draft, known, assessment)
        pen.drop_draft(screening)
        complete = completeness is Completeness.COMPLETE
        pen.log(Act.SCREENING_FINISHED if complete else Act.SCREENING_CLOSED, draft.case)
    return record


def _done(
    known: IndicatorSet,
    draft: Draft,
    answers: Mapping[ItemId, Answer],
    assessment: Assessment,
    completeness: Completeness,
    version: int,
    at: str,
) -> ScreeningDone:
    return ScreeningDone(
        screening=draft.id,
        version=version,
        set=SetRef(id=known.id, version=known.version, sha256=known.sha256),
        completeness=completeness,
        preparation=draft.preparation,
        facts=draft.facts,
        answers={item: form_of(answer) for item, answer in answers.items()},
        level=assessment.level,
        concerns={concern.value: level for concern, level in assessment.concerns.items()},
        overrides=tuple(held.id for held in assessment.overrides),
        rules=tuple(held.id for held in assessment.rules),
        assumed=assessment.assumed,
        starts=assessment.starts,
        language=draft.preparation.second_language,
        started_at=draft.started_at,
        finished_at=at,
    )


def _settled(known: IndicatorSet, draft: Draft) -> dict[ItemId, Answer]:
    """What was asked and not answered was not asked: none of it ever becomes a "no"."""
    asked = open_items(known, for_rules(draft.facts), draft.answers)
    return dict.fromkeys(asked, _NOT_ASKED) | dict(draft.answers)


def _asked_before(done: ScreeningDone) -> dict[ItemId, Answer]:
    answers = {item: answer_of(form) for item, form in done.answers.items()}
    return {item: answer for item, answer in answers.items() if answer.value != _NOT_ASKED.value}


def _keep_facts(session: Session, pen: Pen, draft: Draft) -> None:
    began = _began_at(pen, draft)
    case = views.case(pen.work, draft.case).row
    found = records.of_case(pen.work, draft.case, (Kind.CASE_FACTS,))
    at_first = [from_body(one.body, FactsKnown).facts for one in _until(found, began)]
    if draft.facts != case.facts and draft.facts not in at_first[-1:]:
        facts = FactsKnown(facts=draft.facts, owner=case.owner)
        pen.write(facts, draft.case, tuple(one.id for one in current.latest(found)))
    found = records.of_case(pen.private, draft.case, (Kind.IDENTITY,))
    known = [from_body(one.body, IdentityKnown).identity for one in _until(found, began)]
    identity = draft_texts.identity(pen.private, draft.id)
    # What the draft began with and nobody changed in it must not undo what was found out since.
    if identity not in (current.identity(session, draft.case), *(known[-1:] or [NOBODY])):
        who = IdentityKnown(identity=identity)
        pen.write(who, draft.case, tuple(one.id for one in current.latest(found)))


def _began_at(pen: Pen, draft: Draft) -> str:
    """When the draft took over what was known of the case."""
    page = log.entries(pen.work) if draft.reopens else ()
    while page:
        for entry in page:
            if entry.act == Act.SCREENING_REOPENED and entry.about == draft.id:
                return entry.at
        page = log.entries(pen.work, before=page[-1].seq)
    return draft.started_at


def _until(found: Iterable[Record], at: str) -> tuple[Record, ...]:
    return current.latest([one for one in found if one.at <= at])


def _keep_texts(pen: Pen, draft: Draft, record: RecordId) -> None:
    for item, content in draft_texts.notes(pen.private, draft.id).items():
        pen.write(TextWritten(field=NOTE, item=item, text=content), draft.case, (record,))
    for field, content in draft_texts.texts(pen.private, draft.id).items():
        pen.write(TextWritten(field=field, text=content), draft.case, (record,))


def _moment(at: str) -> datetime:
    return datetime.fromisoformat(at)
