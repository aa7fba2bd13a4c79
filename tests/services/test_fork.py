"""A laptop that was copied or put back: noticed, given a new key, and nothing is lost."""

import subprocess
from dataclasses import replace
from pathlib import Path

import pytest
from tests.services.agency import Stop, bring, give_receipt, hand_over_to, ignore, some_of
from tests.services.test_exchange import NAME, screened, views_of

from merak.domain.decision import Decision, PurgeReason
from merak.domain.exchange import Why
from merak.domain.identity import Identity
from merak.domain.kit_change import How, Part
from merak.domain.ledger import Arrival
from merak.formats.refused import FileRefused
from merak.services import (
    backup,
    begin_anew,
    clear,
    current,
    enrol,
    finish,
    hand_over,
    kits,
    laptops,
    make_kit,
    purge,
    receipts,
    reviews,
    screen,
    seal,
    users,
)
from merak.services.clear import Stays
from merak.services.enrol import Step
from merak.services.kits import NotEnrolled
from merak.services.laptops import What
from merak.services.receipts import RolledBack
from merak.storage import former_selves, ledger, peers, records, secret_keys, travels, views
from merak.storage.secret_keys import KeyName
from merak.storage.travels import OFFICE
from merak.storage.users import Role

SECOND = b"another one for the second desk"


def copied(laptop, folder: Path):
    """Copy the laptop's folder, as a person does with a file manager, and unlock both."""
    laptop.lock()
    subprocess.run(["cp", "-a", laptop.folder, folder], check=True)
    clone = replace(laptop, folder=folder, _session=None)
    clone.unlock()
    laptop.unlock()
    return clone


def quiet(laptop, name=NAME):
    """Screen somebody in a way that starts no duty, so that nothing waits."""
    draft = laptop.start()
    screen.identify(laptop.session, draft, Identity(name=name))
    laptop.answer(draft, "school_absence", "yes")
    case = laptop.case_of(draft)
    return case, finish.finish(laptop.session, draft)


@pytest.fixture
def clone(enrolled, tmp_path):
    """Give a copy of a laptop that has handed over once."""
    made = copied(enrolled, tmp_path / "clone")
    yield made
    made.lock()


def ask(session, at_office, stick, label):
    """Ask for a new key, read it at the office, approve it, and take the next kit."""
    asked = enrol.request(session, stick, label)
    read = laptops.read_request(at_office.session, asked.path)
    laptops.approve(at_office.session, [(read, some_of(asked.words))])
    enrol.agree(session, some_of(read.words, 1, 7))
    path = make_kit.save(at_office.session, stick)
    enrol.take_kit(session, enrol.read_kit(session, path))
    return read


def begin(session, at_office, stick, label="The same wing"):
    begin_anew.begin(session)
    return ask(session, at_office, stick, label)


def fork(one, other, at_office, stick):
    """Let both hand over, so that the office notices."""
    bring(at_office.session, hand_over_to(stick, one.session).path)
    with pytest.raises(FileRefused) as refused:
        bring(at_office.session, hand_over_to(stick, other.session).path)
    assert refused.value.why is Why.FORK


def test_both_copies_get_a_new_key_and_the_office_has_the_records_of_both(
    enrolled, clone, at_office, stick
):
    first, _ = screened(enrolled)
    second, _ = screened(clone, "Seen By The Copy")
    fork(enrolled, clone, at_office, stick)
    old = enrolled.session.vault.device
    for laptop in (enrolled, clone):
        read = begin(laptop.session, at_office, stick)
        assert (read.what, read.was) == (What.RENEWED, ("Laptop of the north wing",))
        assert bring(at_office.session, hand_over_to(stick, laptop.session).path).missing == ()
    office = at_office.session
    assert set(records.cases(office.work)) == {first, second}
    assert current.identity(office, first).name == NAME
    assert current.identity(office, second).name == "Seen By The Copy"
    ids = {old, enrolled.session.vault.device, clone.session.vault.device}
    assert len(ids) == 3
    found = {one.device: one.state for one in peers.every(office.work)}
    assert found == {one: "revoked" if one == old else "enrolled" for one in ids}
    for laptop in (at_office, enrolled, clone):
        assert not laptop.unlock().log_broken


