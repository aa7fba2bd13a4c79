"""A text that shows its beginning, and all of it when asked."""

from PySide6.QtWidgets import QSizePolicy

from merak.ui.widgets.boxes import Panel, row
from merak.ui.widgets.buttons import Button, Kind
from merak.ui.widgets.hanging import hanging
from merak.ui.widgets.texts import Text
from merak.ui.words import t

SHOWN_WHOLE = 600
"""So many characters are shown without asking: about eight lines."""
_BEGINNING = 400


class LongText(Panel):
    """A short text is only a text; a long one has a button below it."""

    def __init__(self, text: str, size: float = 14) -> None:
        super().__init__(2)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self._whole, self._short = text, _beginning(text)
        self._text = Text(self._short, size)
        self.body.addWidget(self._text)
        if self._short == text:
            return
        self._turn = Button(t("Show all of it"), Kind.QUIET, "chevron-down")
        self._turn.clicked.connect(self._turned)
        line = row(0)
        line.addWidget(self._turn)
        line.addStretch(1)
        self.body.addWidget(hanging(line))

    def _turned(self) -> None:
        opens = self._text.text() != self._whole
        self._text.setText(self._whole if opens else self._short)
        words = t("Show less") if opens else t("Show all of it")
        self._turn.present(words, "chevron-up" if opens else "chevron-down")


def _beginning(text: str) -> str:
    if len(text) <= SHOWN_WHOLE:
        return text
    # Cut at a blank, or anywhere in a text that has none.
    cut = text[:_BEGINNING].rpartition(" ")[0].rstrip() or text[:_BEGINNING]
    return t("{beginning} …").format(beginning=cut)
