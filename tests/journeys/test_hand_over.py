"""From the first kit to the office: a caseworker hands over, with the window's own buttons."""

import secrets
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLineEdit
from tests.journeys.conftest import Desk, TestClock
from tests.journeys.steps import screened
from tests.services.agency import Stop, ignore, some_of

from merak.services import home, laptops, make_kit, office, take_in
from merak.services.session import Session
from merak.ui.hands import Hands


@pytest.fixture
def at_office(tmp_path: Path) -> Session:
    """An office whose sheets were tried and whose first kit is signed."""
    session = office.create(
        tmp_path / "office",
        office.Choices(keeper_name="Olga", agency_name="Practice agency"),
        bytearray(b"the office opens at eight o'clock"),
        TestClock(),
        secrets.token_bytes,
    )
    sheets = office.make_sheets(session)
    office.try_sheets(session, sheets[:2])
    make_kit.sign(session, make_kit.contents(session))
    return session


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    (tmp_path / "stick").mkdir()
    return tmp_path / "stick"


def take_kit(hands: Hands, at_office: Session, stick: Path) -> None:
    hands.rewrite("The kit’s file", str(make_kit.save(at_office, stick)))
    hands.press("Read the kit")
    hands.press("Take this kit")


def enrol(desk: Desk, hands: Hands, at_office: Session, stick: Path) -> None:
    """Take the kit, ask, compare the words, take the next kit."""
    take_kit(hands, at_office, stick)
    hands.write("What the office should call this laptop", "north wing")
    hands.rewrite("Where the request goes", str(stick))
    hands.press("Make an enrolment request")
    (request,) = stick.glob("*.age")
    asked = laptops.read_request(at_office, request)
    laptops.approve(at_office, [(asked, some_of(asked.words))])
    for field in desk.window().findChildren(QLineEdit):
        name = field.accessibleName()
        if field.isVisible() and "as the office reads it" in name:
            hands.write(name, asked.words[int(name.split()[1].rstrip(",")) - 1])
    hands.press("The words agree")
    take_kit(hands, at_office, stick)
    hands.wait("This laptop is enrolled.")
    for file in stick.iterdir():
        file.unlink()


def test_a_screening_reaches_the_office_and_home_says_so(
    desk: Desk, at_office: Session, stick: Path
) -> None:
    hands = desk.unlock()
    screened(hands)
    hands.press("Home")
    assert hands.shows("1 screening not yet handed over")
    hands.press("Hand over")
    hands.wait("This laptop has no kit of an office yet.")
    hands.press("Open the settings")
    enrol(desk, hands, at_office, stick)
    hands.press("Close")
    hands.wait("What goes")
    assert hands.shows("of 1 case")
    hands.rewrite("Where it goes", str(stick))
    hands.press("Hand over now")
    hands.wait("Handed over:")
    hands.press("Back to home")
    assert not hands.shows("not yet handed over")
    (bundle,) = stick.iterdir()
    looked = take_in.preview(at_office, bundle, ignore, Stop())
    take_in.take_in(at_office, looked, ignore, Stop())
    assert len(home.load(at_office).cases) == 1
    at_office.close()
