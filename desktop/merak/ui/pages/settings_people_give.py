"""Giving one's open cases to a colleague, at the end of a shift or of a job."""

from PySide6.QtCore import Signal

from merak.ui.access import User
from merak.ui.widgets.boxes import Card, Flow
from merak.ui.widgets.buttons import Button, Kind
from merak.ui.widgets.fields import ChoiceField
from merak.ui.widgets.texts import heading, muted
from merak.ui.widgets.values import Option
from merak.ui.words import t


class GiveCases(Card):
    """Everything open goes to one colleague."""

    asked = Signal(str)

    def __init__(self) -> None:
        super().__init__(14, (24, 18, 24, 24))
        self.body.addWidget(heading(t("Give my open cases to a colleague"), 2))
        self.body.addWidget(
            muted(t("For the end of a shift, or when you leave. They can give them back."))
        )
        self._to = ChoiceField(t("Colleague"))
        self._to.input.setPlaceholderText(t("Choose from the list"))
        give = Button(t("Give all my open cases"), Kind.DEFAULT, "send")
        actions = Flow(8)
        actions.addWidget(give)
        self.body.addWidget(self._to)
        self.body.addLayout(actions)
        self._to.edited.connect(lambda: self._to.complain(""))
        give.clicked.connect(self._check)

    def present(self, others: tuple[User, ...]) -> None:
        """Offers these colleagues; with none it hides."""
        self._to.offer([Option(key=user.id, text=user.name) for user in others])
        self.setVisible(bool(others))

    def _check(self) -> None:
        if self._to.value():
            self.asked.emit(self._to.value())
        else:
            self._to.complain(t("Choose a colleague."))
            self._to.aim()
