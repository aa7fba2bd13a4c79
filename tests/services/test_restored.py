"""An office that was put back from a backup: numbers leap, and laptops send again what it lost."""

import shutil
from dataclasses import replace

import pytest
from tests.services.agency import Stop, bring, enrol_laptop, give_receipt, hand_over_to, ignore
from tests.services.agency_days import as_another
from tests.services.test_exchange import screened, views_of

from merak.domain.decision import Decision
from merak.domain.kit import Policy
from merak.domain.ledger import Arrival, PeerState
from merak.domain.receipt import Keeping
from merak.services import (
    backup,
    enrol,
    hand_over,
    kits,
    laptops,
    make_kit,
    receipts,
    restored,
    reviews,
)
from merak.services.laptops import What
from merak.storage import ledger, peers, settings, travels
from merak.storage.travels import OFFICE


def put_back(at_office, made, folder):
    """Lose the office, put its backup back into another folder, and unlock it there."""
    at_office.lock()
    backup.restore(made.path, folder)
    at_office.desk.folder = folder
    return at_office.unlock()


def sign_another(at_office, minutes):
    contents = make_kit.contents(at_office.session)
    return make_kit.sign(
        at_office.session, replace(contents, policy=Policy(idle_lock_minutes=minutes))
    )


def take_kit(at_office, session, stick):
    enrol.take_kit(session, enrol.read_kit(session, make_kit.save(at_office.session, stick)))


def both_forward(at_office, laptop, **by):
    at_office.desk.clock.forward(**by)
    laptop.clock.forward(**by)


def three_bundles(laptop, at_office, stick, tmp_path):
    """Bring three bundles, with a receipt for each and a backup after the first."""
    made = None
    for name in ("One", "Two", "Three"):
        screened(laptop, name)
        bring(at_office.session, hand_over_to(stick, laptop.session).path)
        if made is None:
            made = backup.write(at_office.session, tmp_path)
        both_forward(at_office, laptop, minutes=5)
        told = give_receipt(at_office.session, laptop.session, stick)
        assert told.waiting == told.again == 0
    assert hand_over.outgoing(laptop.session).records == 0
    both_forward(at_office, laptop, hours=2)
    return made


def test_what_the_office_lost_is_sent_again_and_what_is_in_its_backup_is_not(
    enrolled, at_office, stick, tmp_path
):
    made = three_bundles(enrolled, at_office, stick, tmp_path)
    session = enrolled.session
    safe = travels.durable(session.work, OFFICE)
    office = put_back(at_office, made, tmp_path / "restored")
    assert views_of(office) != views_of(session)
    told = give_receipt(office, session, stick)
    assert told.again == told.waiting > 0
    assert travels.durable(session.work, OFFICE) == safe
    done = hand_over_to(stick, session)
    assert done.records == told.again
    assert bring(office, done.path).missing == ()
    assert views_of(office) == views_of(session)
    both_forward(at_office, enrolled, minutes=5)
    assert give_receipt(office, session, stick).waiting == 0
    assert not office.log_broken


def test_an_old_receipt_that_comes_late_undoes_nothing(enrolled, at_office, stick, tmp_path):
    made = three_bundles(enrolled, at_office, stick, tmp_path)
    device = enrolled.session.vault.device
    late = receipts.write(at_office.session, device, stick)
    assert late.receipt.keeping is Keeping.TAKEN_IN
    both_forward(at_office, enrolled, hours=1)
    office = put_back(at_office, made, tmp_path / "restored")
    waiting = give_receipt(office, enrolled.session, stick).waiting
    again = receipts.take(enrolled.session, late.path)
    assert (again.waiting, again.again) == (waiting, 0)
    bring(office, hand_over_to(stick, enrolled.session).path)
    assert views_of(office) == views_of(enrolled.session)


def test_a_clock_that_is_behind_hides_the_loss_for_one_bundle_only(
    enrolled, at_office, stick, tmp_path
):
    made = three_bundles(enrolled, at_office, stick, tmp_path)
    at_office.desk.clock.forward(days=-30)
    office = put_back(at_office, made, tmp_path / "restored")
    assert give_receipt(office, enrolled.session, stick).again == 0
    screened(enrolled, "Four")
    done = hand_over_to(stick, enrolled.session)
    assert [(gap.first, gap.last) for gap in bring(office, done.path).missing] == [(2, 3)]
    assert give_receipt(office, enrolled.session, stick).again > 0
    assert bring(office, hand_over_to(stick, enrolled.session).path).missing == ()
    assert views_of(office) == views_of(enrolled.session)


def test_an_office_that_had_nothing_yet_asks_for_all_of_it(enrolled, at_office, stick, tmp_path):
    made = backup.write(at_office.session, tmp_path)
    screened(enrolled)
    bring(at_office.session, hand_over_to(stick, enrolled.session).path)
    give_receipt(at_office.session, enrolled.session, stick)
    both_forward(at_office, enrolled, hours=1)
    office = put_back(at_office, made, tmp_path / "restored")
    with pytest.raises(receipts.NothingCame):
        receipts.write(office, enrolled.session.vault.device, stick)
    done = hand_over_to(stick, enrolled.session)
    assert done.records == 0
    assert bring(office, done.path).missing
    assert give_receipt(office, enrolled.session, stick).again > 0
    bring(office, hand_over_to(stick, enrolled.session).path)
    assert views_of(office) == views_of(enrolled.session)


