"""An enrolled laptop that says who works there now: what would change in the office's list."""

from functools import partial

from PySide6.QtCore import Signal

from merak.domain.kit import Kit
from merak.services import laptops
from merak.services.laptops import Asked, Change, PersonChange
from merak.ui import words as written
from merak.ui.tasks import Tasks
from merak.ui.widgets.boxes import Card, Flow, Panel, clear
from merak.ui.widgets.buttons import Button, Kind
from merak.ui.widgets.sentences import Sentences
from merak.ui.widgets.texts import body, heading, muted
from merak.ui.words import t


class ReadList(Panel):
    """One list that was read; nothing of it is taken over until somebody says so."""

    taken = Signal(object)
    """The `Kit` that holds then."""
    left = Signal()
    refused = Signal(object)

    def __init__(self, tasks: Tasks) -> None:
        super().__init__(0)
        self._tasks = tasks

    def present(self, asked: Asked, label: str) -> None:
        """Shows what the list of this laptop would change, in place of one that was read before."""
        clear(self.body)
        card = Card(14, (24, 18, 24, 24))
        card.body.addWidget(heading(t("Who works on {name}").format(name=label), 2))
        when = written.moment(asked.request.created)
        card.body.addWidget(
            muted(t("Written on {when}, and signed by this laptop.").format(when=when))
        )
        accept = Button(t("Take over the list"), Kind.PRIMARY, "check")
        leave = Button(t("Leave the list as it is"), Kind.QUIET)
        line = Flow(8)
        if asked.people:
            said = tuple(_said(one) for one in asked.people)
            card.body.addWidget(Sentences(said, "arrow-right", "muted"))
            line.addWidget(accept)
        else:
            card.body.addWidget(
                body(t("Nothing would change: this laptop is enrolled, and the list is the same."))
            )
        line.addWidget(leave)
        card.body.addLayout(line)
        accept.clicked.connect(partial(self._take, asked, accept))
        leave.clicked.connect(self._leave)
        self.body.addWidget(card)
        self.show()
        (accept if asked.people else leave).setFocus()

    def _leave(self) -> None:
        self._clear()
        self.left.emit()

    def _clear(self) -> None:
        clear(self.body)
        self.hide()

    def _take(self, asked: Asked, button: Button, *_: object) -> None:
        button.setEnabled(False)

        def failed(error: Exception) -> None:
            button.setEnabled(True)
            self.refused.emit(error)

        act = partial(laptops.renew_people, asked=asked)
        self._tasks.change(self, act, self._taken, failed=failed)

    def _taken(self, kit: Kit) -> None:
        self._clear()
        self.taken.emit(kit)


def _said(one: PersonChange) -> str:
    texts = {
        Change.JOINED: t("{name} is new."),
        Change.BACK: t("{name} was taken out of the list before, and would be back on it."),
        Change.RENAMED: t("{was} is called {name} now."),
        Change.LEFT: t("{name} may not open this laptop any more, and leaves the list."),
    }
    return texts[one.how].format(name=one.name, was=one.was)
