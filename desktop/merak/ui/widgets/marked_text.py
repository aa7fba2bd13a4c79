"""A sentence with a sign before it that says the same to who only glances."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSizePolicy, QWidget

from merak.ui.widgets.boxes import row
from merak.ui.widgets.texts import Picture, Text
from merak.ui.widgets.values import Tone

_SIGNS = {
    Tone.INFO: "info",
    Tone.WARN: "triangle-alert",
    Tone.HIGH: "circle-alert",
    Tone.OK: "circle-check",
}


class MarkedText(QWidget):
    """An icon and a text beside it; with no text it hides and keeps no room."""

    def __init__(
        self, text: str = "", icon: str = "", role: str = "muted", size: float = 14
    ) -> None:
        super().__init__()
        inner = row(10)
        self._mark = Picture(icon, 18, role)
        self._text = Text(text, size)
        inner.addWidget(self._mark, 0, Qt.AlignmentFlag.AlignTop)
        inner.addWidget(self._text, 1)
        self.setLayout(inner)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        if not text:
            self.hide()

    def present(self, text: str, tone: Tone = Tone.INFO) -> None:
        """Shows a sentence with the sign of its tone."""
        self._mark.present(_SIGNS[tone], f"{tone.value}_mark")
        self._text.setText(text)
        self.setVisible(bool(text))

    def text(self) -> str:
        """Returns the sentence."""
        return self._text.text()
