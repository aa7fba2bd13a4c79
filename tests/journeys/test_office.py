"""An office from its first start, through the real window."""

from tests.journeys.conftest import NAME, PASSPHRASE, Desk

from merak.services import kits, office
from merak.ui.hands import Hands

AGENCY = "Practice agency"
_SHEET = 20


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
