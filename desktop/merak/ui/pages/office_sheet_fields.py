"""One of the office's recovery sheets, typed from paper."""

from collections.abc import Sequence

from PySide6.QtCore import Signal

from merak.ui.access import (
    SHARE_WORDS,
    ShareMiscounted,
    ShareMistyped,
    ShareWordsUnknown,
)
from merak.ui.widgets.boxes import Card
from merak.ui.widgets.inputs import Line
from merak.ui.widgets.marked_text import MarkedText
from merak.ui.widgets.texts import heading
from merak.ui.widgets.values import Tone
from merak.ui.widgets.word_grid import WordFields
from merak.ui.words import n, t


class SheetFields(Card):
    """Twenty words with a heading, and what is missing of them."""

    submitted = Signal()

    def __init__(self, title: str) -> None:
        super().__init__(14, (24, 20, 24, 24))
        self._fields, self._said = WordFields(title, SHARE_WORDS), MarkedText()
        self.body.addWidget(heading(title, 2))
        self.body.addWidget(self._said)
        self.body.addWidget(self._fields)
        # Two sheets are typed on one page: each word says which one it is of.
        for at, line in enumerate(self._fields.findChildren(Line), 1):
            line.setAccessibleName(t("{sheet}, word {number}").format(sheet=title, number=at))
        self._fields.edited.connect(lambda: self.complain(()))
        self._fields.submitted.connect(self.submitted)

    def aim(self) -> None:
        """Puts the focus on the first word."""
        self._fields.aim()

    def value(self) -> tuple[str, ...]:
        """Returns the words."""
        return self._fields.value()

    def check(self) -> bool:
        """Says whether all words are typed; marks those that are not."""
        empty = [at for at, word in enumerate(self.value(), 1) if not word]
        if empty:
            self.complain(empty)
            said = n("One word is missing", "{count} words are missing", len(empty))
            self._said.present(said.format(count=len(empty)), Tone.WARN)
            self._fields.aim(empty[0])
        return not empty

    def complain(self, positions: Sequence[int]) -> None:
        """Marks the words at these positions as wrong, and no others."""
        self._said.present("")
        self._fields.complain(positions)
        if positions:
            self._fields.aim(positions[0])

    def forget(self) -> None:
        """Empties all words."""
        self._fields.forget()
        self.complain(())


def wrong_sheet(error: Exception) -> tuple[int, tuple[int, ...]]:
    """Says which sheet (from 1, 0 for none) an error is about, and which of its words."""
    if isinstance(error, ShareWordsUnknown):
        return error.share, error.positions
    if isinstance(error, ShareMistyped | ShareMiscounted):
        return error.share, (1,)
    return 0, ()
