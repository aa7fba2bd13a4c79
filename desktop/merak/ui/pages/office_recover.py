"""Recover with two sheets of an office: its own computer, or a laptop that belongs to it."""

from functools import partial
from pathlib import Path

from merak.services import unlock
from merak.services.given import Chance, Clock
from merak.ui.pages.office_sheet_fields import SheetFields, wrong_sheet
from merak.ui.pages.recover_parts import Opening, PaperPage
from merak.ui.tasks import Tasks
from merak.ui.words import t


class OfficeRecoverPage(PaperPage):
    """Any two of the three."""

    def __init__(self, tasks: Tasks, place: Path, clock: Clock, chance: Chance) -> None:
        self._sheets = (SheetFields(t("One sheet")), SheetFields(t("Another sheet")))
        texts = (
            t("Open with two sheets of the office"),
            t("You need two of its three papers. You then choose a new passphrase."),
            t("Opening with the sheets"),
        )
        super().__init__(tasks, place, clock, chance, texts, self._sheets)
        self._sheets[0].submitted.connect(self._sheets[1].aim)
        self._sheets[1].submitted.connect(self._name.aim)

    def first_focus(self) -> None:
        """Puts the keyboard on the first word."""
        self._sheets[0].aim()

    def is_typed(self) -> bool:
        """Says whether all words of both sheets are there."""
        return all(sheet.check() for sheet in self._sheets)

    def opening(self) -> Opening:
        """Returns the opening with these two."""
        typed = tuple(sheet.value() for sheet in self._sheets)
        return partial(
            unlock.recover_office, self._place, typed, clock=self._clock, chance=self._chance
        )

    def forget_words(self) -> None:
        """Empties the words."""
        for sheet in self._sheets:
            sheet.forget()

    def point_out(self, error: Exception) -> None:
        """Marks words that are on no sheet."""
        at, positions = wrong_sheet(error)
        if at:
            self._sheets[at - 1].complain(positions)
