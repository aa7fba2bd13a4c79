"""What waits for a review is found and counted without going through what does not."""

import zlib
from typing import Any

import pytest
from tests.storage.test_views import ALL, TABLES, shown, take_in

from merak.domain.ids import LevelId, SetHash
from merak.domain.log_entry import Act, FaultKind
from merak.storage import schema, travels, views, waiting
from merak.storage.errors import Part
from merak.storage.forgotten import Why
from merak.storage.schema import Schema

SHIPPED = schema.shipped().steps
OLD = Schema(steps={**SHIPPED, Part.WORK: SHIPPED[Part.WORK][:3]})
"""A vault before anything was noted as waiting."""
BEFORE = (
    "DROP INDEX bundle_in_taken",
    "DROP TABLE waiting_view",
    "DROP TABLE screening_view",
    "ALTER TABLE travel DROP COLUMN kind",
    """CREATE TABLE screening_view (record TEXT PRIMARY KEY, case_id TEXT NOT NULL,
        screening TEXT NOT NULL, finished_at TEXT NOT NULL, detail TEXT NOT NULL
    ) STRICT, WITHOUT ROWID""",
    "INSERT INTO screening_view VALUES ('planted', '', '', '', '{}')",
    "PRAGMA user_version = 3",
)


def aged(desk: Any, vault: Any) -> None:
    """Makes the vault what one of the version before looks like, and closes it."""
    with vault.transaction():
        for statement in BEFORE:
            vault.work.run(statement)
    assert schema.version_of(vault.work, OLD) == 3
    desk.let_go()


def test_a_vault_that_is_brought_up_shows_what_one_computed_anew_shows(desk: Any) -> None:
    vault = desk.create()
    take_in(vault, ALL)
    with vault.transaction():
        travels.wait(vault.work, travels.OFFICE, ALL)
        travels.send(vault.work, travels.OFFICE, 1)
    expected, going = shown(vault), travels.going(vault.work, travels.OFFICE, 1)
    aged(desk, vault)
    again = desk.unlock()
    assert shown(again) == expected
    assert travels.going(again.work, travels.OFFICE, 1) == going
    assert sum(going.counts.values()) == len(ALL)
    again.rebuild(desk.at)
    assert shown(again) == expected
    assert desk.unlock().findings == ()


@pytest.mark.parametrize("damage", [b"", zlib.compress(b"{}")])
def test_a_damaged_record_keeps_nobody_out_of_a_vault_that_is_brought_up(
    desk: Any, damage: bytes
) -> None:
    vault = desk.create()
    take_in(vault, ALL)
    with vault.transaction():
        vault.work.run("UPDATE record SET document = ? WHERE k = 3", (damage,))
    aged(desk, vault)
    again = desk.unlock()
    assert {fault.kind for fault in again.findings} == {FaultKind.RECORD_CHANGED}
    assert waiting.count(again.work) == 0
    assert views.cases(again.work)


def test_of_each_group_as_many_wait_as_are_counted(desk: Any) -> None:
    vault = desk.create()
    take_in(vault, ALL)
    groups = waiting.groups(vault.work)
    assert {group.open_duty for group in groups} == {True, False}
    for group, count in groups.items():
        rows = waiting.first(vault.work, group, 100)
        assert len(rows) == count
        assert list(rows) == sorted(rows, key=lambda row: (row.finished_at, row.record))
        assert waiting.first(vault.work, group, 1) == rows[:1]
    assert waiting.count(vault.work) == sum(groups.values()) == 3


def test_when_the_last_of_a_group_is_gone_so_is_the_group(desk: Any) -> None:
    vault = desk.create()
    take_in(vault, ALL)
    with vault.transaction() as change:
        change.forget([one.id for one in ALL], Why.PURGED, Act.PURGED, at=desk.at)
    assert shown(vault) == [[] for _ in TABLES]


@pytest.mark.parametrize("act", [waiting.count, waiting.groups, "first", "of_cases"])
def test_nothing_that_does_not_wait_is_gone_through(desk: Any, act: Any) -> None:
    work = desk.create().work
    group = waiting.Group(open_duty=False, set=SetHash(""), level=LevelId(""))
    asked: list[str] = []
    work._raw.set_trace_callback(asked.append)
    match act:
        case "first":
            waiting.first(work, group, 9)
        case "of_cases":
            waiting.of_cases(work, [ALL[0].case])
        case _:
            act(work)
    work._raw.set_trace_callback(None)
    [sql] = asked
    plan = [row[3] for row in work.rows(f"EXPLAIN QUERY PLAN {sql}")]
    assert not any("SCAN screening_view" in step for step in plan)
    if act == "first":
        assert not any("TEMP B-TREE" in step for step in plan)
