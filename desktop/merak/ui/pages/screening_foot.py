"""Below the cards: the way back and on, what is left, and whether it is saved."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame

from merak.ui import theme
from merak.ui.widgets.boxes import row
from merak.ui.widgets.buttons import Button, Kind, Side
from merak.ui.widgets.saved_mark import SavedMark
from merak.ui.widgets.texts import muted
from merak.ui.words import n, t

_NARROW = 700


class ScreeningFoot(QFrame):
    """Two buttons, and between them the saved state and how many cards are left."""

    back = Signal()
    onward = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("foot")
        self.saved = SavedMark()
        self._back = Button(t("Back"), icon="arrow-left")
        self._next = Button(t("Next"), Kind.PRIMARY, "arrow-right", Side.AFTER)
        self._next.setToolTip(t("Key {key}").format(key="Ctrl+Enter"))
        self._left = muted("").one_line()
        self._to = ""
        inner = row(16, (24, 12, 24, 12))
        inner.addWidget(self._back)
        inner.addWidget(self.saved)
        inner.addStretch(1)
        inner.addWidget(self._left)
        inner.addWidget(self._next)
        self.setLayout(inner)
        self._back.clicked.connect(self.back)
        self._next.clicked.connect(self.onward)

    def present(self, left: int, *, to: str, first: bool) -> None:
        """Shows how many cards are left here and where "Next" leads; nowhere at the end."""
        words = n("{count} left in this part", "{count} left in this part", left)
        self._left.setText(words.format(count=left) if left else t("Everything here was asked"))
        self._back.setEnabled(not first)
        self._next.setVisible(bool(to))
        self._to = to
        self._arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leaves out what there is no room for."""
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        narrow = self.width() < theme.px(_NARROW)
        self._left.setVisible(bool(self._to) and not narrow)
        words = t("Next") if narrow else t("Next: {part}").format(part=self._to)
        if self._next.text() != words:
            self._next.present(words)
        self._next.setCursor(Qt.CursorShape.PointingHandCursor)
