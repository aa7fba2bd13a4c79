"""Everything that happened in a case, as one list."""

from dataclasses import dataclass, replace

from merak.domain.bodies import (
    BodyRefused,
    DisclosureMade,
    DutyDone,
    DutyStarted,
    Judged,
    MarkedMistaken,
    Related,
    ScreeningDone,
    TextWritten,
    from_body,
)
from merak.domain.decision import Reviewed
from merak.domain.fold import ScreeningRow
from merak.domain.ids import CaseId, LevelId, RecordId
from merak.domain.indicator_set import INSUFFICIENT
from merak.domain.record import NO_CASE, Kind, Record
from merak.domain.text import Text
from merak.services import case_lines, current, finish, indicator_sets, reviews
from merak.services.session import Session
from merak.storage import mnemonics, records, users, views
from merak.storage.errors import UnknownRecord

SHOWN = (
    Kind.CASE_OPENED,
    Kind.SCREENING,
    Kind.DISCLOSURE,
    Kind.ADDENDUM,
    Kind.ENTERED_IN_ERROR,
    Kind.JUDGEMENT,
    Kind.RELATED_TO,
    Kind.DUTY,
    Kind.DUTY_DONE,
    Kind.REVIEW,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One record as the timeline shows it; what does not belong to its kind is empty."""

    record: RecordId
    kind: Kind
    at: str
    offset: int
    by_name: str
    codes: tuple[str, ...]
    """What the record says in codes: a cause, who was told and how, a reason, a version."""
    level: Text
    insufficient: bool
    why: Text
    texts: tuple[TextWritten, ...]
    other_code: str
    """The code of another case that it speaks of."""
    other_mnemonic: str
    """The words by which that case is known on this laptop."""
    in_error: bool
    replaced: bool
    sealed: bool
    """Whether words that belong to it were sealed away from this laptop."""
    can_reopen: bool


def entries(session: Session, case: CaseId) -> tuple[Entry, ...]:
    """Gives the records of a case that tell what happened, newest first."""
    found = records.of_case(session.work, case, SHOWN)
    texts, sealed = current.texts(session, case), current.sealed_away(session, case)
    wrong = current.mistaken(found)
    rows = {row.record: row for row in views.screenings(session.work, case)}
    holding = {one.id for one in reviews.holding(found)}
    made = []
    for one in sorted(found, key=lambda record: (record.at, record.n), reverse=True):
        row = rows.get(one.id)
        in_error = one.id in wrong or (row is not None and row.mistaken)
        if one.kind == Kind.REVIEW and one.id not in holding:
            # The supervisor has decided anew since.
            continue
        try:
            entry = _entry(session, one, texts.get(one.id, ()), row, in_error=in_error)
            made.append(replace(entry, sealed=one.id in sealed))
        except BodyRefused:
            # A later version's form: kept, and shown by a version that knows it.
            continue
    return tuple(made)


def linked(session: Session, case: CaseId) -> tuple[CaseId, ...]:
    """Gives the cases that were linked to this one and not by mistake, each once."""
    found = records.of_case(session.work, case, (Kind.RELATED_TO, Kind.ENTERED_IN_ERROR))
    wrong = current.mistaken(found)
    links = [one for one in found if one.kind == Kind.RELATED_TO and one.id not in wrong]
    others = dict.fromkeys(from_body(one.body, Related).other for one in links)
    # The other case may have been cleared, or be another laptop's.
    return tuple(other for other in others if views.has(session.work, other))


def other_half(session: Session, link: Record) -> tuple[Record, ...]:
    """Gives the record that a link between two cases left in the other one."""
    if link.kind != Kind.RELATED_TO:
        return ()
    related = from_body(link.body, Related)
    back = Related(how=related.how, other=link.case)
    return tuple(
        one
        for one in records.of_case(session.work, related.other, (Kind.RELATED_TO,))
        if one.at == link.at and from_body(one.body, Related) == back
    )


def _entry(
    session: Session,
    record: Record,
    texts: tuple[TextWritten, ...],
    row: ScreeningRow | None,
    *,
    in_error: bool,
) -> Entry:
    codes, level, why, other = _told(session, record)
    return Entry(
        record=record.id,
        kind=Kind(record.kind),
        at=record.at,
        offset=record.offset,
        by_name=_name(session, record),
        codes=codes,
        level=level,
        insufficient=row is not None and row.level == INSUFFICIENT,
        why=why,
        texts=texts,
        other_code=_code(session, other),
        other_mnemonic=mnemonics.of(session.work, other),
        in_error=in_error,
        replaced=row is not None and not row.current,
        sealed=False,
        can_reopen=row is not None and finish.reopen_until(session, row) != "",
    )


def _told(session: Session, record: Record) -> tuple[tuple[str, ...], Text, Text, CaseId]:
    """Gives the codes, the level, the sentence and the other case that a record speaks of."""
    match record.kind:
        case Kind.SCREENING:
            done = from_body(record.body, ScreeningDone)
            codes = (done.completeness.value, str(done.version), done.preparation.mode.value)
            return codes, _label(session, done, done.level), {}, NO_CASE
        case Kind.JUDGEMENT:
            judged = from_body(record.body, Judged)
            return (), _judged_label(session, judged), {}, NO_CASE
        case Kind.DUTY:
            duty = from_body(record.body, DutyStarted)
            return (duty.cause.value, *duty.starts), {}, duty.why, NO_CASE
        case Kind.DUTY_DONE:
            told = from_body(record.body, DutyDone)
            return (told.told.value, told.how.value, told.told_at), {}, {}, NO_CASE
        case Kind.DISCLOSURE:
            return (from_body(record.body, DisclosureMade).card.value,), {}, {}, NO_CASE
        case Kind.ENTERED_IN_ERROR:
            wrong = from_body(record.body, MarkedMistaken)
            return (wrong.reason.value,), {}, {}, wrong.right_case
        case Kind.REVIEW:
            return (from_body(record.body, Reviewed).decision.value,), {}, {}, NO_CASE
        case Kind.RELATED_TO:
            related = from_body(record.body, Related)
            return (related.how.value,), {}, {}, related.other
        case _:
            return (), {}, {}, NO_CASE


def _label(session: Session, done: ScreeningDone, level: LevelId) -> Text:
    return case_lines.label_of(indicator_sets.read(session, done.set.sha256), level)


def _judged_label(session: Session, judged: Judged) -> Text:
    versions = views.versions(session.work, judged.screening)
    if not versions:
        return {}
    done = current.body(session, versions[-1].record, ScreeningDone)[1]
    return _label(session, done, judged.level)


def _name(session: Session, record: Record) -> str:
    return users.name_of(session.work, record.author_user)


def _code(session: Session, case: CaseId) -> str:
    try:
        return views.case(session.work, case).code
    except UnknownRecord:
        return ""
