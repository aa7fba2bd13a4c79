"""Every connection keeps to the recipe, and no file is ever opened as something it is not."""

import re
import shutil
import sqlite3
from pathlib import Path
from typing import Any

import pytest

from merak.storage import connection as connections
from merak.storage import files, generations, schema
from merak.storage.connection import RECIPE, Connection, facts
from merak.storage.errors import (
    Damage,
    DiskTrouble,
    NotInTransaction,
    Part,
    ReadOnly,
    RecipeNotHeld,
    VaultDamaged,
    VaultMissing,
)

KEY = bytes(range(32))


def made(folder: Path, name: str = "a.db", key: bytes = KEY) -> Connection:
    files.make(folder / name)
    connection = connections.create(folder / name, key, Part.WORK)
    connection.begin()
    connection.run("CREATE TABLE thing (name TEXT) STRICT")
    connection.run("INSERT INTO thing (name) VALUES ('marker-of-ours')")
    connection.commit()
    return connection


def names_in(path: Path) -> list[tuple[str]]:
    connection = connections.open_existing(path, KEY, Part.WORK)
    try:
        return connection.rows("SELECT name FROM thing")
    finally:
        connection.close()


def test_every_connection_that_is_opened_anywhere_holds_the_recipe(
    desk: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[tuple[Part, dict[str, str]]] = []
    close = Connection.close

    def look_and_close(self: Connection) -> None:
        seen.append((self.part, facts(self)))
        close(self)

    monkeypatch.setattr(Connection, "close", look_and_close)
    vault = desk.create()
    generations.write_next(
        vault.place, vault.current, vault.private, KEY, [desk.recipient], lambda _: None
    )
    desk.unlock()
    desk.let_go()
    # Made, the copy in a further generation, and opened again.
    assert [part for part, _ in seen].count(Part.PRIVATE) == 3
    assert [part for part, _ in seen].count(Part.WORK) == 2
    assert all(found == RECIPE for _, found in seen)


def test_there_is_one_door_to_sqlcipher() -> None:
    package = Path(connections.__file__).parents[1]
    doors = [p.name for p in package.rglob("*.py") if "sqlcipher3" in p.read_text("utf-8")]
    assert doors == ["connection.py"]
    source = Path(connections.__file__).read_text("utf-8")
    assert len(re.findall(r"dbapi2\.connect\(", source)) == 1


@pytest.mark.parametrize("name", RECIPE)
def test_a_connection_without_any_one_of_the_recipe_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    made(tmp_path).close()
    monkeypatch.setattr(connections, "RECIPE", {**RECIPE, name: "planted"})
    with pytest.raises(RecipeNotHeld) as caught:
        connections.open_existing(tmp_path / "a.db", KEY, Part.WORK)
    assert caught.value.name == name


def test_what_is_written_is_readable_in_no_file(tmp_path: Path) -> None:
    connection = made(tmp_path)
    for path in tmp_path.iterdir():
        assert b"marker" not in path.read_bytes()
    connection.close()
    assert b"marker" not in (tmp_path / "a.db").read_bytes()
    assert not (tmp_path / "a.db").read_bytes().startswith(b"SQLite")


def test_the_files_are_readable_by_their_owner_only(tmp_path: Path) -> None:
    connection = made(tmp_path)
    modes = {path.name: path.stat().st_mode & 0o777 for path in tmp_path.iterdir()}
    assert modes == {"a.db": 0o600, "a.db-wal": 0o600, "a.db-shm": 0o600}
    connection.close()


@pytest.mark.parametrize("key", [b"", KEY[:31], KEY + b"x", b"passphrase"])
def test_a_key_of_another_length_is_refused(tmp_path: Path, key: bytes) -> None:
    files.make(tmp_path / "a.db")
    with pytest.raises(ValueError, match="32 bytes"):
        connections.create(tmp_path / "a.db", key, Part.WORK)


def test_a_missing_file_is_never_made(tmp_path: Path) -> None:
    with pytest.raises(VaultMissing) as caught:
        connections.open_existing(tmp_path / "a.db", KEY, Part.WORK)
    assert caught.value.part is Part.WORK
    assert not list(tmp_path.iterdir())


def test_damage_is_told_apart(tmp_path: Path) -> None:
    made(tmp_path).close()
    whole = (tmp_path / "a.db").read_bytes()
    plain = sqlite3.connect(tmp_path / "plain.db")
    plain.execute("CREATE TABLE thing (name)")
    plain.close()
    cases = {
        Damage.EMPTY: b"",
        Damage.NOT_ENCRYPTED: (tmp_path / "plain.db").read_bytes(),
        Damage.UNREADABLE: bytes([whole[0] ^ 1]) + whole[1:],
    }
    for damage, content in cases.items():
        (tmp_path / "a.db").write_bytes(content)
        with pytest.raises(VaultDamaged) as caught:
            connections.open_existing(tmp_path / "a.db", KEY, Part.WORK)
        assert (caught.value.part, caught.value.damage) == (Part.WORK, damage)
        assert (tmp_path / "a.db").read_bytes() == content


def test_a_file_of_the_other_kind_is_not_ours(tmp_path: Path) -> None:
    made(tmp_path).close()
    with pytest.raises(VaultDamaged) as caught:
        connections.open_existing(tmp_path / "a.db", KEY, Part.PRIVATE)
    assert caught.value.damage is Damage.NOT_OURS


def test_a_file_with_something_in_it_is_never_made_new(tmp_path: Path) -> None:
    made(tmp_path).close()
    with pytest.raises(VaultDamaged):
        connections.create(tmp_path / "a.db", KEY, Part.WORK)


def test_a_file_cut_on_a_page_boundary_is_damage(tmp_path: Path) -> None:
    connection = made(tmp_path)
    connection.begin()
    connection.run_many("INSERT INTO thing (name) VALUES (?)", [("x" * 900,)] * 50)
    connection.commit()
    connection.close()
    whole = (tmp_path / "a.db").read_bytes()
    (tmp_path / "a.db").write_bytes(whole[: len(whole) // 2 // 4096 * 4096])
    with pytest.raises(VaultDamaged):
        names_in(tmp_path / "a.db")


def test_damage_inside_is_found(tmp_path: Path) -> None:
    connection = made(tmp_path)
    assert connections.damage_in(connection) == 0
    connection.close()
    whole = bytearray((tmp_path / "a.db").read_bytes())
    whole[4096 + 100] ^= 1
    (tmp_path / "a.db").write_bytes(whole)
    with pytest.raises(VaultDamaged):
        names_in(tmp_path / "a.db")


def test_nothing_is_changed_outside_a_transaction(tmp_path: Path) -> None:
    connection = made(tmp_path)
    with pytest.raises(NotInTransaction):
        connection.run("DELETE FROM thing")
    with pytest.raises(NotInTransaction):
        connection.run_many("INSERT INTO thing (name) VALUES (?)", [("a",)])
    assert connection.value("SELECT count(*) FROM thing") == 1
    connection.close()


def test_a_copy_under_another_key_opens_with_that_key_only(tmp_path: Path) -> None:
    connection = made(tmp_path)
    files.make(tmp_path / "b.db")
    other = connections.create(tmp_path / "b.db", KEY[::-1], Part.WORK)
    connection.copy_to(other)
    other.close()
    connection.close()
    again = connections.open_existing(tmp_path / "b.db", KEY[::-1], Part.WORK)
    assert again.rows("SELECT name FROM thing") == [("marker-of-ours",)]
    again.close()
    with pytest.raises(VaultDamaged):
        connections.open_existing(tmp_path / "b.db", KEY, Part.WORK)


def test_two_writers_are_told_and_nothing_waits_for_ever(tmp_path: Path) -> None:
    first = made(tmp_path)
    second = connections.open_existing(tmp_path / "a.db", KEY, Part.WORK)
    second.rows("PRAGMA busy_timeout = 1")
    first.begin()
    with pytest.raises(DiskTrouble) as caught:
        second.begin()
    assert caught.value.name == "SQLITE_BUSY"
    first.roll_back()
    second.close()
    first.close()


def test_a_file_that_cannot_be_opened_is_said(tmp_path: Path) -> None:
    made(tmp_path).close()
    shutil.copy(tmp_path / "a.db", tmp_path / "b.db")
    (tmp_path / "b.db-wal").mkdir()
    with pytest.raises(ReadOnly):
        connections.open_existing(tmp_path / "b.db", KEY, Part.WORK)


def test_a_script_is_parted_into_statements() -> None:
    script = "-- words\nCREATE TABLE a (b TEXT);\n\n-- more\nINSERT INTO a VALUES (\n  ';'\n);\n"
    assert len(connections.statements(script)) == 2
    with pytest.raises(ValueError, match="does not end"):
        connections.statements("CREATE TABLE a (b TEXT)")


def test_the_shipped_schema_is_strict_everywhere(desk: Any) -> None:
    vault = desk.create()
    for connection in (vault.work, vault.private):
        loose = connection.rows(
            "SELECT name FROM pragma_table_list WHERE schema = 'main' AND NOT strict"
            " AND name NOT LIKE 'sqlite_%'"
        )
        assert loose == []
        assert schema.version_of(vault.work, schema.shipped()) == 4


def test_room_for_pages_ends_with_the_act_that_needed_it(desk: Any) -> None:
    vault = desk.create()
    before = vault.work.value("PRAGMA cache_size")
    with vault.work.with_room():
        assert vault.work.value("PRAGMA cache_size") < before < 0
    assert vault.work.value("PRAGMA cache_size") == before
    assert facts(vault.work) == RECIPE
