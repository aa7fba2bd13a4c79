"""What both ways with paper share: the words, a name, a new passphrase, and the opening."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from merak.services.given import Chance, Clock
from merak.ui.access import Wrong, wrong
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
from merak.ui.widgets.texts import heading
from merak.ui.widgets.values import Tone
from merak.ui.widgets.working import Working
from merak.ui.words import t

Opening = Callable[[str, bytearray], object]
"""Opens the vault for a user of this name, who has this passphrase from then on."""


class PaperPage(Page):
    """Nothing typed is lost when the words, the name or the passphrase are refused."""

    unlocked = Signal()
    gave_up = Signal()

    def __init__(
        self,
        tasks: Tasks,
        place: Path,
        clock: Clock,
        chance: Chance,
        texts: tuple[str, str, str],
        paper: Sequence[QWidget],
    ) -> None:
        title, lead, working = texts
        super().__init__(title, lead)
        self._tasks, self._place, self._clock, self._chance = tasks, place, clock, chance
        self._trouble, self._paper = Banner(), paper
        self._who = Card(18, (24, 20, 24, 24))
        self._name = TextField(t("Your name"), t("As it was when you opened Merak before."))
        self._passphrase = NewPassphrase(chance, t("New passphrase"))
        self._working = Working(working, t("This takes a few seconds on purpose."))
        self._back = Button(t("Back"), Kind.DEFAULT, "arrow-left")
        self._on = Button(t("Open"), Kind.PRIMARY, "lock-open")
        self._who.body.addWidget(heading(t("Your name and a new passphrase"), 2))
        for field in (self._name, self._passphrase):
            self._who.body.addWidget(field)
        for part in (self._trouble, *paper, self._who, self._working):
            self.body.addWidget(part)
        self._working.hide()
        self.set_foot(back=self._back, forward=self._on)
        FocusFollower(self.area)
        self._back.clicked.connect(self._leave)
        self._on.clicked.connect(self._try)
        self._name.edited.connect(lambda: self._name.complain(""))
        self._name.input.returnPressed.connect(self._passphrase.aim)
        self._passphrase.submitted.connect(self._try)

    def title(self) -> str:
        """Returns nothing: the bar shows the product's name alone."""
        return ""

    def flush(self, then: Callable[[], None]) -> None:
        """Overwrites the passphrase and empties the words: there is nothing to save."""
        self._forget()
        then()

    # What each way has of its own.

    def is_typed(self) -> bool:
        """Says whether all words are there; points to what is missing."""
        raise NotImplementedError

    def opening(self) -> Opening:
        """Returns what opens the vault with the words as they are typed now."""
        raise NotImplementedError

    def forget_words(self) -> None:
        """Empties the words."""
        raise NotImplementedError

    def point_out(self, error: Exception) -> None:
        """Marks the words that an error is about."""
        raise NotImplementedError

    def warn(self, title: str, text: str) -> None:
        """Says above everything what is wrong."""
        self._trouble.present(BannerValue(tone=Tone.WARN, title=title, text=text))
        self.area.reveal(self._trouble)

    def _try(self) -> None:
        if not self._on.isEnabled() or not self._filled():
            return
        open_with, name = self.opening(), " ".join(self._name.value().split())
        passphrase = self._passphrase.copy()

        def opened() -> object:
            try:
                return open_with(name, passphrase)
            finally:
                forget(passphrase)

        self._show_working(working=True)
        self._tasks.open(self, opened, self._enter, failed=self._refused)

    def _filled(self) -> bool:
        if not self.is_typed():
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
        self.forget_words()

    def _refused(self, error: Exception) -> None:
        self._show_working(working=False)
        message = say_error(error)
        if wrong(error) is Wrong.NAME:
            self._name.complain(message.line())
            self._name.aim()
            self.area.reveal(self._name)
            return
        self.warn(message.title, message.text)
        self.point_out(error)

    def _show_working(self, *, working: bool) -> None:
        self._trouble.present(BannerValue())
        for part in (*self._paper, self._who):
            part.setVisible(not working)
        self._working.setVisible(working)
        for button in (self._back, self._on):
            button.setEnabled(not working)
        if working:
            self._working.begin()
