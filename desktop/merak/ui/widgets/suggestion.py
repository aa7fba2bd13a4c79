"""Words made by chance, offered as a passphrase."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QSizePolicy

from merak.ui import accessibility, theme
from merak.ui.widgets.boxes import Flow, column
from merak.ui.widgets.buttons import Button, Kind
from merak.ui.widgets.texts import Text, body
from merak.ui.words import t


class Suggestion(QFrame):
    """The words, what to do with them, and two ways on: other words, or none."""

    others_asked = Signal()
    declined = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("banner")
        self.setProperty("tone", "info")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        accessibility.role(self, "Note")
        whole = column(10, (16, 14, 16, 14))
        self._words = Text("", 18, theme.Weight.DemiBold)
        others = Button(t("Other words"), Kind.QUIET, "refresh-cw")
        own = Button(t("I will make up my own"), Kind.QUIET, "pencil")
        actions = Flow(8)
        for button in (others, own):
            actions.addWidget(button)
        whole.addWidget(self._words)
        whole.addWidget(
            body(t("Write them down, then type them below with the spaces. Once is enough."))
        )
        whole.addLayout(actions)
        self.setLayout(whole)
        others.clicked.connect(self.others_asked)
        own.clicked.connect(self.declined)

    def present(self, words: str) -> None:
        """Shows the words; an empty text forgets the ones before."""
        self._words.setText(words)
        self.setAccessibleName(words)
