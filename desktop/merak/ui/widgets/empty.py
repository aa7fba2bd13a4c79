"""What stands where there is nothing yet."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from merak.ui import theme
from merak.ui.widgets.boxes import column
from merak.ui.widgets.buttons import Button
from merak.ui.widgets.texts import Picture, Text


class Empty(QWidget):
    """An icon, a sentence that says why it is empty, and what to do about it."""

    acted = Signal()

    def __init__(self, icon: str, title: str, text: str = "", action: str = "") -> None:
        super().__init__()
        whole = column(8, (24, 40, 24, 40))
        whole.addWidget(Picture(icon, 32, "muted"), 0, Qt.AlignmentFlag.AlignHCenter)
        for words, size, weight, tone in (
            (title, 16, theme.Weight.DemiBold, ""),
            (text, 14, theme.Weight.Normal, "muted"),
        ):
            if words:
                label = Text(words, size, weight, tone)
                label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
                whole.addWidget(label)
        if action:
            button = Button(action)
            button.clicked.connect(lambda _=False: self.acted.emit())
            below = column(0, (0, 6, 0, 0))
            below.addWidget(button, 0, Qt.AlignmentFlag.AlignHCenter)
            whole.addLayout(below)
        self.setLayout(whole)
