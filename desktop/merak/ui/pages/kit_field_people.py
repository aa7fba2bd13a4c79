"""Telling the office who works on an enrolled laptop now."""

from functools import partial

from PySide6.QtCore import Signal

from merak.services import enrol
from merak.services.belonging import Belonging
from merak.services.enrol import Request
from merak.ui.pages.hand_over_place import PlacePicker, Wants
from merak.ui.tasks import Tasks
from merak.ui.widgets.boxes import Card, Flow, Panel
from merak.ui.widgets.buttons import Button, Kind
from merak.ui.widgets.marked_text import MarkedText
from merak.ui.widgets.texts import heading, muted
from merak.ui.widgets.values import Tone
from merak.ui.widgets.word_grid import WordSheet
from merak.ui.words import t


class PeopleCard(Card):
    """Whom the office does not know yet, and the file that tells it."""

    told = Signal(object)
    """A `Request`."""
    refused = Signal(object)

    def __init__(self, tasks: Tasks) -> None:
        super().__init__(14, (24, 18, 24, 24))
        self._tasks = tasks
        self._unknown, self._gone = MarkedText(), MarkedText()
        self._place = PlacePicker(
            tasks, Wants.FOLDER, t("Where the list goes"), t("A stick, or any folder.")
        )
        self._write = Button(t("Write the list"), Kind.DEFAULT, "users")
        self._words = WordSheet(t("The seven words of this laptop"))
        self._asked = Panel(8)
        self._asked.body.addWidget(
            muted(t("Only if the office asks for seven words, read these to it:"), 14)
        )
        self._asked.body.addWidget(self._words)
        self._asked.hide()
        actions = Flow(8)
        actions.addWidget(self._write)
        about = t(
            "The list is a small file that only the office can open. This laptop signs it, so"
            " nobody needs to compare words. Write it when somebody is new here, has left or has"
            " another name."
        )
        for part in (
            heading(t("Tell the office who works here"), 2),
            muted(about),
            self._unknown,
            self._gone,
            self._place,
        ):
            self.body.addWidget(part)
        self.body.addLayout(actions)
        self.body.addWidget(self._asked)
        self._place.submitted.connect(self._go)
        self._write.clicked.connect(self._go)

    def present(self, shown: Belonging) -> None:
        """Shows who differs from the office's list."""
        for line, names, said in (
            (self._unknown, shown.unknown, t("The office does not know yet: {names}.")),
            (self._gone, shown.gone, t("The office still lists, though removed here: {names}.")),
        ):
            line.present(said.format(names=", ".join(names)) if names else "", Tone.WARN)
            line.setVisible(bool(names))

    def _go(self) -> None:
        if not self._write.isEnabled() or not self._place.check():
            return
        self._write.setEnabled(False)
        act = partial(enrol.tell_people, folder=self._place.value())
        self._tasks.change(self, act, self._done, failed=self._failed)

    def _done(self, request: Request) -> None:
        self._write.setEnabled(True)
        self._place.forget()
        self._words.present(request.words)
        self._asked.show()
        self.told.emit(request)

    def _failed(self, error: Exception) -> None:
        self._write.setEnabled(True)
        self.refused.emit(error)
