"""Short sentences in a list, each with the same icon before it."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from merak.ui import accessibility
from merak.ui.widgets.boxes import clear, column, row
from merak.ui.widgets.texts import Picture, Text


class Sentences(QWidget):
    """A list of sentences to read, or to say aloud where they are large."""

    def __init__(
        self, sentences: Sequence[str], icon: str, role: str = "info_mark", size: float = 14
    ) -> None:
        super().__init__()
        self._icon, self._role, self._size = icon, role, size
        accessibility.role(self, "List")
        self._whole = column(size * 0.6)
        self.setLayout(self._whole)
        self.present(sentences)

    def present(self, sentences: Sequence[str]) -> None:
        """Shows other sentences."""
        clear(self._whole)
        for sentence in sentences:
            line = row(10)
            mark = Picture(self._icon, self._size + 4, self._role)
            line.addWidget(mark, 0, Qt.AlignmentFlag.AlignTop)
            line.addWidget(Text(sentence, self._size), 1)
            self._whole.addLayout(line)
