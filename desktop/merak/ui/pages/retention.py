"""Retention: what the office keeps, what is under legal hold, and what is deleted for good."""

import threading
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal

from merak.domain.ids import CaseId
from merak.domain.record import Kind as RecordKind
from merak.services import answers, retention
from merak.services.answers import ForLaptop
from merak.services.hand_over import HandedOver
from merak.services.retention import Deciding
from merak.services.session import Session
from merak.ui import tasks as doors
from merak.ui.pages import retention_words
from merak.ui.pages.office_folder import WriteToFolder
from merak.ui.pages.retention_list import KeptList
from merak.ui.pages.settings_parts import Outcome
from merak.ui.tasks import Tasks
from merak.ui.widgets.banner import Banner, BannerValue
from merak.ui.widgets.buttons import Button, Kind
from merak.ui.widgets.focus_follower import FocusFollower
from merak.ui.widgets.page import Page
from merak.ui.widgets.texts import strong
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
        self._outcome, self._alone = Outcome(), Banner()
        self._list = KeptList(tasks, chosen)
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
        self._go.clicked.connect(lambda: self.purge_asked.emit(self._list.chosen()))
        self._list.counted.connect(self._count)
        self._list.refused.connect(self._outcome.refused)
        self._list.ended.connect(self._close.setFocus)
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

    def _present(self, found: Deciding) -> None:
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
        self._list.present(found)

    def _count(self) -> None:
        count = len(self._list.chosen())
        self._go.present(retention_words.delete(count))
        self._go.setVisible(count > 0)
        self._note.setText(t("Nothing is deleted before two people agree.") if count else "")

    # The way to the laptops.

    def _make_write(self) -> WriteToFolder:
        made = WriteToFolder(
            self._tasks,
            t("Bring it to the laptops"),
            t(
                "One file for each laptop that has what was deleted. The laptop deletes it too when"
                " it takes the file."
            ),
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