@pytest.mark.parametrize("before", [0, 1], ids=["none-in-the-backup", "one-in-the-backup"])
def test_the_laptop_takes_what_the_office_sends_after(enrolled, at_office, stick, tmp_path, before):
    _, record = screened(enrolled)
    bring(at_office.session, hand_over_to(stick, enrolled.session).path)
    device = enrolled.session.vault.device

    def send(comment, session):
        reviews.review(session, record, Decision.RETURNED, comment)
        done = hand_over.export_to(session, device, stick, ignore, Stop())
        return done.sequence, bring(enrolled.session, done.path).arrival

    for number in range(before):
        send(f"before {number}", at_office.session)
    made = backup.write(at_office.session, tmp_path)
    for number in range(3):
        send(f"forgotten {number}", at_office.session)
    both_forward(at_office, enrolled, hours=3)
    office = put_back(at_office, made, tmp_path / "restored")
    sequence, came = send("after", office)
    assert (sequence, came) == (before + 1_000 + 30 + 1, Arrival.NEW)
    assert send("and once more", office) == (sequence + 1, Arrival.NEW)


def test_the_laptop_takes_the_kits_that_the_office_signs_after(
    enrolled, at_office, stick, tmp_path
):
    made = backup.write(at_office.session, tmp_path)
    for minutes in (7, 8, 9):
        sign_another(at_office, minutes)
    take_kit(at_office, enrolled.session, stick)
    serial = kits.current(enrolled.session).serial
    put_back(at_office, made, tmp_path / "restored")
    kit = sign_another(at_office, 11)
    assert kit.serial > serial + 900
    take_kit(at_office, enrolled.session, stick)
    assert kits.current(enrolled.session).policy.idle_lock_minutes == 11
    assert sign_another(at_office, 12).serial == kit.serial + 1


def test_putting_back_the_same_backup_twice_never_comes_to_the_same_numbers(
    enrolled, at_office, stick, tmp_path
):
    made = backup.write(at_office.session, tmp_path)
    device = enrolled.session.vault.device
    seen = []
    for number in range(2):
        both_forward(at_office, enrolled, hours=2)
        office = put_back(at_office, made, tmp_path / f"restored-{number}")
        kit = sign_another(at_office, 7 + number)
        seen.append((ledger.last_spent(office.work, device), kit.serial))
    assert seen[0][0] + 20 == seen[1][0]
    assert seen[0][1] + 20 == seen[1][1]


def test_it_leaps_once_however_often_it_is_unlocked(enrolled, at_office, tmp_path):
    made = backup.write(at_office.session, tmp_path)
    device = enrolled.session.vault.device
    office = put_back(at_office, made, tmp_path / "restored")
    spent = ledger.last_spent(office.work, device)
    assert spent == 1_000
    office = at_office.unlock()
    assert ledger.last_spent(office.work, device) == spent
    assert not office.log_broken


def test_a_laptop_that_was_enrolled_after_the_backup_is_enrolled_once_more(
    laptop, at_office, stick, tmp_path
):
    made = backup.write(at_office.session, tmp_path)
    enrol_laptop(at_office.session, laptop.session, stick)
    _, record = screened(laptop)
    bring(at_office.session, hand_over_to(stick, laptop.session).path)
    device = laptop.session.vault.device
    reviews.review(at_office.session, record, Decision.CONFIRMED, "seen")
    bring(
        laptop.session,
        hand_over.export_to(at_office.session, device, stick, ignore, Stop()).path,
    )
    both_forward(at_office, laptop, hours=1)
    office = put_back(at_office, made, tmp_path / "restored")
    assert restored.load(office).owed == ()
    asked = enrol.request(laptop.session, stick, "North wing")
    read = laptops.read_request(office, asked.path)
    assert read.what is What.NEW
    assert asked.words == read.words
    laptops.approve(office, [(read, {1: read.words[0], 5: read.words[4]})])
    take_kit(at_office, laptop.session, stick)
    bring(office, hand_over_to(stick, laptop.session).path)
    reviews.review(office, record, Decision.RETURNED, "once more")
    done = hand_over.export_to(office, device, stick, ignore, Stop())
    assert bring(laptop.session, done.path).arrival is Arrival.NEW


def test_each_laptop_is_owed_a_receipt_until_it_has_had_one(
    enrolled, at_office, made, stick, tmp_path
):
    shutil.copytree(made.folder, tmp_path / "south")
    south = replace(enrolled, folder=tmp_path / "south", _session=None)
    south.unlock()
    as_another(south)
    enrol_laptop(at_office.session, south.session, stick)
    for laptop in (enrolled, south):
        screened(laptop)
        bring(at_office.session, hand_over_to(stick, laptop.session).path)
    backed = backup.write(at_office.session, tmp_path)
    assert restored.load(at_office.session).owed == ()
    office = put_back(at_office, backed, tmp_path / "restored")
    told = restored.load(office)
    assert told.until == "2026-11-23T03:00:00Z"
    assert len(told.labels) == 2
    give_receipt(office, enrolled.session, stick)
    (left,) = restored.load(office).owed
    assert left == south.session.vault.device
    laptops.revoke(office, left)
    assert restored.load(office).owed == ()
    assert peers.by_id(office.work, left).state is PeerState.REVOKED
    south.lock()


def test_a_laptop_leaps_nowhere(enrolled, tmp_path):
    enrolled.lock()
    (enrolled.folder / "restored").touch()
    session = enrolled.unlock()
    assert not (enrolled.folder / "restored").exists()
    assert settings.get(session.work, settings.RESTORED_FROM) == ""
