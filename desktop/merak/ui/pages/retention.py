"""Retention: what the office keeps, what is under legal hold, and what is deleted for good."""

import threading
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QWidget

from merak.domain.ids import CaseId
from merak.domain.record import Kind as RecordKind
from merak.services import answers, holds, retention
from merak.services.answers import ForLaptop
from merak.services.hand_over import HandedOver
from merak.services.retention import Deciding, Kept, KeptCase
from merak.services.session import Session
from merak.ui import accessibility
from merak.ui import tasks as doors
from merak.ui.pages import retention_words
from merak.ui.pages.office_folder import WriteToFolder
from merak.ui.pages.retention_row import KeptRow
from merak.ui.pages.settings_parts import Outcome, section_card
from merak.ui.tasks import Tasks
from merak.ui.widgets.banner import Banner, BannerValue
from merak.ui.widgets.boxes import Card, Flow, Line, Panel, clear
from merak.ui.widgets.buttons import Button, Kind
from merak.ui.widgets.empty import Empty
from merak.ui.widgets.fields import TextField
from merak.ui.widgets.focus_follower import FocusFollower
from merak.ui.widgets.page import Page
from merak.ui.widgets.texts import muted, strong
from merak.ui.widgets.values import Action
from merak.ui.words import n, t

_TYPING_PAUSE_MS = 150
_BELOW_ABOUT = 2
NOTHING = BannerValue()


