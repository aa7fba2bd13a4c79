"""Edits of records and of the log, and files put back, are noticed at the next unlock."""

import shutil
import zlib
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from merak.codec import canonical, digest, parse
from merak.domain.bodies import CaseOpened, TextWritten
from merak.domain.ids import CaseId, ItemId
from merak.domain.log_entry import Act, FaultKind
from merak.domain.record import read
from merak.storage import draft_texts, log, records

CASE = CaseId("ab" * 16)
TEXT = TextWritten(field="note", text="owes for the trip")


def write(vault: Any, at: str) -> None:
    with vault.transaction() as change:
        opened = change.write(CaseOpened(), case=CASE, at=at, offset=0)
        change.write(TEXT, case=CASE, at=at, offset=0, refers_to=(opened.id,))
        change.log(Act.CASE_OPENED, at=at, about=CASE)


@pytest.fixture
def vault(desk: Any):
    vault = desk.create()
    for _ in range(4):
        write(vault, desk.at)
    return vault


def found(desk: Any) -> set[FaultKind]:
    return {fault.kind for fault in desk.unlock().findings}


def edit(vault: Any, sql: str, connection: Any = None) -> None:
    """Changes a row as whoever has the key and another program would."""
    connection = connection or vault.work
    connection.run("PRAGMA foreign_keys = OFF")
    connection.begin()
    assert connection.run(sql) > 0
    connection.commit()


def test_ordinary_sessions_find_nothing(desk, vault) -> None:
    for _ in range(5):
        vault = desk.unlock()
        assert vault.findings == ()
        write(vault, desk.at)


EDITS: dict[str, FaultKind] = {
    "UPDATE log SET at = '2020-01-01T00:00:00Z' WHERE seq = 3": FaultKind.CONTENT,
    "UPDATE log SET member = 'other' WHERE seq = 3": FaultKind.CONTENT,
    "UPDATE log SET act = 'case_read' WHERE seq = 3": FaultKind.CONTENT,
    "UPDATE log SET about = '' WHERE seq = 3": FaultKind.CONTENT,
    "UPDATE log SET previous = hash WHERE seq = 3": FaultKind.LINK,
    "DELETE FROM log WHERE seq = 3": FaultKind.GAP,
    "DELETE FROM log WHERE seq = 5": FaultKind.HEAD_UNKNOWN,
    "DELETE FROM log": FaultKind.HEAD_UNKNOWN,
    "UPDATE log SET seq = 99 WHERE seq = 3": FaultKind.GAP,
    "DELETE FROM record WHERE k = 2": FaultKind.RECORD_MISSING,
    "UPDATE record SET document = (SELECT document FROM record WHERE k = 1) WHERE k = 2": (
        FaultKind.RECORD_CHANGED
    ),
    "UPDATE record SET document = x'00' WHERE k = 2": FaultKind.RECORD_CHANGED,
    "UPDATE record SET kind = 'text' WHERE k = 2": FaultKind.RECORD_CHANGED,
    "UPDATE record SET case_id = '' WHERE k = 2": FaultKind.RECORD_CHANGED,
    "UPDATE log_record SET seq = 2 WHERE seq = 3": FaultKind.RECORDS,
    "DELETE FROM log_record WHERE seq = 3": FaultKind.RECORD_UNLOGGED,
}


@pytest.mark.parametrize(("sql", "kind"), EDITS.items())
def test_an_edit_is_noticed_and_the_vault_still_opens(desk, vault, sql, kind) -> None:
    edit(vault, sql)
    assert kind in found(desk)


def test_an_edit_of_a_private_record_is_noticed(desk, vault) -> None:
    edit(vault, "DELETE FROM record WHERE k = 2", vault.private)
    assert found(desk) == {FaultKind.RECORD_MISSING}
    edit(desk.unlock(), "UPDATE record SET document = x'00' WHERE k = 3", desk._open[0].private)
    assert FaultKind.RECORD_CHANGED in found(desk)


def test_a_forged_record_with_an_id_that_fits_is_unlogged(desk, vault) -> None:
    [(document,)] = vault.work.rows("SELECT document FROM record WHERE k = 2")
    members = parse(zlib.decompress(document))
    assert isinstance(members, dict)
    members = {name: value for name, value in members.items() if name != "id"} | {"n": 77}
    forged = digest(canonical(members))
    line = zlib.compress(canonical(members | {"id": forged}))
    edit(
        vault,
        f"UPDATE record SET id = x'{forged}', document = x'{line.hex()}' WHERE k = 2",
    )
    assert found(desk) == {FaultKind.RECORD_UNLOGGED, FaultKind.RECORD_MISSING}


