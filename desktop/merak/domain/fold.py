"""What a person sees of a case, computed from its records, whatever order they came in.

Current is what no other record of the same kind refers to. Where two are current and one is
meant, that is a conflict: one of them is shown (always the same), and the conflict is said.
"""

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import Any, TypeVar, cast

import msgspec

from merak.domain.bodies import (
    CaseOpened,
    DutyDone,
    DutyStarted,
    FactsKnown,
    Judged,
    ScreeningDone,
    SetRef,
)
from merak.domain.case_facts import CaseFacts
from merak.domain.duty import Cause, Telling
from merak.domain.ids import CaseId, DeviceId, LevelId, RecordId, ScreeningId, UserId
from merak.domain.record import PRIVATE_KINDS, Kind, Told
from merak.domain.screening import Completeness, Mode
from merak.domain.text import Text

_Some = TypeVar("_Some")
_Read = tuple[Told, _Some]

NO_LEVEL = LevelId("")
NO_ONE = UserId("")


class DutyState(StrEnum):
    """Whether somebody must still be told."""

    OPEN = "open"
    DONE = "done"
    MISTAKEN = "mistaken"


@dataclass(frozen=True, slots=True, kw_only=True)
class ScreeningRow:
    """One version of a screening as lists show it."""

    record: RecordId
    case: CaseId
    screening: ScreeningId
    version: int
    set: SetRef
    completeness: Completeness
    mode: Mode
    user: UserId
    started_at: str
    finished_at: str
    level: LevelId
    concerns: dict[str, LevelId]
    judged: LevelId
    """The professional's own level, or empty where nobody has judged."""
    current: bool
    mistaken: bool
    conflict: bool
    waits: bool
    """Current, no mistake, and nobody has reviewed it."""
    open_duty: bool
    """Whether somebody must still be told of something in it."""
    device: DeviceId


