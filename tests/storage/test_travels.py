"""What goes with a bundle is read in flat memory, however much waits."""

from pathlib import Path

from merak.storage import connection as connections
from merak.storage import files, schema, travels
from merak.storage.connection import Connection
from merak.storage.errors import Part
from merak.storage.travels import OFFICE


def empty_work(folder: Path) -> Connection:
    path = folder / "work.db"
    files.make(path)
    made = connections.create(path, bytes(32), Part.WORK)
    schema.bring_up(made, schema.shipped())
    return made


def plan_of(work: Connection, sql: str) -> str:
    return "; ".join(str(row[3]) for row in work.rows(f"EXPLAIN QUERY PLAN {sql}"))


def test_lines_come_in_order_without_being_sorted_in_memory(tmp_path: Path) -> None:
    work = empty_work(tmp_path)
    asked: list[str] = []
    work._raw.set_trace_callback(asked.append)
    assert list(travels.lines(work, OFFICE, 1)) == []
    work._raw.set_trace_callback(None)
    [sql] = asked
    assert "TEMP B-TREE" not in plan_of(work, sql)
    assert "TEMP B-TREE" in plan_of(work, sql.replace("+travel", "travel"))
    work.close()
