"""The first start, worked as a person works it, until the vault is open."""

import secrets
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit
from pytestqt.qtbot import QtBot

from merak.domain.site import Site, SiteKind
from merak.services import first_start, unlock
from merak.services.session import Session
from merak.ui import accessibility
from merak.ui.hands import Hands
from merak.ui.pages import promises_text
from merak.ui.pages.first_start import FirstStartPage
from merak.ui.pages.first_start_sheet import Shown
from merak.ui.tasks import Tasks
from merak.ui.widgets.word_grid import WordSheet

PASSPHRASE = "violet ladder 7 on the quiet roof"


class Clock:
    """Its seconds jump, so the key derivation is the least allowed."""

    def __init__(self) -> None:
        self._seconds = 0.0

    def now(self) -> datetime:
        return datetime(2026, 11, 22, 15, 0, tzinfo=UTC)

    def seconds(self) -> float:
        self._seconds += 10
        return self._seconds


class Person:
    """Somebody at the first start."""

    def __init__(self, qtbot: QtBot, place: Path) -> None:
        accessibility.install()
        self.place = place
        self.tasks = Tasks()
        self.page = FirstStartPage(self.tasks, place, Clock(), secrets.token_bytes)
        self.page.resize(1100, 800)
        qtbot.addWidget(self.page)
        self.page.show()
        self.page.activateWindow()
        self.hands = Hands(self.page, self.tasks)
        self.troubles: list[Exception] = []
        self.tasks.trouble.connect(self.troubles.append)

    def name_and_passphrase(self, name: str = "Ana Ruiz", passphrase: str = PASSPHRASE) -> None:
        self.hands.press("Next")
        if name:
            self.hands.write("Your name", name)
        if passphrase:
            self.hands.write("Passphrase", passphrase)
            self.hands.write("The same passphrase again", passphrase)
        self.hands.press("Next")

    def make(self) -> None:
        self.hands.pick("State or territory", "Florida")
        self.hands.press("Shelter or residential program")
        self.hands.press("Make the vault")
        self.hands.wait("Write down your recovery sheet")

    def sheet(self) -> tuple[str, ...]:
        """Read the words off the screen, as they are numbered."""
        shown = self.page.findChild(WordSheet)
        assert shown is not None
        names = [label.accessibleName() for label in shown.findChildren(QLabel)]
        numbered = [name.partition(". ") for name in names if ". " in name]
        return tuple(word for _, _, word in sorted(numbered, key=lambda part: int(part[0])))

    def type_asked(self, words: tuple[str, ...]) -> None:
        for field in self.page.findChildren(QLineEdit):
            name = field.accessibleName()
            if field.isVisible() and name.startswith("Word "):
                self.hands.rewrite(name, words[int(name.removeprefix("Word ")) - 1])


@pytest.fixture
def person(qapp: QApplication, qtbot: QtBot, tmp_path: Path) -> Iterator[Person]:
    made = Person(qtbot, tmp_path / "vault")
    yield made
    made.page.close()
    assert made.tasks.stop()


def test_the_first_page_says_what_merak_cannot_do_before_what_it_does(person: Person) -> None:
    texts = list(person.hands.texts())
    lines = [*promises_text.not_promised(), *promises_text.promised()]
    assert len(lines) == 12
    assert [texts.index(line) for line in lines] == sorted(texts.index(line) for line in lines)


def test_from_the_promises_to_an_open_vault(person: Person, qtbot: QtBot) -> None:
    person.name_and_passphrase()
    person.make()
    words = person.sheet()
    assert len(words) == 20
    person.hands.press("I have written them down")
    assert not any(word in list(person.hands.texts()) for word in set(words))
    person.type_asked(words)
    person.hands.press("Check the words")
    person.hands.wait("How this laptop protects itself")
    with qtbot.waitSignal(person.page.finished):
        person.hands.press("Finish")
    found: list[object] = []

    def look(session: Session) -> tuple[str, Site, bool]:
        confirmed = first_start.is_sheet_confirmed(session)
        return session.user.name, first_start.site(session), confirmed

    person.tasks.read(person.page, look, found.append)
    person.hands.settle()
    assert found == [("Ana Ruiz", Site(state="FL", kind=SiteKind.SHELTER), True)]
    assert person.troubles == []


def test_the_vault_opens_with_the_passphrase_that_was_typed(person: Person) -> None:
    person.name_and_passphrase()
    person.make()
    person.tasks.close(person.page, lambda: None)
    person.hands.settle()
    session = unlock.unlock(
        person.place, "Ana Ruiz", bytearray(PASSPHRASE, "utf-8"), Clock(), secrets.token_bytes
    )
    session.close()