def test_a_laptop_that_was_put_back_goes_on_under_a_new_key(enrolled, at_office, stick, tmp_path):
    screened(enrolled, "Before")
    bring(at_office.session, hand_over_to(stick, enrolled.session).path)
    older = copied(enrolled, tmp_path / "older")
    screened(enrolled, "Lost With The Disk")
    bring(at_office.session, hand_over_to(stick, enrolled.session).path)
    told = receipts.write(at_office.session, enrolled.session.vault.device, stick).path
    session = older.session
    assert not begin_anew.is_needed(session)
    with pytest.raises(RolledBack):
        receipts.take(session, told)
    assert begin_anew.is_needed(session)
    screened(older, "Afterwards")
    begin(session, at_office, stick)
    assert not begin_anew.is_needed(session)
    assert bring(at_office.session, hand_over_to(stick, session).path).arrival is Arrival.NEW
    assert len(views.cases(at_office.session.work)) == 3
    assert give_receipt(at_office.session, session, stick).waiting == 0
    older.lock()


def test_all_that_is_not_in_a_backup_waits_again_and_the_rest_does_not(
    enrolled, at_office, stick, tmp_path
):
    safe, _ = quiet(enrolled)
    bring(at_office.session, hand_over_to(stick, enrolled.session).path)
    backup.write(at_office.session, tmp_path)
    give_receipt(at_office.session, enrolled.session, stick)
    taken, _ = quiet(enrolled, "Only Taken")
    bring(at_office.session, hand_over_to(stick, enrolled.session).path)
    give_receipt(at_office.session, enrolled.session, stick)
    screened(enrolled, "Not Gone Yet")
    session = enrolled.session
    durable = travels.durable(session.work, OFFICE)
    assert durable
    begin(session, at_office, stick)
    assert travels.durable(session.work, OFFICE) == durable
    done = hand_over_to(stick, session)
    assert (done.sequence, hand_over.outgoing(session).confirmed) == (1, 0)
    bring(at_office.session, done.path)
    assert views_of(at_office.session) == views_of(session)
    stays = {one.case: one.stays for one in clear.every(session)}
    assert (stays[safe], stays[taken]) == (Stays.NOTHING, Stays.NOT_SAFE)


def test_what_was_written_before_is_still_its_own(enrolled, at_office, stick, tmp_path):
    case, _ = quiet(enrolled)
    session = enrolled.session
    old = session.vault.device
    begin(session, at_office, stick)
    assert former_selves.own_devices(session.work) == {old, session.vault.device}
    (found,) = seal.readable(session)
    assert not found.handed_over
    bring(at_office.session, hand_over_to(stick, session).path)
    (found,) = seal.readable(session)
    assert found.handed_over
    assert seal.by_policy(session, seal.Occasion.HANDED_OVER).cases == 1
    assert current.identity(at_office.session, case).name == NAME
    backup.write(at_office.session, tmp_path)
    give_receipt(at_office.session, session, stick)
    assert clear.clear(session, [case]) == 1
    assert not enrolled.unlock().log_broken


def test_what_went_before_cannot_be_reopened_after(enrolled, at_office, stick):
    screened(enrolled)
    (row,) = views.last_screenings(enrolled.session.work)
    assert finish.reopen_until(enrolled.session, row)
    hand_over_to(stick, enrolled.session)
    assert not finish.reopen_until(enrolled.session, row)
    begin(enrolled.session, at_office, stick)
    assert not finish.reopen_until(enrolled.session, row)


