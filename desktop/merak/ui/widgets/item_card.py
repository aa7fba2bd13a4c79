"""One question of a screening: what to ask, the answers, and what belongs to an answer."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QTextCursor
from PySide6.QtWidgets import QApplication, QWidget

from merak.ui import accessibility, keys, theme
from merak.ui.theme import Weight
from merak.ui.widgets.boxes import Box, Card, EvenFlow, Panel, clear, column, restyle_alone, row
from merak.ui.widgets.buttons import Button, Kind
from merak.ui.widgets.choice import AnswerSegments
from merak.ui.widgets.details import Detail, DetailRow
from merak.ui.widgets.inputs import Lines
from merak.ui.widgets.texts import Pill, Text
from merak.ui.widgets.values import Option
from merak.ui.words import t

_STEPS = {
    Qt.Key.Key_PageDown: 1,
    Qt.Key.Key_J: 1,
    Qt.Key.Key_PageUp: -1,
    Qt.Key.Key_K: -1,
}

_LARGE = 17
_BESIDE = 270
"""The least width of a language that stands beside another."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CardValue:
    """What a card shows.

    `prompts` are the words to ask with, the first large; without any, the statement is shown
    instead. `second` are the prompts in a second language: beside the first where there is room,
    below where there is not, each in its own direction of reading. `details` are shown once there
    is an answer. `flag` is a short word in a pill, like "Must be answered".
    """

    item: str
    number: str
    statement: str
    options: tuple[Option, ...]
    prompts: tuple[str, ...] = ()
    second: tuple[str, ...] = ()
    look_for: str = ""
    flag: str = ""
    chosen: str = ""
    details: tuple[Detail, ...] = ()
    note: str = ""


