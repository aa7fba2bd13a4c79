"""An upgrade works on a copy and never costs a record, wherever it is cut short."""

import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from merak.domain.bodies import TextWritten
from merak.domain.ids import CaseId, ItemId
from merak.domain.log_entry import Act
from merak.storage import draft_texts, drafts, records, schema, views
from merak.storage.connection import Connection
from merak.storage.errors import NewerVault, Part
from merak.storage.schema import Schema

WORK_2 = """
-- A table of a later version, and a column beside what is there.
CREATE TABLE later (name TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;
ALTER TABLE member ADD COLUMN phone TEXT NOT NULL DEFAULT '';
INSERT INTO later (name) VALUES ('migrated');
"""
PRIVATE_2 = "CREATE TABLE later (name TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;\n"


def steps(**further: str) -> Schema:
    shipped = schema.shipped().steps
    return Schema(
        steps={
            part: (*shipped[part], *([further[part.value]] if part.value in further else []))
            for part in (Part.WORK, Part.PRIVATE)
        }
    )


BOTH = steps(work=WORK_2, private=PRIVATE_2)


def filled(desk: Any) -> tuple[CaseId, str]:
    vault = desk.create()
    case = desk.open_case(vault)
    draft = desk.start_draft(vault, case)
    with vault.transaction() as change:
        change.write(TextWritten(field="note", text="words"), case=case, at=desk.at, offset=0)
        change.log(Act.ADDENDUM_ADDED, at=desk.at)
        draft_texts.put_note(vault.private, draft, ItemId("debt"), "a note")
    desk.let_go()
    return case, draft


def check_whole(vault: Any, case: CaseId, draft: Any) -> None:
    assert vault.findings == ()
    assert views.case(vault.work, case).row.case == case
    assert drafts.by_id(vault.work, draft).case == case
    assert draft_texts.notes(vault.private, draft) == {"debt": "a note"}
    assert records.count(vault.private) == 1


def names(desk: Any) -> set[str]:
    endings = (".db", ".key")
    return {path.name for path in desk.folder.iterdir() if path.name.endswith(endings)}


def test_an_older_vault_is_brought_up_in_a_further_generation(desk: Any) -> None:
    case, draft = filled(desk)
    vault = desk.unlock(steps=BOTH)
    check_whole(vault, case, draft)
    assert vault.work.rows("SELECT name FROM later") == [("migrated",)]
    assert (vault.current.work, vault.current.private) == (2, 2)
    assert vault.current.kept == ("work-1", "private-1")
    assert len(names(desk)) == 8


def test_the_old_files_are_kept_until_the_next_unlock(desk: Any) -> None:
    case, draft = filled(desk)
    desk.unlock(steps=BOTH)
    vault = desk.unlock(steps=BOTH)
    check_whole(vault, case, draft)
    assert names(desk) == {"work-2.db", "work-2.key", "private-2.db", "private-2.key"}
    assert vault.current.kept == ()


def test_only_the_file_that_is_older_is_written_anew(desk: Any) -> None:
    case, draft = filled(desk)
    vault = desk.unlock(steps=steps(private=PRIVATE_2))
    check_whole(vault, case, draft)
    assert (vault.current.work, vault.current.private) == (1, 2)
    assert vault.current.kept == ("private-1",)


def test_the_new_generation_has_another_key(desk: Any) -> None:
    filled(desk)
    vault = desk.unlock(steps=BOTH)
    first = vault.place.key_file(Part.WORK, 1).read_bytes()
    assert first != vault.place.key_file(Part.WORK, 2).read_bytes()
    path = vault.place.database(Part.WORK, 1)
    again = vault.place.database(Part.WORK, 2)
    assert path.read_bytes()[:16] != again.read_bytes()[:16]


def test_a_migrated_vault_is_newer_to_the_program_before(desk: Any) -> None:
    filled(desk)
    desk.unlock(steps=BOTH)
    with pytest.raises(NewerVault):
        desk.unlock()
    assert desk.unlock(steps=BOTH).findings == ()


@pytest.mark.parametrize(
    "broken",
    [
        "CREATE TABLE half (name TEXT) STRICT;\nINSERT INTO nowhere VALUES (1);\n",
        "INSERT INTO member_key (recipient, member) VALUES ('a', 'nobody');\n",
        "CREATE TABLE half (name TEXT) STRICT;\nINSERT INTO half",
    ],
)
def test_a_migration_that_fails_leaves_the_vault_as_it_was(desk: Any, broken: str) -> None:
    case, draft = filled(desk)
    with pytest.raises(Exception, match=r"nowhere|work|does not end"):
        desk.unlock(steps=steps(work=broken))
    desk.let_go()
    vault = desk.unlock()
    check_whole(vault, case, draft)
    assert vault.current.work == 1
    assert names(desk) == {"work-1.db", "work-1.key", "private-1.db", "private-1.key"}


def killed_at(step: int, act: Callable[[], object]) -> bool:
    """Runs the act in a process that dies at the n-th write; says whether it died before its end.

    No handler runs and nothing is closed, as with a power cut that keeps what was written.
    """
    child = os.fork()
    if child:
        return os.WEXITSTATUS(os.waitpid(child, 0)[1]) == 9
    left = [step]

    def counting(function: Callable[..., Any]) -> Callable[..., Any]:
        def counted(*arguments: Any, **named: Any) -> Any:
            left[0] -= 1
            if left[0] < 0:
                os._exit(9)
            return function(*arguments, **named)

        return counted

    try:
        for name in ("write", "fsync", "open"):
            setattr(os, name, counting(getattr(os, name)))
        for name in ("replace", "unlink"):
            setattr(Path, name, counting(getattr(Path, name)))
        for name in ("run", "copy_to", "close"):
            setattr(Connection, name, counting(getattr(Connection, name)))
        act()
    except BaseException:  # noqa: BLE001 - the child must end here, whatever happens
        os._exit(1)
    os._exit(0)


def test_a_migration_killed_at_any_write_leaves_a_vault_that_opens(
    desk: Any, tmp_path: Path
) -> None:
    case, draft = filled(desk)
    shutil.copytree(desk.folder, tmp_path / "before")
    stride = int(os.environ.get("MERAK_KILL_STRIDE", "11"))
    step, died = 0, True
    seen: set[tuple[int, int]] = set()
    while died:
        died = killed_at(step, lambda: desk.unlock(steps=BOTH))
        step += stride
        left = desk.place().current()
        seen.add((left.work, left.private))
        # Until the switch this program still opens it; afterwards the later one goes on.
        vault = desk.unlock(steps=BOTH if left.work > 1 else None)
        check_whole(vault, case, draft)
        desk.let_go()
        shutil.rmtree(desk.folder)
        shutil.copytree(tmp_path / "before", desk.folder)
    assert step > 60
    assert seen == {(1, 1), (2, 1), (2, 2)}
