"""Names in the office: opened for holders alone, each time on record, and kept nowhere."""

import secrets

import pytest
from tests.services.agency import bring, hand_over_to
from tests.services.test_disk_full import fill_log, full
from tests.services.test_office import SECOND, second_user

from merak.crypto import shares
from merak.domain.bodies import IdentityKnown
from merak.domain.identity import Identity
from merak.domain.log_entry import Act
from merak.domain.record import Kind
from merak.services import finish, kits, make_kit, office, screen, show_names, unlock, users
from merak.services.enrol import read_kit, take_kit
from merak.storage import holders, log, records, secret_keys
from merak.storage.errors import DiskFull, NoSuchUser
from merak.storage.holders import LastHolder, NotHolder
from merak.storage.secret_keys import KeyName
from merak.storage.users import Role

WHO = Identity(name="Zenobia Quartermaine", facility_number="C-1042", birth_date="2010-03-04")


def screened(laptop, who=WHO):
    """Screen somebody whose name is known, and give the case."""
    draft = laptop.start()
    screen.identify(laptop.session, draft, who)
    laptop.answer_all(draft)
    case = laptop.case_of(draft)
    finish.finish(laptop.session, draft)
    return case


@pytest.fixture
def case(at_office, enrolled, stick):
    """A case whose name has come to the office."""
    made = screened(enrolled)
    bring(at_office.session, hand_over_to(stick, enrolled.session).path)
    return made


def unlocked_by_rosa(at_office):
    at_office.lock()
    session = unlock.unlock(
        at_office.folder, "Rosa", bytearray(SECOND), at_office.desk.clock, secrets.token_bytes
    )
    at_office.desk._session = session
    return session


def kept_key(session):
    return secret_keys.current(session.work, KeyName.IDENTITY).content


def reads(session, case):
    return [
        one.user
        for one in log.entries(session.work, most=10_000)
        if one.act == Act.IDENTITY_READ and one.about == case
    ]


def test_a_holder_sees_the_name_and_who_wrote_it(at_office, case):
    shown = show_names.show(at_office.session, case)
    (named,) = shown.named
    assert named.identity == WHO
    assert named.by_name == "Ana"
    assert shown.unreadable == 0


def test_looking_who_could_open_opens_nothing_and_logs_nothing(at_office, case):
    session = at_office.session
    session.openers.clear()
    names = show_names.look(session, case)
    assert (names.mine_to_open, names.holders, names.came) == (True, ("Olga",), 1)
    assert Kind.IDENTITY not in session.openers
    assert reads(session, case) == []


def test_each_showing_is_on_record(at_office, case):
    session = at_office.session
    show_names.show(session, case)
    show_names.show(session, case)
    assert reads(session, case) == [session.user.id] * 2


def test_what_cannot_be_logged_is_not_shown(at_office, case):
    session = at_office.session
    with full(session.work):
        fill_log(session)
        with pytest.raises(DiskFull):
            show_names.show(session, case)
    assert show_names.show(session, case).named[0].identity == WHO


def test_showing_writes_the_name_nowhere(at_office, case):
    session = at_office.session
    show_names.show(session, case)
    kept = [*records.every(session.work), *records.every(session.private)]
    assert not any("Zenobia" in str(one.body) for one in kept)


def test_who_is_no_holder_learns_whom_to_ask_and_sees_no_name(at_office, case):
    _, rosa = second_user(at_office)
    names = show_names.look(rosa, case)
    assert (names.mine_to_open, names.holders) == (False, ("Olga",))
    with pytest.raises(NotHolder):
        show_names.show(rosa, case)
    assert reads(rosa, case) == []


def test_two_that_stand_beside_each_other_are_both_shown(at_office, enrolled, stick, case):
    other = Identity(name="Zenobia Quartermain")
    with enrolled.session.change() as pen:
        pen.write(IdentityKnown(identity=other), case)
        pen.log(Act.IDENTITY_CHANGED, case)
    bring(at_office.session, hand_over_to(stick, enrolled.session).path)
    assert show_names.look(at_office.session, case).came == 2
    shown = show_names.show(at_office.session, case)
    assert {one.identity for one in shown.named} == {WHO, other}