def test_answers_reach_the_laptop_that_goes_on(enrolled, clone, at_office, stick):
    _, record = screened(enrolled)
    office = at_office.session
    bring(office, hand_over_to(stick, enrolled.session).path)
    old = enrolled.session.vault.device
    reviews.review(office, record, Decision.RETURNED, "look at the debt again")
    before = hand_over.export_to(office, old, stick, ignore, Stop())
    bring(enrolled.session, before.path)
    reviews.review(office, record, Decision.RETURNED, "and at the papers")
    begin(enrolled.session, at_office, stick)
    begin(clone.session, at_office, stick, "The copy")
    reviews.review(office, record, Decision.CONFIRMED, "all is well")
    for laptop in (enrolled, clone):
        device = laptop.session.vault.device
        done = hand_over.export_to(office, device, stick, ignore, Stop())
        assert done.sequence == before.sequence + 1
        assert bring(laptop.session, done.path).arrival is Arrival.NEW
    (told,) = reviews.of_screening(enrolled.session, record)
    assert (told.decision, told.comment) == (Decision.CONFIRMED, "all is well")
    # The copy never knew this case, so nothing of it comes to it.
    assert records.cases(clone.session.work) == ()


def test_a_purge_reaches_the_laptop_that_goes_on(enrolled, at_office, stick):
    case, _ = screened(enrolled)
    office = at_office.session
    users.add(office, "Rosa", bytearray(SECOND), Role.CASEWORKER)
    bring(office, hand_over_to(stick, enrolled.session).path)
    begin(enrolled.session, at_office, stick)
    purge.purge(office, [case], PurgeReason.ORDERED, "Rosa", bytearray(SECOND))
    device = enrolled.session.vault.device
    bring(enrolled.session, hand_over.export_to(office, device, stick, ignore, Stop()).path)
    assert records.cases(enrolled.session.work) == ()


def test_the_laptops_people_go_on_with_it_and_the_kit_says_so(enrolled, at_office, stick):
    session = enrolled.session
    old = session.vault.device
    begin_anew.begin(session)
    asked = enrol.request(session, stick, "The same wing")
    read = laptops.read_request(at_office.session, asked.path)
    kit = laptops.approve(at_office.session, [(read, some_of(asked.words))])
    (device,) = [one for one in kit.devices if one.id == session.vault.device]
    assert device.formerly == (old,)
    assert {one.device for one in peers.users(at_office.session.work)} == {session.vault.device}
    offer = enrol.read_kit(session, make_kit.save(at_office.session, stick))
    told = [(one.how, one.id) for one in offer.changes if one.part is Part.DEVICES]
    assert sorted(told) == sorted([(How.CHANGED, old), (How.ADDED, session.vault.device)])
    assert offer.leaving == ()


def test_beginning_anew_asks_for_words_again(enrolled, at_office, stick):
    session = enrolled.session
    assert enrol.step(session) is Step.ENROLLED
    keys = {
        name: secret_keys.current(session.work, name) for name in (KeyName.SIGNING, KeyName.BOX)
    }
    begin_anew.begin(session)
    assert enrol.step(session) is Step.KIT_TAKEN
    assert not begin_anew.is_possible(session)
    assert ledger.last_spent(session.work, OFFICE) == 0
    for name, before in keys.items():
        assert secret_keys.current(session.work, name) != before
        assert before in secret_keys.every(session.work, name)
    with pytest.raises(NotEnrolled):
        hand_over_to(stick, session)
    # It asks, and is enrolled; there is no need, and no way, to do it twice before that.
    with pytest.raises(NotEnrolled):
        begin_anew.begin(session)
    ask(session, at_office, stick, "The same wing")
    assert enrol.step(session) is Step.ENROLLED
    assert begin_anew.is_possible(session)


def test_a_laptop_can_begin_anew_more_than_once(enrolled, at_office, stick):
    session = enrolled.session
    first, _ = screened(enrolled)
    begin(session, at_office, stick)
    second, _ = screened(enrolled, "Somebody Else")
    begin(session, at_office, stick)
    bring(at_office.session, hand_over_to(stick, session).path)
    assert set(records.cases(at_office.session.work)) == {first, second}
    assert len(former_selves.every(session.work)) == 2
    own = kits.own(session)
    assert own.selves == former_selves.own_devices(session.work)
