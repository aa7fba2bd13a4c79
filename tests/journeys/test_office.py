"""An office from its first start to its first receipt, through the real window."""

import threading
from pathlib import Path

from tests.journeys.conftest import NAME, PASSPHRASE, Desk, make_vault

from merak.services import enrol, hand_over, kits, office, office_overview, receipts
from merak.services.session import Session
from merak.ui.hands import Hands

AGENCY = "Practice agency"
_SHEET = 20
_NEW_PASSPHRASE = "gravel harbor monday trumpet"


def make_office(hands: Hands) -> list[list[str]]:
    """First start of an office by presses; returns the words of its three sheets."""
    hands.press("This computer is an office's")
    hands.write("Your name", NAME)
    hands.write("Passphrase", PASSPHRASE)
    hands.write("The same passphrase again", PASSPHRASE)
    hands.press("Next")
    hands.write("Name of the agency", AGENCY)
    hands.press("Make the vault")
    hands.until(lambda: hands.has("Make the three sheets"), "the sheets")
    hands.press("Make the three sheets")
    sheets = []
    for number in (1, 2, 3):
        hands.wait(f"Write down sheet {number} of 3")
        sheets.append(_words(hands))
        hands.press("I have written it down")
    return sheets


def try_sheets(hands: Hands, one: list[str], another: list[str]) -> None:
    """Types two sheets from paper; a blank goes on to the next word."""
    hands.write("One sheet, word 1", " ".join(one))
    hands.write("Another sheet, word 1", " ".join(another))
    hands.press("Try the two sheets")


def _words(hands: Hands) -> list[str]:
    return [text for text in hands.texts() if text.isalpha() and text.islower()][-_SHEET:]


def test_an_office_is_made_and_its_sheets_are_tried(empty_desk: Desk) -> None:
    hands = empty_desk.start()
    sheets = make_office(hands)
    try_sheets(hands, sheets[2], sheets[0])
    hands.wait(f"Office of {AGENCY}")
    assert not hands.has("Being told something")
    with empty_desk.session() as session:
        assert kits.is_office(session)
        assert office.is_ready(session)


def test_sheets_that_were_left_for_later_are_asked_for_at_the_next_unlocking(
    empty_desk: Desk,
) -> None:
    hands = empty_desk.start()
    make_office(hands)
    hands.press("Do this later")
    hands.wait("The recovery sheets were not tried")
    empty_desk.stop()
    hands = empty_desk.unlock()
    hands.wait("Three recovery sheets")


def test_a_laptop_is_still_made_after_a_look_at_the_office(empty_desk: Desk) -> None:
    hands = empty_desk.start()
    hands.press("This computer is an office's")
    hands.press("Back")
    assert hands.shows("What you can rely on")
    assert not hands.has("Back")


def test_an_office_is_opened_with_two_of_its_sheets_when_the_passphrase_is_lost(
    empty_desk: Desk,
) -> None:
    hands = empty_desk.start()
    sheets = make_office(hands)
    try_sheets(hands, sheets[0], sheets[1])
    hands.wait(f"Office of {AGENCY}")
    hands.press("Lock")
    hands.press("I forgot my passphrase")
    hands.press("Type two sheets")
    hands.write("One sheet, word 1", " ".join(sheets[1]))
    hands.write("Another sheet, word 1", " ".join(sheets[2][:-1]))
    hands.press("Open")
    assert hands.shows("One word is missing")
    hands.write("Another sheet, word 20", sheets[2][-1])
    hands.write("Your name", NAME)
    hands.write("New passphrase", _NEW_PASSPHRASE)
    hands.write("The same passphrase again", _NEW_PASSPHRASE)
    hands.press("Open")
    hands.wait(f"Office of {AGENCY}")
    with empty_desk.session(NAME, _NEW_PASSPHRASE) as session:
        assert kits.is_office(session)


def test_from_the_first_kit_to_the_first_receipt(empty_desk: Desk, tmp_path: Path) -> None:
    stick, inbox, back = (tmp_path / name for name in ("stick", "inbox", "back"))
    for folder in (stick, inbox, back):
        folder.mkdir()
    laptop = make_vault(tmp_path / "laptop")
    hands = empty_desk.start()
    sheets = make_office(hands)
    try_sheets(hands, sheets[0], sheets[1])
    hands.press("Make the first kit")
    hands.press("Show what would change")
    assert hands.shows("The first kit")
    hands.press("Sign this kit")
    _write_kit(hands, stick)
    _take_kit(laptop, stick)
    asked = enrol.request(laptop, stick, "North wing")
    hands.press("Back to home")
    hands.press("Laptops")
    hands.write("The laptop's request", str(asked.path))
    hands.press("Read the request")
    for place, word in enumerate(asked.words, 1):
        if hands.asks(f"Word {place}, North wing"):
            hands.write(f"Word {place}, North wing", word)
    hands.press("Enrol this laptop")
    _write_kit(hands, stick)
    enrol.agree(laptop, {1: asked.words[0], 2: asked.words[1]})
    _take_kit(laptop, stick)
    hand_over.export(laptop, inbox, lambda _: None, threading.Event())
    hands.press("Home")
    hands.press("Take in bundles")
    hands.write("Stick or folder with bundles", str(inbox))
    hands.press("Check all bundles in it")
    hands.press("Take in 1 bundle")
    hands.wait("1 bundle taken in, 0 here already, 0 refused.")
    hands.write("Stick or folder for the receipts", str(back))
    hands.press("Write the receipts")
    hands.wait("One receipt is written")
    (receipt,) = back.iterdir()
    assert receipts.take(laptop, receipt).contiguous == 1
    laptop.close()
    hands.press("Back to home")
    assert hands.shows("North wing")
    with empty_desk.session() as session:
        assert office_overview.load(session).laptops[0].last_sequence == 1


def _write_kit(hands: Hands, stick: Path) -> None:
    for old in stick.glob("*.kit"):
        old.unlink()
    hands.rewrite("Stick or folder", str(stick))
    hands.press("Write the kit")
    hands.wait("Written and read back")


def _take_kit(laptop: Session, stick: Path) -> None:
    (kit,) = stick.glob("*.kit")
    enrol.take_kit(laptop, enrol.read_kit(laptop, kit))
