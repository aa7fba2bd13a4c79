"""The promises as two lists side by side, what is not promised first."""

from collections.abc import Sequence

from PySide6.QtWidgets import QSizePolicy, QWidget

from merak.ui.pages.promises_text import Lines
from merak.ui.widgets.boxes import Card, EvenFlow
from merak.ui.widgets.sentences import Sentences
from merak.ui.widgets.texts import heading
from merak.ui.words import t


class Promises(QWidget):
    """Twelve plain lines."""

    def __init__(self, lines: Lines) -> None:
        super().__init__()
        cannot, does = lines
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        both = EvenFlow(16, 340)
        both.addWidget(_list(t("What it cannot do"), cannot, "minus", "muted"))
        both.addWidget(_list(t("What it does"), does, "check", "ok_mark"))
        self.setLayout(both)


def _list(title: str, lines: Sequence[str], icon: str, role: str) -> Card:
    card = Card(14, (20, 18, 20, 20))
    card.body.addWidget(heading(title, 3))
    card.body.addWidget(Sentences(lines, icon, role))
    card.body.addStretch(1)
    return card