class RetentionPage(Page):
    """Cases by their code, the last touched first; a keeper holds them, or chooses what goes."""

    purge_asked = Signal(object)
    """The cases that were chosen, a tuple of their ids."""
    people_asked = Signal()
    """To the settings, where a second person is added."""
    closed = Signal()

    def __init__(
        self, tasks: Tasks, chosen: Sequence[CaseId] = (), done: BannerValue = NOTHING
    ) -> None:
        super().__init__(t("Retention"), t("What this office keeps, what is held, and what goes."))
        self._tasks = tasks
        self._stop = threading.Event()
        self._chosen = dict.fromkeys(chosen)
        self._deciding = Deciding(user_name="", keeper=False, colleagues=0)
        self._shown: list[KeptCase] = []
        self._outcome, self._alone = Outcome(), Banner()
        self._list = self._make_list()
        self._write = self._make_write()
        for part in (self._outcome, self._alone, self._list, self._write):
            self.body.addWidget(part)
        for later in (self._list, self._write):
            later.hide()
        self._close = Button(t("Back to home"), Kind.DEFAULT, "arrow-left")
        self._go = Button("", Kind.PRIMARY, "arrow-right")
        self._note = self.set_foot(back=self._close, forward=self._go)
        FocusFollower(self.area)
        self._close.clicked.connect(self.closed)
        self._go.clicked.connect(lambda: self.purge_asked.emit(tuple(self._chosen)))
        self._alone.acted.connect(lambda _: self.people_asked.emit())
        self._count()
        self._outcome.present(done)
        tasks.read(self, retention.deciding, self._present, failed=self._outcome.refused)
        self._load_laptops()

    def title(self) -> str:
        """Returns the words for the top of the window."""
        return t("Retention")

    def first_focus(self) -> None:
        """Puts the keyboard on the way back; the rest comes when it is read."""
        self._close.setFocus()

    def flush(self, then: Callable[[], None]) -> None:
        """Ends what is being written: a file is whole or not there."""
        self._stop.set()
        then()

    # The list.

    def _make_list(self) -> Card:
        card = section_card(t("Cases"))
        self._search = TextField(t("Find a case"), t("The code, or how it begins."), width=280)
        self._typing = QTimer(self, singleShot=True, interval=_TYPING_PAUSE_MS)
        self._which, self._rows = muted(""), Panel(12)
        accessibility.role(self._rows, "List")
        self._empty = Empty(
            "archive", t("No case is here"), t("Cases come with the laptops’ bundles.")
        )
        self._older, line = Button(t("Show older ones"), icon="chevron-down"), Flow(8)
        line.addWidget(self._older)
        for part in (self._search, self._which, self._rows, self._empty):
            card.body.addWidget(part)
        card.body.addLayout(line)
        self._typing.timeout.connect(self._find)
        self._search.edited.connect(self._typing.start)
        self._older.clicked.connect(self._load_older)
        return card

    def _present(self, found: Deciding) -> None:
        self._deciding = found
        alone = BannerValue()
        if not found.keeper:
            alone = BannerValue(
                title=t("You can look, and change nothing"),
                text=t("Only a keeper of this office puts cases under hold or deletes them."),
            )
        elif not found.colleagues:
            alone = BannerValue(
                title=t("To delete for good, a second person is needed"),
                text=t("Two people decide it, each with a passphrase. Add the second first."),
                actions=(Action(key="people", text=t("Add a person"), icon="user-plus"),),
            )
        self._alone.present(alone)
        self._find()

    def _find(self) -> None:
        typed = self._search.value().strip()
        act = partial(retention.find, typed=typed) if typed else retention.newest
        self._tasks.read(self, act, partial(self._found, typed), self._outcome.refused)

    def _found(self, typed: str, found: Kept) -> None:
        # Answers come in the order of the questions; only the last one asked is shown.
        if typed != self._search.value().strip():
            return
        clear(self._rows.body)
        self._shown = []
        nothing = not found.cases and not typed
        for part in (self._search, self._which):
            part.setVisible(not nothing)
        self._empty.setVisible(nothing)
        self._which.setText(_which(typed, found))
        self._add(found)
        self._older.setVisible(found.more and not typed)
        self._list.show()

    def _load_older(self) -> None:
        act = partial(retention.older, last=self._shown[-1])
        self._tasks.read(self, act, self._went_on, self._outcome.refused)

    def _went_on(self, found: Kept) -> None:
        self._add(found)
        self._older.setVisible(found.more)
        if not found.more:
            self._close.setFocus()

    def _add(self, found: Kept) -> None:
        for line in found.cases:
            if self._shown:
                self._rows.body.addWidget(Line())
            self._shown.append(line)
            self._rows.body.addWidget(self._row(line))

    def _row(self, line: KeptCase) -> QWidget:
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
        self._count()

    def _count(self) -> None:
        count = len(self._chosen)
        self._go.present(retention_words.delete(count))
        self._go.setVisible(count > 0)
        self._note.setText(t("Nothing is deleted before two people agree.") if count else "")

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

    # The way to the laptops.

    def _make_write(self) -> WriteToFolder:
        made = WriteToFolder(
            self._tasks,
            t("Bring it to the laptops"),
            t("One file for each laptop that has what was deleted. It drops it when it takes it."),
            t("Write the files"),
            t("Stick or folder for the laptops"),
        )
        self._to = strong("")
        made.body.insertWidget(_BELOW_ABOUT, self._to)
        made.asked.connect(self._go_out)
        return made

    def _load_laptops(self) -> None:
        act = partial(answers.for_laptops, kind=RecordKind.PURGE)
        self._tasks.read(self, act, self._offer, failed=self._outcome.refused)

    def _offer(self, found: Sequence[ForLaptop]) -> None:
        self._to.setText(retention_words.for_whom(found))
        self._write.setVisible(bool(found))

    def _go_out(self, folder: Path) -> None:
        def act(
            session: Session, progress: doors.Progress, stop: threading.Event
        ) -> tuple[HandedOver, ...]:
            kind = RecordKind.PURGE
            return answers.write(session, folder, lambda done: progress(done, done), stop, kind)

        self._stop = self._tasks.run(self, act, self._written, failed=self._write.refused)

    def _written(self, made: Sequence[HandedOver]) -> None:
        count = len(made)
        title = n("One file is written", "{count} files are written", count).format(count=count)
        names = ", ".join(one.path.name for one in made)
        self._write.done(title, t("Read back and whole: {names}.").format(names=names))
        self._load_laptops()


def _which(typed: str, found: Kept) -> str:
    if not typed:
        return t("The last touched first")
    if not found.cases:
        return t("No case here has this code.")
    if found.more:
        return t("The first {count} are shown.").format(count=len(found.cases))
    count = len(found.cases)
    return n("{count} case found", "{count} cases found", count).format(count=count)
