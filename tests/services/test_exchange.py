"""Bundles from a laptop to its office: whole, once, in any order, and never by force."""

import os
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest
from tests.services.agency import Stop, bring, give_receipt, hand_over_to, ignore

from merak.domain.exchange import FILE_TIME, Why
from merak.domain.identity import Identity
from merak.domain.ids import ItemId
from merak.domain.ledger import Arrival, Gap, PeerState
from merak.domain.receipt import Keeping
from merak.domain.record import Kind
from merak.formats.bundle_writer import Stopped
from merak.formats.refused import FileRefused
from merak.services import (
    backup,
    cases,
    current,
    finish,
    hand_over,
    laptops,
    opened,
    receipts,
    results,
    screen,
    take_in,
)
from merak.services.kits import NotEnrolled
from merak.services.receipts import NothingCame, RolledBack
from merak.storage import kits as kept_kits
from merak.storage import ledger, outside, peers, records, travels, views
from merak.storage.errors import DiskFull, DiskTrouble
from merak.storage.travels import OFFICE

NAME, NOTE = "Invented Person", "an invented note"


def screened(laptop, name=NAME):
    """Screen somebody with a name and a note."""
    draft = laptop.start()
    screen.identify(laptop.session, draft, Identity(name=name))
    laptop.answer(draft, "debt", "yes")
    screen.note(laptop.session, draft, ItemId("debt"), NOTE)
    case = laptop.case_of(draft)
    return case, finish.finish(laptop.session, draft)


def views_of(session):
    return (
        views.cases(session.work),
        views.last_screenings(session.work),
        views.open_duties(session.work),
    )


def test_a_screening_reaches_the_office_with_name_and_note(enrolled, at_office, stick):
    case, record = screened(enrolled)
    done = hand_over_to(stick, enrolled.session)
    came = bring(at_office.session, done.path)
    assert came.arrival is Arrival.NEW
    assert came.new == came.records == done.records
    office = at_office.session
    assert current.identity(office, case).name == NAME
    assert results.load(office, record).notes == {"debt": NOTE}
    assert results.load(office, record).by_name == "Ana"
    assert cases.load(office, case).owner_name == "Ana"
    assert views_of(office) == views_of(enrolled.session)
    assert not at_office.unlock().log_broken
    assert not enrolled.unlock().log_broken


def test_neither_name_nor_note_is_readable_in_the_offices_files(enrolled, at_office, stick):
    screened(enrolled)
    bring(at_office.session, hand_over_to(stick, enrolled.session).path)
    office = at_office.session
    assert records.count(office.private) == 0
    lines = b"".join(
        records.line_of(row[0]) for row in office.work.rows("SELECT document FROM record")
    )
    assert NAME.encode() not in lines
    assert NOTE.encode() not in lines
    office.vault.user_key = enrolled.session.vault.user_key
    office.openers.clear()
    assert not opened.can_open_identities(office)


def test_the_file_tells_nothing_by_name_time_or_size(enrolled, stick):
    screened(enrolled)
    first = hand_over_to(stick, enrolled.session).path
    screened(enrolled, "Somebody Else")
    second = hand_over_to(stick, enrolled.session).path
    assert first.suffix == ".age"
    assert first.stat().st_mtime == second.stat().st_mtime == FILE_TIME
    # age puts a line of random length among the recipients, so that readers skip unknown ones.
    assert abs(first.stat().st_size - second.stat().st_size) < 512
    assert not list(stick.glob("*.part"))


def test_importing_a_bundle_twice_changes_nothing(enrolled, at_office, stick):
    screened(enrolled)
    path = hand_over_to(stick, enrolled.session).path
    bring(at_office.session, path)
    before = at_office.session.work.rows("SELECT id FROM record ORDER BY k")
    again = bring(at_office.session, path)
    assert (again.arrival, again.new) == (Arrival.HERE_ALREADY, 0)
    assert at_office.session.work.rows("SELECT id FROM record ORDER BY k") == before


def test_looking_at_a_bundle_changes_nothing(enrolled, at_office, stick):
    screened(enrolled)
    path = hand_over_to(stick, enrolled.session).path
    before = at_office.session.work.value("PRAGMA data_version")
    counts = at_office.session.work.rows("SELECT count(*), max(seq) FROM log")
    looked = take_in.preview(at_office.session, path, ignore, Stop())
    assert looked.new == looked.sent.trailer.records > 0
    assert looked.label == "Laptop of the north wing"
    assert at_office.session.work.rows("SELECT count(*), max(seq) FROM log") == counts
    assert at_office.session.work.value("PRAGMA data_version") == before


