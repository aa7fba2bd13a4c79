"""What was sealed, cleared or purged opens with no passphrase and no key block in the folder."""

import shutil

import pytest
from tests.rigs.carve import carve
from tests.services.agency import PASSPHRASE, Stop, bring, hand_over_to, ignore
from tests.services.test_seal import durable, screened

from merak.crypto import recovery
from merak.domain.decision import Decision, PurgeReason
from merak.domain.identity import Identity
from merak.domain.ids import ItemId
from merak.services import clear, finish, hand_over, purge, reviews, screen, seal, users
from merak.services.seal import Occasion
from merak.storage.users import Role
from merak.storage.vault import Vault

KNOWN = (b"correct horse battery staple", b"another long passphrase here", PASSPHRASE)
NAME, NOTE, COMMENT = "Invented Person", "an invented note", "a comment from the office"


def carved(where, *sheets):
    where.lock()
    return carve(where.folder, KNOWN, [recovery.read(sheet) for sheet in sheets])


def as_a_kill_leaves_it(where):
    return carve(where.folder, KNOWN)


def holds(text, *markers):
    return [marker for marker in markers if marker.encode() in text]


def test_the_rig_finds_everything_before_anything_is_sealed(enrolled, at_office, stick):
    case, _ = screened(enrolled)
    draft = enrolled.start(case=case)
    screen.note(enrolled.session, draft, ItemId("school_absence"), "only in a draft")
    text = carved(enrolled, enrolled.sheet)
    assert holds(text, NAME, NOTE, "only in a draft", case) == [NAME, NOTE, "only in a draft", case]


def test_nothing_of_a_sealed_case_opens_with_any_passphrase(enrolled, at_office, stick):
    case, record = screened(enrolled)
    bring(at_office.session, hand_over_to(stick, enrolled.session).path)
    reviews.review(at_office.session, record, Decision.CONFIRMED, COMMENT)
    device = enrolled.session.vault.device
    path = hand_over.export_to(at_office.session, device, stick, ignore, Stop()).path
    bring(enrolled.session, path)
    other = enrolled.start()
    screen.identify(enrolled.session, other, Identity(name="Still Being Asked"))
    seal.by_policy(enrolled.session, Occasion.HANDED_OVER)
    assert holds(as_a_kill_leaves_it(enrolled), NAME, NOTE, COMMENT) == []
    text = carved(enrolled, enrolled.sheet)
    assert holds(text, NAME, NOTE, COMMENT) == []
    assert holds(text, case, "Still Being Asked") == [case, "Still Being Asked"]


def test_the_rig_catches_sealing_without_a_new_generation(enrolled, stick, monkeypatch):
    def in_place(vault):
        vault.private.begin()
        vault.private.run("DELETE FROM record")
        vault.private.commit()
        vault.private.run("PRAGMA secure_delete = ON")

    monkeypatch.setattr(Vault, "renew", in_place)
    screened(enrolled)
    hand_over_to(stick, enrolled.session)
    seal.by_policy(enrolled.session, Occasion.HANDED_OVER)
    assert holds(as_a_kill_leaves_it(enrolled), NAME, NOTE) != []


def test_the_rig_catches_an_old_generation_that_was_left(enrolled, stick, tmp_path):
    screened(enrolled)
    hand_over_to(stick, enrolled.session)
    generation = enrolled.session.vault.current.private
    left = [f"private-{generation}.key", f"private-{generation}.db", f"private-{generation}.db-wal"]
    for name in left:
        shutil.copy(enrolled.folder / name, tmp_path / name)
    seal.by_policy(enrolled.session, Occasion.HANDED_OVER)
    enrolled.lock()
    for name in left:
        shutil.copy(tmp_path / name, enrolled.folder / name)
    assert holds(carve(enrolled.folder, KNOWN), NAME, NOTE) == [NAME, NOTE]


def test_nothing_of_a_cleared_case_opens(enrolled, at_office, stick):
    case, record = screened(enrolled)
    kept, _ = screened(enrolled, "Somebody Else")
    durable(enrolled, at_office, stick)
    clear.clear(enrolled.session, [case])
    text = carved(enrolled, enrolled.sheet)
    # The log goes on saying that there was something: its ids, and never what.
    assert holds(text, NAME, NOTE + "!", '"case":"' + case) == []
    assert holds(text, '"case":"' + kept) == ['"case":"' + kept]
    assert record


def test_nothing_of_a_purged_case_opens_in_the_office(enrolled, at_office, stick):
    users.add(at_office.session, "Rosa", bytearray(KNOWN[0]), Role.CASEWORKER)
    case, _ = screened(enrolled)
    kept, _ = screened(enrolled, "Somebody Else")
    bring(at_office.session, hand_over_to(stick, enrolled.session).path)
    before = carved(at_office)
    assert holds(before, NAME, NOTE, '"case":"' + case) == [NAME, NOTE, '"case":"' + case]
    at_office.unlock()
    purge.purge(at_office.session, [case], PurgeReason.RETENTION_OVER, "Rosa", bytearray(KNOWN[0]))
    text = carved(at_office)
    assert holds(text, NAME, '"case":"' + case) == []
    assert holds(text, "Somebody Else", '"case":"' + kept) == ["Somebody Else", '"case":"' + kept]


@pytest.mark.parametrize("again", [0, 1])
def test_a_corrected_name_leaves_no_trace_either(enrolled, stick, again):
    _, record = screened(enrolled, "Misheard Name")
    for _ in range(again):
        draft = finish.reopen(enrolled.session, record)
        screen.identify(enrolled.session, draft, Identity(name=NAME))
        finish.finish(enrolled.session, draft)
    hand_over_to(stick, enrolled.session)
    seal.by_policy(enrolled.session, Occasion.HANDED_OVER)
    assert holds(carved(enrolled), "Misheard Name", NAME) == []
