"""Taking in bundles: choose, see what would come in, take in, give receipts back."""

import threading
from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QElapsedTimer, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QWidget

from merak.domain.ids import DeviceId
from merak.domain.ledger import Arrival
from merak.services import take_in_many
from merak.services.session import Session
from merak.services.take_in import NotTaken, Preview, TakenIn
from merak.services.take_in_many import Came
from merak.ui import tasks as doors
from merak.ui.pages import import_words
from merak.ui.pages.import_choose import ChooseBundles, dropped
from merak.ui.pages.import_list import BundleList, BundleRow
from merak.ui.pages.import_receipts import GiveReceipts
from merak.ui.pages.settings_parts import Outcome
from merak.ui.tasks import Tasks
from merak.ui.widgets.boxes import Card, Flow, Panel
from merak.ui.widgets.buttons import Button, Kind
from merak.ui.widgets.focus_follower import FocusFollower
from merak.ui.widgets.page import Page
from merak.ui.widgets.progress import WorkBar
from merak.ui.widgets.values import Tone
from merak.ui.words import n, t


class ImportPage(Page):
    """Nothing is taken in before it was checked to its end and shown."""

    closed = Signal()

    def __init__(self, tasks: Tasks) -> None:
        super().__init__(t("Take in bundles"), t("What laptops bring, on any stick or share."))
        self.setAcceptDrops(True)
        self._tasks = tasks
        self._looked: tuple[Preview | NotTaken, ...] = ()
        self._labels: dict[DeviceId, str] = {}
        self._stop = threading.Event()
        self._since = QElapsedTimer()
        self._outcome, self._choose = Outcome(), ChooseBundles(tasks)
        self._work, bar = WorkBar(), Card(0, (24, 18, 24, 18))
        bar.body.addWidget(self._work)
        self._bar = bar
        self._list, self._receipts = BundleList(), GiveReceipts(tasks)
        self._take = Button("", Kind.PRIMARY, "inbox")
        self._others = Button(t("Choose other bundles"), Kind.DEFAULT)
        self._acts, line = Panel(0), Flow(8)
        for button in (self._take, self._others):
            line.addWidget(button)
        self._acts.body.addLayout(line)
        self._parts = (self._choose, bar, self._list, self._acts, self._receipts)
        for part in (self._outcome, *self._parts):
            self.body.addWidget(part)
        self._close = Button(t("Back to home"), Kind.DEFAULT, "arrow-left")
        self.set_foot(back=self._close)
        FocusFollower(self.area)
        self._close.clicked.connect(self.closed)
        self._choose.chosen.connect(self._look)
        self._work.cancel.clicked.connect(self._cancel)
        self._take.clicked.connect(self._go)
        self._others.clicked.connect(self._again)
        self._show(self._choose)

    def title(self) -> str:
        """Returns the words for the top of the window."""
        return t("Take in bundles")

    def first_focus(self) -> None:
        """Puts the keyboard on where the bundles are."""
        self._choose.aim()

    def flush(self, then: Callable[[], None]) -> None:
        """Ends what is going on: a bundle is in whole or not at all."""
        self._stop.set()
        then()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Takes files and folders of this computer."""
        if self._choose.isVisible() and dropped(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Checks what was dropped."""
        event.acceptProposedAction()
        self._look(dropped(event.mimeData()))

    def _look(self, paths: Sequence[Path]) -> None:
        def act(
            session: Session, progress: doors.Progress, stop: threading.Event
        ) -> tuple[Preview | NotTaken, ...]:
            return take_in_many.look(session, paths, progress, stop)

        self._begin()
        self._stop = self._tasks.run(
            self, act, self._preview, failed=self._refused, progress=self._checking
        )

    def _preview(self, looked: tuple[Preview | NotTaken, ...]) -> None:
        if not looked:
            self._again()
            self._outcome.done(
                t("There are no bundles"), t("No file whose name ends in .age is in this folder.")
            )
            return
        self._looked = looked
        previews = [one for one in looked if isinstance(one, Preview)]
        self._labels = {one.sent.header.device: one.label for one in previews}
        rows = [_row(_name(one), one.path, *import_words.would(one)) for one in looked]
        self._list.present(t("What would come in"), t("Nothing was taken in yet."), rows)
        new = sum(one.arrival is Arrival.NEW for one in previews)
        words = n("Take in {count} bundle", "Take in {count} bundles", new).format(count=new)
        # What is here already gets its receipt once more; two laptops under one name are noted.
        self._take.present(words if new else t("Go on"))
        self._take.setVisible(bool(previews))
        self._show(self._list, self._acts)
        (self._take if previews else self._others).setFocus()

    def _go(self) -> None:
        looked = self._looked

        def act(session: Session, progress: doors.Progress, stop: threading.Event) -> Came:
            return take_in_many.take(session, looked, progress, stop)

        self._begin()
        self._stop = self._tasks.run(
            self, act, self._came, failed=self._refused, progress=self._taking
        )

    def _came(self, came: Came) -> None:
        rows = []
        for one in came.results:
            name = one.path.name
            if isinstance(one, TakenIn):
                name = import_words.name(self._labels.get(one.device, ""), one.sequence)
            rows.append(_row(name, one.path, *import_words.came(one)))
        self._list.present(t("What came of it"), import_words.summary(came.results), rows)
        self._take.hide()
        devices = [one.device for one in came.results if isinstance(one, TakenIn)]
        self._receipts.present(tuple(dict.fromkeys(devices)))
        self._show(self._list, self._acts, *([self._receipts] if devices else []))
        if came.untouched:
            said = n(
                "{count} bundle was not taken in. What stands below is in.",
                "{count} bundles were not taken in. What stands below is in.",
                came.untouched,
            )
            self._outcome.done(t("Cancelled"), said.format(count=came.untouched))
        self.area.verticalScrollBar().setValue(0)
        self._others.setFocus()

    def _cancel(self) -> None:
        self._stop.set()

    def _again(self) -> None:
        self._looked = ()
        self._outcome.forget()
        self._show(self._choose)
        self._choose.aim()

    def _refused(self, error: Exception) -> None:
        self._again()
        self._outcome.refused(error)

    def _begin(self) -> None:
        self._outcome.forget()
        self._since.start()
        self._work.present(t("Reading the bundles"), 0, 0)
        self._show(self._bar)
        self._work.cancel.setFocus()

    def _checking(self, done: int, _total: int) -> None:
        self._work.present(t("Checked: {count} records").format(count=done), 0, 0)

    def _taking(self, done: int, total: int) -> None:
        words = t("Taken in: {done} of {total} records").format(done=done, total=total)
        seconds = self._since.elapsed() / 1000
        if seconds > 1 and 0 < done < total:
            left = round(seconds * (total - done) / done)
            about = n("about {count} second left", "about {count} seconds left", left)
            words = f"{words}, {about.format(count=left)}"
        self._work.present(words, done, total)

    def _show(self, *shown: QWidget) -> None:
        for part in self._parts:
            part.setVisible(part in shown)


def _name(one: Preview | NotTaken) -> str:
    if isinstance(one, NotTaken):
        return one.path.name
    return import_words.name(one.label, one.sent.header.sequence)


def _row(name: str, path: Path, tone: Tone, said: str) -> BundleRow:
    return BundleRow(name=name, file=path.name, tone=tone, said=said)
