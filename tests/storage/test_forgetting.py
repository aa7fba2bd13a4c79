"""What is forgotten on purpose is gone from every file, and only that."""

import errno
from pathlib import Path
from typing import Any

import pytest

from merak.domain.bodies import FactsKnown, TextWritten
from merak.domain.case_facts import CaseFacts
from merak.domain.ids import CaseId, ItemId, RecordId
from merak.domain.log_entry import Act, FaultKind
from merak.storage import draft_texts, files, forgotten, log, records, views
from merak.storage.connection import Connection
from merak.storage.errors import DiskFull, Part, UnknownRecord
from merak.storage.forgotten import Why


def written(desk: Any, vault: Any, case: CaseId) -> RecordId:
    with vault.transaction() as change:
        text = TextWritten(field="note", text="words")
        record = change.write(text, case=case, at=desk.at, offset=0)
        change.log(Act.ADDENDUM_ADDED, at=desk.at)
    return RecordId(record.id)


def forget(desk: Any, vault: Any, *gone: RecordId, why: Why = Why.SEALED) -> None:
    act = {Why.SEALED: Act.SEALED, Why.CLEARED: Act.CLEARED, Why.PURGED: Act.PURGED}[why]
    with vault.transaction() as change:
        change.forget(gone, why, act, at=desk.at)


def test_a_forgotten_text_is_gone_and_the_rest_stays(desk: Any) -> None:
    vault = desk.create()
    case = desk.open_case(vault)
    draft = desk.start_draft(vault, case)
    with vault.transaction():
        draft_texts.put_note(vault.private, draft, ItemId("debt"), "a note")
    gone, stays = written(desk, vault, case), written(desk, vault, case)
    forget(desk, vault, gone)
    vault.renew()
    assert not records.has(vault.private, gone)
    assert records.has(vault.private, stays)
    assert draft_texts.notes(vault.private, draft) == {"debt": "a note"}
    assert (vault.current.work, vault.current.private) == (1, 2)
    assert {path.name for path in desk.folder.glob("private-*")} >= {"private-2.db"}
    assert not list(desk.folder.glob("private-1*"))


def test_the_check_of_the_log_holds_after_forgetting(desk: Any) -> None:
    vault = desk.create()
    case = desk.open_case(vault)
    forget(desk, vault, written(desk, vault, case))
    vault.renew()
    forget(desk, vault, *(r.id for r in records.all_of_case(vault.work, case)), why=Why.CLEARED)
    vault.renew()
    assert desk.unlock().findings == ()


def test_a_cleared_case_is_in_no_list_and_in_no_file(desk: Any) -> None:
    vault = desk.create()
    case, other = desk.open_case(vault), desk.open_case(vault)
    gone = [record.id for record in records.all_of_case(vault.work, case)]
    forget(desk, vault, *gone, why=Why.CLEARED)
    with pytest.raises(UnknownRecord):
        views.case(vault.work, case)
    vault.renew()
    assert vault.current.work == 2
    assert records.cases(vault.work) == (other,)
    assert views.case(vault.work, other).row.case == other


def test_forgetting_that_was_cut_short_is_finished_at_unlock(desk: Any) -> None:
    vault = desk.create()
    gone = written(desk, vault, desk.open_case(vault))
    forget(desk, vault, gone)
    again = desk.unlock()
    assert again.findings == ()
    assert again.current.private == 2
    assert not records.has(again.private, gone)
    assert forgotten.to_renew(again.work) == ()


def test_a_record_that_is_purged_before_it_came_is_known_as_purged(desk: Any) -> None:
    vault = desk.create()
    never_here = RecordId("ab" * 32)
    forget(desk, vault, never_here, why=Why.PURGED)
    assert forgotten.purged(vault.work, never_here)
    assert forgotten.to_renew(vault.work) == ()
    assert desk.unlock().findings == ()


def planted(work: Connection, sql: str, *values: Any) -> None:
    work.begin()
    work.run(sql, values)
    work.commit()


def test_a_record_that_somebody_takes_out_and_calls_forgotten_is_noticed(desk: Any) -> None:
    vault = desk.create()
    case = desk.open_case(vault)
    (record, *_) = records.all_of_case(vault.work, case)
    id_ = bytes.fromhex(record.id)
    planted(vault.work, "DELETE FROM record WHERE id = ?", id_)
    planted(vault.work, "INSERT INTO forgotten VALUES (?, 'cleared', 2)", id_)
    kinds = {fault.kind for fault in desk.unlock().findings}
    assert kinds == {FaultKind.RECORDS}


def test_a_forgotten_row_that_somebody_adds_to_a_real_entry_is_noticed(desk: Any) -> None:
    vault = desk.create()
    case = desk.open_case(vault)
    forget(desk, vault, written(desk, vault, case))
    (record, *_) = records.all_of_case(vault.work, case)
    seq = log.last(vault.work)
    planted(vault.work, "INSERT INTO forgotten VALUES (?, 'sealed', ?)",
            bytes.fromhex(record.id), seq)  # fmt: skip
    assert {fault.kind for fault in desk.unlock().findings} == {FaultKind.RECORDS}


def test_forgetting_leaves_no_generation_that_a_migration_kept(desk: Any) -> None:
    vault = desk.create()
    case = desk.open_case(vault)
    with vault.transaction() as change:
        facts = FactsKnown(facts=CaseFacts(), owner=vault.user.id)
        change.write(facts, case=case, at=desk.at, offset=0)
        change.log(Act.CASE_FACTS_CHANGED, at=desk.at)
    forget(desk, vault, written(desk, vault, case))
    vault.renew()
    assert vault.current.kept == ()
    kept = {path.name for path in desk.folder.glob("*.key")}
    assert kept == {vault.place.key_file(part, vault.current.generation(part)).name
                    for part in (Part.WORK, Part.PRIVATE)}  # fmt: skip


def test_a_full_disk_keeps_nobody_out_and_forgetting_goes_on_later(
    desk: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    vault = desk.create()
    gone = written(desk, vault, desk.open_case(vault))
    forget(desk, vault, gone)
    real = files.make

    def full(path: Path, data: bytes = b"") -> None:
        if path.name.startswith("private-2"):
            raise OSError(errno.ENOSPC, "full")
        real(path, data)

    monkeypatch.setattr(files, "make", full)
    with pytest.raises(DiskFull):
        vault.renew()
    again = desk.unlock()
    assert (again.findings, again.current.private) == ((), 1)
    monkeypatch.undo()
    later = desk.unlock()
    assert (later.findings, later.current.private) == ((), 2)
    assert not records.has(later.private, gone)
