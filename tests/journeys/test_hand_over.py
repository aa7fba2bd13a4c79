"""From the first kit to the office: a caseworker hands over, with the window's own buttons."""

import secrets
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLineEdit
from tests.journeys.conftest import Desk, TestClock
from tests.journeys.steps import screened
from tests.services.agency import Stop, ignore, some_of

from merak.domain.facts import Age
from merak.domain.identity import Identity
from merak.domain.ids import CaseId
from merak.domain.kit import Policy, SealWhen
from merak.domain.screening import Preparation
from merak.services import current, finish, home, kits, laptops, make_kit, office, screen, take_in
from merak.services import enrol as enrolling
from merak.services.screen import Beginning
from merak.services.session import NewCase, Session
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


def enrol_by_services(session: Session, at_office: Session, stick: Path) -> None:
    """Enrol without the window."""
    for _ in range(2):
        enrolling.take_kit(session, enrolling.read_kit(session, make_kit.save(at_office, stick)))
        if not kits.is_enrolled(session):
            asked = enrolling.request(session, stick, "north wing")
            read = laptops.read_request(at_office, asked.path)
            laptops.approve(at_office, [(read, some_of(asked.words))])
            enrolling.agree(session, some_of(read.words, 1, 7))


def finished_with_a_name(session: Session) -> CaseId:
    beginning = Beginning(
        set_hash=screen.sets(session)[0].hash,
        preparation=Preparation(),
        age=Age(at_least=13, at_most=17),
        case=NewCase(),
    )
    draft = screen.start(session, beginning)
    screen.identify(session, draft, Identity(name="Invented Person"))
    case = screen.load(session, draft).draft.case
    finish.finish(session, draft)
    return case


def test_what_the_policy_wants_sealed_is_sealed_when_somebody_unlocks(
    desk: Desk, at_office: Session, stick: Path
) -> None:
    wanted = make_kit.contents(at_office)
    policy = Policy(seal=SealWhen.AT_FINISH)
    make_kit.sign(at_office, make_kit.Contents(policy=policy, sets=wanted.sets))
    with desk.session() as session:
        enrol_by_services(session, at_office, stick)
        case = finished_with_a_name(session)
        assert home.load(session).names_on_laptop == 1
    hands = desk.unlock()
    hands.wait("0 names on this laptop.")
    with desk.session() as session:
        assert current.identity(session, case).name == ""
    at_office.close()


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
