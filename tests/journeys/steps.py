"""Sentences that journeys are made of, each through the hands of a person at the window."""

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QGuiApplication
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QListWidget,
    QPlainTextEdit,
    QRadioButton,
    QWidget,
)

from merak.ui.hands import Hands, NotSeen
from merak.ui.widgets.item_card import ItemCard

KEY = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
YES, NO, NOT_KNOWN, DECLINED = "1", "2", "3", "4"
# The parts of the shipped set, and how many cards each has.
PARTS = (4, 4, 2, 3, 3, 3)
NOTHING = ("2222", "2222", "22", "222", "222", "222")
_MANY = 80


def begin(hands: Hands, age: str = "16 or 17") -> None:
    """From home, or any page that offers it, to the first question of an interview."""
    hands.key(KEY.Key_N, CTRL)
    settle_first(hands, age)


def settle_first(hands: Hands, age: str = "16 or 17") -> None:
    """Settles what must be settled before the first question, and starts."""
    hands.wait("How will you work?")
    hands.press("Nobody else can see or hear us here")
    hands.answer("Is the young person safe right now?", "Yes")
    hands.press("I have said this, and they could ask about it")
    hands.press("They want to go on")
    hands.press(age)
    hands.press("Start now")
    hands.until(lambda: hands.has("Stop here"), "the screening")


def answer(hands: Hands, *parts: str) -> None:
    """Answers part by part with the digit keys; a blank leaves the card as it is."""
    for part in parts:
        for at, key in enumerate(part):
            if key != " ":
                hands.key(Qt.Key(KEY.Key_0 + int(key)))
            if at < len(part) - 1:
                hands.key(KEY.Key_PageDown)
        hands.key(KEY.Key_Return, CTRL)


def finish(hands: Hands) -> None:
    """Presses the one button that finishes, on the last step."""
    hands.wait("Finish this screening?")
    hands.press("Finish")
    hands.wait("Why this level?")


def screened(hands: Hands, *parts: str, age: str = "16 or 17") -> None:
    """A whole screening, from home to its result."""
    begin(hands, age)
    answer(hands, *(parts or NOTHING))
    finish(hands)


def focused() -> str:
    """Returns what a screen reader says of what has the focus."""
    widget = QApplication.focusWidget()
    if widget is None:
        return ""
    said = QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name)
    return said or (widget.text() if isinstance(widget, QAbstractButton) else "")


def reach(hands: Hands, words: str) -> None:
    """Goes on with Tab until what has the focus bears these words."""
    for _ in range(_MANY):
        if focused() == words:
            return
        hands.key(KEY.Key_Tab)
    raise NotSeen(words)


def chosen(hands: Hands, question: int) -> str:
    """Returns the answer that the card of a question shows, empty for none."""
    for card in QApplication.allWidgets():
        seen = isinstance(card, ItemCard) and card.isVisible()
        if seen and any(label.text() == f"Question {question}" for label in _labels(card)):
            buttons = card.findChildren(QRadioButton)
            return "".join(one.text() for one in buttons if one.isChecked())
    raise NotSeen(str(question))


def _labels(card: QWidget) -> list[QLabel]:
    return [label for label in card.findChildren(QLabel) if label.isVisible()]


def everything() -> Iterator[str]:
    """Gives every text of every widget there is, hidden ones too, and the clipboard's."""
    for widget in QApplication.allWidgets():
        yield widget.accessibleName()
        yield widget.accessibleDescription()
        yield widget.toolTip()
        yield widget.windowTitle()
        yield from _texts(widget)
    yield QGuiApplication.clipboard().text()


def _texts(widget: QWidget) -> Iterator[str]:
    match widget:
        case QLabel() | QAbstractButton():
            yield widget.text()
        case QLineEdit():
            yield widget.text()
            yield widget.placeholderText()
        case QPlainTextEdit():
            yield widget.toPlainText()
        case QComboBox():
            yield from (widget.itemText(at) for at in range(widget.count()))
        case QListWidget():
            yield from (widget.item(at).text() for at in range(widget.count()))
