"""The cases that a case was linked to, how, and a way to link another."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from merak.domain.bodies import Relation
from merak.domain.ids import CaseId
from merak.domain.record import Kind
from merak.services.case_lines import CaseLine
from merak.services.cases import CaseView
from merak.services.timeline import Entry
from merak.ui import accessibility
from merak.ui.pages import case_words
from merak.ui.pages.home_parts import named
from merak.ui.pages.young_person_link import LinkPart
from merak.ui.tasks import Tasks
from merak.ui.widgets.boxes import Card, Flow, Line, Panel, clear, column, row
from merak.ui.widgets.buttons import Button
from merak.ui.widgets.buttons import Kind as ButtonKind
from merak.ui.widgets.texts import muted
from merak.ui.words import t


class Links(Card):
    """Each link with what it means; it ends by being marked as entered in error, on both sides."""

    opened = Signal(str)
    linked = Signal()
    mistaken = Signal(str)
    """The record of a link that is an error."""

    def __init__(self, tasks: Tasks, case: CaseId) -> None:
        super().__init__(10)
        self._rows = Panel(10)
        accessibility.role(self._rows, "List")
        self._part = LinkPart(tasks)
        self._part.take(case)
        self._part.linked.connect(self.linked)
        self.body.addWidget(self._rows)
        self.body.addWidget(self._part)

    def present(self, view: CaseView) -> None:
        """Shows the links that stand."""
        clear(self._rows.body)
        links = _standing(view)
        for entry, other in links:
            self._rows.body.addWidget(self._row(entry, other))
            self._rows.body.addWidget(Line())
        self._rows.setVisible(bool(links))

    def _row(self, entry: Entry, other: CaseLine) -> QWidget:
        made, whole = QWidget(), row(8)
        accessibility.role(made, "ListItem")
        called = case_words.called(other.code, other.mnemonic)
        made.setAccessibleName(called)
        about = column(2)
        about.addLayout(named(other.code, other.tag, other.mnemonic))
        with_whom = "" if other.mine else t("with a colleague")
        how = case_words.relation(Relation(entry.codes[0]))
        about.addWidget(muted(" · ".join(filter(None, (how, with_whom)))))
        whole.addLayout(about, 1)
        buttons = Flow(8)
        case, record = str(other.case), str(entry.record)
        for words, name, tell in (
            (t("Open"), t("Open case {code}"), lambda: self.opened.emit(case)),
            (
                t("Entered in error"),
                t("Linked to {code}: entered in error"),
                lambda: self.mistaken.emit(record),
            ),
        ):
            button = Button(words, ButtonKind.QUIET)
            button.setAccessibleName(name.format(code=called))
            button.clicked.connect(tell)
            buttons.addWidget(button)
        whole.addLayout(buttons)
        made.setLayout(whole)
        return made


def _standing(view: CaseView) -> Sequence[tuple[Entry, CaseLine]]:
    by_code = {line.code: line for line in view.linked}
    return [
        (entry, by_code[entry.other_code])
        for entry in view.entries
        if entry.kind is Kind.RELATED_TO and not entry.in_error and entry.other_code in by_code
    ]
