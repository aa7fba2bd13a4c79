"""Recover: the words of the sheet, a name, and a new passphrase."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Signal

from merak.services import unlock
from merak.services.given import Chance, Clock
from merak.ui.access import SHEET_WORDS, Wrong, wrong, wrong_words
from merak.ui.messages import say as say_error
from merak.ui.pages.first_start_passphrase import NewPassphrase
from merak.ui.tasks import Tasks
from merak.ui.widgets.banner import Banner, BannerValue
from merak.ui.widgets.boxes import Card
from merak.ui.widgets.buttons import Button, Kind
from merak.ui.widgets.fields import TextField
from merak.ui.widgets.focus_follower import FocusFollower
from merak.ui.widgets.page import Page
from merak.ui.widgets.secret import forget
from merak.ui.widgets.texts import heading, muted
from merak.ui.widgets.values import Tone
from merak.ui.widgets.word_grid import WordFields
from merak.ui.widgets.working import Working
from merak.ui.words import n, t


class RecoverPage(Page):
    """Nothing typed is lost when the words, the name or the passphrase are refused."""

    unlocked = Signal()
    gave_up = Signal()
    office_asked = Signal()
    help_asked = Signal()

    def __init__(self, tasks: Tasks, place: Path, clock: Clock, chance: Chance) -> None:
        super().__init__(
            t("Open with the recovery sheet"),
            t("You need the paper with twenty words. You then choose a new passphrase."),
        )
        self._tasks, self._place, self._clock, self._chance = tasks, place, clock, chance
        self._trouble = Banner()
        self._words = WordFields(t("The words of the sheet"), SHEET_WORDS)
        self._name = TextField(t("Your name"), t("As it was when you opened Merak before."))
        self._passphrase = NewPassphrase(chance, t("New passphrase"))
        self._working = Working(
            t("Opening with your sheet"), t("This takes a few seconds on purpose.")
        )
        self._back = Button(t("Back"), Kind.DEFAULT, "arrow-left")
        self._on = Button(t("Open"), Kind.PRIMARY, "lock-open")
        self._office = Button(t("This computer is an office's"), Kind.QUIET)
        self._help = Button(t("My office can help"), Kind.QUIET)
        self._build()
        FocusFollower(self.area)
        self._back.clicked.connect(self.gave_up)
        self._office.clicked.connect(self.office_asked)
        self._help.clicked.connect(self.help_asked)
        self._on.clicked.connect(self._try)
        self._words.edited.connect(lambda: self._words.complain(()))
        self._words.submitted.connect(self._name.aim)
        self._name.edited.connect(lambda: self._name.complain(""))
        self._name.input.returnPressed.connect(self._passphrase.aim)
        self._passphrase.submitted.connect(self._try)

    def title(self) -> str:
        """Returns nothing: the bar shows the product's name alone."""
        return ""

    def first_focus(self) -> None:
        """Puts the keyboard on the first word."""
        self._words.aim()

    def flush(self, then: Callable[[], None]) -> None:
        """Overwrites the passphrase and empties the words: there is nothing to save."""
        self._passphrase.wipe()
        self._words.forget()
        then()

    def _build(self) -> None:
        self.body.addWidget(self._trouble)
        self._sheet, self._who = Card(14, (24, 20, 24, 24)), Card(18, (24, 20, 24, 24))
        self._sheet.body.addWidget(heading(t("The words of the sheet"), 2))
        self._sheet.body.addWidget(
            muted(t("Space goes on to the next word. You can also paste all of them at once."))
        )
        self._sheet.body.addWidget(self._words)
        self._who.body.addWidget(heading(t("Your name and a new passphrase"), 2))
        self._who.body.addWidget(self._name)
        self._who.body.addWidget(self._passphrase)
        for part in (self._sheet, self._who, self._working):
            self.body.addWidget(part)
        self._working.hide()
        self.set_foot(back=self._back, forward=self._on)
        self.foot.insertWidget(1, self._office)
        self.foot.insertWidget(2, self._help)

    def _try(self) -> None:
        if not self._on.isEnabled() or not self._filled():
            return
        words, name = self._words.value(), " ".join(self._name.value().split())
        passphrase = self._passphrase.copy()
        place, clock, chance = self._place, self._clock, self._chance

        def opening() -> object:
            try:
                return unlock.recover(place, words, name, passphrase, clock, chance)
            finally:
                forget(passphrase)

        self._show_working(working=True)
        self._tasks.open(self, opening, self._enter, failed=self._refused)

    def _filled(self) -> bool:
        empty = [at for at, word in enumerate(self._words.value(), 1) if not word]
        if empty:
            self._words.complain(empty)
            self._warn(
                n("One word is missing", "{count} words are missing", len(empty)).format(
                    count=len(empty)
                ),
                t("Type all twenty words, in the order of the numbers on the paper."),
            )
            self._words.aim(empty[0])
            return False
        if not self._name.value().strip():
            self._name.complain(t("Write your name."))
            self._name.aim()
            return False
        return self._passphrase.check()

    def _enter(self) -> None:
        self._passphrase.wipe()
        self._words.forget()
        self.unlocked.emit()

    def _refused(self, error: Exception) -> None:
        self._show_working(working=False)
        message = say_error(error)
        about, positions = wrong(error), wrong_words(error)
        if about is not Wrong.NAME:
            self._warn(message.title, message.text)
        if about is Wrong.SHEET:
            self._words.complain(positions)
            self._words.aim(positions[0] if positions else 1)
        elif about is Wrong.NAME:
            self._name.complain(f"{message.title} {message.text}")
            self._name.aim()
            self.area.reveal(self._name)

    def _warn(self, title: str, text: str) -> None:
        self._trouble.present(BannerValue(tone=Tone.WARN, title=title, text=text))
        self.area.reveal(self._trouble)

    def _show_working(self, *, working: bool) -> None:
        self._trouble.present(BannerValue())
        self._sheet.setVisible(not working)
        self._who.setVisible(not working)
        self._working.setVisible(working)
        for button in (self._back, self._office, self._help, self._on):
            button.setEnabled(not working)
        if working:
            self._working.begin()
