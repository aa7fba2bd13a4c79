"""What the office said to a screening, and what it asks for."""

from collections.abc import Sequence

from PySide6.QtCore import Signal

from merak.domain.decision import Decision
from merak.services import answers
from merak.services.reviews import Review
from merak.ui import messages, words
from merak.ui.pages import case_words
from merak.ui.widgets.banner import Banner, BannerValue
from merak.ui.widgets.boxes import Card, Flow, row
from merak.ui.widgets.buttons import Button, Kind
from merak.ui.widgets.fields import FreeField, NoteField
from merak.ui.widgets.marked_text import MarkedText
from merak.ui.widgets.texts import Text, heading, muted, pill
from merak.ui.widgets.values import Tone
from merak.ui.words import t


class AnswerCard(Card):
    """A review as the laptop shows it; one that was returned takes an addition."""

    added = Signal(str)

    def __init__(self, review: Review) -> None:
        super().__init__(12)
        self._fields: tuple[NoteField, ...] = ()
        self._banner = Banner()
        head = row(12)
        head.addWidget(heading(case_words.decision(review.decision), 2), 1)
        if answers.is_waiting(review):
            head.addWidget(pill(t("Not answered yet"), "warn"))
        self.body.addLayout(head)
        self.body.addWidget(muted(said_by(review)))
        if review.comment:
            self.body.addWidget(Text(review.comment))
        elif review.decision is Decision.RETURNED:
            # One that goes back always has a word with it: it was sealed here with the rest.
            sealed = t("The comment is sealed. Ask your office what to look at again.")
            self.body.addWidget(MarkedText(sealed, "lock"))
        if answers.is_waiting(review):
            self._ask()
        elif review.followed:
            self.body.addWidget(muted(t("Something was added to the screening since.")))

    def unfinished(self) -> str:
        """Returns what was typed and not added, empty for nothing."""
        return next((field.value().strip() for field in self._fields), "")

    def let_go(self) -> None:
        """Empties the field: what was typed is on record."""
        for field in self._fields:
            field.present("")

    def free(self) -> Sequence[FreeField]:
        """Returns the field for the addition, or nothing."""
        return self._fields

    def refused(self, error: Exception) -> None:
        """Shows why nothing was added; what is typed stays."""
        said = messages.say(error)
        self._banner.present(BannerValue(tone=Tone.HIGH, title=said.title, text=said.text))

    def _ask(self) -> None:
        field = NoteField(
            t("What you add"),
            t(
                "It stands beside the screening, which stays as it is, and goes with the next"
                " hand-over. Leave names out."
            ),
        )
        self._fields = (field,)
        add = Button(t("Add it"), Kind.DEFAULT, "plus")
        add.clicked.connect(self._go)
        line = Flow(8)
        line.addWidget(add)
        for part in (field, self._banner):
            self.body.addWidget(part)
        self.body.addLayout(line)

    def _go(self) -> None:
        (field,) = self._fields
        if field.value().strip():
            field.complain("")
            self.added.emit(field.value().strip())
        else:
            field.complain(t("Write what you found when you looked again."))
            field.aim()


def said_by(review: Review) -> str:
    """Returns who said it and when; a laptop knows no names of the office's people."""
    who = review.by_name or t("A supervisor at the office")
    return f"{who} · {words.moment(review.at)}"