def test_a_bundle_carries_all_that_no_receipt_has_confirmed(enrolled, at_office, stick):
    screened(enrolled)
    lost = hand_over_to(stick, enrolled.session)
    lost.path.unlink()
    screened(enrolled, "Somebody Else")
    second = hand_over_to(stick, enrolled.session)
    assert second.sequence == 2
    assert second.records > lost.records
    came = bring(at_office.session, second.path)
    assert came.missing == ()
    assert views_of(at_office.session) == views_of(enrolled.session)
    assert give_receipt(at_office.session, enrolled.session, stick).waiting == 0
    assert hand_over_to(stick, enrolled.session).records == 0


def test_a_gap_is_shown_until_it_is_closed(enrolled, at_office, stick):
    screened(enrolled)
    first = hand_over_to(stick, enrolled.session)
    bring(at_office.session, first.path)
    give_receipt(at_office.session, enrolled.session, stick)
    screened(enrolled, "Somebody Else")
    second = hand_over_to(stick, enrolled.session)
    with enrolled.session.change() as pen:
        # As if a receipt for the second had come that the office never wrote.
        travels.confirm(pen.work, OFFICE, 2, travels.Travel.TAKEN)
        ledger.confirm(pen.work, OFFICE, 2, travels.Travel.TAKEN)
    screened(enrolled, "A Third")
    third = hand_over_to(stick, enrolled.session)
    assert bring(at_office.session, third.path).missing == (Gap(first=2, last=2),)
    assert give_receipt(at_office.session, enrolled.session, stick).missing
    assert bring(at_office.session, second.path).missing == ()
    assert views_of(at_office.session) == views_of(enrolled.session)


def test_a_crash_between_spending_and_writing_never_looks_like_a_fork(
    enrolled, at_office, stick, monkeypatch
):
    screened(enrolled)
    bring(at_office.session, hand_over_to(stick, enrolled.session).path)

    def full(*_):
        raise OSError(28, "full")

    monkeypatch.setattr(os, "utime", full)
    with pytest.raises(DiskFull):
        hand_over_to(stick, enrolled.session)
    monkeypatch.undo()
    # The next one is ready, and the stick is pulled before the file has its name.
    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(DiskFull):
        hand_over.export(enrolled.session, stick, ignore, Stop())
    monkeypatch.undo()
    done = hand_over_to(stick, enrolled.session)
    assert done.sequence == 4
    assert bring(at_office.session, done.path).arrival is Arrival.NEW


def test_a_stopped_hand_over_leaves_nothing(enrolled, stick):
    screened(enrolled)
    before = set(stick.iterdir())
    with pytest.raises(Stopped):
        hand_over.export(enrolled.session, stick, ignore, Stop(after=0))
    assert set(stick.iterdir()) == before
    assert travels.waiting(enrolled.session.work, OFFICE) > 0


def test_a_stick_that_lies_is_noticed(enrolled, stick, monkeypatch):
    screened(enrolled)
    before = set(stick.iterdir())
    monkeypatch.setattr(outside, "_sha256", lambda _: "00" * 32)
    with pytest.raises(DiskTrouble):
        hand_over_to(stick, enrolled.session)
    assert set(stick.iterdir()) == before


def test_a_cloned_laptop_is_a_fork_and_nothing_more_is_taken(enrolled, at_office, stick, tmp_path):
    screened(enrolled)
    enrolled.lock()
    subprocess.run(["cp", "-a", enrolled.folder, tmp_path / "clone"], check=True)
    clone = replace(enrolled, folder=tmp_path / "clone", _session=None)
    clone.unlock()
    enrolled.unlock()
    screened(clone, "Seen By The Clone")
    ours, theirs = (hand_over_to(stick, one.session).path for one in (enrolled, clone))
    bring(at_office.session, ours)
    assert take_in.preview(at_office.session, theirs, ignore, Stop()).arrival is Arrival.FORK
    for _ in range(2):
        with pytest.raises(FileRefused) as refused:
            bring(at_office.session, theirs)
        assert refused.value.why is Why.FORK
    device = enrolled.session.vault.device
    assert peers.by_id(at_office.session.work, device).state is PeerState.FORKED
    with pytest.raises(FileRefused):
        bring(at_office.session, hand_over_to(stick, enrolled.session).path)
    assert len(views.cases(at_office.session.work)) == 1
    clone.lock()


def test_a_file_that_changed_since_it_was_looked_at_is_not_taken(enrolled, at_office, stick):
    screened(enrolled)
    first = hand_over_to(stick, enrolled.session).path
    screened(enrolled, "Somebody Else")
    second = hand_over_to(stick, enrolled.session).path
    looked = take_in.preview(at_office.session, first, ignore, Stop())
    second.replace(first)
    with pytest.raises(take_in.FileChanged):
        take_in.take_in(at_office.session, looked, ignore, Stop())
    assert views.cases(at_office.session.work) == ()
    assert records.count(at_office.session.work) == 0


