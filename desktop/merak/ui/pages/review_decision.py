"""The supervisor's decision: confirmed, or returned with a comment."""

from PySide6.QtCore import Signal

from merak.domain.decision import Decision
from merak.ui import messages
from merak.ui.widgets.banner import Banner, BannerValue
from merak.ui.widgets.boxes import Card, Flow
from merak.ui.widgets.buttons import Button, Kind
from merak.ui.widgets.fields import NoteField
from merak.ui.widgets.texts import heading, muted
from merak.ui.widgets.values import Tone
from merak.ui.words import t


class DecisionCard(Card):
    """Takes the decision; returning needs a comment."""

    decided = Signal(object, str)
    """A `Decision`, and the comment."""

    def __init__(self) -> None:
        super().__init__(14)
        self._comment = NoteField(
            t("Comment"),
            t("What to look at again. Needed to return it. Leave names out."),
            least=4,
        )
        self._banner = Banner()
        confirm = Button(t("Confirm"), Kind.PRIMARY, "check")
        give_back = Button(t("Return with a comment"), Kind.DEFAULT, "undo-2")
        confirm.clicked.connect(self._confirm)
        give_back.clicked.connect(self._return)
        line = Flow(8)
        for button in (confirm, give_back):
            line.addWidget(button)
        self.body.addWidget(heading(t("Your decision"), 2))
        self.body.addWidget(
            muted(t("It stands beside the screening, which stays as it is, and goes back."), 14)
        )
        for part in (self._comment, self._banner):
            self.body.addWidget(part)
        self.body.addLayout(line)
        self._comment.edited.connect(lambda: self._comment.complain(""))

    def unfinished(self) -> str:
        """Returns the comment typed and not sent, empty for none."""
        return self._comment.value().strip()

    def let_go(self) -> None:
        """Empties the comment: it is on record."""
        self._comment.present("")

    def refused(self, error: Exception) -> None:
        """Shows why it was not recorded; what is typed stays."""
        said = messages.say(error)
        self._banner.present(BannerValue(tone=Tone.HIGH, title=said.title, text=said.text))

    def _confirm(self) -> None:
        self.decided.emit(Decision.CONFIRMED, self._comment.value().strip())

    def _return(self) -> None:
        comment = self._comment.value().strip()
        if comment:
            self.decided.emit(Decision.RETURNED, comment)
        else:
            self._comment.complain(t("Please say what to look at again."))
            self._comment.aim()
