"""First start: who opens this laptop's vault, and with what passphrase."""

from PySide6.QtCore import Signal

from merak.services.given import Chance
from merak.ui.pages.first_start_passphrase import NewPassphrase
from merak.ui.widgets.boxes import Card
from merak.ui.widgets.fields import TextField
from merak.ui.words import t


class NameStep(Card):
    """A name and a passphrase."""

    submitted = Signal()

    def __init__(self, chance: Chance) -> None:
        super().__init__(18, (24, 20, 24, 24))
        self._name = TextField(
            t("Your name"), t("As your colleagues know you. It is kept encrypted.")
        )
        self.passphrase = NewPassphrase(chance)
        self.body.addWidget(self._name)
        self.body.addWidget(self.passphrase)
        self._name.edited.connect(lambda: self._name.complain(""))
        self._name.input.returnPressed.connect(self.passphrase.aim)
        self.passphrase.submitted.connect(self.submitted)

    def aim(self) -> None:
        """Puts the focus on the name."""
        self._name.aim()

    def name(self) -> str:
        """Returns the name without needless blanks."""
        return " ".join(self._name.value().split())

    def check(self) -> bool:
        """Says whether both can be taken; shows what is wrong where they cannot."""
        if not self.name():
            self._name.complain(t("Write the name your colleagues know you by."))
            self._name.aim()
            return False
        return self.passphrase.check()
