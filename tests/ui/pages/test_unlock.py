"""Opening the vault with a name and a passphrase."""

import secrets
import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from merak.codec import canonical, digest
from merak.domain.site import Site
from merak.services import first_start
from merak.services.first_start import Choices
from merak.services.unlock import unlock
from merak.ui import accessibility
from merak.ui.hands import Hands
from merak.ui.pages.unlock import UnlockPage
from merak.ui.tasks import Tasks
from merak.ui.tries import FREE_TRIES, LONGEST_DELAY_S, Tries, delay

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
    """Somebody at the locked window."""

    def __init__(self, qtbot: QtBot, place: Path, notice: str = "") -> None:
        accessibility.install()
        self.place, self.tasks = place, Tasks()
        self.tries = Tries(self.tasks)
        self.page = UnlockPage(self.tasks, place, Clock(), secrets.token_bytes, self.tries, notice)
        qtbot.addWidget(self.page)
        self.page.resize(1100, 800)
        self.page.show()
        self.page.activateWindow()
        self.page.first_focus()
        self.hands = Hands(self.page, self.tasks)
        self.opened = False
        self.page.unlocked.connect(self._note)

    def try_to_open(self, name: str = "Ana", passphrase: str = PASSPHRASE) -> None:
        self.hands.rewrite("Your name", name)
        if passphrase:
            self.hands.write("Passphrase", passphrase)
        self.hands.press("Open")

    def _note(self) -> None:
        self.opened = True


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("unlock") / "vault"
    choices = Choices(keeper_name="Ana", site=Site())
    passphrase = bytearray(PASSPHRASE, "utf-8")
    first_start.create(place, choices, passphrase, Clock(), secrets.token_bytes).close()
    return place


@pytest.fixture
def place(made: Path, tmp_path: Path) -> Path:
    shutil.copytree(made, tmp_path / "vault")
    return tmp_path / "vault"


@pytest.fixture
def person(qapp: QApplication, qtbot: QtBot, place: Path) -> Iterator[Person]:
    made = Person(qtbot, place)
    yield made
    made.page.close()
    assert made.tasks.stop()


def test_name_and_passphrase_open_the_vault(person: Person) -> None:
    person.try_to_open()
    assert person.opened


def test_capitals_and_blanks_in_the_name_do_not_matter(person: Person) -> None:
    person.try_to_open(name="  aNA ")
    assert person.opened


def test_a_wrong_passphrase_stays_typed_so_that_it_can_be_mended(person: Person) -> None:
    person.try_to_open(passphrase=PASSPHRASE[:-1])
    assert person.hands.shows("This passphrase does not open the vault.")
    assert not person.opened
    person.hands.write("Passphrase", PASSPHRASE[-1])
    person.hands.press("Open")
    assert person.opened


def test_an_unknown_name_is_told_apart_from_a_wrong_passphrase(person: Person) -> None:
    person.try_to_open(name="Nobody")
    assert person.hands.shows("Nobody of this name opens this vault.")


def test_a_damaged_slot_is_told_apart_from_a_wrong_passphrase(person: Person) -> None:
    [slot] = person.place.glob("*.slot")
    slot.write_bytes(slot.read_bytes()[:-5])
    person.try_to_open()
    assert not person.hands.shows("This passphrase does not open the vault.")
    assert person.hands.shows("damaged")


def test_a_vault_in_use_is_told(person: Person) -> None:
    passphrase = bytearray(PASSPHRASE, "utf-8")
    other = unlock(person.place, "Ana", passphrase, Clock(), secrets.token_bytes)
    try:
        person.try_to_open()
        assert not person.opened
        assert person.hands.shows("The program is open already.")
    finally:
        other.close()
    person.hands.press("Open")
    assert person.opened


def test_a_newer_vault_is_told(person: Person) -> None:
    newer: dict[str, object] = {"format": 9}
    newer["check"] = digest(canonical(newer))
    (person.place / "current").write_bytes(canonical(newer))
    person.try_to_open()
    assert person.hands.shows("written by a newer version")


@pytest.mark.parametrize(
    ("name", "passphrase", "said"),
    [("", PASSPHRASE, "Write your name."), ("Ana", "", "Type your passphrase.")],
)
def test_what_is_missing_is_asked_for(
    person: Person, name: str, passphrase: str, said: str
) -> None:
    person.try_to_open(name, passphrase)
    assert person.hands.shows(said)
    assert not person.opened


def test_the_first_five_tries_are_free_and_then_the_delay_doubles_to_a_limit() -> None:
    assert [delay(tries) for tries in range(5)] == [0, 0, 0, 0, 0]
    assert [delay(tries) for tries in (5, 6, 7, 8)] == [5, 10, 20, 40]
    assert delay(1_000_000) == LONGEST_DELAY_S


def test_after_five_wrong_tries_there_is_a_wait_that_is_shown_and_ends(person: Person) -> None:
    person.try_to_open(passphrase="not this one")
    for _ in range(4):
        person.hands.press("Open")
    assert person.hands.shows("You can try again in 5 seconds.")
    person.hands.key(Qt.Key.Key_Return)  # it does not help
    assert person.hands.shows("You can try again in")
    person.hands.wait("You can try again in 4 seconds.")
    for _ in range(4):
        person.tries._count_down()
    assert not person.hands.shows("You can try again in")
    person.hands.press("Open")
    assert person.hands.shows("You can try again in 10 seconds.")


def test_a_page_that_comes_while_there_is_a_wait_shows_it(
    person: Person, qtbot: QtBot, place: Path
) -> None:
    for _ in range(FREE_TRIES):
        person.tries.fail()
    again = UnlockPage(person.tasks, place, Clock(), secrets.token_bytes, person.tries)
    qtbot.addWidget(again)
    again.show()
    hands = Hands(again, person.tasks)
    assert hands.shows("You can try again in")
    for _ in range(5):
        person.tries._count_down()
    assert not hands.shows("You can try again in")


def test_the_right_passphrase_forgets_the_wrong_ones(person: Person) -> None:
    for _ in range(FREE_TRIES - 1):
        person.tries.fail()
    person.try_to_open()
    person.tries.fail()
    assert person.tries.seconds_left() == 0


def test_a_damaged_vault_is_no_failed_try(person: Person) -> None:
    (person.place / "current").write_bytes(b"nothing of ours")
    person.try_to_open()
    for _ in range(6):
        person.hands.press("Open")
    assert not person.hands.shows("You can try again in")


def test_the_page_is_neutral(person: Person) -> None:
    said = " ".join(person.hands.texts()).lower()
    assert "merak" in said
    for word in ("case", "young", "screen", "traffick", "vault"):
        assert word not in said


def test_what_happened_before_is_said(qapp: QApplication, qtbot: QtBot, place: Path) -> None:
    person = Person(qtbot, place, "The folder was put back to an older state.")
    assert person.hands.shows("The folder was put back to an older state.")
    person.page.close()
    person.tasks.stop()


def test_the_ways_without_the_passphrase_are_one_press_away(person: Person, qtbot: QtBot) -> None:
    with qtbot.waitSignal(person.page.forgotten):
        person.hands.press("I forgot my passphrase")


def test_leaving_wipes_the_passphrase(person: Person) -> None:
    person.hands.write("Passphrase", PASSPHRASE)
    left: list[bool] = []
    person.page.flush(lambda: left.append(True))
    assert left == [True]
    assert person.page._passphrase.length() == 0
