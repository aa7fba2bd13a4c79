"""Asking an office to enrol this laptop, and the seven words that two people compare."""

from collections.abc import Mapping, Sequence
from functools import partial

from PySide6.QtCore import Signal

from merak.services import enrol
from merak.services.enrol import Request
from merak.services.given import Chance
from merak.services.session import Session
from merak.ui.pages.hand_over_place import PlacePicker, Wants
from merak.ui.tasks import Tasks
from merak.ui.widgets.boxes import Card, Flow, Panel
from merak.ui.widgets.buttons import Button, Kind
from merak.ui.widgets.fields import TextField
from merak.ui.widgets.texts import body, heading, muted
from merak.ui.widgets.word_grid import WordSheet
from merak.ui.words import t

# One word of the beginning and one of the end: three places, then four.
_PARTS = ((1, 3), (4, 4))


class AskCard(Card):
    """What the office shall call this laptop, and where the request goes."""

    asked = Signal(object)
    """A `Request`."""
    refused = Signal(object)

    def __init__(self, tasks: Tasks) -> None:
        super().__init__(16, (24, 18, 24, 24))
        self._tasks = tasks
        self._label = TextField(
            t("What the office should call this laptop"),
            t("Where it stands, for example: north wing. Nobody’s name."),
        )
        self._place = PlacePicker(
            tasks, Wants.FOLDER, t("Where the request goes"), t("A stick, or any folder.")
        )
        self._ask = Button(t("Make an enrolment request"), Kind.PRIMARY, "send")
        actions = Flow(8)
        actions.addWidget(self._ask)
        self.body.addWidget(heading(t("Ask the office to enrol this laptop"), 2))
        self.body.addWidget(
            muted(t("The request is a small file that only the office can open. Bring it there."))
        )
        for part in (self._label, self._place):
            self.body.addWidget(part)
        self.body.addLayout(actions)
        self._label.edited.connect(lambda: self._label.complain(""))
        self._place.submitted.connect(self._go)
        self._ask.clicked.connect(self._go)

    def present(self, label: str) -> None:
        """Fills in what the office was asked to call it before, where nothing is typed yet."""
        if label and not self._label.value():
            self._label.present(label)

    def aim(self) -> None:
        """Puts the focus on the name of the laptop."""
        self._label.aim()

    def _go(self) -> None:
        label = " ".join(self._label.value().split())
        if not label:
            self._label.complain(t("Say in a word or two which laptop this is."))
            self._label.aim()
            return
        if not self._place.check():
            return
        folder = self._place.value()
        self._ask.setEnabled(False)

        def act(session: Session) -> Request:
            return enrol.request(session, folder, label)

        self._tasks.change(self, act, self._done, failed=self._failed)

    def _done(self, request: Request) -> None:
        self._ask.setEnabled(True)
        self._place.forget()
        self.asked.emit(request)

    def _failed(self, error: Exception) -> None:
        self._ask.setEnabled(True)
        self.refused.emit(error)


class WordsCard(Card):
    """The seven words, and two of them typed as the office reads them."""

    agreed = Signal()
    forgotten = Signal()
    refused = Signal(object)

    def __init__(self, tasks: Tasks, chance: Chance) -> None:
        super().__init__(16, (24, 18, 24, 24))
        self._tasks, self._chance = tasks, chance
        self._asked: Mapping[int, TextField] = {}
        self._words = WordSheet(t("The seven words of this laptop"))
        self._fields = Panel(12)
        self._agree = Button(t("The words agree"), Kind.PRIMARY, "check")
        differ = Button(t("They differ: forget this kit"), Kind.DEFAULT, "x")
        actions = Flow(8)
        for button in (self._agree, differ):
            actions.addWidget(button)
        self.body.addWidget(heading(t("Compare seven words with the office"), 2))
        self.body.addWidget(
            body(
                t(
                    "Read them aloud to the office, by phone or in person, and let the office read"
                    " theirs to you. Only the same seven words mean that nobody stands in between."
                )
            )
        )
        for part in (self._words, self._fields):
            self.body.addWidget(part)
        self.body.addLayout(actions)
        self._agree.clicked.connect(self._go)
        differ.clicked.connect(self._forget)

    def present(self, words: Sequence[str]) -> None:
        """Shows the words, and asks for two of them by chance."""
        self._words.present(words)
        for field in self._asked.values():
            self._fields.body.removeWidget(field)
            field.hide()
            field.deleteLater()
        drawn = self._chance(len(_PARTS))
        places = [
            first + byte % length for (first, length), byte in zip(_PARTS, drawn, strict=True)
        ]
        self._asked = {
            place: TextField(
                t("Word {number}, as the office reads it").format(number=place), width=280
            )
            for place in places
        }
        for field in self._asked.values():
            self._fields.body.addWidget(field)
            field.edited.connect(partial(field.complain, ""))
            field.input.returnPressed.connect(self._go)

    def _go(self) -> None:
        typed = {place: field.value().strip() for place, field in self._asked.items()}
        empty = [place for place, word in typed.items() if not word]
        if empty:
            self._asked[empty[0]].complain(t("Type this word as you hear it."))
            self._asked[empty[0]].aim()
            return
        self._agree.setEnabled(False)

        def act(session: Session) -> None:
            enrol.agree(session, typed)

        self._tasks.change(self, act, self._done, failed=self._failed)

    def _done(self, _: None) -> None:
        self._agree.setEnabled(True)
        self.agreed.emit()

    def _failed(self, error: Exception) -> None:
        self._agree.setEnabled(True)
        self.refused.emit(error)

    def _forget(self) -> None:
        self._tasks.change(
            self, enrol.forget_kit, lambda _: self.forgotten.emit(), failed=self.refused.emit
        )
