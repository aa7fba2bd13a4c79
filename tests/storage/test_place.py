"""The folder has one holder, and nothing in it is destroyed by mistake."""

import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from merak.codec import canonical, digest
from merak.storage import place
from merak.storage.errors import (
    Damage,
    NewerVault,
    Part,
    ReadOnly,
    VaultDamaged,
    VaultExists,
    VaultInUse,
    VaultMissing,
)
from merak.storage.place import Current, Place, State

CURRENT = Current(vault="ab" * 16, work=2, private=1)


@pytest.fixture
def held(tmp_path: Path):
    with place.take(tmp_path / "vault") as held:
        yield held


def fill(held: Place, *names: str) -> None:
    for name in names:
        (held.folder / name).write_bytes(b"something")


def names(held: Place) -> set[str]:
    return {path.name for path in held.folder.iterdir()} - {"lock", "CACHEDIR.TAG"}


def test_the_folder_is_its_owners_only(held: Place) -> None:
    assert held.folder.stat().st_mode & 0o777 == 0o700
    assert (held.folder / "lock").stat().st_mode & 0o777 == 0o600


def test_an_empty_folder_that_was_there_is_closed_to_others(tmp_path: Path) -> None:
    (tmp_path / "vault").mkdir(mode=0o755)
    with place.take(tmp_path / "vault") as held:
        assert held.folder.stat().st_mode & 0o777 == 0o700


def test_a_second_holder_is_turned_away_until_the_first_lets_go(held: Place) -> None:
    with pytest.raises(VaultInUse):
        place.take(held.folder)
    held.release()
    held.release()
    place.take(held.folder).release()


def test_another_process_is_turned_away(held: Place) -> None:
    code = "import sys; from pathlib import Path; from merak.storage.place import take; "
    code += "take(Path(sys.argv[1]))"
    ended = subprocess.run(
        [sys.executable, "-c", code, str(held.folder)],
        env={"PYTHONPATH": str(Path(place.__file__).parents[2])},
        capture_output=True,
        check=False,
    )
    assert b"VaultInUse" in ended.stderr


def test_a_folder_that_cannot_be_made_is_said(tmp_path: Path, monkeypatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "text")

    monkeypatch.setattr(Path, "mkdir", refuse)
    with pytest.raises(ReadOnly):
        place.take(tmp_path / "vault")


def test_a_fresh_folder_is_empty_and_one_with_leftovers_is_broken(held: Place) -> None:
    assert held.state() is State.EMPTY
    fill(held, "work-1.db")
    assert held.state() is State.BROKEN
    with pytest.raises(VaultExists):
        held.begin()


def test_a_vault_that_was_never_finished_is_cleared_away(held: Place) -> None:
    held.begin()
    fill(held, "work-1.db", "work-1.key", "0" * 32 + ".slot", "head")
    assert held.state() is State.EMPTY
    assert names(held) == set()


def test_a_vault_that_lost_its_current_is_never_taken_for_an_unfinished_one(held: Place) -> None:
    held.begin()
    fill(held, "work-1.db", "work-1.key")
    held.switch(Current(vault="ab" * 16))
    (held.folder / "making").touch()  # as a crash right after the switch leaves it
    held.current()
    (held.folder / "current").unlink()
    assert held.state() is State.BROKEN


def test_the_folder_is_marked_as_not_for_backup(held: Place) -> None:
    held.begin()
    tag = (held.folder / "CACHEDIR.TAG").read_bytes()
    assert tag.startswith(b"Signature: 8a477f597d28d172789f06886806bc55")


def test_current_reads_back(held: Place) -> None:
    kept = replace(CURRENT, kept=("work-1",))
    held.switch(kept)
    assert held.current() == kept
    assert held.state() is State.VAULT
    with pytest.raises(VaultExists):
        held.begin()


def test_a_missing_or_empty_current_is_said(held: Place) -> None:
    with pytest.raises(VaultMissing) as missing:
        held.current()
    assert missing.value.part is Part.CURRENT
    (held.folder / "current").touch()
    with pytest.raises(VaultDamaged) as empty:
        held.current()
    assert (empty.value.part, empty.value.damage) == (Part.CURRENT, Damage.EMPTY)


def test_any_flipped_bit_in_current_is_damage(held: Place) -> None:
    held.switch(CURRENT)
    path = held.folder / "current"
    whole = path.read_bytes()
    for at in range(len(whole)):
        for bit in range(8):
            hurt = bytearray(whole)
            hurt[at] ^= 1 << bit
            path.write_bytes(hurt)
            with pytest.raises(VaultDamaged):
                held.current()


@pytest.mark.parametrize(
    ("members", "error"),
    [
        ({"format": 2}, NewerVault),
        ({"format": 1}, VaultDamaged),
        ({"format": 1, "vault": "ab", "work": 0, "private": 1, "kept": []}, VaultDamaged),
    ],
)
def test_a_current_of_another_form_is_refused(held: Place, members, error: type) -> None:
    whole = {**members, "check": digest(canonical(members))}
    (held.folder / "current").write_bytes(canonical(whole))
    with pytest.raises(error):
        held.current()


def test_what_is_neither_current_nor_kept_is_destroyed(held: Place) -> None:
    current = ("work-2.db", "work-2.key", "private-1.db", "private-1.key", "work-2.db-wal")
    kept = ("work-1.db", "work-1.key")
    others = ("work-3.db", "work-3.key", "private-2.db-wal", "current.new", "work-2.key.new")
    fill(held, *current, *kept, *others)
    held.destroy_others(replace(CURRENT, kept=("work-1",)))
    assert names(held) == {*current, *kept}
    held.destroy_others(CURRENT)
    assert names(held) == set(current)


@pytest.mark.parametrize(
    ("gone", "part"),
    [
        ("work-2.db", Part.WORK),
        ("work-2.key", Part.WORK_KEY),
        ("private-1.db", Part.PRIVATE),
        ("private-1.key", Part.PRIVATE_KEY),
    ],
)
def test_nothing_is_destroyed_while_a_current_file_is_missing(held, gone: str, part: Part) -> None:
    every = {"work-2.db", "work-2.key", "private-1.db", "private-1.key", "work-1.db", "work-1.key"}
    fill(held, *(every - {gone}))
    with pytest.raises(VaultMissing) as caught:
        held.destroy_others(CURRENT)
    assert caught.value.part is part
    assert names(held) == every - {gone}


def test_the_head_reads_back(held: Place) -> None:
    assert held.head() == ""
    held.put_head("ab" * 32)
    assert held.head() == "ab" * 32
