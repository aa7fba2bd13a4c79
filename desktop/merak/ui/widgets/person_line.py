"""A person in a list, with what can be done to them, each after a second press."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QSizePolicy, QWidget

from merak.ui import accessibility, theme
from merak.ui.widgets.boxes import Flow, Panel, clear, column, row
from merak.ui.widgets.buttons import Button, Kind
from merak.ui.widgets.hanging import hanging
from merak.ui.widgets.texts import Picture, Text, body, pill
from merak.ui.words import t


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonAct:
    """Something that can be done to a person: its button, and the question that comes first."""

    key: str
    text: str
    name: str
    """As a screen reader says the button: with whom it is about."""
    question: str
    yes: str
    yes_kind: Kind = Kind.PRIMARY


class PersonLine(QWidget):
    """A name, what they are, and buttons that ask once before they act."""

    acted = Signal(str)
    """The key of the act."""

    def __init__(self, name: str, marks: Sequence[str], acts: Sequence[PersonAct] = ()) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        accessibility.role(self, "ListItem")
        self.setAccessibleName(", ".join((name, *marks)))
        line, words, head = row(10, (0, 12, 0, 10)), column(2), row(8)
        head.addWidget(Text(name, 15, theme.Weight.Medium), 1)
        for mark in marks:
            head.addWidget(pill(mark), 0, Qt.AlignmentFlag.AlignTop)
        words.addLayout(head)
        self._asking, offered = Panel(10, (0, 4, 0, 6)), Flow(4)
        for act in acts:
            button = Button(act.text, Kind.QUIET)
            button.setAccessibleName(act.name)
            button.clicked.connect(lambda _=False, act=act, button=button: self._ask(act, button))
            offered.addWidget(button)
        self._acts = hanging(offered)
        for part in (self._acts, self._asking):
            words.addWidget(part)
        # Only ever hidden here: shown without a parent, it would open as a window of its own.
        if not acts:
            self._acts.hide()
        self._asking.hide()
        line.addWidget(Picture("user", 20, "muted"), 0, Qt.AlignmentFlag.AlignTop)
        line.addLayout(words, 1)
        self.setLayout(line)

    def _ask(self, act: PersonAct, asked: Button) -> None:
        clear(self._asking.body)
        yes, no, answers = Button(act.yes, act.yes_kind), Button(t("Leave it as it is")), Flow(8)
        for button in (no, yes):
            answers.addWidget(button)
        self._asking.body.addWidget(body(act.question))
        self._asking.body.addLayout(answers)
        yes.clicked.connect(lambda: self.acted.emit(act.key))
        no.clicked.connect(lambda: self._leave(asked))
        self._acts.hide()
        self._asking.show()
        no.setFocus()

    def _leave(self, asked: Button) -> None:
        self._asking.hide()
        self._acts.show()
        asked.setFocus()
