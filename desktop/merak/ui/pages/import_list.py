"""A list of bundles, each with what would come of it or what came."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtWidgets import QWidget

from merak.ui import accessibility
from merak.ui.widgets.boxes import Card, Line, Panel, clear, column
from merak.ui.widgets.marked_text import MarkedText
from merak.ui.widgets.texts import heading, muted, strong
from merak.ui.widgets.values import Tone


@dataclass(frozen=True, slots=True, kw_only=True)
class BundleRow:
    """One bundle: its name, its file, and what is to be said of it."""

    name: str
    file: str
    tone: Tone
    said: str


class BundleList(Card):
    """Bundles one below the other."""

    def __init__(self) -> None:
        super().__init__(12, (24, 18, 24, 20))
        self._title, self._lead = heading("", 2), muted("", 14)
        self._rows = Panel(10)
        accessibility.role(self._rows, "List")
        for part in (self._title, self._lead, self._rows):
            self.body.addWidget(part)

    def present(self, title: str, lead: str, rows: Sequence[BundleRow]) -> None:
        """Shows these bundles."""
        self._title.setText(title)
        self._lead.setText(lead)
        self._lead.setVisible(bool(lead))
        clear(self._rows.body)
        for number, row in enumerate(rows):
            if number:
                self._rows.body.addWidget(Line())
            self._rows.body.addWidget(_shown(row))


def _shown(row: BundleRow) -> QWidget:
    made, whole = QWidget(), column(4)
    accessibility.role(made, "ListItem")
    made.setAccessibleName(row.name)
    said = MarkedText()
    whole.addWidget(strong(row.name, 15))
    whole.addWidget(said)
    if row.file != row.name:
        whole.addWidget(muted(row.file))
    made.setLayout(whole)
    said.present(row.said, row.tone)
    return made
