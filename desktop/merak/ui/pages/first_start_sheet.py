"""The recovery sheet: twenty words to write down by hand, and three of them typed back."""

from collections.abc import Mapping
from enum import StrEnum

from PySide6.QtCore import Signal

from merak.services import first_start
from merak.services.first_start import SheetWordWrong
from merak.services.given import Chance
from merak.ui.messages import say as say_error
from merak.ui.tasks import Tasks
from merak.ui.widgets.banner import Banner, BannerValue
from merak.ui.widgets.boxes import Card, Panel
from merak.ui.widgets.fields import TextField
from merak.ui.widgets.marked_text import MarkedText
from merak.ui.widgets.values import Tone
from merak.ui.widgets.word_grid import WordSheet
from merak.ui.words import t

# One word of each third: who wrote down only the beginning is found out. The first four words
# are nearly the same on every sheet and prove little.
_THIRDS = ((5, 5), (10, 5), (15, 6))


class Shown(StrEnum):
    """What of the sheet is on the screen."""

    NOTHING = "nothing"
    WORDS = "words"
    CHECK = "check"


class SheetPart(Panel):
    """Shows a new sheet once and then asks for three of its words; its host has the buttons."""

    turned = Signal()
    confirmed = Signal()

    def __init__(self, tasks: Tasks, chance: Chance) -> None:
        super().__init__(16)
        self._tasks, self._chance = tasks, chance
        self._asked: Mapping[int, TextField] = {}
        self.shown = Shown.NOTHING
        self._trouble = Banner()
        self._words = WordSheet(t("The twenty words of your recovery sheet"))
        self._sheet, self._check = Panel(16), Card(16, (24, 20, 24, 24))
        card = Card(0, (24, 22, 24, 24))
        card.body.addWidget(self._words)
        self._sheet.body.addWidget(card)
        advice = Panel(10)
        for icon, text in _advice():
            advice.body.addWidget(MarkedText(text, icon))
        self._sheet.body.addWidget(advice)
        for part in (self._trouble, self._sheet, self._check):
            self.body.addWidget(part)
        self._show(Shown.NOTHING)

    def begin(self) -> None:
        """Makes a new sheet; the one before, if any, stops working."""
        self._trouble.present(BannerValue())
        self._tasks.change(self, first_start.make_sheet, self._made, failed=self._refused)

    def title(self) -> str:
        """Returns the heading over what is shown."""
        if self.shown is Shown.CHECK:
            return t("Check what you wrote")
        return t("Write down your recovery sheet")

    def lead(self) -> str:
        """Returns the sentence under the heading."""
        if self.shown is Shown.CHECK:
            return t("Type these three words from your paper, so that we know it can be read.")
        return t(
            "These twenty words open your cases when a passphrase is lost. You see them only now."
        )

    def forward_text(self) -> str:
        """Returns the words on the button that goes on."""
        if self.shown is Shown.NOTHING:
            return t("Make the sheet")
        return t("Check the words") if self.shown is Shown.CHECK else t("I have written them down")

    def forward(self) -> None:
        """Makes the sheet, goes on to the check, or checks what was typed."""
        if self.shown is Shown.NOTHING:
            self.begin()
        elif self.shown is Shown.WORDS:
            self._show(Shown.CHECK)
        else:
            self._compare()

    def back(self) -> None:
        """Shows the words again; what was typed stays."""
        self._show(Shown.WORDS)

    def aim(self) -> None:
        """Puts the focus on the first word that is asked for."""
        if self.shown is Shown.CHECK and self._asked:
            next(iter(self._asked.values())).aim()

    def finish(self) -> None:
        """Takes the words from the screen for good."""
        self._words.present(())
        self._ask(())
        self._show(Shown.NOTHING)

    def _made(self, words: tuple[str, ...]) -> None:
        self._words.present(words)
        drawn = self._chance(len(_THIRDS))
        self._ask(
            tuple(
                first + byte % length for (first, length), byte in zip(_THIRDS, drawn, strict=True)
            )
        )
        self._show(Shown.WORDS)

    def _ask(self, positions: tuple[int, ...]) -> None:
        for field in self._asked.values():
            self._check.body.removeWidget(field)
            field.hide()
            field.deleteLater()
        self._asked = {
            position: TextField(t("Word {number}").format(number=position), width=280)
            for position in positions
        }
        for field in self._asked.values():
            self._check.body.addWidget(field)
            field.edited.connect(lambda field=field: field.complain(""))
            field.input.returnPressed.connect(self._compare)

    def _compare(self) -> None:
        typed = {at: field.value().strip().lower() for at, field in self._asked.items()}
        empty = [at for at, word in typed.items() if not word]
        if empty:
            self._asked[empty[0]].complain(t("Type this word from your paper."))
            self._asked[empty[0]].aim()
            return
        self._tasks.change(
            self,
            lambda session: first_start.confirm_sheet(session, typed),
            lambda _: self.confirmed.emit(),
            failed=self._refused,
        )

    def _refused(self, error: Exception) -> None:
        if isinstance(error, SheetWordWrong) and error.position in self._asked:
            field = self._asked[error.position]
            field.complain(
                t(
                    "Word {number} is another one. Look at your paper, or show the words again."
                ).format(number=error.position)
            )
            field.aim()
            return
        message = say_error(error)
        self._trouble.present(BannerValue(tone=Tone.HIGH, title=message.title, text=message.text))

    def _show(self, shown: Shown) -> None:
        self.shown = shown
        self._trouble.present(BannerValue())
        self._sheet.setVisible(shown is Shown.WORDS)
        self._check.setVisible(shown is Shown.CHECK)
        self.turned.emit()


def _advice() -> tuple[tuple[str, str], ...]:
    return (
        ("pencil", t("Write by hand on paper, with the numbers. No photo, no printer, no file.")),
        (
            "lock",
            t("Keep the paper away from this laptop, locked up, in a place your office knows."),
        ),
        ("users", t("Whoever has both the paper and this laptop can open every case on it.")),
    )
