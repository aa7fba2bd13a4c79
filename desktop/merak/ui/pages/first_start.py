"""First start: five quiet steps from nothing to an encrypted vault with its recovery sheet."""

from pathlib import Path

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QBoxLayout, QFrame

from merak.services import first_start
from merak.services.first_start import Choices
from merak.services.given import Chance, Clock
from merak.ui.pages import promises_text
from merak.ui.pages.first_start_machine import MachineAdvice
from merak.ui.pages.first_start_making import MakingPage
from merak.ui.pages.first_start_place import PlaceForm
from merak.ui.pages.first_start_promises import Promises
from merak.ui.pages.first_start_sheet import SheetPart, Shown
from merak.ui.tasks import Tasks
from merak.ui.widgets.boxes import Card, Line, row
from merak.ui.widgets.buttons import Button, Kind
from merak.ui.widgets.steps import Steps
from merak.ui.words import t

_PROMISES, _NAME, _PLACE, _SHEET, _MACHINE = range(5)


class FirstStartPage(MakingPage):
    """Promises, name and passphrase, place, recovery sheet, advice; then the vault is open."""

    finished = Signal()
    office_asked = Signal()

    def __init__(self, tasks: Tasks, place: Path, clock: Clock, chance: Chance) -> None:
        super().__init__(tasks, place, clock, chance, t("Making your vault"))
        self._steps, self._where = Steps(_names()), PlaceForm()
        self._sheet, self._machine = SheetPart(tasks, chance), MachineAdvice()
        card = Card(0, (24, 20, 24, 24))
        card.body.addWidget(self._where)
        self._build(
            (Promises(promises_text.of_laptop()), self._name, card, self._sheet, self._machine)
        )
        self._build_edges()
        self._sheet.turned.connect(self._present)
        self._sheet.confirmed.connect(self._to_machine)
        self._present()

    def first_focus(self) -> None:
        """Puts the keyboard where the step begins."""
        if self._at == _NAME:
            self._name.aim()
        elif self._at == _PLACE:
            self._where.aim()
        elif self._at == _SHEET and self._sheet.shown is Shown.CHECK:
            self._sheet.aim()
        else:
            self._on.setFocus()

    def _build_edges(self) -> None:
        self._later = Button(t("Do this later"), Kind.QUIET)
        self._office = Button(t("This computer is an office's"), Kind.QUIET)
        self.foot.insertWidget(0, self._office)
        self.foot.insertWidget(3, self._later)
        self._later.clicked.connect(self._to_machine)
        self._office.clicked.connect(self.office_asked)
        top = QFrame()
        top.setObjectName("steps")
        around = row(0, (32, 14, 32, 14))
        around.addWidget(self._steps, 1)
        top.setLayout(around)
        outer = self.layout()
        if isinstance(outer, QBoxLayout):
            outer.insertWidget(0, Line())
            outer.insertWidget(0, top)

    def forward(self) -> None:
        """Goes on from the step that is shown, if it is filled."""
        if self._at == _PROMISES:
            self._go(_NAME)
        elif self._at == _NAME:
            if self._name.check():
                self._go(_PLACE)
        elif self._at == _PLACE:
            if self._where.check():
                self._make_vault()
        elif self._at == _SHEET:
            self._sheet.forward()
        else:
            self.finished.emit()

    def backward(self) -> None:
        """Goes back from the step that is shown."""
        if self._at == _SHEET:
            self._sheet.back()
        else:
            self._go(self._at - 1)

    def _make_vault(self) -> None:
        choices = Choices(keeper_name=self._name.name(), site=self._where.value())
        place, clock, chance = self._place, self._clock, self._chance
        self._make(
            lambda passphrase: first_start.create(place, choices, passphrase, clock, chance),
            self._made,
        )

    def _made(self) -> None:
        self._working.hide()
        self._go(_SHEET)
        self._sheet.begin()

    def _to_machine(self) -> None:
        place = self._place
        self._tasks.read(self, lambda _: first_start.measure_machine(place), self._machine.present)
        self._at = _MACHINE
        self._sheet.finish()

    def arrange(self) -> None:
        """Puts heading, steps and buttons in line with the step that is shown."""
        self._steps.present(self._at)
        in_check = self._at == _SHEET and self._sheet.shown is Shown.CHECK
        self._back.setVisible(self._at in (_NAME, _PLACE) or in_check)
        self._back.present(t("Show the words again") if in_check else t("Back"))
        self._later.setVisible(self._at == _SHEET)
        self._office.setVisible(self._at == _PROMISES)
        self._on.present(self._on_text())
        self.present_title(*self._heading())
        # Shown parts need their height first; then the page starts at its top.
        QTimer.singleShot(0, self._start_at_top)

    def _start_at_top(self) -> None:
        self.area.verticalScrollBar().setValue(0)
        self.first_focus()

    def _on_text(self) -> str:
        if self._at == _PLACE:
            return t("Make the vault")
        if self._at == _SHEET:
            return self._sheet.forward_text()
        return t("Finish") if self._at == _MACHINE else t("Next")

    def _heading(self) -> tuple[str, str]:
        if self._at == _PROMISES:
            return (
                t("What you can rely on"),
                t("Before you write about a young person here, know what Merak can and cannot do."),
            )
        if self._at == _NAME:
            return (
                t("Your name and your passphrase"),
                t("You need both to open Merak. Nobody can look your passphrase up for you."),
            )
        if self._at == _PLACE:
            return (
                t("Where this laptop is used"),
                t("This decides later who must be told, and how soon. You can change it."),
            )
        if self._at == _SHEET:
            return self._sheet.title(), self._sheet.lead()
        return (
            t("How this laptop protects itself"),
            t("Advice only: your cases are encrypted in any case."),
        )


def _names() -> tuple[str, ...]:
    return (
        t("What you can rely on"),
        t("Name and passphrase"),
        t("Place"),
        t("Recovery sheet"),
        t("This laptop"),
    )
