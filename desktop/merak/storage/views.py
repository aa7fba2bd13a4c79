"""Lists of cases, screenings and duties: kept in tables, computed from the records alone."""

from collections.abc import Iterable
from dataclasses import dataclass

import msgspec

from merak.domain.case_code import code, stem, typed
from merak.domain.fold import CaseRow, CaseViews, DutyRow, ScreeningRow, fold
from merak.domain.ids import CaseId, RecordId, ScreeningId
from merak.domain.record import NO_CASE
from merak.storage import records
from merak.storage.connection import Connection, Row
from merak.storage.errors import UnknownRecord

_TABLES = ("case_view", "screening_view", "duty_view")
_LAST = "~"
"""Sorts after every time and id: where the first page begins."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseShown:
    """One case with its code."""

    code: str
    row: CaseRow


def refresh(work: Connection, cases: Iterable[CaseId]) -> None:
    """Computes the rows of these cases anew."""
    for case in sorted(set(cases) - {NO_CASE}):
        found = records.told_of_case(work, case)
        if found:
            _write(work, case, fold(case, found))
        else:
            # Cleared, or so far only something sealed has come.
            _drop(work, case)


def rebuild(work: Connection) -> None:
    """Forgets every view and computes it anew."""
    for table in _TABLES:
        work.run(f"DELETE FROM {table}")  # noqa: S608 - three names of ours
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


def _drop(work: Connection, case: CaseId) -> None:
    for table in _TABLES:
        work.run(f"DELETE FROM {table} WHERE case_id = ?", (case,))  # noqa: S608 - names of ours
    _recode(work, case)


def _write(work: Connection, case: CaseId, views: CaseViews) -> None:
    work.run("DELETE FROM screening_view WHERE case_id = ?", (case,))
    work.run("DELETE FROM duty_view WHERE case_id = ?", (case,))
    work.run(
        "INSERT INTO case_view (case_id, stem, code, last_at, owner, detail)"
        " VALUES (?, ?, '', ?, ?, ?) ON CONFLICT (case_id) DO UPDATE SET"
        " last_at = excluded.last_at, owner = excluded.owner, detail = excluded.detail",
        (case, stem(case), views.case.last_at, views.case.owner, _text(views.case)),
    )
    work.run_many(
        "INSERT INTO screening_view (record, case_id, screening, finished_at, detail)"
        " VALUES (?, ?, ?, ?, ?)",
        [(s.record, case, s.screening, s.finished_at, _text(s)) for s in views.screenings],
    )
    work.run_many(
        "INSERT INTO duty_view (record, case_id, screening, received_at, state, detail)"
        " VALUES (?, ?, ?, ?, ?, ?)",
        [(d.record, case, d.screening, d.received_at, d.state, _text(d)) for d in views.duties],
    )
    _recode(work, case)


def _recode(work: Connection, case: CaseId) -> None:
    # Two cases that would share a code both get a longer one, so neither label is ambiguous.
    rows = work.rows("SELECT case_id FROM case_view WHERE stem = ?", (stem(case),))
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
