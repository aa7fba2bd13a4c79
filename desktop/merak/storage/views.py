"""Lists of cases, screenings and duties: kept in tables, computed from the records alone."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import msgspec

from merak.domain.case_code import code, stem, typed
from merak.domain.fold import CaseRow, CaseViews, DutyRow, ScreeningRow, fold
from merak.domain.ids import CaseId, RecordId, ScreeningId
from merak.domain.record import NO_CASE
from merak.storage import records, waiting
from merak.storage.connection import Connection, Row, Value
from merak.storage.errors import UnknownRecord

_TABLES = ("case_view", "screening_view", "duty_view", "waiting_view")
_AT_ONCE = 500
"""Cases whose rows are held in memory together."""
_LAST = "~"
"""Sorts after every time and id: where the first page begins."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseShown:
    """One case with its code."""

    code: str
    row: CaseRow


def refresh(work: Connection, cases: Iterable[CaseId]) -> None:
    """Computes the rows of these cases anew."""
    wanted = sorted(set(cases) - {NO_CASE})
    for start in range(0, len(wanted), _AT_ONCE):
        _refresh(work, wanted[start : start + _AT_ONCE])


def rebuild(work: Connection) -> None:
    """Forgets every view and computes it anew."""
    for table in _TABLES:
        work.run(f"DELETE FROM {table}")  # noqa: S608 - names of ours
    refresh(work, records.cases(work))


def case(work: Connection, case: CaseId) -> CaseShown:
    """Gives one case; raises UnknownRecord where it has no records."""
    row = work.row("SELECT code, detail FROM case_view WHERE case_id = ?", (case,))
    if row is None:
        raise UnknownRecord(case)
    return _case(row)


def has(work: Connection, case: CaseId) -> bool:
    """Says whether the case is in the lists."""
    return work.row("SELECT 1 FROM case_view WHERE case_id = ?", (case,)) is not None


def cases(
    work: Connection, *, after: tuple[str, str] = (_LAST, _LAST), most: int = 200
) -> tuple[CaseShown, ...]:
    """Gives cases, the last touched first; `after` is (last_at, case) of the row to go on from."""
    rows = work.rows(
        "SELECT code, detail FROM case_view WHERE (last_at, case_id) < (?, ?)"
        " ORDER BY last_at DESC, case_id DESC LIMIT ?",
        (*after, most),
    )
    return tuple(map(_case, rows))


def oldest_cases(
    work: Connection, *, after: tuple[str, str] = ("", ""), most: int = 200
) -> tuple[CaseShown, ...]:
    """Gives cases, the longest untouched first; `after` as in `cases`."""
    rows = work.rows(
        "SELECT code, detail FROM case_view WHERE (last_at, case_id) > (?, ?)"
        " ORDER BY last_at, case_id LIMIT ?",
        (*after, most),
    )
    return tuple(map(_case, rows))


def cases_by_code(work: Connection, text: str, *, most: int = 200) -> tuple[CaseShown, ...]:
    """Gives the first cases whose code begins as typed, look-alikes mended; none for no text."""
    letters = typed(text)
    if not letters:
        return ()
    rows = work.rows(
        "SELECT code, detail FROM case_view WHERE stem >= ? AND stem < ? ORDER BY stem LIMIT ?",
        (letters[:6], letters[:6] + _LAST, most),
    )
    return tuple(
        shown for shown in map(_case, rows) if stem(shown.row.case, 26).startswith(letters)
    )


def screenings(work: Connection, case: CaseId) -> tuple[ScreeningRow, ...]:
    """Gives the screenings of a case, every version, the first finished first."""
    rows = work.rows(
        "SELECT detail FROM screening_view WHERE case_id = ? ORDER BY finished_at, record", (case,)
    )
    return tuple(_screening(row) for row in rows)


def versions(work: Connection, screening: ScreeningId) -> tuple[ScreeningRow, ...]:
    """Gives every version of one screening, the first finished first."""
    rows = work.rows(
        "SELECT detail FROM screening_view WHERE screening = ? ORDER BY finished_at, record",
        (screening,),
    )
    return tuple(_screening(row) for row in rows)


def last_screenings(
    work: Connection, *, after: tuple[str, str] = (_LAST, _LAST), most: int = 200
) -> tuple[ScreeningRow, ...]:
    """Gives screenings of all cases, last first; `after` is (finished_at, record) to go on from."""
    rows = work.rows(
        "SELECT detail FROM screening_view WHERE (finished_at, record) < (?, ?)"
        " ORDER BY finished_at DESC, record DESC LIMIT ?",
        (*after, most),
    )
    return tuple(_screening(row) for row in rows)


