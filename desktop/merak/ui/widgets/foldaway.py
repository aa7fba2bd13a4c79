"""What can wait: a heading that opens and closes what lies below it."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy, QWidget

from merak.ui.widgets.boxes import Panel, column, row
from merak.ui.widgets.buttons import Button, Kind
from merak.ui.widgets.texts import muted
from merak.ui.words import t


class FoldAway(QWidget):
    """A quiet button with a line of explanation; what is put in `body` shows once it is open."""

    opened = Signal()

    def __init__(self, title: str, explanation: str = "") -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self._button = Button(title, Kind.QUIET, "chevron-right")
        self._explanation = muted(explanation)
        if not explanation:
            self._explanation.hide()
        self._inside = Panel(14, (0, 6, 0, 0))
        self.body = self._inside.body
        whole = column(2)
        top = row(8)
        top.addWidget(self._button)
        top.addWidget(self._explanation, 1)
        whole.addLayout(top)
        whole.addWidget(self._inside)
        self.setLayout(whole)
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

    def _turn(self) -> None:
        if self.is_open():
            self.close_up()
        else:
            self.open_up()

    def _show(self, icon: str, state: str) -> None:
        self._button.present(self._title, icon)
        self._button.setAccessibleDescription(state)
