"""The form for a new person: name, whether they keep, and the passphrase they type themselves."""

from PySide6.QtCore import Signal

from merak.services.given import Chance
from merak.ui.access import Role
from merak.ui.pages.first_start_passphrase import NewPassphrase
from merak.ui.widgets.boxes import Card, Flow
from merak.ui.widgets.buttons import Button, Kind
from merak.ui.widgets.fields import TextField, TickField
from merak.ui.widgets.texts import heading, muted
from merak.ui.words import t


class NewPerson(Card):
    """Asks once everything is filled in."""

    asked = Signal()
    left = Signal()

    def __init__(self, chance: Chance) -> None:
        super().__init__(16, (24, 18, 24, 24))
        self.body.addWidget(heading(t("Add a person"), 2))
        self.body.addWidget(
            muted(t("Let them sit down here and choose the passphrase themselves."))
        )
        self._name = TextField(t("Name"), t("As colleagues know them."))
        self.passphrase = NewPassphrase(chance)
        self._keeper = TickField(t("They may add and remove people too (keeper)"))
        add = Button(t("Add"), Kind.PRIMARY, "user-plus")
        actions = Flow(8)
        leave = Button(t("Cancel"))
        for button in (add, leave):
            actions.addWidget(button)
        for part in (self._name, self.passphrase, self._keeper):
            self.body.addWidget(part)
        self.body.addLayout(actions)
        self._name.edited.connect(lambda: self._name.complain(""))
        self._name.input.returnPressed.connect(self.passphrase.aim)
        self.passphrase.submitted.connect(self._check)
        add.clicked.connect(self._check)
        leave.clicked.connect(self._leave)

    def aim(self) -> None:
        """Puts the focus on the name."""
        self._name.aim()

    def name(self) -> str:
        """Returns the name without needless blanks."""
        return " ".join(self._name.value().split())

    def role(self) -> Role:
        """Returns what they may do."""
        return Role.KEEPER if self._keeper.value() else Role.CASEWORKER

    def complain(self, error: str) -> None:
        """Shows what is wrong with the name."""
        self._name.complain(error)
        self._name.aim()

    def empty(self) -> None:
        """Empties the form for the next person."""
        self._name.present("")
        self._keeper.present(ticked=False)
        self.passphrase.wipe()

    def _leave(self) -> None:
        self.empty()
        self.left.emit()

    def _check(self) -> None:
        if not self.name():
            self.complain(t("Write the name colleagues know them by."))
        elif self.passphrase.check():
            self.asked.emit()