@dataclass(frozen=True, slots=True, kw_only=True)
class DutyRow:
    """One duty as lists show it."""

    record: RecordId
    case: CaseId
    screening: ScreeningId
    cause: Cause
    cause_id: str
    why: Text
    cite: str
    starts: tuple[str, ...]
    received_at: str
    state: DutyState
    done: tuple[RecordId, ...]
    tell: tuple[Telling, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseRow:
    """One case as lists show it; its code is given by the vault, which knows the other cases."""

    case: CaseId
    opened_at: str
    last_at: str
    owner: UserId
    facts: CaseFacts
    screenings: int
    open_duties: int
    mistaken: bool
    conflict: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseViews:
    """All rows of one case."""

    case: CaseRow
    screenings: tuple[ScreeningRow, ...]
    duties: tuple[DutyRow, ...]


def fold(case: CaseId, records: Iterable[Told]) -> CaseViews:
    """Computes the rows of a case from its records, of which one at least is not private."""
    told = [record for record in records if record.kind not in PRIVATE_KINDS]
    ordered = sorted(told, key=lambda r: (r.at, r.author.device, r.n, r.id))
    errors = [r for r in ordered if r.kind == Kind.ENTERED_IN_ERROR]
    mistaken = frozenset(id_ for r in errors for id_ in r.refers_to)
    opened = _read(ordered, Kind.CASE_OPENED, CaseOpened)
    facts = _current(
        [one for one in _read(ordered, Kind.CASE_FACTS, FactsKnown) if one[0].id not in mistaken]
    )
    versions = _read(ordered, Kind.SCREENING, ScreeningDone)
    # One version entered in error means the screening was: the others are of the same talk.
    wrong = frozenset(body.screening for record, body in versions if record.id in mistaken)
    duties = _duties(ordered, mistaken, wrong)
    still_open = frozenset(duty.screening for duty in duties if duty.state is DutyState.OPEN)
    screenings = _screenings(ordered, versions, mistaken, wrong, still_open)
    real = {row.screening for row in screenings if not row.mistaken}
    row = CaseRow(
        case=case,
        opened_at=opened[0][0].at if opened else ordered[0].at,
        last_at=ordered[-1].at,
        owner=facts[-1][1].owner if facts else NO_ONE,
        facts=facts[-1][1].facts if facts else CaseFacts(),
        screenings=len(real),
        open_duties=sum(duty.state is DutyState.OPEN for duty in duties),
        mistaken=any(record.id in mistaken for record, _ in opened),
        conflict=len(facts) > 1 or any(s.conflict for s in screenings),
    )
    return CaseViews(case=row, screenings=screenings, duties=duties)


def _screenings(
    records: Sequence[Told],
    versions: Sequence[_Read[ScreeningDone]],
    mistaken: frozenset[RecordId],
    wrong: frozenset[ScreeningId],
    still_open: frozenset[ScreeningId],
) -> tuple[ScreeningRow, ...]:
    current = {record.id: body.screening for record, body in _current(versions)}
    judgements = _current(
        [one for one in _read(records, Kind.JUDGEMENT, Judged) if one[0].id not in mistaken]
    )
    judged = {body.screening: body.level for _, body in judgements}
    reviewed = {r.refers_to[0] for r in records if r.kind == Kind.REVIEW and r.refers_to}
    unreviewed = current.keys() - reviewed
    count = list(current.values()).count
    return tuple(
        ScreeningRow(
            record=record.id,
            case=record.case,
            screening=body.screening,
            version=body.version,
            set=body.set,
            completeness=body.completeness,
            mode=body.preparation.mode,
            user=record.author.user,
            started_at=body.started_at,
            finished_at=body.finished_at,
            level=body.level,
            concerns=dict(body.concerns),
            judged=judged.get(body.screening, NO_LEVEL),
            current=record.id in current,
            mistaken=body.screening in wrong,
            conflict=record.id in current and count(body.screening) > 1,
            waits=record.id in unreviewed and body.screening not in wrong,
            open_duty=body.screening in still_open,
            device=record.author.device,
        )
        for record, body in versions
    )


def _duties(
    records: Sequence[Told],
    mistaken: frozenset[RecordId],
    wrong: frozenset[ScreeningId],
) -> tuple[DutyRow, ...]:
    done: dict[RecordId, list[RecordId]] = {}
    for record, _ in _read(records, Kind.DUTY_DONE, DutyDone):
        for duty in record.refers_to:
            if record.id not in mistaken:
                done.setdefault(duty, []).append(record.id)
    rows: list[DutyRow] = []
    for record, body in _read(records, Kind.DUTY, DutyStarted):
        if record.id in mistaken or body.screening in wrong:
            state = DutyState.MISTAKEN
        else:
            state = DutyState.DONE if record.id in done else DutyState.OPEN
        rows.append(
            DutyRow(
                record=record.id,
                case=record.case,
                screening=body.screening,
                cause=body.cause,
                cause_id=body.cause_id,
                why=body.why,
                cite=body.cite,
                starts=body.starts,
                received_at=body.received_at,
                state=state,
                done=tuple(done.get(record.id, ())),
                tell=body.tell,
            )
        )
    return tuple(rows)


def _read(records: Sequence[Told], kind: Kind, form: type[_Some]) -> list[_Read[_Some]]:
    found: list[_Read[_Some]] = []
    decoder = _decoder(cast("Hashable", form))
    for record in records:
        if record.kind == kind:
            try:
                found.append((record, decoder.decode(record.body)))
            except msgspec.DecodeError:
                # A later version's form: kept as a record, shown by none of these rows.
                continue
    return found


@cache
def _decoder(form: Hashable) -> msgspec.json.Decoder[Any]:
    return msgspec.json.Decoder(form)


def _current(found: Sequence[_Read[_Some]]) -> list[_Read[_Some]]:
    replaced = {other for record, _ in found for other in record.refers_to}
    return [one for one in found if one[0].id not in replaced]
