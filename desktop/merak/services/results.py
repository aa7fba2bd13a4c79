"""A finished screening: what was concluded, and why."""

from collections.abc import Mapping
from dataclasses import dataclass

from merak.domain.answer import Answer
from merak.domain.assessment import Assessment, assess
from merak.domain.bodies import Judged, ScreeningDone, answer_of
from merak.domain.case_facts import CaseFacts, for_rules
from merak.domain.fold import ScreeningRow
from merak.domain.ids import CaseId, ItemId, LevelId, RecordId
from merak.domain.indicator_set import IndicatorSet
from merak.domain.log_entry import Act
from merak.domain.record import Kind, Record
from merak.domain.screening import Completeness, Preparation
from merak.errors import MerakError
from merak.services import case_lines, current, finish, indicator_sets
from merak.services.case_lines import DutyLine
from merak.services.session import Session
from merak.storage import mnemonics, records, users, views

REASON = "reason"


class ReasonNeeded(MerakError):
    """A judgement that differs from the level needs a reason."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NoJudgement:
    """Nobody has judged yet."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """The professional's own level."""

    level: LevelId
    reason: str
    at: str
    by_name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FirstScreening:
    """There is no earlier screening of this case with the same set."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """What differs from the screening before, with the same set: its items, and its level."""

    since: str
    level_before: LevelId
    items: tuple[ItemId, ...]
    before: Mapping[ItemId, Answer]
    """The answers to these items then; one that was not asked then is not in it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """All that the result page shows."""

    record: RecordId
    case: CaseId
    code: str
    mnemonic: str
    indicator_set: IndicatorSet
    assessment: Assessment
    facts: CaseFacts
    answers: Mapping[ItemId, Answer]
    notes: Mapping[ItemId, str]
    preparation: Preparation
    completeness: Completeness
    version: int
    started_at: str
    finished_at: str
    by_name: str
    judgement: Judgement | NoJudgement
    changes: Changes | FirstScreening
    can_reopen_until: str
    duties: tuple[DutyLine, ...]
    in_error: bool
    replaced: bool
    """Whether a newer version of this screening exists."""
    sealed: bool
    """Whether notes or other words of it were sealed away from this laptop."""


def load(session: Session, record: RecordId) -> Result:
    """Gives a finished screening with its explanation, by the set that it was made with."""
    found, done = current.body(session, record, ScreeningDone)
    known = indicator_sets.read(session, done.set.sha256)
    answers = {item: answer_of(form) for item, form in done.answers.items()}
    row = finish.row_of(session, done.screening, record)
    session.looked_at(Act.SCREENING_READ, record)
    texts = current.texts(session, found.case).get(record, ())
    return Result(
        record=record,
        case=found.case,
        code=views.case(session.work, found.case).code,
        mnemonic=mnemonics.of(session.work, found.case),
        indicator_set=known,
        assessment=assess(known, for_rules(done.facts), answers),
        facts=done.facts,
        answers=answers,
        notes={ItemId(text.item): text.text for text in texts if text.field == finish.NOTE},
        preparation=done.preparation,
        completeness=done.completeness,
        version=done.version,
        started_at=done.started_at,
        finished_at=done.finished_at,
        by_name=users.name_of(session.work, found.author_user),
        judgement=_judgement(session, done),
        changes=_changes(session, row, answers),
        can_reopen_until=finish.reopen_until(session, row),
        duties=case_lines.duty_lines(
            session,
            (
                duty
                for duty in views.duties(session.work, found.case)
                if duty.screening == done.screening
            ),
        ),
        in_error=row.mistaken,
        replaced=not row.current,
        sealed=record in current.sealed_away(session, found.case),
    )


def judge(session: Session, record: RecordId, level: LevelId, reason: str) -> Result:
    """Records the professional's own level; raises ReasonNeeded where it differs without one."""
    found, done = current.body(session, record, ScreeningDone)
    if level != done.level and not reason.strip():
        raise ReasonNeeded
    before = tuple(one.id for one in _judgements(session, done))
    with session.change() as pen:
        body = Judged(screening=done.screening, level=level)
        judged = pen.write(body, found.case, (*before, record)).id
        pen.text(REASON, reason, found.case, judged)
        pen.log(Act.JUDGEMENT_ADDED, found.case)
    return load(session, record)


def _judgements(session: Session, done: ScreeningDone) -> tuple[Record, ...]:
    case = next(row.case for row in views.versions(session.work, done.screening))
    found = records.of_case(session.work, case, (Kind.JUDGEMENT, Kind.ENTERED_IN_ERROR))
    wrong = current.mistaken(found)
    # One entered in error replaces nothing: what was judged before stands again.
    real = [one for one in found if one.kind == Kind.JUDGEMENT and one.id not in wrong]
    return tuple(
        one
        for one in current.latest(real)
        if current.body(session, one.id, Judged)[1].screening == done.screening
    )


def _judgement(session: Session, done: ScreeningDone) -> Judgement | NoJudgement:
    found = _judgements(session, done)
    if not found:
        return NoJudgement()
    last = found[-1]
    texts = current.texts(session, last.case).get(last.id, ())
    return Judgement(
        level=current.body(session, last.id, Judged)[1].level,
        reason=next((text.text for text in texts if text.field == REASON), ""),
        at=last.at,
        by_name=users.name_of(session.work, last.author_user),
    )


def _changes(
    session: Session, row: ScreeningRow, answers: Mapping[ItemId, Answer]
) -> Changes | FirstScreening:
    others = [
        other
        for other in views.screenings(session.work, row.case)
        if other.set.id == row.set.id
        and other.finished_at < row.finished_at
        and other.screening != row.screening
        and other.current
        and not other.mistaken
    ]
    if not others:
        return FirstScreening()
    last = others[-1]
    done = current.body(session, last.record, ScreeningDone)[1]
    earlier = {item: answer_of(form) for item, form in done.answers.items()}
    # An item that is no longer asked has changed as well; the order is that of this screening.
    items = tuple(
        item
        for item in dict.fromkeys((*answers, *earlier))
        if item not in answers or item not in earlier or earlier[item].value != answers[item].value
    )
    before = {item: earlier[item] for item in items if item in earlier}
    return Changes(since=last.finished_at, level_before=last.level, items=items, before=before)
