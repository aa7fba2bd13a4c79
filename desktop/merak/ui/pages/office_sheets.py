"""The office's three recovery sheets: written down one by one, and any two of them tried."""

from collections.abc import Callable
from enum import StrEnum

from PySide6.QtCore import QTimer, Signal

from merak.services import office
from merak.ui.pages.office_sheet_fields import SheetFields, wrong_sheet
from merak.ui.pages.settings_parts import Outcome
from merak.ui.tasks import Tasks
from merak.ui.widgets.boxes import Card, Panel
from merak.ui.widgets.buttons import Button, Kind
from merak.ui.widgets.focus_follower import FocusFollower
from merak.ui.widgets.marked_text import MarkedText
from merak.ui.widgets.page import Page
from merak.ui.widgets.word_grid import WordSheet
from merak.ui.words import t


class Stage(StrEnum):
    """How far somebody is with the sheets."""

    BEFORE = "before"
    WORDS = "words"
    TRY = "try"


class OfficeSheetsPage(Page):
    """Shows three new sheets, once, and then has two of them typed from paper."""

    tried = Signal()
    later = Signal()

    def __init__(self, tasks: Tasks) -> None:
        super().__init__("")
        self._tasks = tasks
        self._sheets: tuple[tuple[str, ...], ...] = ()
        self._stage, self._at = Stage.BEFORE, 0
        self._outcome, self._advice = Outcome(), Panel(10)
        for icon, text in _advice():
            self._advice.body.addWidget(MarkedText(text, icon))
        self._words = WordSheet(t("The twenty words of this sheet"))
        self._card = Card(0, (24, 22, 24, 24))
        self._card.body.addWidget(self._words)
        self._typed = (SheetFields(t("One sheet")), SheetFields(t("Another sheet")))
        for part in (self._outcome, self._card, self._advice, *self._typed):
            self.body.addWidget(part)
        self._back = Button(t("Back"), Kind.DEFAULT, "arrow-left")
        self._later = Button(t("Do this later"), Kind.QUIET)
        self._on = Button("", Kind.PRIMARY)
        self.set_foot(back=self._back, forward=self._on)
        self.foot.insertWidget(2, self._later)
        FocusFollower(self.area)
        self._back.clicked.connect(self._backward)
        self._later.clicked.connect(self._leave)
        self._on.clicked.connect(self._forward)
        self._typed[0].submitted.connect(self._typed[1].aim)
        self._typed[1].submitted.connect(self._try)
        self._present()

    def title(self) -> str:
        """Returns the words for the top of the window."""
        return t("Recovery sheets")

    def first_focus(self) -> None:
        """Puts the keyboard where the step begins."""
        if self._stage is Stage.TRY:
            self._typed[0].aim()
        else:
            self._on.setFocus()

    def flush(self, then: Callable[[], None]) -> None:
        """Forgets the words: they are on paper, or a new set is made."""
        self._forget()
        then()

    def _forward(self) -> None:
        if self._stage is Stage.BEFORE:
            self._on.setEnabled(False)
            self._tasks.change(self, office.make_sheets, self._made, failed=self._refused)
        elif self._stage is Stage.WORDS and self._at < len(self._sheets) - 1:
            self._go(Stage.WORDS, self._at + 1)
        elif self._stage is Stage.WORDS:
            self._go(Stage.TRY)
        else:
            self._try()

    def _backward(self) -> None:
        if self._stage is Stage.TRY:
            self._go(Stage.WORDS)
        else:
            self._go(Stage.WORDS, self._at - 1)

    def _made(self, sheets: tuple[tuple[str, ...], ...]) -> None:
        self._sheets = sheets
        self._go(Stage.WORDS)

    def _try(self) -> None:
        if not self._on.isEnabled() or not all(fields.check() for fields in self._typed):
            return
        typed = tuple(fields.value() for fields in self._typed)
        self._on.setEnabled(False)
        self._tasks.change(
            self,
            lambda session: office.try_sheets(session, typed),
            lambda _: self._done(),
            failed=self._refused,
        )

    def _done(self) -> None:
        self._forget()
        self.tried.emit()

    def _refused(self, error: Exception) -> None:
        self._on.setEnabled(True)
        self._outcome.refused(error)
        self.area.reveal(self._outcome)
        at, positions = wrong_sheet(error)
        if at:
            self._typed[at - 1].complain(positions)

    def _leave(self) -> None:
        self._forget()
        self.later.emit()

    def _forget(self) -> None:
        self._sheets = ()
        self._words.present(())
        for fields in self._typed:
            fields.forget()

    def _go(self, stage: Stage, at: int = 0) -> None:
        self._stage, self._at = stage, at
        self._outcome.forget()
        self._present()

    def _present(self) -> None:
        stage = self._stage
        shown = self._sheets[self._at] if stage is Stage.WORDS else ()
        self._words.present(shown)
        self._card.setVisible(stage is Stage.WORDS)
        self._advice.setVisible(stage is not Stage.TRY)
        for fields in self._typed:
            fields.setVisible(stage is Stage.TRY)
        self._back.setVisible(stage is Stage.TRY or (stage is Stage.WORDS and self._at > 0))
        self._back.present(t("Show the words again") if stage is Stage.TRY else t("Back"))
        self._on.setEnabled(True)
        self._on.present(self._on_text())
        self.present_title(*self._heading())
        QTimer.singleShot(0, self._start_at_top)

    def _start_at_top(self) -> None:
        self.area.verticalScrollBar().setValue(0)
        self.first_focus()

    def _on_text(self) -> str:
        if self._stage is Stage.BEFORE:
            return t("Make the three sheets")
        return t("Try the two sheets") if self._stage is Stage.TRY else t("I have written it down")

    def _heading(self) -> tuple[str, str]:
        if self._stage is Stage.BEFORE:
            return (
                t("Three recovery sheets"),
                t(
                    "Any two of them open this office and its laptops when passphrases are lost. "
                    "One alone opens nothing. You see each of them only now."
                ),
            )
        if self._stage is Stage.WORDS:
            return (
                t("Write down sheet {number} of 3").format(number=self._at + 1),
                t("Write the number of the sheet on the paper as well, and today's date."),
            )
        return (
            t("Try two of the three sheets"),
            t("Type any two from the paper, so that we know they can be read."),
        )


def _advice() -> tuple[tuple[str, str], ...]:
    return (
        ("pencil", t("Write by hand on paper, with the numbers. No photo, no printer, no file.")),
        ("lock", t("Keep the three in three locked places, so that nobody has two alone.")),
        (
            "users",
            t("Whoever has two of them and a copy of this vault can read every name in it."),
        ),
    )
