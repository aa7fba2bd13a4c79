"""A forgotten passphrase: asking the office with a file, and opening with its answer."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal

from merak.services import reopen
from merak.services.given import Chance, Clock
from merak.services.reopen import Asked
from merak.ui import outside
from merak.ui.access import Wrong, wrong
from merak.ui.messages import say as say_error
from merak.ui.pages.first_start_passphrase import NewPassphrase
from merak.ui.pages.hand_over_place import PlacePicker, Wants
from merak.ui.pages.settings_parts import Outcome, section_card
from merak.ui.tasks import Tasks
from merak.ui.widgets.boxes import Card, Flow
from merak.ui.widgets.buttons import Button, Kind
from merak.ui.widgets.fields import TextField
from merak.ui.widgets.focus_follower import FocusFollower
from merak.ui.widgets.new_secret import NewSecretField
from merak.ui.widgets.page import Page
from merak.ui.widgets.secret import forget
from merak.ui.widgets.texts import body
from merak.ui.widgets.word_grid import WordSheet
from merak.ui.words import t


class ReopenPage(Page):
    """First asks; once there is a request, takes the answer. Either can be done on another day."""

    unlocked = Signal()
    gave_up = Signal()

    def __init__(self, tasks: Tasks, place: Path, clock: Clock, chance: Chance) -> None:
        super().__init__(
            t("Open with your office’s help"),
            t("Your office can open this laptop for you if it is enrolled there."),
        )
        self._tasks, self._place, self._clock, self._chance = tasks, place, clock, chance
        self._outcome = Outcome()
        self._ask_card, self._words_card, self._take_card = (
            self._asking(),
            self._comparing(),
            self._taking(),
        )
        for part in (self._outcome, self._ask_card, self._words_card, self._take_card):
            self.body.addWidget(part)
        self._words_card.hide()
        self._back = Button(t("Back"), Kind.DEFAULT, "arrow-left")
        self.set_foot(back=self._back)
        FocusFollower(self.area)
        self._back.clicked.connect(self.gave_up)
        self._show(asking=True)
        tasks.without(self, partial(reopen.is_asking, place), self._begin, self._refused)

    def title(self) -> str:
        """Returns nothing: the bar shows the product's name alone."""
        return ""

    def first_focus(self) -> None:
        """Puts the keyboard on the way back; the rest comes when it is known."""
        self._back.setFocus()

    def flush(self, then: Callable[[], None]) -> None:
        """Overwrites what was typed: there is nothing to save."""
        self._new.wipe()
        self._chosen.wipe()
        then()

    def _asking(self) -> Card:
        card = section_card(
            t("Ask your office"),
            t("You need a stick with the newest kit of your office. The request goes there, too."),
        )
        self._name = TextField(t("Your name"), t("As it was when you opened Merak before."))
        self._new = NewPassphrase(self._chance, t("New passphrase"))
        self._stick = PlacePicker(self._tasks, Wants.FOLDER, t("Stick with the kit"))
        self._ask = Button(t("Make the request"), Kind.PRIMARY, "send")
        line = Flow(8)
        line.addWidget(self._ask)
        for part in (self._name, self._new, self._stick):
            card.body.addWidget(part)
        card.body.addLayout(line)
        self._name.edited.connect(lambda: self._name.complain(""))
        self._stick.submitted.connect(self._go_ask)
        self._ask.clicked.connect(self._go_ask)
        return card

    def _comparing(self) -> Card:
        card = section_card(t("Compare seven words with the office"))
        self._sheet = WordSheet(t("The seven words of this laptop"))
        card.body.addWidget(
            body(
                t(
                    "Bring the stick to the office. Call somebody there whose voice you know: they"
                    " must see the same seven words. Write them down before you leave this page."
                )
            )
        )
        card.body.addWidget(self._sheet)
        return card

    def _taking(self) -> Card:
        card = section_card(
            t("Open with the office’s answer"),
            t("Type the passphrase that you chose when you made the request."),
        )
        self._answer = PlacePicker(self._tasks, Wants.FILE, t("The office’s answer"))
        self._chosen = NewSecretField(t("Your new passphrase"))
        self._enter_now = Button(t("Open"), Kind.PRIMARY, "lock-open")
        self._again = Button(t("Show the seven words again"), Kind.QUIET)
        anew = Button(t("Make another request"), Kind.QUIET)
        line = Flow(8)
        for button in (self._enter_now, self._again, anew):
            line.addWidget(button)
        for part in (self._answer, self._chosen):
            card.body.addWidget(part)
        card.body.addLayout(line)
        self._chosen.edited.connect(lambda: self._chosen.complain(""))
        self._answer.submitted.connect(self._chosen.aim)
        self._chosen.submitted.connect(self._go_take)
        self._enter_now.clicked.connect(self._go_take)
        self._again.clicked.connect(self._go_again)
        anew.clicked.connect(self._anew)
        return card

    def _begin(self, asking: bool) -> None:  # noqa: FBT001  what a task hands over
        self._show(asking=not asking)
        if asking:
            self._answer.aim()
        else:
            self._name.aim()

    def _anew(self) -> None:
        self._outcome.forget()
        self._chosen.wipe()
        self._show(asking=True)
        self._name.aim()

    def _show(self, *, asking: bool) -> None:
        self._ask_card.setVisible(asking)
        self._take_card.setVisible(not asking)
        if asking:
            self._words_card.hide()

    def _go_ask(self) -> None:
        name = " ".join(self._name.value().split())
        if not name:
            self._name.complain(t("Write your name."))
            self._name.aim()
            return
        if not self._ask.isEnabled() or not self._new.check() or not self._stick.check():
            return
        passphrase, stick = self._new.copy(), self._stick.value()
        place, clock, chance = self._place, self._clock, self._chance

        def act() -> Asked:
            try:
                return reopen.ask(place, stick, name, passphrase, clock, chance)
            finally:
                forget(passphrase)

        self._ask.setEnabled(False)
        self._tasks.without(self, act, self._asked, self._refused)

    def _asked(self, asked: Asked) -> None:
        self._ask.setEnabled(True)
        self._new.wipe()
        said = t("The file is called {name}.").format(name=asked.path.name)
        self._outcome.done(t("Written and read back"), said)
        self._show(asking=False)
        self._compare(asked.words)

    def _compare(self, words: tuple[str, ...]) -> None:
        self._again.setEnabled(True)
        self._sheet.present(words)
        self._words_card.show()
        self.area.verticalScrollBar().setValue(0)
        self._answer.aim()

    def _has_passphrase(self) -> bool:
        if not self._chosen.length():
            self._chosen.complain(t("Type your passphrase."))
            self._chosen.aim()
        return bool(self._chosen.length())

    def _go_again(self) -> None:
        if not self._has_passphrase():
            return
        passphrase, place = self._chosen.copy(), self._place

        def act() -> tuple[str, ...]:
            try:
                return reopen.words_again(place, passphrase)
            finally:
                forget(passphrase)

        self._outcome.forget()
        self._again.setEnabled(False)
        self._tasks.without(self, act, self._compare, self._refused)

    def _go_take(self) -> None:
        if not self._enter_now.isEnabled() or not self._answer.check():
            return
        if not self._has_passphrase():
            return
        passphrase, path = self._chosen.copy(), self._answer.value()
        place, clock, chance = self._place, self._clock, self._chance

        def opening() -> object:
            try:
                return reopen.take(place, path, passphrase, clock, chance)
            finally:
                forget(passphrase)

        self._enter_now.setEnabled(False)
        self._tasks.open(self, opening, self._enter, failed=self._refused)

    def _enter(self) -> None:
        self._chosen.wipe()
        self.unlocked.emit()

    def _refused(self, error: Exception) -> None:
        for button in (self._ask, self._again, self._enter_now):
            button.setEnabled(True)
        if wrong(error) is Wrong.NAME:
            self._name.complain(say_error(error).line())
            self._name.aim()
            return
        said = outside.not_written if self._take_card.isHidden() else outside.not_read
        self._outcome.present(said(error))
        self.area.verticalScrollBar().setValue(0)
        if wrong(error) is Wrong.PASSPHRASE:
            self._chosen.aim()
