"""Home after unlocking, home with many cases, cards made, a part of the screening changed."""

import time
from collections.abc import Callable, Iterator
from pathlib import Path

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QLabel, QRadioButton, QVBoxLayout, QWidget
from tests.benchmarks.desk import Desk, application
from tests.benchmarks.places import with_cases
from tests.benchmarks.table import Row, middle, under

from merak.services import indicator_sets
from merak.ui.widgets.item_card import CardValue, ItemCard
from merak.ui.widgets.values import Option

CARDS, RUNS = 20, 9
_HOME_MS = 100.0
_BARE = "bare window with as many words"


def rows(folder: Path) -> Iterator[Row]:
    """Measures at 200 and at 500 cases."""
    # As the program does while somebody types their name.
    indicator_sets.prepare()
    application()
    bare = middle([_seconds(_labels) * 1000 for _ in range(RUNS)])
    for cases in (200, 500):
        place = folder / f"cases-{cases}"
        with_cases(place, cases)
        unlocked, worked, shown = _home(place)
        if cases == 200:
            yield Row(
                work=f"Key derived to home painted, {cases} cases",
                measured=unlocked,
                beside=_BARE,
                limit=bare,
                aim=f"at most {_HOME_MS:.0f} ms",
                met=under(unlocked, _HOME_MS),
            )
            yield Row(
                work="The same, processor time",
                measured=worked,
                beside=_BARE,
                limit=bare,
                aim=f"at most {_HOME_MS:.0f} ms",
                met=under(worked, _HOME_MS),
            )
        yield Row(work=f"Home shown again, {cases} cases", measured=shown, beside=_BARE, limit=bare)
    cards = middle([_seconds(_cards) * 1000 for _ in range(RUNS)])
    plain = middle([_seconds(_plain_cards) * 1000 for _ in range(RUNS)])
    yield Row(
        work=f"{CARDS} cards made and painted",
        measured=cards,
        beside="as many plain labels and radio buttons",
        limit=plain,
    )
    yield Row(
        work="Next part of the screening painted",
        measured=_next_part(folder / "cases-200"),
        beside=f"{CARDS} plain cards",
        limit=plain,
    )


def _home(place: Path) -> tuple[float, float, float]:
    """From the key to home, what that took to work out, home from elsewhere; milliseconds."""
    unlocked: list[float] = []
    worked: list[float] = []
    shown: list[float] = []
    for _ in range(RUNS):
        desk = Desk(place)
        took, of_it_worked = desk.unlock()
        unlocked.append(took * 1000)
        worked.append(of_it_worked * 1000)
        desk.hands.press("Settings")
        button = desk.button("Home")
        began = time.perf_counter()
        button.click()
        shown.append((desk.painted() - began) * 1000)
        desk.close()
    return middle(unlocked), middle(worked), middle(shown)


def _next_part(place: Path) -> float:
    desk = Desk(place)
    desk.unlock()
    desk.hands.press("Go on")
    desk.hands.until(lambda: desk.hands.has("Stop here"), "the screening")
    took: list[float] = []
    for _ in range(RUNS):
        desk.hands.key(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
        desk.hands.press("Back")
        button = desk.button("Next")
        began = time.perf_counter()
        button.click()
        took.append((desk.painted() - began) * 1000)
        desk.hands.press("Back")
    desk.close()
    return middle(took)


def _seconds(make: Callable[[QVBoxLayout], None]) -> float:
    """Makes a window with parts below each other, gives the seconds until it is painted."""
    began = time.perf_counter()
    window = QWidget()
    make(QVBoxLayout(window))
    window.resize(1280, 760)
    window.show()
    QCoreApplication.processEvents()
    took = time.perf_counter() - began
    window.close()
    window.deleteLater()
    return took


def _cards(inside: QVBoxLayout) -> None:
    options = tuple(Option(key=word, text=word) for word in ("Yes", "No", "Not known", "Declined"))
    for number in range(CARDS):
        value = CardValue(
            item=f"item_{number}",
            number=f"Question {number + 1}",
            statement="Somebody else decides what is bought and keeps what is left.",
            options=options,
            prompts=("Who decides what you may buy?", "And who keeps what is left over?"),
        )
        inside.addWidget(ItemCard(value))


def _plain_cards(inside: QVBoxLayout) -> None:
    for number in range(CARDS):
        card = QWidget()
        words = QVBoxLayout(card)
        words.addWidget(QLabel(f"Question {number + 1}"))
        words.addWidget(QLabel("Who decides what you may buy?", wordWrap=True))
        words.addWidget(QLabel("And who keeps what is left over?", wordWrap=True))
        for word in ("Yes", "No", "Not known", "Declined"):
            words.addWidget(QRadioButton(word))
        inside.addWidget(card)


def _labels(inside: QVBoxLayout) -> None:
    for number in range(40):
        inside.addWidget(QLabel(f"Words of the home page, line {number}", wordWrap=True))
