"""Choosing an answer: segments side by side, or cards with an explanation."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QButtonGroup, QSizePolicy, QWidget

from merak.ui import accessibility, keys
from merak.ui.widgets.boxes import EvenFlow, clear
from merak.ui.widgets.choice_buttons import Choice, ExplainedChoice, Segment
from merak.ui.widgets.values import Option


class _Choices(QWidget):
    """A group of choices of which at most one is chosen."""

    chosen = Signal(str)
    cleared = Signal()
    _makes: type[Choice]

    def __init__(self, name: str, flow: EvenFlow) -> None:
        super().__init__()
        self.setAccessibleName(name)
        accessibility.role(self, "Grouping")
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setLayout(flow)
        self._flow = flow
        self._group = QButtonGroup(self)
        self._buttons: list[Choice] = []
        self._presented = ""

    def present(self, options: Sequence[Option], chosen: str) -> None:
        """Shows the options and the one chosen; an empty key shows none chosen."""
        if [button.option for button in self._buttons] != list(options):
            self._build(options)
        self._presented = chosen
        self._group.setExclusive(False)
        for button in self._buttons:
            button.setChecked(button.option.key == chosen)
        self._group.setExclusive(True)

    def choose(self, number: int) -> bool:
        """Chooses by number from 1, as the digit keys do; says whether there is such an option."""
        if not 1 <= number <= len(self._buttons):
            return False
        button = self._buttons[number - 1]
        button.setFocus(Qt.FocusReason.ShortcutFocusReason)
        button.click()
        return True

    def aim(self) -> None:
        """Puts the focus on what is chosen, or on the first option."""
        chosen = self._group.checkedButton()
        target = chosen or (self._buttons[0] if self._buttons else self)
        target.setFocus(Qt.FocusReason.TabFocusReason)

    def empty(self) -> None:
        """Takes the answer back, as Delete does."""
        if self._presented:
            self.present([button.option for button in self._buttons], "")
            self.cleared.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Takes the digit keys."""
        if not self.choose(keys.digit(event)):
            event.ignore()

    def _build(self, options: Sequence[Option]) -> None:
        clear(self._flow)
        self._buttons = []
        for number, option in enumerate(options, 1):
            button = self._makes(option, number)
            self._group.addButton(button)
            self._flow.addWidget(button)
            self._buttons.append(button)
            button.clicked.connect(lambda _=False, key=option.key: self._picked(key))
            button.stepped.connect(lambda by, at=number - 1: self._step(at + by))
            button.emptied.connect(self.empty)

    def _picked(self, key: str) -> None:
        if key != self._presented:
            self._presented = key
            self.chosen.emit(key)

    def _step(self, to: int) -> None:
        self._buttons[to % len(self._buttons)].setFocus(Qt.FocusReason.TabFocusReason)


class AnswerSegments(_Choices):
    """Answers side by side, each with icon, words and the key that chooses it."""

    _makes = Segment

    def __init__(self, name: str) -> None:
        super().__init__(name, EvenFlow(8))


class ChoiceCards(_Choices):
    """Radio cards with a title and an explanation each."""

    _makes = ExplainedChoice

    def __init__(self, name: str, least: float = 220) -> None:
        super().__init__(name, EvenFlow(10, least))
