"""A person in a list, who can be removed after a second press."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QSizePolicy, QWidget

from merak.ui import theme
from merak.ui.widgets.boxes import Flow, column, row
from merak.ui.widgets.buttons import Button, Kind
from merak.ui.widgets.texts import Picture, Text, body, pill
from merak.ui.words import t


class PersonLine(QWidget):
    """A name, what they are, and a button that asks once before it removes."""

    removed = Signal(str)

    def __init__(self, key: str, name: str, marks: Sequence[str], *, can_remove: bool) -> None:
        super().__init__()
        self._key = key
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        whole, line = column(8, (0, 10, 0, 10)), row(10)
        self._remove = Button(t("Remove"), Kind.QUIET)
        self._remove.setAccessibleName(t("Remove {name}").format(name=name))
        if not can_remove:
            self._remove.hide()
        line.addWidget(Picture("user", 20, "muted"))
        line.addWidget(Text(name, 15, theme.Weight.Medium), 1)
        for mark in marks:
            line.addWidget(pill(mark), 0, Qt.AlignmentFlag.AlignVCenter)
        line.addWidget(self._remove)
        whole.addLayout(line)
        self._sure = self._question(name)
        whole.addWidget(self._sure)
        self._sure.hide()
        self.setLayout(whole)
        self._remove.clicked.connect(lambda: self._ask(asking=True))

    def _question(self, name: str) -> QWidget:
        made, inner, actions = QWidget(), column(10), Flow(8)
        inner.addWidget(
            body(
                t(
                    "Remove {name}? They can no longer open this laptop. This cannot be undone."
                ).format(name=name)
            )
        )
        self._yes = Button(t("Yes, remove"), Kind.DANGER)
        self._no = Button(t("Keep"))
        for button in (self._no, self._yes):
            actions.addWidget(button)
        inner.addLayout(actions)
        made.setLayout(inner)
        self._yes.clicked.connect(lambda: self.removed.emit(self._key))
        self._no.clicked.connect(lambda: self._ask(asking=False))
        return made

    def _ask(self, *, asking: bool) -> None:
        self._sure.setVisible(asking)
        self._remove.setVisible(not asking)
        (self._no if asking else self._remove).setFocus()
