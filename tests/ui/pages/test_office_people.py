"""Who opens names in an office, who keeps, and its keys, in the settings."""

import secrets

import pytest
from PySide6.QtWidgets import QAbstractButton
from tests.ui.pages.office_desk import OLGA, PASSPHRASE, OfficeDesk

from merak.domain.preferences import Preferences
from merak.services import make_kit, office, office_keys, unlock, users
from merak.services.session import Session
from merak.services.users import People
from merak.ui.access import Role, User
from merak.ui.hands import Hands
from merak.ui.pages.kit_office import KitOfficePage
from merak.ui.pages.office_home import OfficeHomePage
from merak.ui.pages.office_settings import OfficeSettingsPage

ROSA, SAM = "Rosa Jimenez", "Sam Okafor"
BEHIND = "The kit still names old keys or sheets"


@pytest.fixture
def rosa(at_office: OfficeDesk) -> User:
    made: User = at_office.do(users.add, ROSA, bytearray(PASSPHRASE), Role.KEEPER)
    return made


def section(at_office: OfficeDesk, which: str) -> Hands:
    page = OfficeSettingsPage(at_office.tasks, Preferences(), at_office.place, secrets.token_bytes)
    shown, hands = at_office.show(page)
    shown.open_section(which)
    hands.settle()
    return hands


def people(at_office: OfficeDesk) -> People:
    found: People = at_office.do(users.people)
    return found


def as_rosa(at_office: OfficeDesk) -> None:
    """Locks the office, and lets the second keeper in."""

    def opened() -> Session:
        passphrase = bytearray(PASSPHRASE)
        return unlock.unlock(
            at_office.place, ROSA, passphrase, at_office.clock, secrets.token_bytes
        )

    at_office.tasks.close(at_office.tasks, lambda: None)
    assert at_office.tasks.drain(30)
    at_office.tasks.open(at_office.tasks, opened, lambda: None)
    assert at_office.tasks.drain(30)


def test_it_is_shown_who_keeps_and_who_opens_names(at_office: OfficeDesk, rosa: User) -> None:
    hands = section(at_office, "people")
    assert hands.shows(OLGA)
    assert hands.shows(ROSA)
    assert list(hands.texts()).count("Opens names") == 1
    assert list(hands.texts()).count("Keeper") == 2


def test_no_word_of_it_speaks_of_a_laptop(at_office: OfficeDesk, rosa: User) -> None:
    hands = section(at_office, "people")
    hands.press("Remove " + ROSA)
    assert hands.shows("They can no longer open this office.")
    assert not any("laptop" in text for text in hands.texts())
    assert not hands.shows("Give my open cases")


@pytest.mark.parametrize(
    "which", ["display", "people", "office_keys", "sheets", "passphrase", "keys", "about"]
)
def test_no_section_of_an_office_takes_it_for_a_laptop(at_office: OfficeDesk, which: str) -> None:
    hands = section(at_office, which)
    assert [text for text in hands.texts() if "his laptop" in text] == []
    assert not hands.shows("Begin a screening")


def test_another_is_let_open_names_after_a_second_press(at_office: OfficeDesk, rosa: User) -> None:
    hands = section(at_office, "people")
    hands.press(f"Let them open names: {ROSA}")
    hands.press("Leave it as it is")
    assert rosa.id not in people(at_office).holders
    hands.press(f"Let them open names: {ROSA}")
    hands.press("Yes, let them")
    hands.wait(f"{ROSA} opens names from now on")
    assert rosa.id in people(at_office).holders


def test_the_keyboard_stays_beside_the_list_when_its_button_is_gone(
    at_office: OfficeDesk, rosa: User
) -> None:
    page = OfficeSettingsPage(at_office.tasks, Preferences(), at_office.place, secrets.token_bytes)
    shown, hands = at_office.show(page)
    shown.open_section("people")
    hands.settle()
    hands.press(f"Let them open names: {ROSA}")
    hands.press("Yes, let them")
    hands.wait(f"{ROSA} opens names from now on")
    at = shown.focusWidget()
    assert isinstance(at, QAbstractButton)
    assert at.text() == "Add a person"


def test_who_is_stopped_may_have_a_copy_and_that_is_said(at_office: OfficeDesk, rosa: User) -> None:
    at_office.do(office.let_open_identities, rosa.id)
    hands = section(at_office, "people")
    hands.press(f"No longer let them open names: {ROSA}")
    assert hands.shows("A copy of the vault made before still opens for them.")
    hands.press("Yes, stop it")
    hands.wait(f"{ROSA} no longer opens names")
    assert rosa.id not in people(at_office).holders