def duties(work: Connection, case: CaseId) -> tuple[DutyRow, ...]:
    """Gives the duties of a case, open, done and mistaken, the oldest first."""
    rows = work.rows(
        "SELECT detail FROM duty_view WHERE case_id = ? ORDER BY received_at, record", (case,)
    )
    return tuple(_duty(row) for row in rows)


def open_duties(work: Connection) -> tuple[DutyRow, ...]:
    """Gives all open duties, the oldest information first."""
    rows = work.rows(
        "SELECT detail FROM duty_view WHERE state = 'open' ORDER BY received_at, record"
    )
    return tuple(_duty(row) for row in rows)


def duty(work: Connection, record: RecordId) -> DutyRow:
    """Gives one duty; raises UnknownRecord."""
    row = work.row("SELECT detail FROM duty_view WHERE record = ?", (record,))
    if row is None:
        raise UnknownRecord(record)
    return _duty(row)


def _refresh(work: Connection, cases: Sequence[CaseId]) -> None:
    told = records.told_of_cases(work, cases)
    views = [fold(case, found) for case, found in told.items()]
    waited = waiting.of_cases(work, cases)
    waiting.change(work, waited, waiting.of_rows(row for one in views for row in one.screenings))
    ids = [(case,) for case in cases]
    work.run_many("DELETE FROM screening_view WHERE case_id = ?", ids)
    work.run_many("DELETE FROM duty_view WHERE case_id = ?", ids)
    _write(work, views)
    # Cleared, or so far only something sealed has come.
    for case in set(cases) - told.keys():
        work.run("DELETE FROM case_view WHERE case_id = ?", (case,))
        _recode(work, stem(case))


def _write(work: Connection, views: Sequence[CaseViews]) -> None:
    stems = {one.case.case: stem(one.case.case) for one in views}
    work.run_many(
        "INSERT INTO case_view (case_id, stem, code, last_at, owner, detail)"
        " VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (case_id) DO UPDATE SET code = excluded.code,"
        " last_at = excluded.last_at, owner = excluded.owner, detail = excluded.detail",
        [
            (row.case, stems[row.case], code(row.case), row.last_at, row.owner, _text(row))
            for row in (one.case for one in views)
        ],
    )
    work.run_many(
        "INSERT INTO screening_view (record, case_id, screening, finished_at, waits, open_duty,"
        " set_hash, level, detail) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        sorted(_screened(row) for one in views for row in one.screenings),
    )
    work.run_many(
        "INSERT INTO duty_view (record, case_id, screening, received_at, state, detail)"
        " VALUES (?, ?, ?, ?, ?, ?)",
        [
            (row.record, row.case, row.screening, row.received_at, row.state, _text(row))
            for one in views
            for row in one.duties
        ],
    )
    for shared in _shared(work, tuple(stems.values())):
        _recode(work, shared)


def _screened(row: ScreeningRow) -> tuple[Value, ...]:
    return (
        row.record,
        row.case,
        row.screening,
        row.finished_at,
        row.waits,
        row.open_duty,
        row.set.sha256,
        row.level,
        _text(row),
    )


def _shared(work: Connection, stems: Sequence[str]) -> tuple[str, ...]:
    marks = ", ".join("?" * len(stems))
    rows = work.rows(
        f"SELECT stem FROM case_view WHERE stem IN ({marks})"  # noqa: S608 - marks only
        " GROUP BY stem HAVING count(*) > 1",
        stems,
    )
    return tuple(row[0] for row in rows)


def _recode(work: Connection, shared: str) -> None:
    # Two cases that would share a code both get a longer one, so neither label is ambiguous.
    rows = work.rows("SELECT case_id FROM case_view WHERE stem = ?", (shared,))
    sharing = [CaseId(row[0]) for row in rows]
    for each in sharing:
        work.run("UPDATE case_view SET code = ? WHERE case_id = ?", (code(each, sharing), each))


def _text(row: CaseRow | ScreeningRow | DutyRow) -> str:
    return msgspec.json.encode(row).decode("utf-8")


def _case(row: Row) -> CaseShown:
    return CaseShown(code=row[0], row=msgspec.json.decode(row[1], type=CaseRow))


def _screening(row: Row) -> ScreeningRow:
    return msgspec.json.decode(row[0], type=ScreeningRow)


def _duty(row: Row) -> DutyRow:
    return msgspec.json.decode(row[0], type=DutyRow)
