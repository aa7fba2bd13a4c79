"""Who works on an enrolled laptop: told by its key, taken over, taken out, called otherwise."""

import pytest
from tests.services.agency import bring, hand_over_to, some_of
from tests.services.test_exchange import screened
from tests.services.test_fork import begin, copied

from merak.domain.ids import DeviceId
from merak.services import (
    belonging,
    enrol,
    kits,
    laptops,
    make_kit,
    office_overview,
    results,
    users,
)
from merak.services.kits import NotEnrolled
from merak.services.laptops import Change, NewKeyNeeded, PersonChange, What
from merak.services.session import NotKeeper
from merak.storage import peers
from merak.storage.peers import PeerUser
from merak.storage.users import Role

CARLA = "Carla"


def tell(at_office, laptop, stick):
    """Write the list on the laptop and read it at the office."""
    path = enrol.tell_people(laptop.session, stick).path
    return laptops.read_request(at_office.session, path)


def named(session):
    return {one.name for one in peers.users(session.work)}


def test_somebody_new_is_told_to_the_office_without_words(enrolled, at_office, stick):
    users.add(enrolled.session, CARLA, bytearray(b"a passphrase of her own"), Role.CASEWORKER)
    assert belonging.load(enrolled.session).unknown == (CARLA,)
    asked = tell(at_office, enrolled, stick)
    assert asked.what is What.KNOWN
    assert asked.people == (PersonChange(how=Change.JOINED, name=CARLA),)
    before = kits.current(at_office.session)
    kit = laptops.renew_people(at_office.session, asked)
    assert kit.serial == before.serial + 1
    assert len(kit.users) == len(before.users) + 1
    assert named(at_office.session) == {"Ana", "Ben", CARLA}
    offer = enrol.read_kit(enrolled.session, make_kit.save(at_office.session, stick))
    assert offer.leaving == ()
    enrol.take_kit(enrolled.session, offer)
    assert belonging.load(enrolled.session).unknown == ()


def test_the_office_knows_the_name_of_who_screened(enrolled, at_office, stick):
    users.add(enrolled.session, CARLA, bytearray(b"a passphrase of her own"), Role.CASEWORKER)
    enrolled.keys[CARLA] = enrolled.keys["Ana"]
    _, record = screened(enrolled)
    bring(at_office.session, hand_over_to(stick, enrolled.session).path)
    laptops.renew_people(at_office.session, tell(at_office, enrolled, stick))
    assert results.load(at_office.session, record).by_name == "Ana"


def test_somebody_who_left_leaves_the_list(enrolled, at_office, stick):
    ben = next(user for user in users.everyone(enrolled.session) if user.name == "Ben")
    users.remove(enrolled.session, ben.id)
    assert belonging.load(enrolled.session).gone == ("Ben",)
    asked = tell(at_office, enrolled, stick)
    assert asked.people == (PersonChange(how=Change.LEFT, name="Ben"),)
    laptops.renew_people(at_office.session, asked)
    assert named(at_office.session) == {"Ana"}
    assert ben.id not in {one.id for one in kits.current(at_office.session).users}


def test_who_was_taken_out_before_is_said_to_come_back(enrolled, at_office, stick):
    ben = next(user for user in users.everyone(enrolled.session) if user.name == "Ben")
    laptops.remove_from_roster(at_office.session, ben.id)
    asked = tell(at_office, enrolled, stick)
    assert asked.people == (PersonChange(how=Change.BACK, name="Ben"),)
    laptops.renew_people(at_office.session, asked)
    assert named(at_office.session) == {"Ana", "Ben"}


