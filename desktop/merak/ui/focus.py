"""A ring of two colours around what has the focus, when it came by keyboard."""

import shiboken6
from PySide6.QtCore import QEvent, QObject, QRectF, Qt
from PySide6.QtGui import QGuiApplication, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QFocusFrame,
    QLineEdit,
    QPlainTextEdit,
    QWidget,
)

from merak.ui import theme

# What draws its own focus: text inputs by the style sheet, lists by their delegate.
DRAWS_ITS_OWN = "drawsItsOwnFocus"
_STYLED = (QLineEdit, QPlainTextEdit, QComboBox)

RING_AFTER = "ringAfter"
"""The property for how much of the leading edge, as a design length, stays outside of the ring."""


def draw(painter: QPainter, area: QRectF, radius: float) -> None:
    """Draws the ring inside an area: the focus colour, then the surface, seen on any fill."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(theme.colour("surface"), 2))
    painter.drawRoundedRect(area.adjusted(4, 4, -4, -4), radius - 3, radius - 3)
    painter.setPen(QPen(theme.colour("focus"), 3))
    painter.drawRoundedRect(area.adjusted(1.5, 1.5, -1.5, -1.5), radius, radius)


def by_keyboard() -> bool:
    """Says whether a change of focus happening now comes from the keyboard."""
    return QGuiApplication.mouseButtons() == Qt.MouseButton.NoButton


class _Ring(QFocusFrame):
    """Lies over a widget as its child. As a QFocusFrame it is no part of the accessible tree."""

    def __init__(self, around: QWidget) -> None:
        super().__init__(around)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        around.installEventFilter(self)
        self._surround(around)
        self.raise_()
        self.show()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keeps the size of what it surrounds."""
        around = self.parentWidget()
        if event.type() == QEvent.Type.Resize and watched is around:
            self._surround(around)
        return False

    def _surround(self, around: QWidget) -> None:
        after = theme.px(float(around.property(RING_AFTER) or 0))
        right = around.layoutDirection() == Qt.LayoutDirection.RightToLeft
        self.setGeometry(
            around.rect().adjusted(0 if right else after, 0, -after if right else 0, 0)
        )

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        """Paints the ring."""
        painter = QPainter(self)
        draw(painter, QRectF(self.rect()), theme.px(8))
        painter.end()


class FocusRing(QObject):
    """Shows the ring around the focused widget of an application."""

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self._ring: QFocusFrame | None = None
        app.focusChanged.connect(self._moved)

    def _moved(self, old: QWidget | None, new: QWidget | None) -> None:  # noqa: ARG002
        # The ring dies with the widget it lies on.
        if self._ring is not None and shiboken6.isValid(self._ring):
            self._ring.hide()
            self._ring.deleteLater()
        self._ring = None
        if new is None or isinstance(new, _STYLED) or new.property(DRAWS_ITS_OWN):
            return
        if by_keyboard():
            self._ring = _Ring(new)
