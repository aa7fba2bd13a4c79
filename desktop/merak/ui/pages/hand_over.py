"""Hand over: what goes to the office, onto a stick or into a folder."""

from collections.abc import Callable
from threading import Event

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent

from merak.services import hand_over, leaving, seal
from merak.services.hand_over import HandedOver
from merak.services.leaving import Leaving
from merak.services.purged import StillOnDisk
from merak.services.seal import Occasion, Sealed
from merak.services.session import Session
from merak.ui import messages, outside
from merak.ui.pages.hand_over_cards import GoesCard, NamesCard, StaysCard
from merak.ui.pages.hand_over_place import PlacePicker, Wants
from merak.ui.pages.receipts import BackCard, ClearCard
from merak.ui.tasks import Progress, Tasks
from merak.ui.widgets.banner import Banner, BannerValue
from merak.ui.widgets.boxes import Card, Flow
from merak.ui.widgets.buttons import Button, Kind
from merak.ui.widgets.page import Page
from merak.ui.widgets.progress import WorkBar
from merak.ui.widgets.texts import heading, muted
from merak.ui.widgets.values import Action, Tone
from merak.ui.words import n, t


class HandOverPage(Page):
    """What goes, to whom, what is sealed; then the place, the work, and what came of it."""

    office_asked = Signal()
    """To the settings, where a laptop comes to belong to an office."""
    closed = Signal()

    def __init__(self, tasks: Tasks) -> None:
        super().__init__(
            t("Hand over"), t("What was screened goes to your office on a stick, sealed for it.")
        )
        self._tasks = tasks
        self._cancel = Event()
        self._busy = False
        self._records = 0
        self._outcome, self._sealed = Banner(), Banner()
        self._goes, self._names, self._stays = GoesCard(), NamesCard(tasks), StaysCard()
        self._to = self._make_to()
        self._back, self._clear = BackCard(tasks), ClearCard(tasks)
        for part in (
            self._outcome,
            self._sealed,
            self._goes,
            self._names,
            self._stays,
            self._to,
            self._back,
            self._clear,
        ):
            self.body.addWidget(part)
        for later in (
            self._goes,
            self._names,
            self._stays,
            self._to,
            self._back,
            self._clear,
        ):
            later.hide()
        close = Button(t("Back to home"), Kind.DEFAULT, "arrow-left")
        self.set_foot(back=close)
        close.clicked.connect(self.closed)
        self._outcome.acted.connect(lambda _: self.office_asked.emit())
        self._names.named.connect(self._load)
        self._back.taken.connect(self._look_again)
        self._clear.cleared.connect(self._load)
        self._load()

    def title(self) -> str:
        """Returns the words for the top of the window."""
        return t("Hand over")

    def first_focus(self) -> None:
        """Puts the keyboard on the place."""
        self._place.aim()

    def flush(self, then: Callable[[], None]) -> None:
        """Stops what is being written: nothing half done stays on the stick; then calls."""
        self._cancel.set()
        self._back.stop()
        then()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Goes home with Escape, unless something is being written."""
        if event.key() == Qt.Key.Key_Escape and not self._busy:
            self.closed.emit()
        else:
            super().keyPressEvent(event)

    def _make_to(self) -> Card:
        made = Card(14, (24, 18, 24, 24))
        self._place = PlacePicker(
            self._tasks,
            Wants.FOLDER,
            t("Where it goes"),
            t("A stick, a disc, a shared folder: any folder will do."),
        )
        self._go = Button(t("Hand over now"), Kind.PRIMARY, "usb")
        self._work = WorkBar()
        self._work.hide()
        actions = Flow(8)
        actions.addWidget(self._go)
        made.body.addWidget(heading(t("Write it"), 2))
        made.body.addWidget(
            muted(t("It is read back before it counts. The file’s name and date tell nothing."))
        )
        made.body.addWidget(self._place)
        made.body.addLayout(actions)
        made.body.addWidget(self._work)
        self._go.clicked.connect(self._begin)
        self._place.submitted.connect(self._begin)
        self._work.cancel.clicked.connect(self._stop)
        return made

    def _load(self) -> None:
        self._tasks.read(self, leaving.load, self._present, failed=self._closed_off)

    def _present(self, shown: Leaving) -> None:
        self._records = shown.outgoing.records
        self._goes.present(shown)
        self._names.present(shown)
        self._stays.present(shown.outgoing.drafts)
        for part in (self._goes, self._names, self._back, self._clear):
            part.show()
        self._to.setVisible(self._records > 0)

    def _look_again(self) -> None:
        self._load()
        self._clear.load()

    def _closed_off(self, error: Exception) -> None:
        said = messages.say(error)
        actions = (
            (Action(key="office", text=t("Open the settings"), icon="building-2"),)
            if outside.has_no_office(error)
            else ()
        )
        self._outcome.present(
            BannerValue(tone=Tone.WARN, title=said.title, text=said.text, actions=actions)
        )

    def _begin(self) -> None:
        if self._busy or not self._place.check():
            return
        folder = self._place.value()

        def act(session: Session, progress: Progress, cancel: Event) -> HandedOver:
            total = self._records
            return hand_over.export(
                session, folder, lambda done: progress(done, max(done, total)), cancel
            )

        for banner in (self._outcome, self._sealed):
            banner.present(BannerValue())
        self._set_busy(busy=True)
        self._work.present(t("Writing and reading back"), 0, 0)
        self._cancel = self._tasks.run(
            self, act, self._written, failed=self._failed, progress=self._progressed
        )

    def _progressed(self, done: int, total: int) -> None:
        said = t("{done} of {total} records").format(done=done, total=total)
        self._work.present(said, done, total)

    def _stop(self) -> None:
        self._cancel.set()
        self._work.present(t("Stopping"), 0, 0)

    def _written(self, done: HandedOver) -> None:
        self._outcome.present(
            BannerValue(
                tone=Tone.OK,
                title=n(
                    "Handed over: {count} record", "Handed over: {count} records", done.records
                ).format(count=done.records),
                text=t(
                    "The file {file} is bundle {number}. It was read back and is whole. Bring it to"
                    " the office, and ask for a receipt."
                ).format(file=done.path.name, number=done.sequence),
            )
        )
        self._work.present(t("Sealing names"), 0, 0)
        self._tasks.change(
            self,
            lambda session: seal.by_policy(session, Occasion.HANDED_OVER),
            self._after,
            failed=self._not_sealed,
        )

    def _after(self, done: Sealed) -> None:
        if done.cases:
            self._sealed.present(
                BannerValue(
                    tone=Tone.OK,
                    title=n(
                        "{count} case is sealed", "{count} cases are sealed", done.cases
                    ).format(count=done.cases),
                    text=t("Nobody can read these names and notes on this laptop any more."),
                )
            )
        self._end()

    def _not_sealed(self, error: Exception) -> None:
        said = messages.say(error)
        title, text = t("It is handed over, but names could not be sealed"), said.line()
        if isinstance(error, StillOnDisk):
            title, text = said.title, said.text
        self._sealed.present(BannerValue(tone=Tone.WARN, title=title, text=text))
        self._end()

    def _failed(self, error: Exception) -> None:
        if outside.was_stopped(error):
            self._outcome.present(
                BannerValue(
                    title=t("Stopped. Nothing was handed over."),
                    text=t("Nothing half done was left there."),
                )
            )
        else:
            self._outcome.present(outside.not_written(error))
        self._end()

    def _end(self) -> None:
        self._set_busy(busy=False)
        self.area.verticalScrollBar().setValue(0)
        self._look_again()

    def _set_busy(self, *, busy: bool) -> None:
        self._busy = busy
        self._work.setVisible(busy)
        self._go.setVisible(not busy)
        self._place.setEnabled(not busy)
