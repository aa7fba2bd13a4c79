"""What a transaction says is saved is saved in both files, and nothing else is."""

import itertools
from typing import Any

import pytest

from merak.domain.answer import Answer, Given
from merak.domain.bodies import CaseOpened, IdentityKnown, TextWritten
from merak.domain.identity import Identity
from merak.domain.ids import CaseId, ItemId, RecordId, ScreeningId
from merak.domain.log_entry import Act
from merak.domain.record import NO_CASE, Kind
from merak.storage import draft_texts, drafts, log, records, settings, views
from merak.storage.connection import Connection
from merak.storage.errors import (
    DiskFull,
    DiskTrouble,
    NotLogged,
    Part,
    UnknownRecord,
    VaultDamaged,
)

CASE = CaseId("ab" * 16)
TEXT = TextWritten(field="note", item="debt", text="owes for the trip")


@pytest.fixture
def vault(desk: Any):
    return desk.create()


def write_case(vault: Any, at: str) -> None:
    with vault.transaction() as change:
        opened = change.write(CaseOpened(), case=CASE, at=at, offset=-300)
        change.write(TEXT, case=CASE, at=at, offset=-300, refers_to=(opened.id,))
        change.log(Act.CASE_OPENED, at=at, about=CASE)


def test_identities_and_free_text_are_in_the_private_file_only(desk, vault) -> None:
    write_case(vault, desk.at)
    with vault.transaction() as change:
        known = IdentityKnown(identity=Identity(name="Ana Río"))
        change.write(known, case=CASE, at=desk.at, offset=0)
        change.log(Act.IDENTITY_CHANGED, at=desk.at, about=CASE)
    assert {r.kind for r in records.of_case(vault.private, CASE)} == {Kind.TEXT, Kind.IDENTITY}
    assert {r.kind for r in records.of_case(vault.work, CASE)} == {Kind.CASE_OPENED}
    assert len(records.of_case(vault.private, CASE, [Kind.TEXT])) == 1


def test_records_are_counted_in_the_order_they_were_written(desk, vault) -> None:
    write_case(vault, desk.at)
    vault = desk.unlock()
    with vault.transaction() as change:
        third = change.write(CaseOpened(), case=CASE, at=desk.at, offset=0)
        change.log(Act.CASE_OPENED, at=desk.at)
    assert third.n == 3
    assert (third.author_device, third.author_user) == (vault.device, vault.user.id)
    assert records.by_id(vault.work, third.id) == third


def test_a_record_that_is_there_already_changes_nothing(desk, vault) -> None:
    write_case(vault, desk.at)
    [record] = records.of_case(vault.work, CASE)
    before = (vault.work.rows("SELECT * FROM record"), log.entries(vault.work))
    with vault.transaction() as change:
        change.add(record)
    assert (vault.work.rows("SELECT * FROM record"), log.entries(vault.work)) == before


def test_records_without_an_entry_in_the_log_are_not_saved(desk, vault) -> None:
    with pytest.raises(NotLogged), vault.transaction() as change:
        change.write(TEXT, case=CASE, at=desk.at, offset=0)
    assert records.count(vault.private) == 0


def test_a_record_of_no_case_is_in_no_view(desk, vault) -> None:
    with vault.transaction() as change:
        change.write(CaseOpened(), case=NO_CASE, at=desk.at, offset=0)
        change.log(Act.SET_ADDED, at=desk.at)
    assert views.cases(vault.work) == ()
    assert records.cases(vault.work) == ()


def test_a_record_that_is_not_there_is_said(vault) -> None:
    with pytest.raises(UnknownRecord):
        records.by_id(vault.work, RecordId("ab" * 32))


def test_a_record_whose_kept_form_is_damaged_is_said(desk, vault) -> None:
    write_case(vault, desk.at)
    with vault.transaction():
        vault.work.run("UPDATE record SET document = x'00'")
    with pytest.raises(VaultDamaged) as caught:
        records.of_case(vault.work, CASE)
    assert caught.value.part is Part.WORK


def test_an_error_inside_undoes_both_files(desk, vault) -> None:
    draft = desk.start_draft(vault, CASE)

    def act() -> None:
        with vault.transaction():
            drafts.put_at_item(vault.work, draft, "debt", desk.at)
            draft_texts.put_note(vault.private, draft, ItemId("debt"), "words")
            _ = 1 / 0

    with pytest.raises(ZeroDivisionError):
        act()
    assert drafts.by_id(vault.work, draft).at_item == ""
    assert draft_texts.notes(vault.private, draft) == {}
    assert not vault.work.in_transaction
    assert not vault.private.in_transaction


def fail(monkeypatch: pytest.MonkeyPatch, connection: Connection, error: Exception) -> None:
    commit = Connection.commit

    def failing(self: Connection) -> None:
        if self is connection:
            raise error
        commit(self)

    monkeypatch.setattr(Connection, "commit", failing)


