"""What comes back from the office, and clearing what it safely has."""

from collections.abc import Sequence
from functools import partial
from threading import Event

from PySide6.QtCore import Signal

from merak.domain.ids import CaseId
from merak.services import clear, from_office
from merak.services.clear import Clearable, Stays
from merak.services.from_office import Confirmed, TakenIn
from merak.services.session import Session
from merak.ui import messages, outside
from merak.ui.pages import case_words, receipts_words
from merak.ui.pages.hand_over_place import PlacePicker, Wants
from merak.ui.tasks import Progress, Tasks
from merak.ui.widgets.banner import Banner, BannerValue
from merak.ui.widgets.boxes import Card, Flow
from merak.ui.widgets.boxes import clear as empty
from merak.ui.widgets.buttons import Button, Kind
from merak.ui.widgets.sentences import Sentences
from merak.ui.widgets.texts import body, heading, muted, pill
from merak.ui.widgets.values import Action, Tone
from merak.ui.words import n, t

_MOST = 24


class BackCard(Card):
    """A file from the office is taken, and what it says is told."""

    taken = Signal()

    def __init__(self, tasks: Tasks) -> None:
        super().__init__(14, (24, 18, 24, 24))
        self._tasks = tasks
        self._cancel = Event()
        self._outcome = Banner()
        self._place = PlacePicker(
            tasks,
            Wants.FILE,
            t("The file from the office"),
            t("A receipt, or answers to what you have handed over."),
        )
        self._take = Button(t("Take it"), Kind.DEFAULT, "file-text")
        actions = Flow(8)
        actions.addWidget(self._take)
        self.body.addWidget(heading(t("What the office gives back"), 2))
        for part in (self._outcome, self._place):
            self.body.addWidget(part)
        self.body.addLayout(actions)
        self._take.clicked.connect(self._go)
        self._place.submitted.connect(self._go)

    def stop(self) -> None:
        """Stops taking; nothing half done stays."""
        self._cancel.set()

    def _go(self) -> None:
        if not self._take.isEnabled() or not self._place.check():
            return
        path = self._place.value()

        def act(session: Session, progress: Progress, cancel: Event) -> Confirmed | TakenIn:
            return from_office.take(session, path, lambda done: progress(done, done), cancel)

        self._take.setEnabled(False)
        self._cancel = self._tasks.run(self, act, self._done, failed=self._failed)

    def _done(self, came: Confirmed | TakenIn) -> None:
        self._take.setEnabled(True)
        self._place.forget()
        if isinstance(came, Confirmed):
            self._outcome.present(receipts_words.receipt(came))
        else:
            self._outcome.present(receipts_words.bundle(came))
        self.taken.emit()

    def _failed(self, error: Exception) -> None:
        self._take.setEnabled(True)
        self._outcome.present(outside.not_read(error))


class ClearCard(Card):
    """Which cases can be forgotten here, and why the others stay."""

    cleared = Signal()

    def __init__(self, tasks: Tasks) -> None:
        super().__init__(12, (24, 18, 24, 24))
        self._tasks = tasks
        self._cases: tuple[CaseId, ...] = ()
        self._outcome, self._question = Banner(), Banner()
        self._said = body("")
        self._codes = Flow(8)
        self._stay = Sentences((), "clock", "muted")
        self._clear = Button("", Kind.DEFAULT, "eye-off")
        self._clear.hide()
        actions = Flow(8)
        actions.addWidget(self._clear)
        self.body.addWidget(heading(t("Clear this laptop"), 2))
        self.body.addWidget(
            muted(t("Only what the office has in its own backup. Clearing is for here alone."))
        )
        self.body.addWidget(self._outcome)
        self.body.addWidget(self._said)
        self.body.addLayout(self._codes)
        self.body.addWidget(self._stay)
        self.body.addLayout(actions)
        self.body.addWidget(self._question)
        self._clear.clicked.connect(self._ask)
        self._question.acted.connect(self._answered)
        self.load()

    def load(self) -> None:
        """Looks again at what can be cleared."""
        self._tasks.read(self, clear.every, self._present, failed=self._failed)

    def _present(self, found: Sequence[Clearable]) -> None:
        can = [one for one in found if one.stays is Stays.NOTHING]
        self._cases = tuple(one.case for one in can)
        self._said.setText(receipts_words.clearable(len(can), len(found)))
        empty(self._codes)
        for one in can[:_MOST]:
            self._codes.addWidget(pill(case_words.called(one.code, one.mnemonic)))
        self._stay.present(receipts_words.staying(found))
        self._stay.setVisible(len(can) < len(found))
        words = n("Clear {count} case", "Clear {count} cases", len(can)).format(count=len(can))
        self._clear.present(words)
        self._clear.setVisible(bool(can))

    def _ask(self) -> None:
        self._question.present(
            BannerValue(
                tone=Tone.WARN,
                title=t("Clear them from this laptop?"),
                text=t(
                    "Their answers, levels and notes are gone here and cannot be brought back. The"
                    " office keeps them."
                ),
                actions=(
                    Action(key="clear", text=t("Yes, clear them"), icon="check"),
                    Action(key="keep", text=t("Keep them")),
                ),
            )
        )

    def _answered(self, key: str) -> None:
        self._question.present(BannerValue())
        if key != "clear":
            return
        self._clear.setEnabled(False)
        act = partial(clear.clear, cases=self._cases)
        self._tasks.change(self, act, self._done, failed=self._failed)

    def _done(self, count: int) -> None:
        self._clear.setEnabled(True)
        self._outcome.present(
            BannerValue(
                tone=Tone.OK,
                title=n("{count} case is cleared", "{count} cases are cleared", count).format(
                    count=count
                ),
                text=t("No key opens on this laptop what they said. The office has them."),
            )
        )
        self.load()
        self.cleared.emit()

    def _failed(self, error: Exception) -> None:
        self._clear.setEnabled(True)
        said = messages.say(error)
        self._outcome.present(BannerValue(tone=Tone.WARN, title=said.title, text=said.text))
