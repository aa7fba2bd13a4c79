"""The settings, on a vault with a keeper and, where it matters, a colleague."""

import secrets
import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QComboBox, QLabel, QLineEdit
from pytestqt.qtbot import QtBot

from merak import __version__
from merak.domain.facts import Age
from merak.domain.preferences import DEFAULTS, Appearance, Language, Preferences
from merak.domain.screening import Preparation
from merak.domain.site import Site, SiteKind
from merak.services import first_start, screen, users
from merak.services.first_start import Choices
from merak.services.screen import Beginning
from merak.services.session import NewCase, Session
from merak.services.unlock import unlock
from merak.ui import accessibility
from merak.ui.access import Role
from merak.ui.hands import Hands
from merak.ui.pages import promises_text, settings
from merak.ui.pages.settings import SettingsPage
from merak.ui.tasks import Tasks
from merak.ui.widgets.word_grid import WordSheet

ANAS = "violet ladder 7 on the quiet roof"
BENS = "eleven paper boats and a yellow door"
NEW = "a green bell rings over wet gravel"


class Clock:
    """Its seconds jump, so the key derivation is the least allowed."""

    def __init__(self) -> None:
        self._seconds = 0.0

    def now(self) -> datetime:
        return datetime(2026, 11, 22, 15, 0, tzinfo=UTC)

    def seconds(self) -> float:
        self._seconds += 10
        return self._seconds


def opened(place: Path, name: str, passphrase: str) -> Session:
    return unlock(place, name, bytearray(passphrase, "utf-8"), Clock(), secrets.token_bytes)


class Person:
    """Somebody in the settings."""

    def __init__(self, qtbot: QtBot, place: Path, name: str, passphrase: str) -> None:
        accessibility.install()
        self.place, self.tasks = place, Tasks()
        self.troubles: list[Exception] = []
        self.tasks.trouble.connect(self.troubles.append)
        self.page = SettingsPage(self.tasks, DEFAULTS, place, secrets.token_bytes)
        qtbot.addWidget(self.page)
        self.page.resize(1280, 1400)
        self.tasks.open(self.page, lambda: opened(place, name, passphrase), lambda: None)
        self.page.show()
        self.page.activateWindow()
        self.page.first_focus()
        self.hands = Hands(self.page, self.tasks)

    def go(self, section: str) -> None:
        self.page.open_section(section)
        self.hands.settle()

    def asks(self, act: object) -> object:
        found: list[object] = []
        self.tasks.read(self.page, act, found.append)  # type: ignore[arg-type]
        self.hands.settle()
        return found[0]

    def choose(self, field: str, text: str) -> None:
        """Pick from a list that shows what was chosen before, which Linux takes for its name."""
        boxes = self.page.findChildren(QComboBox)
        box = next(box for box in boxes if box.accessibleName() == field)
        box.setCurrentText(text)
        box.activated.emit(box.currentIndex())

    def names(self) -> list[str]:
        everyone = self.asks(users.everyone)
        assert isinstance(everyone, tuple)
        return sorted(user.name for user in everyone)

    def add_ben(self) -> None:
        self.hands.press("Add a person")
        self.hands.write("Name", "Ben")
        self.hands.write("Passphrase", BENS)
        self.hands.write("The same passphrase again", BENS)
        self.hands.press("Add")

    def close(self) -> None:
        self.page.close()
        assert self.tasks.stop()
        assert self.troubles == []


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("settings") / "vault"
    choices = Choices(keeper_name="Ana", site=Site(state="FL", kind=SiteKind.SHELTER))
    passphrase = bytearray(ANAS, "utf-8")
    session = first_start.create(place, choices, passphrase, Clock(), secrets.token_bytes)
    users.add(session, "Ben", bytearray(BENS, "utf-8"), Role.CASEWORKER)
    session.close()
    return place


@pytest.fixture
def place(made: Path, tmp_path: Path) -> Path:
    shutil.copytree(made, tmp_path / "vault")
    return tmp_path / "vault"


@pytest.fixture
def ana(qapp: QApplication, qtbot: QtBot, place: Path) -> Iterator[Person]:
    person = Person(qtbot, place, "Ana", ANAS)
    yield person
    person.close()


@pytest.fixture
def ben(qapp: QApplication, qtbot: QtBot, place: Path) -> Iterator[Person]:
    person = Person(qtbot, place, "Ben", BENS)
    yield person
    person.close()


def test_a_choice_of_colours_is_told_at_once(ana: Person, qtbot: QtBot) -> None:
    with qtbot.waitSignal(ana.page.look_changed) as told:
        ana.hands.press("Dark")
    assert told.args == [Preferences(look=Appearance.DARK)]


def test_choices_add_up(ana: Person, qtbot: QtBot) -> None:
    ana.hands.press("Dark")
    with qtbot.waitSignal(ana.page.look_changed) as told:
        ana.hands.press("150%")
    assert told.args == [Preferences(look=Appearance.DARK, scale=1.5)]


def test_a_language_is_told_after_it_was_given_to_be_kept(ana: Person, qtbot: QtBot) -> None:
    signals = [ana.page.look_changed, ana.page.language_changed]
    with qtbot.waitSignals(signals, order="strict"):
        ana.hands.press("Español")
    assert ana.page._made[settings.DISPLAY]._preferences.language is Language.SPANISH  # type: ignore[attr-defined]


