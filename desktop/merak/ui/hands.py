"""Works the window as a person does: by what can be seen on it, with keys and presses.

The practice story and the tests of whole journeys share it, so neither reaches behind a page.
"""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QCoreApplication, QElapsedTimer, QEvent, QEventLoop, QPoint, Qt
from PySide6.QtGui import QAccessible, QKeyEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QListWidget,
    QPlainTextEdit,
    QScrollArea,
    QWidget,
)

from merak.errors import MerakError
from merak.ui.tasks import Tasks

PATIENCE_MS = 20_000
_MARGIN = 24
Some = TypeVar("Some", bound=QWidget)
_NONE = Qt.KeyboardModifier.NoModifier


Keyboard = Callable[[QWidget, Qt.Key, Qt.KeyboardModifier, str], None]
"""Presses and lets go a key, or the key of a letter, at a widget."""


def to_widget(target: QWidget, key: Qt.Key, held: Qt.KeyboardModifier, text: str) -> None:
    """Sends a key to the widget itself; the window's shortcuts do not see it."""
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        QApplication.sendEvent(target, QKeyEvent(kind, key, held, text))


class NotSeen(MerakError):
    """Carries the words that were looked for; only invented cases are played, never a person's."""

    def __init__(self, words: str) -> None:
        super().__init__(words)
        self.words = words


