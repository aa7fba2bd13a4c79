"""Home: what the office said to screenings of this laptop."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from merak.services import answers
from merak.services.answers import Answer
from merak.ui import accessibility, words
from merak.ui.pages import case_words
from merak.ui.widgets.boxes import Card, Flow, Line, Panel, clear, column, row
from merak.ui.widgets.buttons import Button, Kind
from merak.ui.widgets.texts import heading, muted, pill, strong
from merak.ui.words import n, t

_MOST = 5


class AnswersPart(Panel):
    """By code alone, and without the comment: somebody else may see the screen."""

    opened = Signal(str)
    """A case."""

    def __init__(self) -> None:
        super().__init__(12)
        self.body.addWidget(heading(t("Answers from the office"), 2))
        card = Card(10)
        self._rows, self._more = Panel(10), muted("")
        accessibility.role(self._rows, "List")
        for part in (self._rows, self._more):
            card.body.addWidget(part)
        self.body.addWidget(card)
        self.hide()

    def present(self, found: Sequence[Answer]) -> None:
        """Shows these in their order, and nothing at all where there are none."""
        clear(self._rows.body)
        for place, answer in enumerate(found[:_MOST]):
            if place:
                self._rows.body.addWidget(Line())
            self._rows.body.addWidget(self._row(answer))
        left = len(found) - _MOST
        more = n("{count} more stands in its case.", "{count} more stand in their cases.", left)
        self._more.setText(more.format(count=left))
        self._more.setVisible(left > 0)
        self.setVisible(bool(found))

    def _row(self, answer: Answer) -> QWidget:
        made, whole, about, head = QWidget(), row(8), column(2), Flow(10)
        accessibility.role(made, "ListItem")
        called = case_words.called(answer.code, answer.mnemonic)
        made.setAccessibleName(called)
        head.addWidget(strong(answer.code, 15).one_line())
        if answer.mnemonic:
            head.addWidget(pill(answer.mnemonic))
        if answers.is_waiting(answer.review):
            head.addWidget(pill(t("Look again"), "warn"))
        about.addLayout(head)
        said = (case_words.decision(answer.review.decision), words.moment(answer.review.at))
        about.addWidget(muted(" · ".join(said)))
        whole.addLayout(about, 1)
        button = Button(t("Open"), Kind.QUIET)
        button.setAccessibleName(t("Open the answer to {code}").format(code=called))
        button.clicked.connect(partial(self.opened.emit, str(answer.case)))
        whole.addWidget(button, 0, Qt.AlignmentFlag.AlignVCenter)
        made.setLayout(whole)
        return made