def test_a_keeper_adds_a_person_who_can_then_open_the_vault(ana: Person) -> None:
    ana.go(settings.PEOPLE)
    ana.hands.press("Add a person")
    ana.hands.write("Name", "Cleo")
    ana.hands.write("Passphrase", NEW)
    ana.hands.write("The same passphrase again", NEW)
    ana.hands.press("Add")
    assert ana.hands.shows("Cleo can open this laptop")
    assert ana.names() == ["Ana", "Ben", "Cleo"]
    ana.tasks.close(ana.page, lambda: None)
    ana.hands.settle()
    opened(ana.place, "Cleo", NEW).close()


def test_a_name_that_is_taken_is_told_at_the_name_and_nothing_is_lost(ana: Person) -> None:
    ana.go(settings.PEOPLE)
    ana.add_ben()
    assert ana.names() == ["Ana", "Ben"]
    ana.hands.write("Name", "jamin")
    ana.hands.press("Add")
    assert "Benjamin" in ana.names()


def test_a_person_is_removed_only_after_a_second_press(ana: Person) -> None:
    ana.go(settings.PEOPLE)
    ana.hands.press("Remove Ben")
    ana.hands.press("Leave it as it is")
    assert ana.names() == ["Ana", "Ben"]
    ana.hands.press("Remove Ben")
    ana.hands.press("Yes, remove")
    assert ana.names() == ["Ana"]


def test_who_is_no_keeper_sees_the_people_and_cannot_change_them(ben: Person) -> None:
    ben.go(settings.PEOPLE)
    assert ben.hands.shows("Ana")
    assert not ben.hands.has("Add a person")
    assert not ben.hands.has("Remove Ana")


def test_all_my_open_cases_go_to_a_colleague(ana: Person) -> None:
    def start(session: Session) -> None:
        beginning = Beginning(
            set_hash=screen.sets(session)[0].hash,
            preparation=Preparation(),
            age=Age(at_least=13, at_most=17),
            case=NewCase(),
        )
        screen.start(session, beginning)

    ana.tasks.change(ana.page, start, lambda _: None)
    ana.go(settings.PEOPLE)
    ana.hands.press("Give all my open cases")
    assert ana.hands.shows("Choose a colleague.")
    ana.hands.pick("Colleague", "Ben")
    ana.hands.press("Give all my open cases")
    assert ana.hands.shows("One case given")


def test_everyone_changes_their_own_passphrase(ben: Person) -> None:
    ben.go(settings.PASSPHRASE)
    ben.hands.write("Your passphrase now", BENS)
    ben.hands.write("New passphrase", NEW)
    ben.hands.write("The same passphrase again", NEW)
    ben.hands.press("Change the passphrase")
    assert ben.hands.shows("Your passphrase is changed")
    ben.tasks.close(ben.page, lambda: None)
    ben.hands.settle()
    opened(ben.place, "Ben", NEW).close()


def test_a_wrong_old_passphrase_changes_nothing_and_keeps_what_was_typed(ben: Person) -> None:
    ben.go(settings.PASSPHRASE)
    ben.hands.write("Your passphrase now", BENS[:-1])
    ben.hands.write("New passphrase", NEW)
    ben.hands.write("The same passphrase again", NEW)
    ben.hands.press("Change the passphrase")
    assert not ben.hands.shows("Your passphrase is changed")
    ben.hands.write("Your passphrase now", BENS[-1])
    ben.hands.press("Change the passphrase")
    assert ben.hands.shows("Your passphrase is changed")


def test_a_new_sheet_is_made_and_checked(ana: Person) -> None:
    ana.go(settings.SHEET)
    assert ana.hands.shows("No sheet has been checked yet.")
    ana.hands.press("Make a new sheet")
    shown = ana.page.findChild(WordSheet)
    assert shown is not None
    names = [label.accessibleName() for label in shown.findChildren(QLabel)]
    words = dict(name.split(". ") for name in names if ". " in name)
    ana.hands.press("I have written them down")
    for field in ana.page.findChildren(QLineEdit):
        name = field.accessibleName()
        if field.isVisible() and name.startswith("Word "):
            ana.hands.write(name, words[name.removeprefix("Word ")])
    ana.hands.press("Check the words")
    assert ana.hands.shows("The new sheet works")
    assert ana.hands.shows("There is a sheet, and its words were checked.")


def test_only_a_keeper_makes_a_sheet(ben: Person) -> None:
    ben.go(settings.SHEET)
    assert ben.hands.shows("Only a keeper makes a new sheet.")


def test_the_place_is_shown_and_changed(ana: Person) -> None:
    ana.go(settings.PLACE)
    ana.choose("State or territory", "Texas")
    ana.hands.press("Child welfare office")
    ana.hands.press("Save the place")
    assert ana.hands.shows("Saved")
    assert ana.asks(first_start.site) == Site(state="TX", kind=SiteKind.CHILD_WELFARE)


def test_about_says_the_promises_and_the_version(ana: Person) -> None:
    ana.go(settings.ABOUT)
    for line in (*promises_text.not_promised(), *promises_text.promised()):
        assert ana.hands.shows(line)
    assert ana.hands.shows(__version__)


def test_leaving_wipes_what_was_typed_of_passphrases(ana: Person) -> None:
    ana.go(settings.PASSPHRASE)
    ana.hands.write("Your passphrase now", ANAS)
    left: list[bool] = []
    ana.page.flush(lambda: left.append(True))
    assert left == [True]
    ana.hands.press("Change the passphrase")
    assert ana.hands.shows("Type the passphrase you have now.")


def test_escape_closes_the_settings(ana: Person, qtbot: QtBot) -> None:
    with qtbot.waitSignal(ana.page.closed):
        ana.hands.key(Qt.Key.Key_Escape)