@pytest.mark.parametrize("part", [Part.WORK, Part.PRIVATE])
def test_a_commit_that_fails_leaves_nothing_in_either_file(
    desk, vault, monkeypatch: pytest.MonkeyPatch, part: Part
) -> None:
    fail(monkeypatch, vault.work if part is Part.WORK else vault.private, DiskFull())
    with pytest.raises(DiskFull):
        write_case(vault, desk.at)
    monkeypatch.undo()
    assert records.count(vault.work) == records.count(vault.private) == 0
    write_case(vault, desk.at)
    assert records.count(vault.work) == records.count(vault.private) == 1
    assert desk.unlock().findings == ()


def test_what_cannot_be_swept_at_once_is_swept_before_the_next_transaction(
    desk, vault, monkeypatch: pytest.MonkeyPatch
) -> None:
    fail(monkeypatch, vault.work, DiskTrouble("SQLITE_IOERR"))
    monkeypatch.setattr("merak.storage.vault.sweep", raising)
    with pytest.raises(DiskTrouble):
        write_case(vault, desk.at)
    assert records.count(vault.private) == 1
    monkeypatch.undo()
    with vault.transaction():
        assert records.count(vault.private) == 0


def raising(*_: object) -> None:
    raise DiskFull


def test_what_a_crash_left_in_private_alone_is_dropped_at_the_next_start(
    desk, vault, monkeypatch: pytest.MonkeyPatch
) -> None:
    draft = desk.start_draft(vault, CASE)
    fail(monkeypatch, vault.work, DiskFull())
    monkeypatch.setattr("merak.storage.vault.sweep", raising)

    def act() -> None:
        with vault.transaction() as change:
            change.write(TEXT, case=CASE, at=desk.at, offset=0)
            change.log(Act.ADDENDUM_ADDED, at=desk.at)
            draft_texts.put_note(vault.private, draft, ItemId("debt"), "words")
            draft_texts.put_note(
                vault.private, ScreeningId("ee" * 16), ItemId("debt"), "of no draft"
            )

    with pytest.raises(DiskFull):
        act()
    monkeypatch.undo()
    vault = desk.unlock()
    assert records.count(vault.private) == 0
    assert draft_texts.drafts(vault.private) == {draft}
    assert vault.findings == ()


def test_a_note_outlives_a_finish_that_failed(desk, vault, monkeypatch: pytest.MonkeyPatch) -> None:
    draft = desk.start_draft(vault, CASE)
    with vault.transaction():
        draft_texts.put_note(vault.private, draft, ItemId("debt"), "words")
    fail(monkeypatch, vault.work, DiskFull())

    def finish() -> None:
        with vault.transaction() as change:
            change.write(TEXT, case=CASE, at=desk.at, offset=0)
            change.log(Act.SCREENING_FINISHED, at=desk.at)
            change.drop_draft(draft)

    with pytest.raises(DiskFull):
        finish()
    monkeypatch.undo()
    vault = desk.unlock()
    assert draft_texts.notes(vault.private, draft) == {"debt": "words"}
    assert drafts.by_id(vault.work, draft).id == draft


def test_a_head_that_cannot_be_written_does_not_undo_what_is_saved(
    desk, vault, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "text")

    monkeypatch.setattr(vault.place, "put_head", full)
    write_case(vault, desk.at)
    vault = desk.unlock()
    assert records.count(vault.work) == 1
    assert vault.findings == ()


def test_a_really_full_disk_saves_nothing_and_loses_nothing(desk, vault) -> None:
    draft = desk.start_draft(vault, CASE)
    # SQLite's own limit stands for the disk's: the error and what it does are the same.
    pages = vault.work.value("PRAGMA page_count")
    vault.work.rows(f"PRAGMA max_page_count = {pages}")
    saved: list[ItemId] = []

    def answer_for_ever() -> None:
        for number in itertools.count():
            item = ItemId(f"item_{number}_" + "x" * 500)
            with vault.transaction():
                drafts.put_answer(vault.work, draft, item, Answer(value=Given(code="yes")), desk.at)
            saved.append(item)

    with pytest.raises(DiskFull):
        answer_for_ever()
    assert drafts.by_id(vault.work, draft).answers.keys() == set(saved)
    vault.work.rows(f"PRAGMA max_page_count = {pages + 100}")
    with vault.transaction():
        drafts.put_at_item(vault.work, draft, "debt", desk.at)
    assert drafts.by_id(desk.unlock().work, draft).answers.keys() == set(saved)


def test_settings_read_back(vault) -> None:
    with vault.transaction():
        settings.put(vault.work, "site_state", "FL")
        settings.put(vault.work, "site_state", "TX")
    assert settings.get(vault.work, "site_state") == "TX"
    assert settings.get(vault.work, "never_set", "default") == "default"
