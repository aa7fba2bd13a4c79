"""Enrolling a laptop by files and words, and kits that come later."""

import secrets
from dataclasses import replace

import pytest
from tests.services.agency import some_of

from merak.crypto import signing
from merak.domain.exchange import PublicKey, Why
from merak.domain.kit import Policy, Replacing, document
from merak.domain.kit_change import Part
from merak.domain.ledger import PeerState
from merak.formats import kit as kit_files
from merak.formats.refused import FileRefused
from merak.services import enrol, first_start, kits, laptops, make_kit, screen, unlock, users
from merak.services.enrol import KitRefused, NotAsked, Step, WordsDiffer
from merak.services.first_start import OfficeKeepsSheets
from merak.services.kits import NotALaptop, NotAnOffice
from merak.storage import peers, settings
from merak.storage.errors import NoSuchUser


def test_a_laptop_is_enrolled_by_files_and_words(at_office, laptop, stick):
    session = laptop.session
    assert enrol.step(session) is Step.NO_KIT
    offer = enrol.read_kit(session, make_kit.save(at_office.session, stick))
    assert offer.first
    enrol.take_kit(session, offer)
    assert enrol.step(session) is Step.KIT_TAKEN
    asked = enrol.request(session, stick, "North wing")
    assert enrol.step(session) is Step.ASKED
    read = laptops.read_request(at_office.session, asked.path)
    assert read.words == asked.words == enrol.words(session)
    assert len(asked.words) == 7
    assert [one.name for one in read.request.users] == ["Ana", "Ben"]
    kit = laptops.approve(at_office.session, [(read, some_of(asked.words))])
    assert [one.id for one in kit.devices][-1] == session.vault.device
    enrol.take_kit(session, enrol.read_kit(session, make_kit.save(at_office.session, stick)))
    assert enrol.step(session) is Step.ASKED
    enrol.agree(session, some_of(read.words))
    assert enrol.step(session) is Step.ENROLLED
    assert peers.by_id(at_office.session.work, session.vault.device).label == "North wing"


def test_words_that_differ_enrol_nobody(at_office, laptop, stick):
    session = laptop.session
    with pytest.raises(NotAsked):
        enrol.words(session)
    enrol.take_kit(session, enrol.read_kit(session, make_kit.save(at_office.session, stick)))
    asked = enrol.request(session, stick, "North wing")
    read = laptops.read_request(at_office.session, asked.path)
    for typed in ({}, {1: read.words[0]}, {1: read.words[0], 2: "wrong"}):
        with pytest.raises(laptops.WordsDiffer):
            laptops.approve(at_office.session, [(read, typed)])
        with pytest.raises(WordsDiffer):
            enrol.agree(session, typed)
    assert peers.every(at_office.session.work) == ()
    assert kits.current(at_office.session).serial == 1


def test_the_words_of_a_false_office_differ(at_office, laptop, stick):
    session = laptop.session
    enrol.take_kit(session, enrol.read_kit(session, make_kit.save(at_office.session, stick)))
    read = laptops.read_request(at_office.session, enrol.request(session, stick, "").path)
    for false in ({"root": "cd" * 32}, {"signing": "cd" * 32}, {"kit": 2}):
        assert kits.words(replace(read.request, **false)) != read.words


def test_an_enrolled_laptop_opens_with_the_office_and_no_more_with_its_sheet(enrolled, at_office):
    recipient = kits.recovery_of(kits.current(at_office.session))
    assert settings.get(enrolled.session.work, settings.RECOVERY_RECIPIENT) == recipient
    enrolled.lock()
    again = unlock.recover_office(
        enrolled.folder, at_office.sheets[:2], "Ana", bytearray(b"a fresh one for this laptop"),
        enrolled.clock, secrets.token_bytes,
    )  # fmt: skip
    again.close()


def test_an_enrolled_laptop_makes_no_sheet_that_would_shut_its_office_out(enrolled):
    recipient = settings.get(enrolled.session.work, settings.RECOVERY_RECIPIENT)
    with pytest.raises(OfficeKeepsSheets):
        first_start.make_sheet(enrolled.session)
    assert settings.get(enrolled.session.work, settings.RECOVERY_RECIPIENT) == recipient
    assert first_start.is_sheet_confirmed(enrolled.session)


