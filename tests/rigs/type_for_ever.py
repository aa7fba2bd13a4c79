"""Answers and types notes at the real window, with keys, until somebody kills it.

`python -m tests.rigs.type_for_ever PLACE DRAFT SEED HOW`; it says "saved" when the window has
said so, with HOW "planted" before the key is even pressed.
"""

import os
import random
import secrets
import sys
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from tests.rigs.rig_vault import NAME, PASSPHRASE, RigClock
from tests.rigs.said import ANSWER, NOTE, READY, SAVED, TRY, say

from merak.domain.preferences import Appearance, Language, Preferences
from merak.ui import accessibility, appearance
from merak.ui.focus import FocusRing
from merak.ui.hands import Hands
from merak.ui.main_window import MainWindow
from merak.ui.tasks import Tasks
from merak.ui.widgets.item_card import ItemCard
from merak.ui.widgets.saved_mark import SavedMark

_KEY, _CTRL = Qt.Key, Qt.KeyboardModifier.ControlModifier
_NOTES, _MOVES = 0.25, 0.15


def open_window(place: Path) -> tuple[MainWindow, Hands]:
    """Starts the program, unlocks it and goes on with the one draft there is."""
    app = QApplication(["merak"])
    accessibility.install()
    FocusRing(app)
    chosen = Preferences(language=Language.ENGLISH, look=Appearance.LIGHT, scale=1.0)
    appearance.apply(app, chosen)
    tasks = Tasks(app)
    window = MainWindow(
        app, tasks, place, RigClock(), secrets.token_bytes, chosen, lambda _chosen: None
    )
    window.show()
    window.activateWindow()
    hands = Hands(window, tasks)
    hands.settle()
    hands.write("Your name", NAME)
    hands.write("Passphrase", PASSPHRASE)
    hands.press("Open")
    hands.until(lambda: hands.has("Go on"), "home")
    hands.press("Go on")
    hands.until(lambda: hands.has("Stop here"), "the screening")
    return window, hands


class Typist:
    """Works with keys alone, at whatever card has the focus."""

    def __init__(self, window: MainWindow, hands: Hands, chance: random.Random, how: str) -> None:
        self._window, self._hands, self._chance = window, hands, chance
        self._planted = how == "planted"

    def go_on(self) -> None:
        """Does one thing."""
        card = _card()
        what = self._chance.random()
        if card is None:
            self._leave()
        elif what < _MOVES:
            self._move()
        elif what < _MOVES + _NOTES:
            self._note(card)
        else:
            self._answer(card)

    def _answer(self, card: ItemCard) -> None:
        shown = card.value()
        others = [at for at, one in enumerate(shown.options, 1) if one.key != shown.chosen]
        at = self._chance.choice(others)
        say(TRY, f"{ANSWER}{shown.item}", shown.options[at - 1].key)
        self._saved_after(lambda: self._hands.key(_KEY(_KEY.Key_0 + at)))

    def _note(self, card: ItemCard) -> None:
        item = card.value().item
        self._hands.key(_KEY.Key_N)
        self._hands.key(_KEY.Key_End, _CTRL)
        word = f"w{self._chance.getrandbits(40)} "
        say(TRY, f"{NOTE}{item}", card.note.toPlainText() + word)
        self._saved_after(lambda: self._hands.keys(word))
        self._hands.key(_KEY.Key_Escape)

    def _saved_after(self, act: Callable[[], None]) -> None:
        if self._planted:
            say(SAVED)
        act()
        mark = self._window.findChild(SavedMark)
        assert mark
        self._hands.until(lambda: mark.words().startswith("Saved"), "Saved")
        if not self._planted:
            say(SAVED)

    def _move(self) -> None:
        if self._chance.random() < 0.5:
            self._hands.key(_KEY.Key_PageDown)
        else:
            self._hands.key(_KEY.Key_Return, _CTRL)

    def _leave(self) -> None:
        """From the last step, or from a card that was laid over, back to the questions."""
        self._hands.key(_KEY.Key_Escape)
        if _card() is None:
            self._hands.press("Back")


def _card() -> ItemCard | None:
    widget = QApplication.focusWidget()
    while widget is not None and not isinstance(widget, ItemCard):
        widget = widget.parentWidget()
    return widget


def main(place: str, _draft: str, seed: str, how: str) -> None:
    window, hands = open_window(Path(place))
    typist = Typist(window, hands, random.Random(seed), how)
    say(READY)
    while True:
        typist.go_on()


if __name__ == "__main__":
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    main(*sys.argv[1:])