@pytest.mark.parametrize("at", [0, 20, 300, -40, -1])
def test_a_damaged_bundle_takes_in_nothing(enrolled, at_office, stick, at):
    screened(enrolled)
    path = hand_over_to(stick, enrolled.session).path
    data = bytearray(path.read_bytes())
    data[at] ^= 1
    path.write_bytes(bytes(data))
    with pytest.raises(FileRefused):
        bring(at_office.session, path)
    assert records.count(at_office.session.work) == 0


def test_a_revoked_laptop_sends_nothing_new_and_keeps_what_it_sent(enrolled, at_office, stick):
    screened(enrolled)
    first = hand_over_to(stick, enrolled.session).path
    bring(at_office.session, first)
    laptops.revoke(at_office.session, enrolled.session.vault.device)
    assert bring(at_office.session, first).arrival is Arrival.HERE_ALREADY
    screened(enrolled, "Somebody Else")
    with pytest.raises(FileRefused) as refused:
        bring(at_office.session, hand_over_to(stick, enrolled.session).path)
    assert refused.value.why is Why.REVOKED_DEVICE


def test_a_laptop_without_an_office_hands_nothing_over(laptop, stick):
    screened(laptop)
    with pytest.raises(kept_kits.NoKit):
        hand_over_to(stick, laptop.session)


def test_a_folder_is_taken_in_by_number_with_a_result_for_each(enrolled, at_office, stick):
    made = []
    for name in ("One", "Two", "Three"):
        screened(enrolled, name)
        made.append(hand_over_to(stick, enrolled.session))
    (stick / "zz-broken.age").write_bytes(b"nothing of ours")
    looked = take_in.preview_folder(at_office.session, stick, ignore, Stop())
    done = take_in.take_in_folder(at_office.session, looked, ignore, Stop())
    taken = [one for one in done if isinstance(one, take_in.TakenIn)]
    assert [one.sequence for one in taken] == [1, 2, 3]
    assert sum(one.new for one in taken) == made[-1].records
    refused = [one.error for one in done if isinstance(one, take_in.NotTaken)]
    assert Why.NOT_AGE in {error.why for error in refused if isinstance(error, FileRefused)}
    assert views_of(at_office.session) == views_of(enrolled.session)


def test_a_receipt_is_durable_only_after_a_verified_backup(enrolled, at_office, stick, tmp_path):
    with pytest.raises(NothingCame):
        receipts.write(at_office.session, enrolled.session.vault.device, stick)
    screened(enrolled)
    bring(at_office.session, hand_over_to(stick, enrolled.session).path)
    told = give_receipt(at_office.session, enrolled.session, stick)
    assert told.keeping is Keeping.TAKEN_IN
    assert travels.waiting(enrolled.session.work, OFFICE) == 0
    backup.write(at_office.session, tmp_path)
    told = give_receipt(at_office.session, enrolled.session, stick)
    assert told.keeping is Keeping.DURABLE
    screened(enrolled, "Somebody Else")
    bring(at_office.session, hand_over_to(stick, enrolled.session).path)
    told = give_receipt(at_office.session, enrolled.session, stick)
    assert told.keeping is Keeping.TAKEN_IN


def test_an_older_copy_of_a_laptop_is_told_by_its_receipt(enrolled, at_office, stick, tmp_path):
    enrolled.lock()
    subprocess.run(["cp", "-a", enrolled.folder, tmp_path / "older"], check=True)
    enrolled.unlock()
    screened(enrolled)
    bring(at_office.session, hand_over_to(stick, enrolled.session).path)
    path = receipts.write(at_office.session, enrolled.session.vault.device, stick).path
    older = replace(enrolled, folder=tmp_path / "older", _session=None)
    older.unlock()
    with pytest.raises(RolledBack):
        receipts.take(older.session, path)
    older.lock()


def test_a_backup_is_put_back_and_opens(enrolled, at_office, stick, tmp_path):
    case, _ = screened(enrolled)
    path = hand_over_to(stick, enrolled.session).path
    bring(at_office.session, path)
    made = backup.write(at_office.session, tmp_path)
    at_office.lock()
    backup.restore(made.path, tmp_path / "restored")
    at_office.desk.folder = tmp_path / "restored"
    session = at_office.unlock()
    assert not session.log_broken
    assert current.identity(session, case).name == NAME
    assert bring(session, path).arrival is Arrival.HERE_ALREADY


def test_a_laptop_that_was_not_enrolled_takes_nothing_in(laptop, stick):
    with pytest.raises((NotEnrolled, kept_kits.NoKit)):
        take_in.preview(laptop.session, stick / "any.age", ignore, Stop())


def test_the_kinds_of_a_bundle_are_counted(enrolled, stick):
    screened(enrolled)
    counts = hand_over_to(stick, enrolled.session).counts
    assert counts[Kind.IDENTITY] == counts[Kind.TEXT] == counts[Kind.SCREENING] == 1