def test_one_that_no_key_opens_is_counted(at_office, case):
    session = at_office.session
    with session.change() as pen:
        pen.work.run("DELETE FROM secret_key WHERE name = 'identity'")
        holders.make_key(pen.work, session.chance(32), pen.at)
        pen.log(Act.POLICY_CHANGED)
    session.openers.clear()
    shown = show_names.show(session, case)
    assert (shown.named, shown.unreadable) == ((), 1)


def test_a_laptop_has_no_such_page(laptop):
    with pytest.raises(kits.NotAnOffice):
        show_names.look(laptop.session, laptop.case_of(laptop.start()))


def test_who_was_let_opens_names_and_who_was_stopped_no_longer(at_office, case):
    added, _ = second_user(at_office)
    office.let_open_identities(at_office.unlock(), added.id)
    rosa = unlocked_by_rosa(at_office)
    assert show_names.look(rosa, case).holders == ("Olga", "Rosa")
    assert show_names.show(rosa, case).named[0].identity == WHO
    office.stop_opening_identities(at_office.unlock(), added.id)
    with pytest.raises(NotHolder):
        show_names.show(unlocked_by_rosa(at_office), case)


def test_a_holder_who_stops_themself_opens_nothing_from_then_on(at_office, case):
    added, _ = second_user(at_office)
    session = at_office.unlock()
    office.let_open_identities(session, added.id)
    show_names.show(session, case)
    office.stop_opening_identities(session, session.user.id)
    with pytest.raises(NotHolder):
        show_names.show(session, case)


def test_nobody_who_was_removed_is_let_open_names(at_office):
    added, _ = second_user(at_office)
    session = at_office.unlock()
    users.remove(session, added.id)
    with pytest.raises(NoSuchUser):
        office.let_open_identities(session, added.id)


def test_a_holder_removed_by_who_is_none_leaves_a_key_sealed_anew_by_the_next_holder(at_office):
    added, _ = second_user(at_office)
    olga = at_office.unlock()
    third = users.add(olga, "Third", bytearray(b"the third desk by the window"), Role.CASEWORKER)
    office.let_open_identities(olga, third.id)
    before = kept_key(olga)
    users.remove(unlocked_by_rosa(at_office), third.id)
    assert kept_key(unlocked_by_rosa(at_office)) == before
    olga = at_office.unlock()
    after = kept_key(olga)
    assert after != before
    assert kept_key(at_office.unlock()) == after
    olga = at_office.session
    assert added.id not in holders.every(olga.work)


def test_new_sheets_made_by_who_opens_no_names_open_them_once_a_holder_was_here(at_office):
    second_user(at_office)
    made = office.make_sheets(at_office.session)
    olga = at_office.unlock()
    assert holders.openers(olga.work, shares.combine(made[1:]))


def test_the_last_holder_is_neither_stopped_nor_removed(at_office):
    session = at_office.session
    olga = session.user.id
    with pytest.raises(LastHolder):
        office.stop_opening_identities(session, olga)
    _, rosa = second_user(at_office)
    with pytest.raises(LastHolder):
        users.remove(rosa, olga)
    assert at_office.unlock().user.id == olga


def test_after_new_keys_the_old_names_open_and_new_ones_too(at_office, enrolled, stick, case):
    session = at_office.session
    show_names.show(session, case)
    office.renew_keys(session)
    assert show_names.show(session, case).named[0].identity == WHO
    make_kit.sign(session, make_kit.contents(session))
    take_kit(enrolled.session, read_kit(enrolled.session, make_kit.save(session, stick)))
    for file in stick.iterdir():
        file.unlink()
    later = Identity(name="Ignatius Periwinkle")
    newer = screened(enrolled, later)
    bring(session, hand_over_to(stick, enrolled.session).path)
    assert show_names.show(session, newer).named[0].identity == later
