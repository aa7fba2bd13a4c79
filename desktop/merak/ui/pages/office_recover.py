"""Recover an office: any two of its three sheets, a name, and a new passphrase."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Signal

from merak.services import unlock
from merak.services.given import Chance, Clock
from merak.ui.access import Wrong, wrong
from merak.ui.messages import say as say_error
from merak.ui.pages.first_start_passphrase import NewPassphrase
from merak.ui.pages.office_sheet_fields import SheetFields, wrong_sheet
from merak.ui.tasks import Tasks
from merak.ui.widgets.banner import Banner, BannerValue
from merak.ui.widgets.boxes import Card
from merak.ui.widgets.buttons import Button, Kind
from merak.ui.widgets.fields import TextField
from merak.ui.widgets.focus_follower import FocusFollower
from merak.ui.widgets.page import Page
from merak.ui.widgets.secret import forget
from merak.ui.widgets.texts import heading
from merak.ui.widgets.values import Tone
from merak.ui.widgets.working import Working
from merak.ui.words import t


class OfficeRecoverPage(Page):
    """Nothing typed is lost when the words, the name or the passphrase are refused."""

    unlocked = Signal()
    gave_up = Signal()

    def __init__(self, tasks: Tasks, place: Path, clock: Clock, chance: Chance) -> None:
        super().__init__(
            t("Open the office with two sheets"),
            t("You need two of the three papers. You then choose a new passphrase."),
        )
        self._tasks, self._place, self._clock, self._chance = tasks, place, clock, chance
        self._trouble = Banner()
        self._sheets = (SheetFields(t("One sheet")), SheetFields(t("Another sheet")))
        self._who = Card(18, (24, 20, 24, 24))
        self._name = TextField(t("Your name"), t("As it was when you opened Merak before."))
        self._passphrase = NewPassphrase(chance, t("New passphrase"))
        self._who.body.addWidget(heading(t("Your name and a new passphrase"), 2))
        self._who.body.addWidget(self._name)
        self._who.body.addWidget(self._passphrase)
        self._working = Working(
            t("Opening with your sheets"), t("This takes a few seconds on purpose.")
        )
        for part in (self._trouble, *self._sheets, self._who, self._working):
            self.body.addWidget(part)
        self._working.hide()
        self._back = Button(t("Back"), Kind.DEFAULT, "arrow-left")
        self._on = Button(t("Open"), Kind.PRIMARY, "lock-open")
        self.set_foot(back=self._back, forward=self._on)
        FocusFollower(self.area)
        self._back.clicked.connect(self._leave)
        self._on.clicked.connect(self._try)
        self._sheets[0].submitted.connect(self._sheets[1].aim)
        self._sheets[1].submitted.connect(self._name.aim)
        self._name.edited.connect(lambda: self._name.complain(""))
        self._name.input.returnPressed.connect(self._passphrase.aim)
        self._passphrase.submitted.connect(self._try)

    def title(self) -> str:
        """Returns nothing: the bar shows the product's name alone."""
        return ""

    def first_focus(self) -> None:
        """Puts the keyboard on the first word."""
        self._sheets[0].aim()

    def flush(self, then: Callable[[], None]) -> None:
        """Overwrites the passphrase and empties the words: there is nothing to save."""
        self._forget()
        then()

    def _try(self) -> None:
        if not self._on.isEnabled() or not self._filled():
            return
        typed = tuple(sheet.value() for sheet in self._sheets)
        name = " ".join(self._name.value().split())
        passphrase = self._passphrase.copy()
        place, clock, chance = self._place, self._clock, self._chance

        def opening() -> object:
            try:
                return unlock.recover_office(place, typed, name, passphrase, clock, chance)
            finally:
                forget(passphrase)

        self._show_working(working=True)
        self._tasks.open(self, opening, self._enter, failed=self._refused)

    def _filled(self) -> bool:
        for sheet in self._sheets:
            if not sheet.check():
                return False
        if not self._name.value().strip():
            self._name.complain(t("Write your name."))
            self._name.aim()
            return False
        return self._passphrase.check()

    def _enter(self) -> None:
        self._forget()
        self.unlocked.emit()

    def _leave(self) -> None:
        self._forget()
        self.gave_up.emit()

    def _forget(self) -> None:
        self._passphrase.wipe()
        for sheet in self._sheets:
            sheet.forget()

    def _refused(self, error: Exception) -> None:
        self._show_working(working=False)
        message = say_error(error)
        if wrong(error) is Wrong.NAME:
            self._name.complain(message.line())
            self._name.aim()
            self.area.reveal(self._name)
            return
        self._trouble.present(BannerValue(tone=Tone.WARN, title=message.title, text=message.text))
        self.area.reveal(self._trouble)
        at, positions = wrong_sheet(error)
        if at:
            self._sheets[at - 1].complain(positions)

    def _show_working(self, *, working: bool) -> None:
        self._trouble.present(BannerValue())
        for part in (*self._sheets, self._who):
            part.setVisible(not working)
        self._working.setVisible(working)
        for button in (self._back, self._on):
            button.setEnabled(not working)
        if working:
            self._working.begin()