def test_a_kit_never_goes_back_to_an_older_serial(enrolled, at_office, stick):
    session = enrolled.session
    older = make_kit.save(at_office.session, stick)
    with pytest.raises(KitRefused) as refused:
        enrol.read_kit(session, older)
    assert refused.value.why is Replacing.SAME
    contents = make_kit.contents(at_office.session)
    make_kit.sign(at_office.session, replace(contents, policy=Policy(idle_lock_minutes=7)))
    newer = make_kit.save(at_office.session, stick)
    offer = enrol.read_kit(session, newer)
    assert [(c.part, c.id, c.after) for c in offer.changes if c.part is not Part.EXPIRES] == [
        (Part.POLICY, "idle_lock_minutes", "7")
    ]
    enrol.take_kit(session, offer)
    with pytest.raises(KitRefused) as refused:
        enrol.read_kit(session, older)
    assert refused.value.why is Replacing.OLDER
    with pytest.raises(KitRefused):
        enrol.take_kit(session, offer)


def test_a_kit_of_another_root_is_refused(enrolled, stick):
    session = enrolled.session
    root = signing.signing_key(secrets.token_bytes(32))
    false = replace(kits.current(session), serial=99, root=PublicKey(root.public))
    (stick / "false.kit").write_bytes(kit_files.write(false, root))
    with pytest.raises(FileRefused) as refused:
        enrol.read_kit(session, stick / "false.kit")
    assert refused.value.why is Why.BAD_SIGNATURE


def test_a_user_who_left_the_roster_loses_the_slot_with_the_kit(enrolled, at_office, stick):
    session = enrolled.session
    ben = next(user for user in users.everyone(session) if user.name == "Ben")
    laptops.remove_from_roster(at_office.session, ben.id)
    offer = enrol.read_kit(session, make_kit.save(at_office.session, stick))
    assert offer.leaving == (ben,)
    taken = enrol.take_kit(session, offer)
    assert (taken.left, taken.stays) == ((ben,), ())
    enrolled.lock()
    with pytest.raises(NoSuchUser):
        unlock.unlock(
            enrolled.folder, "Ben", bytearray(b"another long passphrase here"), enrolled.clock,
            secrets.token_bytes,
        )  # fmt: skip


def test_the_last_keeper_stays_until_there_is_another(enrolled, at_office, stick):
    session = enrolled.session
    laptops.remove_from_roster(at_office.session, session.user.id)
    offer = enrol.read_kit(session, make_kit.save(at_office.session, stick))
    assert [user.name for user in enrol.take_kit(session, offer).stays] == ["Ana"]


def test_a_revoked_laptop_stands_so_in_the_next_kit(enrolled, at_office, stick):
    session = enrolled.session
    kit = laptops.revoke(at_office.session, session.vault.device)
    assert [one.standing for one in kit.devices] == ["enrolled", "revoked"]
    state = peers.by_id(at_office.session.work, session.vault.device).state
    assert state is PeerState.REVOKED
    enrol.take_kit(session, enrol.read_kit(session, make_kit.save(at_office.session, stick)))
    assert enrol.step(session) is Step.ASKED


def test_each_side_does_only_what_is_its_own(at_office, laptop):
    with pytest.raises(NotALaptop):
        enrol.step(at_office.session)
    with pytest.raises(NotAnOffice):
        make_kit.contents(laptop.session)


def test_enrolling_leaves_both_logs_whole(enrolled, at_office):
    assert not enrolled.unlock().log_broken
    assert not at_office.unlock().log_broken


def test_an_enrolled_laptop_screens_with_the_sets_of_its_office(enrolled, at_office, stick):
    contents = make_kit.contents(at_office.session)
    first = contents.sets[0]
    changed = document(first.id, "99", first.text + "\n# checked by this office\n")
    make_kit.sign(at_office.session, replace(contents, sets=(changed,)))
    before = screen.sets(enrolled.session)
    path = make_kit.save(at_office.session, stick)
    enrol.take_kit(enrolled.session, enrol.read_kit(enrolled.session, path))
    (only,) = screen.sets(enrolled.session)
    assert only.hash == changed.sha256 not in {one.hash for one in before}
    draft = enrolled.start()
    assert screen.load(enrolled.session, draft).draft.set_hash == changed.sha256
