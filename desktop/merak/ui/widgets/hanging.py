"""Quiet buttons in line with the texts around them."""

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QMoveEvent, QResizeEvent
from PySide6.QtWidgets import QLayout, QSizePolicy, QWidget

from merak.ui import theme

OVERHANG = 11
"""What a quiet button has between its edge and its words."""


class Hanging(QWidget):
    """Hangs over the leading edge of its place, into the padding of the card that holds it.

    So the words of a quiet button stand where texts begin, and the button around them still has
    room for its ground and its ring.
    """

    def __init__(self, overhang: float = OVERHANG) -> None:
        super().__init__()
        self._overhang = overhang
        self._hung = QRect()
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)

    def retheme(self) -> None:
        """Takes the width that it hangs over at the current size."""
        self._hang()

    def moveEvent(self, event: QMoveEvent) -> None:
        """Hangs over the edge of the place it was given."""
        super().moveEvent(event)
        self._hang()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Hangs over the edge of the place it was given."""
        super().resizeEvent(event)
        self._hang()

    def _hang(self) -> None:
        given = self.geometry()
        # What it set itself is no new place.
        if given == self._hung:
            return
        edge = theme.px(self._overhang)
        right = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        self._hung = given.adjusted(0 if right else -edge, 0, edge if right else 0, 0)
        self.setGeometry(self._hung)


def hanging(layout: QLayout) -> Hanging:
    """Returns a widget with this layout of quiet buttons."""
    made = Hanging()
    made.setLayout(layout)
    return made
