"""First start of an office: who keeps it, and which agency it is."""

from pathlib import Path

from PySide6.QtCore import QTimer, Signal

from merak.services import office
from merak.services.given import Chance, Clock
from merak.services.office import Choices
from merak.ui.pages.first_start_making import MakingPage
from merak.ui.tasks import Tasks
from merak.ui.widgets.boxes import Card
from merak.ui.widgets.fields import TextField
from merak.ui.words import t

_NAME, _AGENCY = range(2)


class OfficeStartPage(MakingPage):
    """Name and passphrase, then the agency; the sheets come once the vault is open."""

    made = Signal()
    gave_up = Signal()

    def __init__(self, tasks: Tasks, place: Path, clock: Clock, chance: Chance) -> None:
        super().__init__(tasks, place, clock, chance, t("Making the vault of your office"))
        card = Card(18, (24, 20, 24, 24))
        self._agency = TextField(
            t("Name of the agency"), t("As its laptops show it. It is no secret.")
        )
        card.body.addWidget(self._agency)
        self._build((self._name, card))
        self._agency.edited.connect(lambda: self._agency.complain(""))
        self._agency.input.returnPressed.connect(self.forward)
        self._present()

    def first_focus(self) -> None:
        """Puts the keyboard where the step begins."""
        if self._at == _NAME:
            self._name.aim()
        else:
            self._agency.aim()

    def forward(self) -> None:
        """Goes on to the agency, and from there makes the vault."""
        if self._at == _NAME:
            if self._name.check():
                self._go(_AGENCY)
        elif not self._agency.value().strip():
            self._agency.complain(t("Write the name of the agency."))
            self._agency.aim()
        elif self._on.isEnabled():
            self._make_office()

    def backward(self) -> None:
        """Goes back to the name, and from there to the start of a laptop."""
        if self._at == _NAME:
            self._name.passphrase.wipe()
            self.gave_up.emit()
        else:
            self._go(_NAME)

    def arrange(self) -> None:
        """Puts heading and buttons in line with the step that is shown."""
        if self._at == _NAME:
            self._on.present(t("Next"))
            self.present_title(
                t("Your name and your passphrase"),
                t("An office keeps what its laptops bring. You will be its keeper."),
                t("This computer is an office's"),
            )
        else:
            self._on.present(t("Make the vault"))
            self.present_title(
                t("The name of the agency"),
                t("Its laptops belong to it, and take nothing from any other."),
                t("This computer is an office's"),
            )
        # Shown parts need their height first.
        QTimer.singleShot(0, self.first_focus)

    def _make_office(self) -> None:
        agency = " ".join(self._agency.value().split())
        choices = Choices(keeper_name=self._name.name(), agency_name=agency)
        place, clock, chance = self._place, self._clock, self._chance
        self._make(
            lambda passphrase: office.create(place, choices, passphrase, clock, chance),
            self.made.emit,
        )
