"""Check boxes and radio buttons whose words may go on in further lines."""

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QCheckBox, QRadioButton, QSizePolicy

from merak.ui import focus, icons, theme
from merak.ui.widgets.painting import mirrored, write

_BOX = 20
_GAP = 10
_PAD = 6
_WRAP = Qt.TextFlag.TextWordWrap


def _width_of_words(width: int) -> int:
    return max(40, width - theme.px(_BOX) - theme.px(_GAP) - theme.px(_PAD))


def _height(button: QAbstractButton, width: int) -> int:
    area = QRect(0, 0, _width_of_words(width), 10_000)
    words = QFontMetrics(theme.font()).boundingRect(area, int(_WRAP), button.text())
    return max(theme.px(32), words.height() + 2 * theme.px(_PAD))


def _hint(button: QAbstractButton) -> QSize:
    words = QFontMetrics(theme.font()).horizontalAdvance(button.text())
    rest = theme.px(_BOX) + theme.px(_GAP) + 2 * theme.px(_PAD)
    width = min(words + rest, theme.px(560))
    return QSize(width, _height(button, width))


def _least(button: QAbstractButton) -> QSize:
    longest = max(button.text().split(), key=len, default="")
    words = QFontMetrics(theme.font()).horizontalAdvance(longest)
    return QSize(words + theme.px(_BOX + _GAP + 2 * _PAD), theme.px(32))


def _prepare(button: QAbstractButton) -> None:
    policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
    policy.setHeightForWidth(True)
    button.setSizePolicy(policy)
    button.setAttribute(Qt.WidgetAttribute.WA_Hover)
    button.setCursor(Qt.CursorShape.PointingHandCursor)
    # Around the words: over the mark it would hide whether it is ticked.
    button.setProperty(focus.RING_AFTER, _BOX + 3)


def _mark_area(button: QAbstractButton) -> QRectF:
    side = theme.px(_BOX)
    line = QFontMetrics(theme.font()).height()
    top = theme.px(_PAD) + (line - side) / 2
    if _height(button, button.width()) <= theme.px(32):
        top = (button.height() - side) / 2
    mark = QRect(QPoint(theme.px(2), round(top)), QSize(side, side))
    return QRectF(mirrored(button, mark))


def _draw_words(painter: QPainter, button: QAbstractButton) -> None:
    left = theme.px(_BOX) + theme.px(_GAP)
    area = QRect(left, 0, _width_of_words(button.width()), button.height())
    painter.setFont(theme.font())
    painter.setPen(theme.colour("text" if button.isEnabled() else "disabled"))
    flags = int(Qt.AlignmentFlag.AlignVCenter) | int(_WRAP)
    write(painter, mirrored(button, area), button.text(), button.layoutDirection(), flags)


def _colours(button: QAbstractButton) -> tuple[str, str]:
    if not button.isEnabled():
        return ("track" if button.isChecked() else "sunken"), "line"
    if button.isChecked():
        return "primary", "primary"
    return ("soft" if button.underMouse() else "surface"), "control"


class Tick(QCheckBox):
    """A check box."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        _prepare(self)

    def retheme(self) -> None:
        """Asks for the room it needs at the current size."""
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        """Returns the size with the words in few lines."""
        return _hint(self)

    def minimumSizeHint(self) -> QSize:
        """Returns the width of the longest word."""
        return _least(self)

    def heightForWidth(self, width: int) -> int:
        """Returns the height the words need."""
        return _height(self, width)

    def hitButton(self, pos: QPoint) -> bool:
        """Takes a click anywhere on it."""
        return self.rect().contains(pos)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        """Paints box, tick and words."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ground, edge = _colours(self)
        area = _mark_area(self)
        painter.setPen(QPen(theme.colour(edge), theme.px(1.5)))
        painter.setBrush(theme.colour(ground))
        painter.drawRoundedRect(area.adjusted(1, 1, -1, -1), theme.px(5), theme.px(5))
        if self.isChecked():
            side = 14
            tick = icons.pixmap("check", "on_primary", side, self.devicePixelRatioF())
            inset = (area.width() - theme.px(side)) / 2
            painter.drawPixmap(QPointF(area.left() + inset, area.top() + inset), tick)
        _draw_words(painter, self)
        painter.end()


class Dot(QRadioButton):
    """A radio button."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        _prepare(self)

    def retheme(self) -> None:
        """Asks for the room it needs at the current size."""
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        """Returns the size with the words in few lines."""
        return _hint(self)

    def minimumSizeHint(self) -> QSize:
        """Returns the width of the longest word."""
        return _least(self)

    def heightForWidth(self, width: int) -> int:
        """Returns the height the words need."""
        return _height(self, width)

    def hitButton(self, pos: QPoint) -> bool:
        """Takes a click anywhere on it."""
        return self.rect().contains(pos)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        """Paints circle, dot and words."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        draw_dot(painter, _mark_area(self), self)
        _draw_words(painter, self)
        painter.end()


def draw_dot(painter: QPainter, area: QRectF, button: QAbstractButton) -> None:
    """Draws the circle of a radio button, filled where it is chosen."""
    ground, edge = _colours(button)
    painter.setPen(QPen(theme.colour(edge), theme.px(1.5)))
    painter.setBrush(theme.colour(ground))
    painter.drawEllipse(area.adjusted(1, 1, -1, -1))
    if button.isChecked():
        inset = area.width() * 0.32
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("on_primary"))
        painter.drawEllipse(area.adjusted(inset, inset, -inset, -inset))
