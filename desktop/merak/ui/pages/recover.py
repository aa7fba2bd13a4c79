"""Recover: the words of the sheet, a name, and a new passphrase."""

from functools import partial
from pathlib import Path

from merak.services import unlock
from merak.services.given import Chance, Clock
from merak.ui.access import SHEET_WORDS, Wrong, wrong, wrong_words
from merak.ui.pages.recover_parts import Opening, PaperPage
from merak.ui.tasks import Tasks
from merak.ui.widgets.boxes import Card
from merak.ui.widgets.texts import heading, muted
from merak.ui.widgets.word_grid import WordFields
from merak.ui.words import n, t


class RecoverPage(PaperPage):
    """A laptop with its own sheet."""

    def __init__(self, tasks: Tasks, place: Path, clock: Clock, chance: Chance) -> None:
        self._words = WordFields(t("The words of the sheet"), SHEET_WORDS)
        sheet = Card(14, (24, 20, 24, 24))
        sheet.body.addWidget(heading(t("The words of the sheet"), 2))
        sheet.body.addWidget(
            muted(t("Space goes on to the next word. You can also paste all of them at once."))
        )
        sheet.body.addWidget(self._words)
        texts = (
            t("Open with the recovery sheet"),
            t("You need the paper with twenty words. You then choose a new passphrase."),
            t("Opening with your sheet"),
        )
        super().__init__(tasks, place, clock, chance, texts, (sheet,))
        self._words.edited.connect(lambda: self._words.complain(()))
        self._words.submitted.connect(self._name.aim)

    def first_focus(self) -> None:
        """Puts the keyboard on the first word."""
        self._words.aim()

    def is_typed(self) -> bool:
        """Says whether all twenty words are there."""
        empty = [at for at, word in enumerate(self._words.value(), 1) if not word]
        if not empty:
            return True
        self._words.complain(empty)
        missing = n("One word is missing", "{count} words are missing", len(empty))
        self.warn(
            missing.format(count=len(empty)),
            t("Type all twenty words, in the order of the numbers on the paper."),
        )
        self._words.aim(empty[0])
        return False

    def opening(self) -> Opening:
        """Returns the opening with this sheet."""
        return partial(
            unlock.recover, self._place, self._words.value(), clock=self._clock, chance=self._chance
        )

    def forget_words(self) -> None:
        """Empties the words."""
        self._words.forget()

    def point_out(self, error: Exception) -> None:
        """Marks words that are on no sheet, and goes to the first of them."""
        if wrong(error) is Wrong.SHEET:
            positions = wrong_words(error)
            self._words.complain(positions)
            self._words.aim(positions[0] if positions else 1)
