"""Review: the screenings that nobody in the office has looked at, and the answers that go back."""

import threading
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from merak.services import answers, review_queue
from merak.services.answers import ForLaptop
from merak.services.hand_over import HandedOver
from merak.services.review_queue import Queue, Unreviewed
from merak.services.session import Session
from merak.ui import accessibility, words
from merak.ui import tasks as doors
from merak.ui.pages import case_words
from merak.ui.pages.office_folder import WriteToFolder
from merak.ui.pages.settings_parts import Outcome, section_card
from merak.ui.tasks import Tasks
from merak.ui.widgets.boxes import Flow, Line, Panel, clear, column, row
from merak.ui.widgets.buttons import Button, Kind
from merak.ui.widgets.focus_follower import FocusFollower
from merak.ui.widgets.page import Page
from merak.ui.widgets.texts import body, muted, pill, strong
from merak.ui.words import n, t

_BELOW_ABOUT = 2


class ReviewQueuePage(Page):
    """By code alone: who it is stays sealed."""

    opened = Signal(str)
    """A screening's record."""
    closed = Signal()

    def __init__(self, tasks: Tasks, done: str = "") -> None:
        super().__init__(
            t("Review"),
            t("Open duties come first, then the level, then who has waited longest."),
        )
        self._tasks = tasks
        self._stop = threading.Event()
        self._outcome = Outcome()
        self._queue = section_card(t("Not reviewed yet"))
        self._count, self._rows = body(""), Panel(10)
        accessibility.role(self._rows, "List")
        for part in (self._count, self._rows):
            self._queue.body.addWidget(part)
        self._to = strong("")
        self._write = WriteToFolder(
            tasks,
            t("Give the answers back"),
            t("One file for each laptop, which only that laptop can open."),
            t("Write the answers"),
            t("Stick or folder for the answers"),
        )
        self._write.asked.connect(self._go)
        # Who gets something stands below what it is about.
        self._write.body.insertWidget(_BELOW_ABOUT, self._to)
        for shown in (self._outcome, self._queue, self._write):
            self.body.addWidget(shown)
        for later in (self._queue, self._write):
            later.hide()
        if done:
            self._outcome.done(done, t("The laptop learns of it with the answers."))
        self._close = Button(t("Back to home"), Kind.DEFAULT, "arrow-left")
        self._close.clicked.connect(self.closed)
        self.set_foot(back=self._close)
        FocusFollower(self.area)
        tasks.read(self, review_queue.load, self._present, failed=self._outcome.refused)
        self._load_laptops()

    def title(self) -> str:
        """Returns the words for the top of the window."""
        return t("Review")

    def first_focus(self) -> None:
        """Puts the keyboard on the way back; the rest comes when it is read."""
        self._close.setFocus()

    def flush(self, then: Callable[[], None]) -> None:
        """Ends what is being written: a file is whole or not there."""
        self._stop.set()
        then()

    def _present(self, queue: Queue) -> None:
        self._count.setText(_waiting(queue))
        clear(self._rows.body)
        for place, line in enumerate(queue.first):
            if place:
                self._rows.body.addWidget(Line())
            self._rows.body.addWidget(self._row(line))
        self._queue.show()

    def _row(self, line: Unreviewed) -> QWidget:
        made, whole, about, head = QWidget(), row(8), column(4), Flow(10)
        accessibility.role(made, "ListItem")
        made.setAccessibleName(line.code)
        head.addWidget(strong(line.code, 15).one_line())
        if line.open_duty:
            head.addWidget(pill(t("Somebody must be told"), "warn"))
        about.addLayout(head)
        level = t("Not enough information") if line.insufficient else case_words.said(line.level)
        about.addWidget(body(level))
        parts = (words.moment(line.finished_at), line.by_name, line.laptop)
        about.addWidget(muted(" · ".join(filter(None, parts))))
        whole.addLayout(about, 1)
        button = Button(t("Review"), Kind.DEFAULT)
        button.setAccessibleName(t("Review {code}").format(code=line.code))
        button.clicked.connect(partial(self.opened.emit, str(line.record)))
        whole.addWidget(button, 0, Qt.AlignmentFlag.AlignVCenter)
        made.setLayout(whole)
        return made

    def _load_laptops(self) -> None:
        self._tasks.read(self, answers.for_laptops, self._offer, failed=self._outcome.refused)

    def _offer(self, found: Sequence[ForLaptop]) -> None:
        self._to.setText(_for_whom(found))
        self._write.setVisible(bool(found))

    def _go(self, folder: Path) -> None:
        def act(
            session: Session, progress: doors.Progress, stop: threading.Event
        ) -> tuple[HandedOver, ...]:
            return answers.write(session, folder, lambda done: progress(done, done), stop)

        self._stop = self._tasks.run(self, act, self._written, failed=self._write.refused)

    def _written(self, made: Sequence[HandedOver]) -> None:
        count = len(made)
        title = n("One file is written", "{count} files are written", count).format(count=count)
        names = ", ".join(one.path.name for one in made)
        self._write.done(title, t("Read back and whole: {names}.").format(names=names))
        self._load_laptops()


def _waiting(queue: Queue) -> str:
    if not queue.waiting:
        return t("Everything that came was reviewed.")
    said = n(
        "{count} screening waits for a review.",
        "{count} screenings wait for a review.",
        queue.waiting,
    ).format(count=queue.waiting)
    if queue.waiting > len(queue.first):
        shown = t("The first {count} are shown.").format(count=len(queue.first))
        return f"{said} {shown}"
    return said


def _for_whom(found: Sequence[ForLaptop]) -> str:
    new = [one for one in found if one.unsent]
    if not new:
        return t("All answers were written once. Where a stick was lost, write them again.")
    lines = (
        n("{label}: {count} new answer", "{label}: {count} new answers", one.unsent).format(
            label=one.label, count=one.unsent
        )
        for one in new
    )
    return " · ".join(lines)
