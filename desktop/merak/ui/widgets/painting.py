"""Painting by hand that stays right where people read from right to left."""

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QWidget


def placed(direction: Qt.LayoutDirection, around: QRect, area: QRect) -> QRect:
    """Returns an area inside another as it lies in a direction of reading."""
    # As QStyle.visualRect, whose class takes several milliseconds to load.
    if direction != Qt.LayoutDirection.RightToLeft:
        return area
    return area.translated(around.left() + around.right() - area.left() - area.right(), 0)


def mirrored(widget: QWidget, area: QRect) -> QRect:
    """Returns an area of a widget as it lies in the widget's direction of reading."""
    return placed(widget.layoutDirection(), widget.rect(), area)


def write(
    painter: QPainter,
    area: QRect | QRectF,
    text: str,
    direction: Qt.LayoutDirection,
    flags: int = int(Qt.AlignmentFlag.AlignVCenter),
) -> None:
    """Writes at the leading edge of an area; each text keeps its own language's direction."""
    leading = Qt.AlignmentFlag.AlignLeft
    if direction == Qt.LayoutDirection.RightToLeft:
        leading = Qt.AlignmentFlag.AlignRight
    painter.setLayoutDirection(Qt.LayoutDirection.LayoutDirectionAuto)
    place = QRectF(area)
    painter.drawText(place, flags | int(leading) | int(Qt.AlignmentFlag.AlignAbsolute), text)
    painter.setLayoutDirection(direction)