def test_the_last_one_who_opens_names_is_not_asked_to_stop(
    at_office: OfficeDesk, rosa: User
) -> None:
    assert not section(at_office, "people").has(f"Stop opening names: {OLGA}")
    at_office.do(office.let_open_identities, rosa.id)
    assert section(at_office, "people").has(f"Stop opening names: {OLGA}")


def test_the_last_one_who_opens_names_is_not_removed(at_office: OfficeDesk, rosa: User) -> None:
    as_rosa(at_office)
    hands = section(at_office, "people")
    assert not hands.has(f"Let them open names: {OLGA}")
    hands.press(f"Remove {OLGA}")
    hands.press("Yes, remove")
    hands.wait("Nobody else here can open names.")
    assert hands.has(f"Remove {OLGA}")


def test_a_keeper_is_made_and_unmade(at_office: OfficeDesk) -> None:
    at_office.do(users.add, SAM, bytearray(PASSPHRASE), Role.CASEWORKER)
    hands = section(at_office, "people")
    hands.press(f"Make a keeper: {SAM}")
    hands.press("Yes, make a keeper")
    hands.wait(f"{SAM} is a keeper now")
    hands.press(f"No longer a keeper: {SAM}")
    hands.press("Yes, change it")
    hands.wait(f"{SAM} is no longer a keeper")
    assert people(at_office).others[0].role is Role.CASEWORKER


def test_a_person_is_added_and_removed_in_an_office(at_office: OfficeDesk) -> None:
    hands = section(at_office, "people")
    hands.press("Add a person")
    hands.write("Name", SAM)
    hands.write("Passphrase", PASSPHRASE.decode())
    hands.write("The same passphrase again", PASSPHRASE.decode())
    hands.press("Add")
    hands.wait(f"{SAM} can open this office")
    hands.press(f"Remove {SAM}")
    hands.press("Yes, remove")
    hands.wait("What they have reviewed stays.")
    assert people(at_office).others == ()


def test_new_keys_are_made_after_what_follows_was_said_and_the_kit_is_then_behind(
    at_office: OfficeDesk,
) -> None:
    before = at_office.do(office_keys.load)
    hands = section(at_office, "office_keys")
    assert hands.shows("Key for names")
    hands.press("Make new keys")
    assert hands.shows("What came already, and what was sealed until now, opens as before.")
    hands.press("Yes, make new keys")
    hands.wait("The office has new keys")
    after = at_office.do(office_keys.load)
    same = [one.public == two.public for one, two in zip(before.lines, after.lines, strict=True)]
    assert same == [True, False, False]
    assert hands.shows("1 older one opens what is older")
    _, home = at_office.show(OfficeHomePage(at_office.tasks))
    assert home.shows(BEHIND)


def test_the_next_kit_says_in_words_that_the_keys_are_others(at_office: OfficeDesk) -> None:
    at_office.do(office.renew_keys)
    _, hands = at_office.show(KitOfficePage(at_office.tasks))
    hands.press("Show what would change")
    assert hands.shows("Names are opened with another key by: your office.")
    assert hands.shows("What you hand over is opened with another key by: your office.")
    assert not hands.shows("can no longer be opened")
    hands.press("Sign this kit")
    hands.wait("is signed")
    _, home = at_office.show(OfficeHomePage(at_office.tasks))
    assert not home.shows(BEHIND)


def test_the_way_to_the_kit_leads_from_the_keys(at_office: OfficeDesk) -> None:
    at_office.do(office.renew_keys)
    page = OfficeSettingsPage(at_office.tasks, Preferences(), at_office.place, secrets.token_bytes)
    shown, hands = at_office.show(page)
    asked: list[bool] = []
    shown.kit_asked.connect(lambda: asked.append(True))
    shown.open_section("office_keys")
    hands.settle()
    hands.press("Go to the kit")
    assert asked
    at_office.do(lambda session: make_kit.sign(session, make_kit.contents(session)))


def test_who_opens_no_names_is_told_who_makes_new_keys(at_office: OfficeDesk, rosa: User) -> None:
    as_rosa(at_office)
    hands = section(at_office, "office_keys")
    assert hands.shows("Only a keeper who opens names makes new keys.")
    assert not hands.has("Make new keys")
