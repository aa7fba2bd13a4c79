"""What happened in a case, one entry below the other."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from merak.ui import accessibility, theme
from merak.ui.widgets.boxes import Flow, clear, column, row
from merak.ui.widgets.buttons import Button, Kind
from merak.ui.widgets.hanging import hanging
from merak.ui.widgets.long_text import LongText
from merak.ui.widgets.texts import Picture, muted, pill, strong
from merak.ui.widgets.values import Action


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """An entry: when (as people write it), an icon, title, text, a pill, and what can be done."""

    key: str
    when: str
    title: str
    icon: str = "circle"
    text: str = ""
    flag: str = ""
    flag_tone: str = "neutral"
    actions: Sequence[Action] = ()


class _Entry(QWidget):
    acted = Signal(str, str)

    def __init__(self, entry: Entry, *, last: bool) -> None:
        super().__init__()
        self._last = last
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self.setAccessibleName(f"{entry.when}, {entry.title}")
        accessibility.role(self, "ListItem")
        whole = row(14)
        self._icon = Picture(entry.icon, 20, "primary")
        left = column(0, (6, 3, 6, 0))
        left.addWidget(self._icon)
        left.addStretch(1)
        whole.addLayout(left)
        words = column(3, (0, 0, 0, 0 if last else 18))
        words.addWidget(muted(entry.when))
        head = row(10)
        title = strong(entry.title, 15)
        head.addWidget(title, 1)
        if entry.flag:
            head.addWidget(pill(entry.flag, entry.flag_tone), 0, Qt.AlignmentFlag.AlignTop)
        words.addLayout(head)
        if entry.text:
            words.addWidget(LongText(entry.text))
        if entry.actions:
            flow = Flow(4)
            for action in entry.actions:
                button = Button(action.text, Kind.QUIET, action.icon)
                button.setAccessibleName(f"{action.text}: {entry.title}, {entry.when}")
                button.clicked.connect(
                    lambda _=False, key=action.key: self.acted.emit(entry.key, key)
                )
                flow.addWidget(button)
            words.addWidget(hanging(flow))
        whole.addLayout(words, 1)
        self.setLayout(whole)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        """Paints the line down to the next entry."""
        if self._last:
            return
        painter = QPainter(self)
        painter.setPen(QPen(theme.colour("line"), 2))
        icon = self._icon.geometry()
        x = icon.center().x()
        painter.drawLine(x, icon.bottom() + theme.px(6), x, self.height() - theme.px(2))
        painter.end()


class Timeline(QWidget):
    """Entries in the order they are given, joined by a line."""

    acted = Signal(str, str)

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        accessibility.role(self, "List")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self._column = column(0)
        self.setLayout(self._column)

    def present(self, entries: Sequence[Entry]) -> None:
        """Shows the entries."""
        clear(self._column)
        for place, entry in enumerate(entries):
            shown = _Entry(entry, last=place == len(entries) - 1)
            shown.acted.connect(self.acted)
            self._column.addWidget(shown)