def test_a_missing_name_is_asked_for_and_the_passphrase_stays(person: Person) -> None:
    person.name_and_passphrase(name="")
    assert person.hands.shows("Write the name your colleagues know you by.")
    person.hands.write("Your name", "Ana")
    person.hands.press("Next")
    assert person.hands.shows("Where this laptop is used")


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("", "Choose a passphrase, or take six words."),
        ("short one", "Still too short: 6 more characters."),
        ("aaaaaaaaaaaaaaaaaa", "Easy to guess."),
    ],
)
def test_a_weak_passphrase_goes_no_further(person: Person, typed: str, said: str) -> None:
    person.name_and_passphrase(passphrase=typed)
    assert person.hands.shows(said)
    assert person.hands.shows("Your name and your passphrase")


def test_what_a_passphrase_is_worth_is_said_while_it_is_typed(person: Person) -> None:
    person.hands.press("Next")
    person.hands.write("Passphrase", "short one")
    person.hands.wait("Still too short")
    person.hands.write("Passphrase", " beside a violet ladder")
    person.hands.wait("Good: this is hard to guess.")


def test_two_different_passphrases_are_both_kept(person: Person) -> None:
    person.hands.press("Next")
    person.hands.write("Your name", "Ana")
    person.hands.write("Passphrase", PASSPHRASE)
    person.hands.write("The same passphrase again", PASSPHRASE + "s")
    person.hands.press("Next")
    assert person.hands.shows("The two are not the same.")
    person.hands.write("Passphrase", "s")
    person.hands.press("Next")
    assert person.hands.shows("Where this laptop is used")


def test_six_words_need_to_be_typed_only_once(person: Person) -> None:
    person.hands.press("Next")
    person.hands.write("Your name", "Ana")
    person.hands.press("Give me six words instead")
    words = next(text for text in person.hands.texts() if len(text.split()) == 6)
    person.hands.write("Passphrase", words[:-1])
    person.hands.press("Next")
    assert person.hands.shows("This is not yet what the six words say.")
    person.hands.write("Passphrase", words[-1])
    person.hands.press("Next")
    assert person.hands.shows("Where this laptop is used")


def test_i_do_not_know_is_an_answer_to_both_questions_about_the_place(person: Person) -> None:
    person.name_and_passphrase()
    person.hands.press("Make the vault")
    assert person.hands.shows("Choose one, or “I do not know”.")
    person.hands.pick("State or territory", "Not listed, or I do not know")
    person.hands.press("I do not know")
    person.hands.press("Make the vault")
    person.hands.wait("Write down your recovery sheet")
    found: list[Site] = []
    person.tasks.read(person.page, first_start.site, found.append)
    person.hands.settle()
    assert found == [Site()]


def test_going_back_loses_nothing(person: Person) -> None:
    person.name_and_passphrase()
    person.hands.pick("State or territory", "Texas")
    person.hands.press("Back")
    person.hands.press("Next")
    person.hands.press("Child welfare office")
    person.hands.press("Make the vault")
    person.hands.wait("Write down your recovery sheet")
    found: list[Site] = []
    person.tasks.read(person.page, first_start.site, found.append)
    person.hands.settle()
    assert found == [Site(state="TX", kind=SiteKind.CHILD_WELFARE)]


def test_a_folder_that_is_refused_says_why_and_loses_nothing(person: Person) -> None:
    person.place.mkdir()
    (person.place / "work-1.db").write_bytes(b"somebody's")
    person.name_and_passphrase()
    person.hands.pick("State or territory", "Texas")
    person.hands.press("I do not know")
    person.hands.press("Make the vault")
    person.hands.wait("There is a vault here already.")
    (person.place / "work-1.db").unlink()
    person.hands.press("Make the vault")
    person.hands.wait("Write down your recovery sheet")


def test_a_wrong_word_of_the_sheet_is_pointed_out(person: Person) -> None:
    person.name_and_passphrase()
    person.make()
    words = person.sheet()
    person.hands.press("I have written them down")
    person.type_asked(tuple("nonsense" for _ in words))
    person.hands.press("Check the words")
    assert person.hands.shows("is another one. Look at your paper")
    person.hands.press("Show the words again")
    assert person.sheet() == words
    person.hands.press("I have written them down")
    person.type_asked(words)
    person.hands.press("Check the words")
    person.hands.wait("How this laptop protects itself")


def test_the_sheet_can_wait_and_is_then_not_called_checked(person: Person) -> None:
    person.name_and_passphrase()
    person.make()
    person.hands.press("Do this later")
    person.hands.wait("How this laptop protects itself")
    found: list[bool] = []
    person.tasks.read(person.page, first_start.is_sheet_confirmed, found.append)
    person.hands.settle()
    assert found == [False]


def test_the_words_are_gone_from_the_page_once_they_were_checked(person: Person) -> None:
    person.name_and_passphrase()
    person.make()
    person.hands.press("Do this later")
    person.hands.wait("How this laptop protects itself")
    assert person.sheet() == ()
    assert person.page.findChild(WordSheet) is not None
    assert person.page._sheet.shown == Shown.NOTHING
