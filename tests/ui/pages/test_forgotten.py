"""The ways to open without the passphrase, and the seven words once more."""

import secrets
from pathlib import Path

import pytest
from tests.ui.pages.office_desk import ANA, PASSPHRASE, OfficeDesk

from merak.ui.hands import Hands
from merak.ui.pages.forgotten import ForgottenPage
from merak.ui.pages.reopen import ReopenPage

NEW = PASSPHRASE.decode()


@pytest.fixture
def locked(at_office: OfficeDesk) -> Path:
    """An enrolled laptop that nobody can open."""
    laptop = at_office.enrolled()
    laptop.session.close()
    at_office.laptops.remove(laptop)
    return laptop.place


def opened(at_office: OfficeDesk, place: Path) -> Hands:
    page = ReopenPage(at_office.tasks, place, at_office.clock, secrets.token_bytes)
    return at_office.show(page)[1]


def ask(hands: Hands, stick: Path) -> None:
    hands.write("Your name", ANA)
    hands.write("New passphrase", NEW)
    hands.write("The same passphrase again", NEW)
    hands.write("Stick with the kit", str(stick))
    hands.press("Make the request")


def test_the_words_are_shown_again_for_the_passphrase_alone(
    at_office: OfficeDesk, locked: Path
) -> None:
    hands = opened(at_office, locked)
    ask(hands, at_office.stick)
    hands.wait("Compare seven words with the office")
    again = opened(at_office, locked)
    again.press("Show the seven words again")
    assert again.shows("Type your passphrase.")
    again.write("Your new passphrase", "not the one that was chosen")
    again.press("Show the seven words again")
    again.wait("This passphrase does not open the vault.")
    again.rewrite("Your new passphrase", NEW)
    again.press("Show the seven words again")
    again.wait("Compare seven words with the office")


def test_each_way_without_the_passphrase_has_its_button(at_office: OfficeDesk) -> None:
    page, hands = at_office.show(ForgottenPage())
    asked: list[str] = []
    page.sheet_asked.connect(lambda: asked.append("sheet"))
    page.help_asked.connect(lambda: asked.append("help"))
    page.office_asked.connect(lambda: asked.append("office"))
    page.gave_up.connect(lambda: asked.append("back"))
    for words in ("Type the twenty words", "Ask the office", "Type two sheets", "Back"):
        hands.press(words)
    assert asked == ["sheet", "help", "office", "back"]
