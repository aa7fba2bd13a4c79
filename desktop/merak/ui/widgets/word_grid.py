"""Numbered words in columns: to be copied from the screen, or typed from paper."""

import re
from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QLabel, QSizePolicy, QWidget

from merak.ui import accessibility, theme
from merak.ui.widgets.boxes import restyle, row
from merak.ui.widgets.inputs import Line
from merak.ui.widgets.texts import Text
from merak.ui.words import t

_MOST_COLUMNS = 4
_WORD = re.compile(r"[^\W\d_]+")


class _Grid(QWidget):
    """Cells in up to four columns, read down each column, in fewer where it is narrow."""

    def __init__(self, least: float, between: float) -> None:
        super().__init__()
        self._least, self._between, self._columns = least, between, 0
        self._cells: list[QWidget] = []
        self._grid = QGridLayout()
        self._grid.setContentsMargins(0, 0, 0, 0)
        self.setLayout(self._grid)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        accessibility.role(self, "Grouping")

    def retheme(self) -> None:
        """Sets the columns at the current size."""
        self._columns = 0
        self._arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Sets as many columns as fit."""
        super().resizeEvent(event)
        self._arrange()

    def minimumSizeHint(self) -> QSize:
        """Returns the width of one column."""
        return QSize(theme.px(self._least), super().minimumSizeHint().height())

    def _fill(self, cells: Sequence[QWidget]) -> None:
        for cell in self._cells:
            self._grid.removeWidget(cell)
            cell.hide()
            cell.deleteLater()
        self._cells = list(cells)
        self._columns = 0
        self._arrange()

    def _arrange(self) -> None:
        gap = theme.px(16)
        fit = (self.width() + gap) // (theme.px(self._least) + gap)
        columns = max(1, min(_MOST_COLUMNS, fit))
        # 20 words in three columns would leave an uneven end.
        columns = 2 if columns == 3 else columns
        if columns == self._columns or not self._cells:
            return
        self._columns = columns
        self._grid.setHorizontalSpacing(gap)
        self._grid.setVerticalSpacing(theme.px(self._between))
        deep = -(-len(self._cells) // columns)
        for number, cell in enumerate(self._cells):
            self._grid.removeWidget(cell)
            self._grid.addWidget(cell, number % deep, number // deep)
        for at in range(_MOST_COLUMNS):
            self._grid.setColumnStretch(at, 1 if at < columns else 0)
        self.updateGeometry()


class _Number(QLabel):
    """The number before a word, set so that all words begin at one line."""

    def __init__(self, number: int) -> None:
        super().__init__(f"{number}.")
        self.setProperty("tone", "muted")
        self.setAlignment(Qt.AlignmentFlag.AlignTrailing | Qt.AlignmentFlag.AlignVCenter)
        accessibility.decorative(self)
        self.retheme()

    def retheme(self) -> None:
        """Takes font and width at the current size."""
        self.setFont(theme.figures(14))
        self.setFixedWidth(theme.px(26))


class WordSheet(_Grid):
    """Words shown once, to be written down by hand."""

    def __init__(self, name: str) -> None:
        super().__init__(150, 14)
        self.setAccessibleName(name)

    def present(self, words: Sequence[str]) -> None:
        """Shows these words; none at all forgets the ones before."""
        self._fill([_shown(number, word) for number, word in enumerate(words, 1)])


def _shown(number: int, word: str) -> QWidget:
    cell, inner = QWidget(), row(10)
    text = Text(word, 18, theme.Weight.Medium).one_line()
    text.setAccessibleName(f"{number}. {word}")
    inner.addWidget(_Number(number))
    inner.addWidget(text)
    inner.addStretch(1)
    cell.setLayout(inner)
    return cell


class _WordLine(Line):
    """One word: Space goes on to the next, Backspace in an empty one goes back."""

    went_on = Signal()
    went_back = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Types, goes on, goes back."""
        if event.key() == Qt.Key.Key_Space:
            if self.text():
                self.went_on.emit()
        elif event.key() == Qt.Key.Key_Backspace and not self.text():
            self.went_back.emit()
        else:
            super().keyPressEvent(event)


class WordFields(_Grid):
    """Words typed one by one, or all pasted into any of the inputs."""

    edited = Signal()
    submitted = Signal()

    def __init__(self, name: str, count: int) -> None:
        super().__init__(150, 8)
        self.setAccessibleName(name)
        self._lines = [_WordLine() for _ in range(count)]
        cells = []
        for at, line in enumerate(self._lines):
            line.setAccessibleName(t("Word {number}").format(number=at + 1))
            line.setMaxLength(400)
            line.setMinimumWidth(1)
            line.textEdited.connect(lambda text, at=at: self._typed(at, text))
            line.went_on.connect(lambda at=at: self._aim(at + 1))
            line.went_back.connect(lambda at=at: self._aim(at - 1))
            line.returnPressed.connect(self.submitted)
            cell, inner = QWidget(), row(8)
            inner.addWidget(_Number(at + 1))
            inner.addWidget(line, 1)
            cell.setLayout(inner)
            cells.append(cell)
        self._fill(cells)

    def value(self) -> tuple[str, ...]:
        """Returns the words as typed, without blanks around them, in small letters."""
        return tuple(line.text().strip().lower() for line in self._lines)

    def complain(self, positions: Sequence[int]) -> None:
        """Marks the words at these positions, counted from 1, as wrong, and no others."""
        for number, line in enumerate(self._lines, 1):
            wrong = number in positions
            restyle(line, "wrong", "true" if wrong else "false")
            said = t("This word is not right.") if wrong else ""
            line.setAccessibleDescription(said)

    def aim(self, position: int = 1) -> None:
        """Puts the focus on a word, counted from 1."""
        self._aim(position - 1)

    def forget(self) -> None:
        """Empties all words."""
        for line in self._lines:
            line.clear()

    def _typed(self, at: int, text: str) -> None:
        words = _WORD.findall(text)
        if len(words) > 1:
            # A pasted list: numbers and commas between the words do not matter.
            for line, word in zip(self._lines[at:], words, strict=False):
                line.setText(word)
            self._aim(at + len(words))
        self.edited.emit()

    def _aim(self, at: int) -> None:
        line = self._lines[max(0, min(at, len(self._lines) - 1))]
        line.setFocus(Qt.FocusReason.TabFocusReason)
        line.selectAll()
