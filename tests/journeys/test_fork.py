"""A laptop's folder is copied: both hand over, the office notices, both go on under new keys."""

import secrets
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLineEdit
from tests.journeys.conftest import Desk, TestClock
from tests.journeys.steps import screened
from tests.journeys.test_hand_over import enrol_by_services

from merak.services import kits, make_kit, office
from merak.storage import records
from merak.ui.hands import Hands

OLGA, OFFICES_PASSPHRASE = "Olga", "the office opens at eight o'clock"


@pytest.fixture
def at_office(empty_desk: Desk, tmp_path: Path) -> Iterator[Desk]:
    """Give the window of an office whose first kit is signed."""
    made = Desk(empty_desk.app, tmp_path / "office")
    session = office.create(
        made.place,
        office.Choices(keeper_name=OLGA, agency_name="Practice agency"),
        bytearray(OFFICES_PASSPHRASE.encode()),
        TestClock(),
        secrets.token_bytes,
    )
    office.try_sheets(session, office.make_sheets(session)[1:])
    make_kit.sign(session, make_kit.contents(session))
    session.close()
    yield made
    made.stop()


def hand_over(desk: Desk, stick: Path) -> Path:
    """Unlock, screen somebody, hand over, and close the window."""
    hands = desk.unlock()
    screened(hands)
    hands.press("Home")
    before = set(stick.iterdir())
    hands.press("Hand over")
    hands.rewrite("Where it goes", str(stick))
    hands.press("Hand over now")
    hands.wait("Handed over:")
    desk.stop()
    (bundle,) = set(stick.iterdir()) - before
    return bundle


def take_in(hands: Hands, folder: Path) -> None:
    hands.press("Take in bundles")
    hands.write("Stick or folder with bundles", str(folder))
    hands.press("Check all bundles in it")


def enrol_anew(desk: Desk, at_office: Desk, stick: Path, label: str) -> None:
    """Give a laptop a new key, enrol it at the office with two words, and take the next kit."""
    hands = desk.unlock()
    open_office(hands)
    hands.press("Give it a new key")
    hands.press("Yes, give it a new key")
    hands.wait("This laptop has a new key")
    hands.rewrite("What the office should call this laptop", label)
    hands.rewrite("Where the request goes", str(stick))
    before = set(stick.iterdir())
    hands.press("Make an enrolment request")
    hands.wait("The request is written:")
    (request,) = set(stick.iterdir()) - before
    words = approve(at_office, request, label, stick)
    desk.window().activateWindow()
    hands.settle()
    for field in desk.window().findChildren(QLineEdit):
        name = field.accessibleName()
        if field.isVisible() and "as the office reads it" in name:
            hands.write(name, words[int(name.split()[1].rstrip(",")) - 1])
    hands.press("The words agree")
    (kit,) = stick.glob("*.kit")
    hands.rewrite("The kit’s file", str(kit))
    hands.press("Read the kit")
    hands.press("Take this kit")
    hands.wait("This laptop is enrolled.")
    desk.stop()


def approve(at_office: Desk, request: Path, label: str, stick: Path) -> tuple[str, ...]:
    hands = at_office.unlock(OLGA, OFFICES_PASSPHRASE)
    hands.press("Laptops")
    hands.write("The laptop's request", str(request))
    hands.press("Read the request")
    hands.wait("under a new key. Once it is enrolled")
    words = [text for text in hands.texts() if text.isalpha() and text.islower()][-7:]
    for place, word in enumerate(words, 1):
        if hands.asks(f"Word {place}, {label}"):
            hands.write(f"Word {place}, {label}", word)
    hands.press("Enrol this laptop")
    hands.wait("One laptop is enrolled")
    for old in stick.glob("*.kit"):
        old.unlink()
    hands.rewrite("Stick or folder", str(stick))
    hands.press("Write the kit")
    hands.wait("Written and read back")
    at_office.stop()
    return tuple(words)


def open_office(hands: Hands) -> None:
    hands.press("Settings")
    hands.go_to("Office")


def test_a_copied_laptop_and_its_copy_bring_all_they_have_under_keys_of_their_own(
    desk: Desk, at_office: Desk, tmp_path: Path
) -> None:
    stick, inbox = tmp_path / "stick", tmp_path / "inbox"
    for folder in (stick, inbox):
        folder.mkdir()
    with (
        at_office.session(OLGA, OFFICES_PASSPHRASE) as office_session,
        desk.session() as session,
    ):
        enrol_by_services(session, office_session, stick)
    copy = Desk(desk.app, tmp_path / "copy")
    shutil.copytree(desk.place, copy.place)
    for one in (desk, copy):
        hand_over(one, inbox)

    hands = at_office.unlock(OLGA, OFFICES_PASSPHRASE)
    take_in(hands, inbox)
    hands.press("Take in 2 bundles")
    hands.wait("1 bundle taken in, 0 here already, 1 refused.")
    hands.press("Back to home")
    hands.wait("1 laptop needs a look")
    hands.press("Go to the laptops")
    assert hands.shows("Nothing is lost: the rest is still on the laptop.")
    at_office.stop()

    enrol_anew(desk, at_office, stick, "North wing")
    enrol_anew(copy, at_office, stick, "The copy")
    later = tmp_path / "later"
    later.mkdir()
    for one in (desk, copy):
        hand_over(one, later)
    hands = at_office.unlock(OLGA, OFFICES_PASSPHRASE)
    take_in(hands, later)
    hands.press("Take in 2 bundles")
    hands.wait("2 bundles taken in, 0 here already, 0 refused.")
    ours: set[str] = set()
    for one in (desk, copy):
        with one.session() as session:
            assert not session.log_broken
            ours |= set(records.cases(session.work))
    with at_office.session(OLGA, OFFICES_PASSPHRASE) as session:
        assert set(records.cases(session.work)) == ours
        assert len(ours) == 4
        assert len(kits.current(session).devices) == 4
        assert not session.log_broken
