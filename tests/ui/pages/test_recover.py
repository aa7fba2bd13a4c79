"""Opening the vault with the twenty words of the recovery sheet."""

import secrets
import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from merak.domain.site import Site
from merak.services import first_start
from merak.services.first_start import Choices
from merak.services.unlock import unlock
from merak.ui import accessibility
from merak.ui.hands import Hands
from merak.ui.pages.recover import RecoverPage
from merak.ui.tasks import Tasks

OLD = "violet ladder 7 on the quiet roof"
NEW = "eleven paper boats and a yellow door"


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
    """Somebody with a paper in hand."""

    def __init__(self, qtbot: QtBot, place: Path, sheet: tuple[str, ...]) -> None:
        accessibility.install()
        self.place, self.sheet, self.tasks = place, sheet, Tasks()
        self.page = RecoverPage(self.tasks, place, Clock(), secrets.token_bytes)
        qtbot.addWidget(self.page)
        self.page.resize(1100, 1200)
        self.page.show()
        self.page.activateWindow()
        self.page.first_focus()
        self.hands = Hands(self.page, self.tasks)
        self.opened = False
        self.page.unlocked.connect(self._note)

    def paste(self, text: str) -> None:
        QGuiApplication.clipboard().setText(text)
        self.page.first_focus()
        self.hands.key(Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)

    def name_and_new_passphrase(self, name: str = "Ana") -> None:
        self.hands.write("Your name", name)
        self.hands.write("New passphrase", NEW)
        self.hands.write("The same passphrase again", NEW)

    def _note(self) -> None:
        self.opened = True


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, tuple[str, ...]]:
    place = tmp_path_factory.mktemp("recover") / "vault"
    choices = Choices(keeper_name="Ana", site=Site())
    old = bytearray(OLD, "utf-8")
    session = first_start.create(place, choices, old, Clock(), secrets.token_bytes)
    sheet = first_start.make_sheet(session)
    session.close()
    return place, sheet


@pytest.fixture
def person(
    qapp: QApplication, qtbot: QtBot, made: tuple[Path, tuple[str, ...]], tmp_path: Path
) -> Iterator[Person]:
    shutil.copytree(made[0], tmp_path / "vault")
    person = Person(qtbot, tmp_path / "vault", made[1])
    yield person
    person.page.close()
    assert person.tasks.stop()


def test_words_typed_with_spaces_between_open_the_vault(person: Person) -> None:
    person.hands.keys(" ".join(person.sheet))
    person.name_and_new_passphrase()
    person.hands.press("Open")
    assert person.opened


def test_words_pasted_with_their_numbers_open_the_vault(person: Person) -> None:
    person.paste("\n".join(f"{at}. {word.upper()}" for at, word in enumerate(person.sheet, 1)))
    person.name_and_new_passphrase()
    person.hands.press("Open")
    assert person.opened


def test_afterwards_the_new_passphrase_opens_the_vault(person: Person) -> None:
    person.paste(" ".join(person.sheet))
    person.name_and_new_passphrase()
    person.hands.press("Open")
    person.tasks.close(person.page, lambda: None)
    person.hands.settle()
    new = bytearray(NEW, "utf-8")
    unlock(person.place, "Ana", new, Clock(), secrets.token_bytes).close()


def test_missing_words_are_counted_and_the_first_is_asked_for(person: Person) -> None:
    person.paste(" ".join(person.sheet[:18]))
    person.hands.press("Open")
    assert person.hands.shows("2 words are missing")
    person.hands.keys(f"{person.sheet[18]} {person.sheet[19]}")
    person.name_and_new_passphrase()
    person.hands.press("Open")
    assert person.opened


def test_a_word_that_is_on_no_sheet_is_pointed_out(person: Person) -> None:
    person.paste(" ".join((*person.sheet[:6], "zzzz", *person.sheet[7:])))
    person.name_and_new_passphrase()
    person.hands.press("Open")
    assert not person.opened
    person.hands.rewrite("Word 7", person.sheet[6])
    person.hands.press("Open")
    assert person.opened


def test_a_sheet_of_another_laptop_opens_nothing_and_nothing_typed_is_lost(
    person: Person, tmp_path: Path
) -> None:
    choices = Choices(keeper_name="Ana", site=Site())
    old = bytearray(OLD, "utf-8")
    other = first_start.create(tmp_path / "other", choices, old, Clock(), secrets.token_bytes)
    wrong_sheet = first_start.make_sheet(other)
    other.close()
    person.paste(" ".join(wrong_sheet))
    person.name_and_new_passphrase()
    person.hands.press("Open")
    assert person.hands.shows("This recovery sheet does not open this vault.")
    person.paste(" ".join(person.sheet))
    person.hands.press("Open")
    assert person.opened


def test_a_wrong_name_is_told_at_the_name(person: Person) -> None:
    person.paste(" ".join(person.sheet))
    person.name_and_new_passphrase(name="Nobody")
    person.hands.press("Open")
    assert person.hands.shows("Nobody of this name opens this vault.")
    person.hands.rewrite("Your name", "Ana")
    person.hands.press("Open")
    assert person.opened


def test_backspace_in_an_empty_word_goes_back(person: Person) -> None:
    person.hands.keys("alpha beta ")
    person.hands.key(Qt.Key.Key_Backspace)
    person.hands.keys("gamma")
    assert person.page._words.value()[:3] == ("alpha", "gamma", "")


def test_giving_up_goes_back(person: Person, qtbot: QtBot) -> None:
    with qtbot.waitSignal(person.page.gave_up):
        person.hands.press("Back")
