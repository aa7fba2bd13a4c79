"""First start of an office: who keeps it, and which agency it is."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QWidget

from merak.services import office
from merak.services.given import Chance, Clock
from merak.services.office import Choices
from merak.ui.messages import say as say_error
from merak.ui.pages.first_start_name import NameStep
from merak.ui.tasks import Tasks
from merak.ui.widgets.banner import Banner, BannerValue
from merak.ui.widgets.boxes import Card
from merak.ui.widgets.buttons import Button, Kind, Side
from merak.ui.widgets.fields import TextField
from merak.ui.widgets.focus_follower import FocusFollower
from merak.ui.widgets.page import Page
from merak.ui.widgets.secret import forget
from merak.ui.widgets.values import Tone
from merak.ui.widgets.working import Working
from merak.ui.words import t

_NAME, _AGENCY = range(2)


class OfficeStartPage(Page):
    """Name and passphrase, then the agency; the sheets come once the vault is open."""

    made = Signal()
    gave_up = Signal()

    def __init__(self, tasks: Tasks, place: Path, clock: Clock, chance: Chance) -> None:
        super().__init__("")
        self._tasks, self._place, self._clock, self._chance = tasks, place, clock, chance
        self._at = _NAME
        self._trouble = Banner()
        self._name, card = NameStep(chance), Card(18, (24, 20, 24, 24))
        self._agency = TextField(
            t("Name of the agency"), t("As its laptops show it. It is no secret.")
        )
        card.body.addWidget(self._agency)
        self._parts: tuple[QWidget, ...] = (self._name, card)
        self._working = Working(
            t("Making the vault of your office"),
            t("This takes a few seconds on purpose: it makes your passphrase slow to guess."),
        )
        for part in (self._trouble, *self._parts, self._working):
            self.body.addWidget(part)
        self._back = Button(t("Back"), Kind.DEFAULT, "arrow-left")
        self._on = Button(t("Next"), Kind.PRIMARY, "arrow-right", Side.AFTER)
        self.set_foot(back=self._back, forward=self._on)
        FocusFollower(self.area)
        self._back.clicked.connect(self._backward)
        self._on.clicked.connect(self._forward)
        self._name.submitted.connect(self._forward)
        self._agency.edited.connect(lambda: self._agency.complain(""))
        self._agency.input.returnPressed.connect(self._forward)
        self._present()

    def title(self) -> str:
        """Returns nothing: the bar shows the product's name alone."""
        return ""

    def first_focus(self) -> None:
        """Puts the keyboard where the step begins."""
        if self._at == _NAME:
            self._name.aim()
        else:
            self._agency.aim()

    def flush(self, then: Callable[[], None]) -> None:
        """Overwrites the passphrase: there is nothing to save."""
        self._name.passphrase.wipe()
        then()

    def _forward(self) -> None:
        if self._at == _NAME:
            if self._name.check():
                self._go(_AGENCY)
        elif not self._agency.value().strip():
            self._agency.complain(t("Write the name of the agency."))
            self._agency.aim()
        elif self._on.isEnabled():
            self._make()

    def _backward(self) -> None:
        if self._at == _NAME:
            self._name.passphrase.wipe()
            self.gave_up.emit()
        else:
            self._go(_NAME)

    def _go(self, at: int) -> None:
        self._at = at
        self._trouble.present(BannerValue())
        self._present()

    def _make(self) -> None:
        passphrase = self._name.passphrase.copy()
        agency = " ".join(self._agency.value().split())
        choices = Choices(keeper_name=self._name.name(), agency_name=agency)
        place, clock, chance = self._place, self._clock, self._chance

        def make() -> object:
            try:
                return office.create(place, choices, passphrase, clock, chance)
            finally:
                forget(passphrase)

        self._trouble.present(BannerValue())
        self._show_working()
        self._tasks.open(self, make, self._made, failed=self._refused)

    def _made(self) -> None:
        self._name.passphrase.wipe()
        self.made.emit()

    def _refused(self, error: Exception) -> None:
        message = say_error(error)
        self._present()
        self._trouble.present(BannerValue(tone=Tone.HIGH, title=message.title, text=message.text))
        self.area.reveal(self._trouble)

    def _show_working(self) -> None:
        for part in self._parts:
            part.hide()
        for button in (self._back, self._on):
            button.setEnabled(False)
        self.present_title("")
        self._working.begin()

    def _present(self) -> None:
        self._working.hide()
        for number, part in enumerate(self._parts):
            part.setVisible(number == self._at)
        for button in (self._back, self._on):
            button.setEnabled(True)
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
