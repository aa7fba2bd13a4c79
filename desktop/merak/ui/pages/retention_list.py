"""The cases that an office keeps: looked for, held, and chosen."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QWidget

from merak.domain.ids import CaseId
from merak.services import holds, retention
from merak.services.retention import Deciding, Kept, KeptCase, Which
from merak.services.session import Session
from merak.ui import accessibility
from merak.ui.pages import retention_words
from merak.ui.pages.retention_row import KeptRow
from merak.ui.tasks import Tasks
from merak.ui.widgets.boxes import Card, EvenFlow, Flow, Line, Panel, clear
from merak.ui.widgets.buttons import Button
from merak.ui.widgets.empty import Empty
from merak.ui.widgets.fields import ChoiceField, TextField
from merak.ui.widgets.texts import heading, muted
from merak.ui.widgets.values import Option
from merak.ui.words import t

_TYPING_PAUSE_MS = 150
_FIELD = 320


class KeptList(Card):
    """By their code alone; what is chosen stays chosen while one looks for more."""

    counted = Signal()
    """Something was chosen, or is not any more."""
    refused = Signal(object)
    ended = Signal()
    """There are no more to show: the button that showed them is gone."""

    def __init__(self, tasks: Tasks, chosen: Sequence[CaseId]) -> None:
        super().__init__(14, (24, 18, 24, 24))
        self._tasks = tasks
        self._chosen = dict.fromkeys(chosen)
        self._deciding = Deciding(user_name="", keeper=False, colleagues=0)
        self._shown: dict[CaseId, KeptCase] = {}
        self._made: list[KeptRow] = []
        self._search = TextField(
            t("Find a case"), t("The code, or how it begins, among all cases.")
        )
        self._which = ChoiceField(
            t("Show"),
            [Option(key=one, text=retention_words.which(one)) for one in Which],
            t("In which order, or only some."),
        )
        self._which.present(Which.LAST_TOUCHED)
        self._typing = QTimer(self, singleShot=True, interval=_TYPING_PAUSE_MS)
        self._found, self._rows = muted(""), Panel(12)
        self._empty = Empty(
            "archive", t("No case is here"), t("Cases come with the laptops’ bundles.")
        )
        self._more = Button(t("Show more"), icon="chevron-down")
        self._all = Button(t("Choose all that are shown"), icon="check")
        self._build()
        self._typing.timeout.connect(self._find)
        self._search.edited.connect(self._typing.start)
        self._which.edited.connect(self._find)
        self._more.clicked.connect(self._load_more)
        self._all.clicked.connect(self._choose_all)

    def chosen(self) -> tuple[CaseId, ...]:
        """Gives what was chosen, in that order."""
        return tuple(self._chosen)

    def present(self, deciding: Deciding) -> None:
        """Shows the cases to who is here."""
        self._deciding = deciding
        self._find()

    def _build(self) -> None:
        accessibility.role(self._rows, "List")
        self._asked, fields, acts = QWidget(), EvenFlow(16, _FIELD), Flow(8)
        fields.addWidget(self._search)
        fields.addWidget(self._which)
        self._asked.setLayout(fields)
        acts.addWidget(self._more)
        acts.addWidget(self._all)
        self.body.addWidget(heading(t("Cases"), 2))
        for part in (self._asked, self._found, self._rows, self._empty):
            self.body.addWidget(part)
        self.body.addLayout(acts)

    # What is shown.

    def _find(self) -> None:
        typed, which = self._search.value().strip(), self._which_one()
        act: Callable[[Session], Kept] = partial(retention.first, which=which)
        if typed:
            act = partial(retention.find, typed=typed)
        then = partial(self._present, (typed, which))
        self._tasks.read(self, act, then, self.refused.emit)

    def _which_one(self) -> Which:
        return Which(self._which.value())

    def _present(self, asked: tuple[str, Which], found: Kept) -> None:
        # Answers come in the order of the questions; only the last one asked is shown.
        typed, which = asked
        if asked != (self._search.value().strip(), self._which_one()):
            return
        clear(self._rows.body)
        self._shown, self._made = {}, []
        nothing = not found.cases and not typed and which is not Which.HELD
        self._asked.setVisible(not nothing)
        self._empty.setVisible(nothing)
        said = retention_words.found(typed, which, found)
        self._found.setText(said)
        self._found.setVisible(bool(said) and not nothing)
        self._add(found)
        self._more.setVisible(found.more and not typed)
        self.show()

    def _load_more(self) -> None:
        last = list(self._shown.values())[-1]
        act = partial(retention.following, which=self._which_one(), last=last)
        self._tasks.read(self, act, self._went_on, self.refused.emit)

    def _went_on(self, found: Kept) -> None:
        self._add(found)
        self._more.setVisible(found.more)
        if not found.more:
            self.ended.emit()

    def _add(self, found: Kept) -> None:
        for line in found.cases:
            if self._shown:
                self._rows.body.addWidget(Line())
            self._shown[line.case] = line
            row = self._row(line)
            self._made.append(row)
            self._rows.body.addWidget(row)
        self._all.setVisible(sum(row.can_be_chosen() for row in self._made) > 1)

    def _row(self, line: KeptCase) -> KeptRow:
        who = self._deciding
        made = KeptRow(
            line,
            keeper=who.keeper,
            choosing=who.keeper and who.colleagues > 0,
            chosen=line.case in self._chosen,
        )
        made.chosen.connect(partial(self._choose, line.case))
        made.decided.connect(partial(self._hold, made, line.case))
        return made

    # What a keeper does.

    def _choose(self, case: CaseId, chosen: bool) -> None:  # noqa: FBT001  what the signal carries
        if chosen:
            self._chosen[case] = None
        else:
            self._chosen.pop(case, None)
        self.counted.emit()

    def _choose_all(self) -> None:
        for case, row in zip(self._shown, self._made, strict=True):
            if row.can_be_chosen():
                row.choose()
                self._chosen[case] = None
        self.counted.emit()

    def _hold(self, row: KeptRow, case: CaseId, wanted: bool) -> None:  # noqa: FBT001  as above
        def act(session: Session) -> KeptCase:
            if wanted:
                holds.hold(session, case)
            else:
                holds.end(session, case)
            return retention.case(session, case)

        def then(line: KeptCase) -> None:
            row.done(line)
            self._choose(case, False)

        self._tasks.change(self, act, then, failed=row.refused)
