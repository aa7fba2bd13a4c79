"""What SQLCipher does not see: old pages and old files put back, and a log of writes that is gone.

Whatever they did to records or to the log is found at unlock, or the file is damaged and says so.
"""

import shutil
from pathlib import Path
from typing import Any

import pytest

from merak.domain.bodies import CaseOpened, TextWritten
from merak.domain.ids import CaseId
from merak.domain.log_entry import Act, FaultKind
from merak.storage.errors import VaultDamaged

PAGE = 4096
# What the promise covers; drafts and views are not.
COVERED = ("log", "log_record", "record")


def write(desk: Any, vault: Any, number: int) -> None:
    case = CaseId(desk.new_id())
    text = TextWritten(field="note", text=f"words {number} " * 40)
    with vault.transaction() as change:
        opened = change.write(CaseOpened(), case=case, at=desk.at, offset=0)
        change.write(text, case=case, at=desk.at, offset=0, refers_to=(opened.id,))
        change.log(Act.CASE_OPENED, at=desk.at, about=case)


def filled(desk: Any, start: int, count: int) -> None:
    vault = desk.unlock() if start else desk.create()
    for number in range(start, start + count):
        write(desk, vault, number)
    desk.let_go()


def content(vault: Any) -> list[Any]:
    tables = [(vault.work, table) for table in COVERED] + [(vault.private, "record")]
    return [connection.rows(f"SELECT * FROM {table}") for connection, table in tables]


def changed_pages(old: bytes, new: bytes) -> list[int]:
    pages = range(min(len(old), len(new)) // PAGE)
    return [n for n in pages if old[n * PAGE : n * PAGE + PAGE] != new[n * PAGE : n * PAGE + PAGE]]


@pytest.mark.parametrize("name", ["work-1.db", "private-1.db"])
def test_an_old_page_put_into_a_newer_file_is_noticed(
    desk: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    filled(desk, 0, 12)
    old = (desk.folder / name).read_bytes()
    filled(desk, 12, 12)
    shutil.copytree(desk.folder, tmp_path / "newer")
    new = (desk.folder / name).read_bytes()
    spliced = changed_pages(old, new)
    assert len(spliced) > 3
    noticed = 0
    for page in spliced:
        shutil.rmtree(desk.folder)
        shutil.copytree(tmp_path / "newer", desk.folder)
        at = page * PAGE
        (desk.folder / name).write_bytes(new[:at] + old[at : at + PAGE] + new[at + PAGE :])
        try:
            vault = desk.unlock()
        except VaultDamaged:
            noticed += 1
            continue
        if vault.findings:
            noticed += 1
        else:
            # An old page of a view, a draft or an index: no record and no entry is another.
            seen = content(vault)
            desk.let_go()
            shutil.rmtree(desk.folder)
            shutil.copytree(tmp_path / "newer", desk.folder)
            whole = content(desk.unlock())
            # The unlock itself added its entry to the log.
            assert seen[1:] == whole[1:]
            assert seen[0][:-1] == whole[0][:-1]
        desk.let_go()
    assert noticed > 1


@pytest.mark.parametrize("name", ["work-1.db-wal", "private-1.db-wal"])
def test_a_log_of_writes_that_is_gone_is_noticed(desk: Any, tmp_path: Path, name: str) -> None:
    filled(desk, 0, 2)
    write(desk, desk.unlock(), 2)
    # The image of a running laptop: its last writes are not in the main file yet.
    shutil.copytree(desk.folder, tmp_path / "image")
    desk.let_go()
    shutil.rmtree(desk.folder)
    shutil.copytree(tmp_path / "image", desk.folder)
    (desk.folder / name).unlink()
    kinds = {fault.kind for fault in desk.unlock().findings}
    if name.startswith("work"):
        # Its last records went with it, so the private ones were swept; the head tells.
        assert kinds == {FaultKind.HEAD_UNKNOWN}
    else:
        assert kinds == {FaultKind.RECORD_MISSING}


def test_a_flipped_byte_in_the_log_of_writes_is_noticed(desk: Any, tmp_path: Path) -> None:
    filled(desk, 0, 2)
    write(desk, desk.unlock(), 2)
    shutil.copytree(desk.folder, tmp_path / "image")
    desk.let_go()
    shutil.rmtree(desk.folder)
    shutil.copytree(tmp_path / "image", desk.folder)
    path = desk.folder / "work-1.db-wal"
    hurt = bytearray(path.read_bytes())
    hurt[60] ^= 1
    path.write_bytes(hurt)
    assert desk.unlock().findings


def test_the_image_of_a_running_laptop_opens_without_a_fault(desk: Any, tmp_path: Path) -> None:
    filled(desk, 0, 2)
    write(desk, desk.unlock(), 2)
    shutil.copytree(desk.folder, tmp_path / "image")
    desk.let_go()
    shutil.rmtree(desk.folder)
    shutil.copytree(tmp_path / "image", desk.folder)
    vault = desk.unlock()
    assert vault.findings == ()
    assert len(content(vault)[2]) == 3
