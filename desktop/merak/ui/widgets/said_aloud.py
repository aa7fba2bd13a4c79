"""Words to be said aloud, set apart from words to be read."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QSizePolicy

from merak.ui import accessibility
from merak.ui.widgets.boxes import column, row
from merak.ui.widgets.texts import Picture, Text
from merak.ui.words import t


class SaidAloud(QFrame):
    """A quiet frame with sentences in a size that can be read off while talking."""

    def __init__(self, sentences: Sequence[str]) -> None:
        super().__init__()
        self.setObjectName("banner")
        self.setProperty("tone", "info")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        accessibility.role(self, "Note")
        self.setAccessibleName(t("Words to say aloud"))
        whole = row(12, (16, 14, 16, 14))
        whole.addWidget(Picture("message-circle", 22, "info_mark"), 0, Qt.AlignmentFlag.AlignTop)
        words = column(8)
        for sentence in sentences:
            words.addWidget(Text(sentence, 15))
        whole.addLayout(words, 1)
        self.setLayout(whole)
