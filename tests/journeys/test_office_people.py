"""Two people in an office and a laptop: who opens a name, who no longer does, and new keys."""

import secrets
from pathlib import Path

import pytest
from tests.journeys.conftest import COLLEAGUE, COLLEAGUES_PASSPHRASE, NAME, PASSPHRASE, Desk
from tests.journeys.steps import everything
from tests.journeys.test_review import take
from tests.services.agency import enrol_laptop
from tests.ui.pages.cases_desk import Clock
from tests.ui.pages.office_desk import FieldLaptop

from merak.domain.identity import Identity
from merak.services import finish, make_kit, office, review_queue, screen
from merak.services.session import Session
from merak.ui.hands import Hands

FIRST, SECOND = "Zenobia Quartermaine", "Ignatius Periwinkle"


class Agency:
    """An office that is made and locked, and one laptop that belongs to it."""

    def __init__(self, desk: Desk, tmp: Path) -> None:
        self.desk, self.stick = desk, tmp / "stick"
        self.stick.mkdir()
        choices = office.Choices(keeper_name=NAME, agency_name="Practice agency")
        typed = bytearray(PASSPHRASE.encode())
        session = office.create(desk.place, choices, typed, desk.clock, secrets.token_bytes)
        office.try_sheets(session, office.make_sheets(session)[:2])
        make_kit.sign(session, make_kit.contents(session))
        self.laptop = FieldLaptop(tmp / "laptop", Clock())
        enrol_laptop(session, self.laptop.session, self.stick)
        self.bring(session, self.screened(FIRST))
        session.close()

    def screened(self, name: str) -> Path:
        """Screens somebody and hands it over; gives the bundle."""
        session = self.laptop.session
        draft = finish.reopen(session, self.laptop.screened())
        screen.identify(session, draft, Identity(name=name))
        finish.finish(session, draft)
        for file in self.stick.iterdir():
            file.unlink()
        return self.laptop.hand_over(self.stick).path

    def bring(self, session: Session, bundle: Path) -> None:
        take(session, bundle)

    def code(self, name: str = NAME, passphrase: str = PASSPHRASE) -> str:
        with self.desk.session(name, passphrase) as session:
            return review_queue.load(session).first[-1].code

    def review(self, hands: Hands, code: str) -> None:
        hands.press("Review")
        hands.press(f"Review {code}")
        hands.wait("Who this is")


@pytest.fixture
def agency(empty_desk: Desk, tmp_path: Path) -> Agency:
    return Agency(empty_desk, tmp_path)


def settings(hands: Hands, section: str) -> None:
    hands.press("Settings")
    hands.go_to(section)


def test_a_second_person_opens_names_with_their_own_passphrase_until_they_are_stopped(
    agency: Agency,
) -> None:
    desk, code = agency.desk, agency.code()
    hands = desk.unlock()
    settings(hands, "People of this office")
    hands.press("Add a person")
    hands.write("Name", COLLEAGUE)
    hands.write("Passphrase", COLLEAGUES_PASSPHRASE)
    hands.write("The same passphrase again", COLLEAGUES_PASSPHRASE)
    hands.press("Add")
    hands.wait(f"{COLLEAGUE} can open this office")
    desk.stop()

    hands = desk.unlock(COLLEAGUE, COLLEAGUES_PASSPHRASE)
    agency.review(hands, code)
    assert hands.shows(f"One person here can open names: {NAME}.")
    desk.stop()

    hands = desk.unlock()
    settings(hands, "People of this office")
    hands.press(f"Let them open names: {COLLEAGUE}")
    hands.press("Yes, let them")
    hands.wait(f"{COLLEAGUE} opens names from now on")
    desk.stop()

    hands = desk.unlock(COLLEAGUE, COLLEAGUES_PASSPHRASE)
    agency.review(hands, code)
    hands.press("Show the name")
    hands.wait(FIRST)
    hands.press("Back to the list")
    assert not [text for text in everything() if FIRST in text]
    hands.press(f"Review {code}")
    hands.wait("Who this is")
    hands.press("Show the name")
    hands.wait(FIRST)
    hands.press("Lock")
    assert not [text for text in everything() if FIRST in text]
    desk.stop()

    hands = desk.unlock()
    settings(hands, "People of this office")
    hands.press(f"No longer let them open names: {COLLEAGUE}")
    hands.press("Yes, stop it")
    hands.wait(f"{COLLEAGUE} no longer opens names")
    desk.stop()

    hands = desk.unlock(COLLEAGUE, COLLEAGUES_PASSPHRASE)
    agency.review(hands, code)
    assert not hands.has("Show the name")
    assert hands.shows(f"One person here can open names: {NAME}.")


def test_after_new_keys_older_names_open_and_a_laptop_with_the_next_kit_seals_to_them(
    agency: Agency,
) -> None:
    desk, laptop = agency.desk, agency.laptop
    before = agency.screened(SECOND)
    hands = desk.unlock()
    settings(hands, "Keys of this office")
    hands.press("Make new keys")
    hands.press("Yes, make new keys")
    hands.wait("The office has new keys")
    hands.press("Go to the kit")
    hands.press("Show what would change")
    assert hands.shows("Names are opened with another key by: your office.")
    hands.press("Sign this kit")
    hands.wait("is signed")

    with desk.session() as session:
        agency.bring(session, before)
        make_kit.save(session, agency.stick)
        laptop.take_kit(agency.stick)
        agency.bring(session, agency.screened("Third Person"))
        codes = [one.code for one in review_queue.load(session).first]
    hands = desk.unlock()
    shown = set()
    for code in codes:
        agency.review(hands, code)
        hands.press("Show the name")
        shown |= {text for text in hands.texts() if text.startswith("Name: ")}
        hands.press("Home")
    assert shown == {f"Name: {FIRST}", f"Name: {SECOND}", "Name: Third Person"}
    laptop.session.close()