class ItemCard(Card):
    """A card for one item. Keys: 1-9 answer, N note, S statement, Page Up/Down or J/K move."""

    answered = Signal(str, str)
    cleared = Signal(str)
    detail = Signal(str, str, str)
    note_edited = Signal(str, str)
    note_left = Signal(str, str)
    step = Signal(int)
    focused = Signal(str)

    def __init__(self, value: CardValue) -> None:
        super().__init__(4, (20, 14, 20, 18))
        self._value = value
        accessibility.role(self, "Grouping")
        self._number = Text("", 12, Weight.DemiBold, "eyebrow").one_line()
        self._flag = Pill("", "neutral")
        self._clear = Button(t("Clear"), Kind.QUIET, "undo-2")
        self._statement_button = Button(t("Statement"), Kind.QUIET, "info")
        self._note_button = Button(t("Add note"), Kind.QUIET, "pencil")
        self._title = Text("", _LARGE, Weight.DemiBold)
        self._prompts = column(4)
        self._beside = Panel(4)
        self._second = column(4)
        self._statement = Text("", 14, tone="primary")
        self._look_for = Text("", 14, tone="muted")
        self.segments = AnswerSegments(value.statement)
        self._details = DetailRow()
        self._note_label = Text(t("What you saw or heard, in plain words"), 13, tone="muted")
        self.note = Lines(2)
        self._note_label.setBuddy(self.note)
        self._statement.hide()
        self._show_note(shown=False)
        self._lay_out()
        self._connect()
        self.present(value)

    def present(self, value: CardValue) -> None:
        """Shows an item and its answer; a note being typed is left as it is."""
        told, self._value = self._value, value
        if told is value or _asked(told) != _asked(value):
            self._present_question(value)
        self.segments.present(value.options, value.chosen)
        # Most cards of a long screening have no answer yet: their details are made when needed.
        if value.chosen and value.details:
            self._details.present(value.details, self._title.text())
        self._details.setVisible(bool(value.chosen and value.details))
        self._clear.setVisible(bool(value.chosen))
        if not self.note.hasFocus() and self.note.toPlainText() != value.note:
            self.note.setPlainText(value.note)
            # Who comes back to a note goes on writing it.
            self.note.moveCursor(QTextCursor.MoveOperation.End)
        if value.note and (not told.note or told.item != value.item or told is value):
            self._show_note(shown=True)

    def _present_question(self, value: CardValue) -> None:
        asks = value.prompts or (value.statement,)
        self.setAccessibleName(value.statement)
        self._number.setText(value.number)
        self._flag.setText(value.flag)
        self._flag.setVisible(bool(value.flag))
        self._title.setText(asks[0])
        _fill(self._prompts, ("", *asks[1:]), 15)
        _fill(self._second, value.second, 15)
        self._beside.setVisible(bool(value.second))
        self._statement.setText(t("Statement: {text}").format(text=value.statement))
        self._look_for.setText(t("What to notice: {text}").format(text=value.look_for))
        self._look_for.setVisible(bool(value.look_for))
        self._statement_button.setVisible(bool(value.prompts))
        self.segments.setAccessibleName(asks[0])
        self._name_buttons()

    def value(self) -> CardValue:
        """Returns what was presented, with the note as it is typed."""
        return replace(self._value, note=self.note.toPlainText())

    def aim(self) -> None:
        """Puts the focus on the answer, or on the first one to choose."""
        self.segments.aim()

    def open_note(self) -> None:
        """Opens the note and puts the focus into it."""
        self._show_note(shown=True)
        self.note.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def present_current(self, *, current: bool) -> None:
        """Marks the card a person is at."""
        restyle_alone(self, "current", "true" if current else "false")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Answers, opens, moves."""
        key = Qt.Key(event.key())
        if self.segments.choose(keys.digit(event)) or not keys.plain(event):
            return
        if key in _STEPS:
            self.step.emit(_STEPS[key])
        elif key == Qt.Key.Key_N:
            self.open_note()
        elif key == Qt.Key.Key_S:
            self._turn_statement()
        elif key == Qt.Key.Key_Escape and self.note.hasFocus():
            self.aim()
        else:
            event.ignore()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paints a bar at the leading edge of the card a person is at, beside its colour."""
        super().paintEvent(event)
        if self.property("current") != "true":
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("primary"))
        width, inset = theme.px(4), theme.px(18)
        right = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        bar = QRectF(self.width() - width if right else 0, inset, width, self.height() - 2 * inset)
        painter.drawRoundedRect(bar, width / 2, width / 2)
        painter.end()

    def _lay_out(self) -> None:
        top = row(8)
        top.addWidget(self._number)
        top.addWidget(self._flag)
        top.addStretch(1)
        for button in (self._clear, self._statement_button, self._note_button):
            top.addWidget(button)
        self.body.addLayout(top)
        first, languages = Panel(4), EvenFlow(24, _BESIDE)
        first.body.addWidget(self._title)
        first.body.addLayout(self._prompts)
        self._beside.body.addLayout(self._second)
        for panel in (first, self._beside):
            panel.body.addStretch(1)
            languages.addWidget(panel)
        self.body.addLayout(languages)
        self.body.addWidget(self._statement)
        self.body.addWidget(self._look_for)
        answers = column(10, (0, 10, 0, 0))
        answers.addWidget(self.segments)
        answers.addWidget(self._details)
        self.body.addLayout(answers)
        noted = column(4, (0, 8, 0, 0))
        noted.addWidget(self._note_label)
        noted.addWidget(self.note)
        self.body.addLayout(noted)

    def _connect(self) -> None:
        self.segments.chosen.connect(lambda key: self.answered.emit(self._value.item, key))
        self.segments.cleared.connect(lambda: self.cleared.emit(self._value.item))
        self._clear.clicked.connect(self._empty)
        self._details.picked.connect(lambda which, v: self.detail.emit(self._value.item, which, v))
        self._statement_button.clicked.connect(self._turn_statement)
        self._note_button.clicked.connect(self._turn_note)
        self.note.textChanged.connect(self._note_changed)
        self.note.left.connect(lambda: self.note_left.emit(self._value.item, self._typed()))
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._focus_moved)

    def _focus_moved(self, old: QWidget | None, new: QWidget | None) -> None:
        if new is None or not self.isAncestorOf(new):
            return
        if old is None or not self.isAncestorOf(old):
            self.focused.emit(self._value.item)

    def _typed(self) -> str:
        return self.note.toPlainText()

    def _note_changed(self) -> None:
        if self._typed() != self._value.note:
            self.note_edited.emit(self._value.item, self._typed())

    def _empty(self) -> None:
        self.aim()
        self.segments.empty()

    def _turn_statement(self) -> None:
        if self._value.prompts:
            self._statement.setVisible(self._statement.isHidden())

    def _turn_note(self) -> None:
        if self.note.isHidden():
            self.open_note()
        else:
            self._show_note(shown=False)

    def _show_note(self, *, shown: bool) -> None:
        self._note_label.setVisible(shown)
        self.note.setVisible(shown)
        self._note_button.present(t("Hide note") if shown else t("Add note"))
        self._name_buttons()

    def _name_buttons(self) -> None:
        """Many cards have the same buttons: a screen reader hears which card's they are."""
        for button in (self._clear, self._statement_button, self._note_button):
            button.setAccessibleName(f"{button.text()}, {self._value.number}")
        self.note.setAccessibleName(f"{self._note_label.text()}, {self._value.number}")


def _fill(layout: Box, texts: Sequence[str], size: float) -> None:
    """Shows the words to ask with, the first large; an empty first one stands elsewhere."""
    clear(layout)
    for place, text in enumerate(texts):
        if text:
            large = place == 0
            made = Text(
                text, _LARGE if large else size, Weight.DemiBold if large else Weight.Normal
            )
            layout.addWidget(made)


def _asked(value: CardValue) -> tuple[object, ...]:
    """What of a card is the question, and does not change with its answer."""
    words = (value.number, value.statement, value.look_for, value.flag)
    return (*words, value.prompts, value.second)
