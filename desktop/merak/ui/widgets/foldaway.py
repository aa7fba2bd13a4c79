"""What can wait: a heading that opens and closes what lies below it."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from merak.ui import theme
from merak.ui.widgets.boxes import Panel, column, row
from merak.ui.widgets.buttons import Button, Kind, Side
from merak.ui.widgets.hanging import OVERHANG, Hanging
from merak.ui.widgets.texts import muted
from merak.ui.words import t

_OVERHANG = OVERHANG + 2
"""Qt sets words a little further in where an icon follows them."""


class FoldAway(Hanging):
    """A quiet button with a line of explanation; what is put in `body` shows once it is open.

    It belongs into a card: the button hangs over the edge of the texts, into the card's padding.
    """

    opened = Signal()

    def __init__(self, title: str, explanation: str = "") -> None:
        super().__init__(_OVERHANG)
        self._button = Button(title, Kind.QUIET, "chevron-right", Side.AFTER)
        self._explanation = muted(explanation)
        if not explanation:
            self._explanation.hide()
        self._inside = Panel(14, (0, 6, 0, 8))
        self.body = self._inside.body
        # In a row, so that it changes sides with the direction of reading.
        self._inset = QWidget()
        below = row(0)
        below.addWidget(self._inset)
        below.addWidget(self._inside, 1)
        whole = column(2)
        top = row(8)
        top.addWidget(self._button)
        top.addWidget(self._explanation, 1)
        top.addStretch(0 if explanation else 1)
        whole.addLayout(top)
        whole.addLayout(below)
        self.setLayout(whole)
        self.retheme()
        self._title = title
        self._button.clicked.connect(self._turn)
        self.close_up()

    def is_open(self) -> bool:
        """Says whether what lies below is shown."""
        return not self._inside.isHidden()

    def open_up(self) -> None:
        """Shows what lies below."""
        self._show("chevron-down", t("Open"))
        self._inside.show()
        self.opened.emit()

    def close_up(self) -> None:
        """Hides what lies below; nothing typed there is lost."""
        self._show("chevron-right", t("Closed"))
        self._inside.hide()

    def retheme(self) -> None:
        """Puts what lies below in line with the words of the button."""
        super().retheme()
        self._inset.setFixedWidth(theme.px(_OVERHANG))

    def _turn(self) -> None:
        if self.is_open():
            self.close_up()
        else:
            self.open_up()

    def _show(self, icon: str, state: str) -> None:
        self._button.present(self._title, icon)
        self._button.setAccessibleDescription(state)
