"""Screenings that wait for a review, found by index and counted without being read."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import msgspec

from merak.domain.fold import ScreeningRow
from merak.domain.ids import CaseId, LevelId, SetHash
from merak.storage.connection import Connection


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Those of one level of one set; within a group the first finished comes first."""

    open_duty: bool
    set: SetHash
    level: LevelId


def count(work: Connection) -> int:
    """Gives how many screenings wait."""
    return int(work.value("SELECT coalesce(sum(waiting), 0) FROM waiting_view"))


def groups(work: Connection) -> Mapping[Group, int]:
    """Gives the groups of which some wait, and how many of each."""
    rows = work.rows("SELECT open_duty, set_hash, level, waiting FROM waiting_view")
    return {
        Group(open_duty=bool(duty), set=SetHash(sha256), level=LevelId(level)): waiting
        for duty, sha256, level, waiting in rows
    }


def first(work: Connection, group: Group, most: int) -> tuple[ScreeningRow, ...]:
    """Gives the first of a group that wait."""
    rows = work.rows(
        "SELECT detail FROM screening_view WHERE waits = 1 AND open_duty = ? AND set_hash = ?"
        " AND level = ? ORDER BY finished_at, record LIMIT ?",
        (group.open_duty, group.set, group.level, most),
    )
    return tuple(msgspec.json.decode(row[0], type=ScreeningRow) for row in rows)


def of_rows(rows: Iterable[ScreeningRow]) -> Counter[Group]:
    """Counts those of the rows that wait."""
    return Counter(
        Group(open_duty=row.open_duty, set=row.set.sha256, level=row.level)
        for row in rows
        if row.waits
    )


def of_cases(work: Connection, cases: Sequence[CaseId]) -> Counter[Group]:
    """Counts what waits of these cases."""
    marks = ", ".join("?" * len(cases))
    # By way of the cases: the index of all that wait may be a million entries long.
    rows = work.rows(
        "SELECT open_duty, set_hash, level, count(*) FROM screening_view"  # noqa: S608 - marks only
        f" INDEXED BY screening_view_case WHERE waits = 1 AND case_id IN ({marks})"
        " GROUP BY open_duty, set_hash, level",
        cases,
    )
    return Counter(
        {
            Group(open_duty=bool(duty), set=SetHash(sha256), level=LevelId(level)): waiting
            for duty, sha256, level, waiting in rows
        }
    )


def change(work: Connection, before: Counter[Group], after: Counter[Group]) -> None:
    """Notes that of some cases not these wait any more, but those."""
    after.subtract(before)
    changed = [
        (group.open_duty, group.set, group.level, more) for group, more in after.items() if more
    ]
    work.run_many(
        "INSERT INTO waiting_view (open_duty, set_hash, level, waiting) VALUES (?, ?, ?, ?)"
        " ON CONFLICT (open_duty, set_hash, level)"
        " DO UPDATE SET waiting = waiting_view.waiting + excluded.waiting",
        changed,
    )
    if changed:
        work.run("DELETE FROM waiting_view WHERE waiting = 0")
