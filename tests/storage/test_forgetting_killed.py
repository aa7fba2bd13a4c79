"""Sealing and clearing killed at any write: nothing is lost, and the next unlock finishes them."""

import os
import shutil
from pathlib import Path
from typing import Any

from tests.storage.test_migration import killed_at

from merak.domain.bodies import TextWritten
from merak.domain.ids import ItemId
from merak.domain.log_entry import Act
from merak.storage import draft_texts, forgotten, records
from merak.storage.errors import Part
from merak.storage.forgotten import Why

STRIDE = int(os.environ.get("MERAK_KILL_STRIDE", "13"))


def test_forgetting_killed_at_any_write_is_finished_at_unlock(desk: Any, tmp_path: Path) -> None:
    vault = desk.create()
    case, other = desk.open_case(vault), desk.open_case(vault)
    draft = desk.start_draft(vault, case)
    with vault.transaction() as change:
        draft_texts.put_note(vault.private, draft, ItemId("debt"), "a note")
        text = TextWritten(field="note", text="words")
        gone = change.write(text, case=other, at=desk.at, offset=0).id
        stays = change.write(text, case=case, at=desk.at, offset=0).id
        change.log(Act.ADDENDUM_ADDED, at=desk.at)
    cleared = [record.id for record in records.all_of_case(vault.work, other)]
    desk.let_go()
    shutil.copytree(desk.folder, tmp_path / "before")

    def forget() -> None:
        again = desk.unlock()
        with again.transaction() as change:
            change.forget([gone, *cleared], Why.CLEARED, Act.CLEARED, at=desk.at)
        again.renew()

    step, died = 0, True
    seen: set[tuple[bool, bool, bool]] = set()
    while died:
        died = killed_at(step, forget)
        step += STRIDE
        vault = desk.unlock()
        forgot = bool(forgotten.ids(vault.work))
        assert vault.findings == ()
        assert forgotten.to_renew(vault.work) == ()
        # All of it or nothing: never a case without its text, or the other way round.
        assert records.has(vault.private, gone) is not forgot
        assert [records.has(vault.work, record) is not forgot for record in cleared] == [True] * 2
        assert records.has(vault.private, stays)
        assert draft_texts.notes(vault.private, draft) == {"debt": "a note"}
        kept = {path.name for path in desk.folder.glob("*.db")}
        assert kept == {
            vault.place.database(part, vault.current.generation(part)).name
            for part in (Part.WORK, Part.PRIVATE)
        }
        # Killed just before its note of having ended, a file is written anew once more.
        seen.add((vault.current.work > 1, vault.current.private > 1, forgot))
        desk.let_go()
        shutil.rmtree(desk.folder)
        shutil.copytree(tmp_path / "before", desk.folder)
    assert seen == {(False, False, False), (True, True, True)}
