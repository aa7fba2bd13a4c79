"""A key of the keyboard, drawn as its cap."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QSizePolicy

from merak.ui import theme


class KeyCap(QLabel):
    """The words on a key in a small frame."""

    def __init__(self, key: str) -> None:
        super().__init__(key)
        self.setObjectName("pill")
        self.setProperty("tone", "neutral")
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.retheme()

    def retheme(self) -> None:
        """Takes font and size at the current size."""
        self.setFont(theme.figures(13, theme.Weight.DemiBold))
        self.setFixedHeight(theme.px(26))
        self.setMinimumWidth(theme.px(34))