def test_a_record_of_a_later_version_is_no_fault(desk, vault) -> None:
    [(document,)] = vault.work.rows("SELECT document FROM record WHERE k = 2")
    members = parse(zlib.decompress(document))
    assert isinstance(members, dict)
    del members["id"]
    members |= {"kind": "later_kind", "dose": 1, "limit": 2}
    record = canonical(members | {"id": digest(canonical(members))})
    with vault.transaction() as change:
        change.add(read(record))
        change.log(Act.IMPORTED, at=desk.at)
    assert desk.unlock().findings == ()
    edit(desk._open[0], "UPDATE record SET kind = 'other' WHERE kind = 'later_kind'")
    assert found(desk) == {FaultKind.RECORD_CHANGED}


def test_a_missing_head_is_noticed_and_one_that_lags_is_not(desk, vault) -> None:
    kept = vault.place.head()
    write(vault, desk.at)
    vault.place.put_head(kept)
    assert found(desk) == set()
    (desk.folder / "head").unlink()
    assert found(desk) == {FaultKind.HEAD_MISSING}


def test_files_put_back_from_a_copy_are_noticed_by_the_head(desk, vault, tmp_path) -> None:
    desk.let_go()
    shutil.copytree(desk.folder, tmp_path / "copy")
    write(desk.unlock(), desk.at)
    desk.let_go()
    for name in ("work-1.db", "private-1.db"):
        shutil.copy(tmp_path / "copy" / name, desk.folder / name)
    assert found(desk) == {FaultKind.HEAD_UNKNOWN}


def test_the_private_file_alone_put_back_is_noticed(desk, vault, tmp_path) -> None:
    desk.let_go()
    shutil.copy(desk.folder / "private-1.db", tmp_path / "copy")
    write(desk.unlock(), desk.at)
    desk.let_go()
    shutil.copy(tmp_path / "copy", desk.folder / "private-1.db")
    assert found(desk) == {FaultKind.RECORD_MISSING}


def test_an_old_work_file_put_back_costs_no_private_record(desk, vault, tmp_path) -> None:
    desk.let_go()
    shutil.copy(desk.folder / "work-1.db", tmp_path / "copy")
    vault = desk.unlock()
    write(vault, desk.at)
    draft = desk.start_draft(vault, CASE)
    with vault.transaction():
        draft_texts.put_note(vault.private, draft, ItemId("debt"), "words")
    desk.let_go()
    shutil.copy(tmp_path / "copy", desk.folder / "work-1.db")
    vault = desk.unlock()
    assert {fault.kind for fault in vault.findings} == {FaultKind.HEAD_UNKNOWN}
    other = desk.start_draft(vault, CASE)
    with vault.transaction() as change:
        change.drop_draft(other)
    assert records.count(vault.private) == 5
    assert draft_texts.drafts(vault.private) == {draft}


def test_what_was_noticed_stays_in_the_log(desk, vault, tmp_path) -> None:
    (desk.folder / "head").unlink()
    desk.unlock()
    vault = desk.unlock()
    assert vault.findings == ()
    [seen] = [e for e in log.entries(vault.work) if e.act == Act.LOG_FAULT_SEEN]
    assert seen.about == "head_missing"


def test_the_log_is_read_page_by_page_from_its_end(desk, vault) -> None:
    first = log.entries(vault.work, most=2)
    rest = log.entries(vault.work, before=first[-1].seq)
    assert [e.seq for e in first + rest] == [5, 4, 3, 2, 1]
    assert (first[0].about, first[0].user) == (CASE, vault.user.id)


columns = {
    "log": ["at", "member", "act", "about", "records", "previous", "hash"],
    "record": ["id", "kind", "case_id", "document"],
}
Edit = Callable[[Any], None]


@st.composite
def random_edits(draw: st.DrawFn) -> tuple[str, str, int, bytes]:
    table = draw(st.sampled_from(sorted(columns)))
    column = draw(st.sampled_from(columns[table]))
    return table, column, draw(st.integers(0, 3)), draw(st.binary(min_size=1, max_size=3))


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(random_edits(), st.integers(0, 500))
def test_any_edit_of_a_row_is_noticed(desk, vault, change, at: int) -> None:
    table, column, offset, content = change
    connection = vault.work
    rows = connection.rows(
        f"SELECT rowid, {column} FROM {table} ORDER BY rowid LIMIT 1 OFFSET ?", (offset,)
    )
    [(row, value)] = rows
    raw = value if isinstance(value, bytes) else value.encode()
    place = at % max(len(raw), 1)
    edited = raw[:place] + content.hex().encode()[: len(content)] + raw[place + len(content) :]
    if column == "id":
        edited = edited[:32].ljust(32, b"x")
    if edited == raw:
        return
    connection.begin()
    try:
        new = edited if isinstance(value, bytes) else edited.decode()
        connection.run(f"UPDATE {table} SET {column} = ? WHERE rowid = ?", (new, row))
        assert log.faults(connection, vault.private, vault.place.head())
    finally:
        connection.roll_back()
    assert log.faults(connection, vault.private, vault.place.head()) == ()
