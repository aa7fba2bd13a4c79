"""One calm line that somebody should read, and a button that takes it away."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QSizePolicy

from merak.ui import accessibility
from merak.ui.theme import Weight
from merak.ui.widgets.boxes import column, row
from merak.ui.widgets.buttons import Button, Kind
from merak.ui.widgets.texts import Picture, Text
from merak.ui.words import t


class SlimNotice(QFrame):
    """A sentence that stands out, one that explains it, and "All right"; hidden while empty."""

    seen = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("banner")
        self.setProperty("tone", "info")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        accessibility.role(self, "Note")
        self._title = Text("", 14, Weight.DemiBold)
        self._text = Text("", 14)
        seen = Button(t("All right"), Kind.QUIET)
        seen.clicked.connect(self.seen)
        words = column(1)
        words.addWidget(self._title)
        words.addWidget(self._text)
        whole = row(12, (14, 6, 8, 6))
        whole.addWidget(Picture("bell", 20, "info_mark"), 0, Qt.AlignmentFlag.AlignVCenter)
        whole.addLayout(words, 1)
        whole.addWidget(seen, 0, Qt.AlignmentFlag.AlignVCenter)
        self.setLayout(whole)
        self.hide()

    def present(self, title: str, text: str = "") -> None:
        """Shows the two sentences and has screen readers say them; none hides it."""
        self._title.setText(title)
        self._text.setText(text)
        self.setAccessibleName(title)
        self.setVisible(bool(title))
        if title:
            accessibility.announce(self, f"{title} {text}".strip())
