"""A field: label, input, what it takes, and what is wrong with what was typed."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QSizePolicy, QWidget

from merak.ui import accessibility, theme
from merak.ui.widgets.boxes import column, restyle_alone, row
from merak.ui.widgets.inputs import Combo, Line, Lines
from merak.ui.widgets.texts import Picture, Text
from merak.ui.widgets.ticks import Tick
from merak.ui.widgets.values import Option
from merak.ui.words import t


class Field(QWidget):
    """A label above an input, a line of help below it, and an error line when there is one.

    Nothing here ever clears what a person typed.
    """

    edited = Signal()
    left = Signal()

    def __init__(
        self,
        label: str,
        editor: QWidget,
        takes: str = "",
        *,
        required: bool = False,
    ) -> None:
        super().__init__()
        self._editor, self._takes = editor, takes
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        words = t("{label} (needed)").format(label=label) if required and label else label
        whole = column(4)
        self._label = Text(words, 14, theme.Weight.DemiBold)
        self._said = Text(takes, 13, tone="muted")
        # Only ever hidden here: shown without a parent, a widget opens as a window of its own.
        for line in (self._label, self._said):
            if not line.text():
                line.hide()
        self._error = Text("", 13, theme.Weight.Medium, "error")
        self._mark = Picture("circle-alert", 16, "high_mark")
        for part in (self._label, self._said, editor):
            whole.addWidget(part)
        wrong = row(6)
        wrong.addWidget(self._mark)
        wrong.addWidget(self._error, 1)
        whole.addLayout(wrong)
        self._below = column(0)
        whole.addLayout(self._below)
        # Room to spare stays below, never between label and input.
        whole.addStretch(1)
        self.setLayout(whole)
        editor.setAccessibleName(words)
        self._label.setBuddy(self.targets()[0])
        self.complain("")

    def complain(self, error: str) -> None:
        """Shows what is wrong and what to do about it; an empty text takes it away."""
        self._error.setText(error)
        self._error.setVisible(bool(error))
        self._mark.setVisible(bool(error))
        for target in self.targets():
            restyle_alone(target, "wrong", "true" if error else "false")
            target.setAccessibleDescription(" ".join(filter(None, (error, self._takes))))
        if error:
            accessibility.announce(self, error)

    def add_below(self, widget: QWidget) -> None:
        """Puts something that belongs to the field below it."""
        self._below.addWidget(widget)

    def targets(self) -> Sequence[QWidget]:
        """Returns what can be typed in or chosen, for names and focus."""
        return (self._editor,)

    def aim(self) -> None:
        """Puts the focus into the input."""
        self.targets()[0].setFocus()


class TextField(Field):
    """A field for one line."""

    def __init__(
        self,
        label: str,
        takes: str = "",
        *,
        required: bool = False,
        width: float = 0,
    ) -> None:
        self.input = Line()
        super().__init__(label, self.input, takes, required=required)
        self._width = width
        self.retheme()
        self.input.textEdited.connect(lambda _: self.edited.emit())
        self.input.left.connect(self.left)

    def retheme(self) -> None:
        """Takes its width at the current size."""
        if self._width:
            self.input.setMaximumWidth(theme.px(self._width))

    def present(self, text: str) -> None:
        """Shows a text; the caret stays where it is when nothing differs."""
        if self.input.text() != text:
            self.input.setText(text)
            if not self.input.hasFocus():
                # Of a long text its beginning is seen, as in any other field.
                self.input.setCursorPosition(0)

    def rewrite(self, text: str) -> None:
        """Puts a text in place of what is typed, so that it can be undone."""
        self.input.selectAll()
        self.input.insert(text)
        self.edited.emit()

    def caret(self) -> int:
        """Returns how many characters stand before the caret."""
        return self.input.cursorPosition()

    def value(self) -> str:
        """Returns what is typed."""
        return self.input.text()


class NoteField(Field):
    """A field for several lines, which grows with them."""

    def __init__(
        self,
        label: str,
        takes: str = "",
        *,
        required: bool = False,
        least: int = 3,
    ) -> None:
        self.input = Lines(least)
        super().__init__(label, self.input, takes, required=required)
        self.input.textChanged.connect(self.edited)
        self.input.left.connect(self.left)

    def present(self, text: str) -> None:
        """Shows a text; the caret stays where it is when nothing differs."""
        if self.input.toPlainText() != text:
            self.input.setPlainText(text)

    def rewrite(self, text: str) -> None:
        """Puts a text in place of what is typed, so that it can be undone."""
        cursor = self.input.textCursor()
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.insertText(text)

    def caret(self) -> int:
        """Returns how many characters stand before the caret."""
        return self.input.textCursor().position()

    def value(self) -> str:
        """Returns what is typed."""
        return self.input.toPlainText()


FreeField = TextField | NoteField
"""A field that takes free words."""


class ChoiceField(Field):
    """A field for one of many, in a list that opens."""

    def __init__(
        self,
        label: str,
        options: Sequence[Option] = (),
        takes: str = "",
        *,
        required: bool = False,
    ) -> None:
        self.input = Combo()
        super().__init__(label, self.input, takes, required=required)
        self._options = options
        self.input.present(options, "")
        self.input.picked.connect(lambda _: self.edited.emit())

    def present(self, chosen: str) -> None:
        """Shows what is chosen; an unknown key shows nothing chosen."""
        self.input.present(self._options, chosen)

    def offer(self, options: Sequence[Option], chosen: str = "") -> None:
        """Shows other options."""
        self._options = options
        self.input.present(options, chosen)

    def value(self) -> str:
        """Returns the key of what is chosen, empty for nothing."""
        return self.input.chosen()


class TickField(Field):
    """A field for yes or no to one sentence."""

    def __init__(self, sentence: str, takes: str = "") -> None:
        self.input = Tick(sentence)
        super().__init__("", self.input, takes)
        self.input.setAccessibleName(sentence)
        self.input.clicked.connect(lambda _: self.edited.emit())

    def present(self, *, ticked: bool) -> None:
        """Shows the tick or not."""
        self.input.setChecked(ticked)

    def value(self) -> bool:
        """Says whether it is ticked."""
        return self.input.isChecked()