class Hands:
    """Presses, types and looks; everything waits until the window has shown what it must."""

    def __init__(self, window: QWidget, tasks: Tasks, keyboard: Keyboard | None = None) -> None:
        self._window = window
        self._tasks = tasks
        self._keyboard = keyboard or to_widget

    def press(self, words: str) -> None:
        """Presses the button, box or option with these words."""
        self._found(QAbstractButton, words).click()
        self.settle()

    def answer(self, question: str, words: str) -> None:
        """Presses the option with these words that stands nearest to a question."""
        best: tuple[int, QAbstractButton] | None = None
        for button in self._shown(QAbstractButton):
            if _named(button, words):
                far = _distance(button, question)
                if far and (best is None or far < best[0]):
                    best = (far, button)
        if best is None:
            raise NotSeen(f"{question} {words}")
        best[1].click()
        self.settle()

    def write(self, words: str, text: str) -> None:
        """Types into the field of this name, a key at a time, after what stands there."""
        field = self._input(words)
        field.setFocus(Qt.FocusReason.TabFocusReason)
        self.keys(text)

    def rewrite(self, words: str, text: str) -> None:
        """Types into the field of this name in place of what stands there."""
        self._input(words).setFocus(Qt.FocusReason.TabFocusReason)
        self.key(Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
        self.keys(text)

    def pick(self, words: str, choice: str) -> None:
        """Picks an entry of the list of this name."""
        box = self._found(QComboBox, words)
        at = box.findText(choice)
        if at < 0:
            raise NotSeen(choice)
        box.setCurrentIndex(at)
        box.activated.emit(at)
        self.settle()

    def go_to(self, section: str) -> None:
        """Chooses the entry of a list at the side."""
        for side in self._shown(QListWidget):
            for found in side.findItems(section, Qt.MatchFlag.MatchStartsWith):
                side.setCurrentItem(found)
                side.itemActivated.emit(found)
                self.settle()
                return
        raise NotSeen(section)

    def keys(self, text: str) -> None:
        """Types into whatever has the focus."""
        for letter in text:
            key = Qt.Key.Key_Return if letter == "\n" else _key_of(letter)
            self._keyboard(self._target(), key, _NONE, letter.replace("\n", "\r"))
        self.settle()

    def key(self, key: Qt.Key, held: Qt.KeyboardModifier = _NONE) -> None:
        """Presses one key, with others held."""
        self._keyboard(self._target(), key, held, "")
        self.settle()

    def shows(self, words: str) -> bool:
        """Says whether these words stand anywhere on the window."""
        return any(words in text for text in self.texts())

    def wait(self, words: str) -> None:
        """Waits until these words stand on the window; raises NotSeen."""
        self.until(lambda: self.shows(words), words)

    def until(self, holds: Callable[[], bool], what: str) -> None:
        """Waits until something holds; raises NotSeen with what it was."""
        clock = QElapsedTimer()
        clock.start()
        while not holds():
            if clock.elapsed() > PATIENCE_MS:
                raise NotSeen(what)
            QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 20)
            QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)

    def settle(self) -> None:
        """Waits until all that was asked of the vault is done and shown."""
        QApplication.processEvents()
        self._tasks.drain(PATIENCE_MS / 1000)
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        QApplication.processEvents()

    def texts(self) -> Iterator[str]:
        """Gives every text that can be read on the window."""
        for label in self._shown(QLabel):
            yield label.text()
        for button in self._shown(QAbstractButton):
            yield button.text() or button.accessibleName()
        for field in self._shown(QLineEdit):
            yield field.text()
        for area in self._shown(QPlainTextEdit):
            yield area.toPlainText()

    def begins_with(self, words: str) -> str:
        """Gives all the words of the button that begins with these."""
        for button in self._shown(QAbstractButton):
            if button.text().startswith(words):
                return button.text()
        raise NotSeen(words)

    def has(self, words: str) -> bool:
        """Says whether a button, box or option with these words can be pressed."""
        return any(_named(button, words) for button in self._shown(QAbstractButton))

    def asks(self, words: str) -> bool:
        """Says whether there is a field of this name to type into."""
        try:
            self._input(words)
        except NotSeen:
            return False
        return True

    def look_at(self, words: str) -> None:
        """Scrolls until the text that begins with these words stands near the top."""
        for label in self._shown(QLabel):
            area = _scrolled(label)
            inside = area.widget() if area is not None else None
            if label.text().startswith(words) and area is not None and inside is not None:
                at = label.mapTo(inside, QPoint(0, 0)).y()
                area.verticalScrollBar().setValue(at - _MARGIN)
                return
        raise NotSeen(words)

    def picture(self, file: Path) -> Path:
        """Leaves a picture of the window."""
        self.settle()
        if not self._window.grab().save(str(file), "PNG"):
            raise OSError(file)
        return file

    def _target(self) -> QWidget:
        return QApplication.focusWidget() or self._window

    def _input(self, words: str) -> QWidget:
        for widget in self._shown(QWidget):
            taken = bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)
            if taken and not isinstance(widget, QAbstractButton) and _named(widget, words):
                return widget
        raise NotSeen(words)

    def _found(self, kind: type[Some], words: str) -> Some:
        for widget in self._shown(kind):
            if widget.isEnabled() and _named(widget, words):
                return widget
        raise NotSeen(words)

    def _shown(self, kind: type[Some]) -> Iterator[Some]:
        for widget in self._window.findChildren(kind):
            if widget.isVisible():
                yield widget


def _key_of(letter: str) -> Qt.Key:
    """Returns the key that a letter is on, where it has one of its own."""
    return Qt.Key(ord(letter.upper())) if letter.isascii() else Qt.Key.Key_unknown


def _named(widget: QWidget, words: str) -> bool:
    """A widget's name is what a screen reader says, with or without its further words."""
    if isinstance(widget, QAbstractButton) and widget.text() == words:
        return True
    # On Linux a list that opens is named by what is chosen in it, and its label apart from that.
    if isinstance(widget, QComboBox) and widget.accessibleName() == words:
        return True
    return QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name) == words


def _scrolled(widget: QWidget) -> QScrollArea | None:
    parent = widget.parentWidget()
    while parent is not None and not isinstance(parent, QScrollArea):
        parent = parent.parentWidget()
    return parent


def _distance(widget: QWidget, words: str) -> int:
    """How many parents up the nearest text with these words stands; 0 where there is none."""
    parent, steps = widget.parentWidget(), 1
    while parent is not None:
        labels = parent.findChildren(QLabel)
        if any(words in label.text() and label.isVisible() for label in labels):
            return steps
        parent, steps = parent.parentWidget(), steps + 1
    return 0