def test_another_name_alone_signs_no_kit(enrolled, at_office, stick):
    office = at_office.session
    device = enrolled.session.vault.device
    with office.change() as pen:
        renamed = [
            PeerUser(id=one.id, device=device, name=f"{one.name}, before", roles=one.roles)
            for one in peers.users(office.work)
        ]
        peers.put_users(pen.work, device, renamed)
    asked = tell(at_office, enrolled, stick)
    assert {(one.how, one.was, one.name) for one in asked.people} == {
        (Change.RENAMED, "Ana, before", "Ana"),
        (Change.RENAMED, "Ben, before", "Ben"),
    }
    before = kits.current(office)
    assert laptops.renew_people(office, asked) == before
    assert named(office) == {"Ana", "Ben"}


def test_what_somebody_is_in_the_agency_stays(enrolled, at_office, stick):
    office = at_office.session
    device = enrolled.session.vault.device
    with office.change() as pen:
        specialist = [
            PeerUser(id=one.id, device=device, name=one.name, roles=("specialist",))
            for one in peers.users(office.work)
        ]
        peers.put_users(pen.work, device, specialist)
    laptops.renew_people(office, tell(at_office, enrolled, stick))
    assert {one.roles for one in peers.users(office.work)} == {("specialist",)}


def test_a_list_that_says_what_is_known_changes_nothing(enrolled, at_office, stick):
    asked = tell(at_office, enrolled, stick)
    assert (asked.what, asked.people) == (What.KNOWN, ())
    before = kits.current(at_office.session)
    assert laptops.renew_people(at_office.session, asked) == before


def test_a_list_is_no_request_and_a_request_no_list(enrolled, at_office, stick):
    asked = tell(at_office, enrolled, stick)
    with pytest.raises(NewKeyNeeded):
        laptops.approve(at_office.session, [(asked, some_of(asked.words))])
    laptops.revoke(at_office.session, enrolled.session.vault.device)
    with pytest.raises(NewKeyNeeded):
        laptops.renew_people(at_office.session, asked)


def test_a_laptop_that_is_not_enrolled_asks_and_does_not_tell(laptop, at_office, stick):
    enrol.take_kit(
        laptop.session, enrol.read_kit(laptop.session, make_kit.save(at_office.session, stick))
    )
    with pytest.raises(NotEnrolled):
        enrol.tell_people(laptop.session, stick)
    assert belonging.load(laptop.session).unknown == ()


def test_a_laptop_keeps_the_name_it_was_given_there(enrolled, at_office, stick):
    device = enrolled.session.vault.device
    laptops.rename(at_office.session, device, "The van")
    laptops.renew_people(at_office.session, tell(at_office, enrolled, stick))
    assert peers.by_id(at_office.session.work, device).label == "The van"
    with pytest.raises(peers.UnknownDevice):
        laptops.rename(at_office.session, DeviceId("00" * 16), "Nobody’s")


def test_only_a_keeper_changes_the_list(enrolled, at_office, stick):
    asked = tell(at_office, enrolled, stick)
    users.add(at_office.session, "Rosa", bytearray(b"another one for the desk"), Role.CASEWORKER)
    with at_office.session.change() as pen:
        pen.work.run("UPDATE member SET role = 'caseworker'")
    with pytest.raises(NotKeeper):
        laptops.renew_people(at_office.unlock(), asked)


def test_the_overview_lists_people_and_numbers(enrolled, at_office, stick):
    screened(enrolled)
    for _ in range(2):
        bring(at_office.session, hand_over_to(stick, enrolled.session).path)
    (line,) = office_overview.load(at_office.session).laptops
    assert line.users == ("Ana", "Ben")
    assert [(run.first, run.last) for run in line.came] == [(1, 2)]


def test_the_people_of_a_laptop_and_its_copy_stand_under_both(enrolled, at_office, stick, tmp_path):
    clone = copied(enrolled, tmp_path / "clone")
    for laptop in (enrolled, clone):
        begin(laptop.session, at_office, stick)
    lines = office_overview.load(at_office.session).laptops
    assert [line.users for line in lines if line.was] == [("Ana", "Ben")] * 2
    assert [line.users for line in lines if not line.was] == [()]
    asked = tell(at_office, enrolled, stick)
    assert asked.people == ()
    clone.lock()
