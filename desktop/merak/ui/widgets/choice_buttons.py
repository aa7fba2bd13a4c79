"""Radio buttons painted as segments and as cards; their role stays."""

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QRadioButton, QSizePolicy

from merak.ui import icons, keys, theme
from merak.ui.theme import Weight
from merak.ui.widgets.painting import mirrored, write
from merak.ui.widgets.ticks import draw_dot
from merak.ui.widgets.values import Option
from merak.ui.words import t

_STEPS = {
    Qt.Key.Key_Right: 1,
    Qt.Key.Key_Down: 1,
    Qt.Key.Key_Left: -1,
    Qt.Key.Key_Up: -1,
}
_ENTERS = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_CLEARS = (Qt.Key.Key_Delete, Qt.Key.Key_Backspace)


class Choice(QRadioButton):
    """A radio button in all but its look: arrows only move, Space and Enter choose."""

    stepped = Signal(int)
    emptied = Signal()

    def __init__(self, option: Option, number: int) -> None:
        super().__init__(option.text)
        self.option, self.number = option, number
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def retheme(self) -> None:
        """Asks for the room it needs at the current size."""
        self.updateGeometry()

    def hitButton(self, pos: QPoint) -> bool:
        """Takes a click anywhere on it."""
        return self.rect().contains(pos)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Moves, chooses or clears. Qt's own arrows would change the answer."""
        key = Qt.Key(event.key())
        if key in _STEPS and keys.plain(event):
            mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
            sideways = key in (Qt.Key.Key_Left, Qt.Key.Key_Right)
            self.stepped.emit(-_STEPS[key] if mirrored and sideways else _STEPS[key])
        elif key in _ENTERS:
            self.click()
        elif key in _CLEARS and keys.plain(event):
            self.emptied.emit()
        elif key == Qt.Key.Key_Space:
            super().keyPressEvent(event)
        else:
            event.ignore()


class Segment(Choice):
    """An answer in one line: icon, words, and the key that chooses it."""

    def __init__(self, option: Option, number: int) -> None:
        super().__init__(option, number)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleDescription(t("Key {number}").format(number=number))

    def sizeHint(self) -> QSize:
        """Returns the size it needs."""
        metrics = QFontMetrics(theme.font(14, Weight.DemiBold))
        icon = theme.px(18 + 7) if self.option.icon else 0
        width = metrics.horizontalAdvance(self.text()) + icon + theme.px(12 + 7 + 18 + 8)
        return QSize(width, max(theme.px(44), metrics.height() + theme.px(20)))

    def minimumSizeHint(self) -> QSize:
        """Returns the size it cannot do without."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        """Paints it in the current look."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ground, front, edge = _colours(self)
        frame = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.setPen(QPen(theme.colour(edge), 1))
        painter.setBrush(theme.colour(ground))
        painter.drawRoundedRect(frame, theme.px(8), theme.px(8))
        self._draw_words(painter, front)
        self._draw_key(painter, front)
        painter.end()

    def _draw_words(self, painter: QPainter, front: str) -> None:
        x = theme.px(12)
        side = theme.px(18)
        if self.option.icon:
            role = front if self.isChecked() or front == "on_soft" else "muted"
            if not self.isEnabled():
                role = front
            at = mirrored(self, QRect(x, (self.height() - side) // 2, side, side))
            density = self.devicePixelRatioF()
            painter.drawPixmap(
                QPointF(at.topLeft()), icons.pixmap(self.option.icon, role, 18, density)
            )
            x += side + theme.px(7)
        weight = Weight.DemiBold if self.isChecked() else Weight.Medium
        painter.setFont(theme.font(14, weight))
        painter.setPen(theme.colour(front))
        area = mirrored(self, QRect(x, 0, self.width() - x - theme.px(27), self.height()))
        write(painter, area, self.text(), self.layoutDirection())

    def _draw_key(self, painter: QPainter, front: str) -> None:
        side = theme.px(18)
        x = self.width() - theme.px(8) - side
        area = QRectF(mirrored(self, QRect(x, (self.height() - side) // 2, side, side)))
        chosen = self.isChecked()
        painter.setPen(QPen(theme.colour(front if chosen else "line"), 1))
        painter.setBrush(Qt.BrushStyle.NoBrush if chosen else theme.colour("sunken"))
        painter.drawRoundedRect(area.adjusted(0.5, 0.5, -0.5, -0.5), theme.px(4), theme.px(4))
        painter.setFont(theme.figures(12, Weight.Medium))
        painter.setPen(theme.colour(front if chosen or not self.isEnabled() else "muted"))
        painter.drawText(area, Qt.AlignmentFlag.AlignCenter, str(self.number))


class ExplainedChoice(Choice):
    """A card with a circle, a title and an explanation."""

    def __init__(self, option: Option, number: int) -> None:
        super().__init__(option, number)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setAccessibleDescription(option.hint)

    def sizeHint(self) -> QSize:
        """Returns the size it needs."""
        return QSize(theme.px(240), self.heightForWidth(theme.px(240)))

    def minimumSizeHint(self) -> QSize:
        """Returns the size it cannot do without."""
        metrics = QFontMetrics(theme.font(15, Weight.DemiBold))
        longest = max(f"{self.text()} {self.option.hint}".split(), key=len, default="")
        return QSize(metrics.horizontalAdvance(longest) + theme.px(62), theme.px(48))

    def heightForWidth(self, width: int) -> int:
        """Returns the height its words need at a width."""
        title, hint = self._areas(width)
        bottom = hint.bottom() if self.option.hint else title.bottom()
        return max(theme.px(48), bottom + theme.px(14))

    def _areas(self, width: int) -> tuple[QRect, QRect]:
        x = theme.px(14 + 20 + 12)
        room = QRect(0, 0, max(40, width - x - theme.px(14)), 10_000)
        wrap = int(Qt.TextFlag.TextWordWrap)
        title = QFontMetrics(theme.font(15, Weight.DemiBold)).boundingRect(room, wrap, self.text())
        hint = QFontMetrics(theme.font(13)).boundingRect(room, wrap, self.option.hint)
        top = theme.px(13)
        upper = QRect(x, top, room.width(), title.height())
        return upper, QRect(x, upper.bottom() + theme.px(4), room.width(), hint.height())

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        """Paints it in the current look."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        chosen, over = self.isChecked(), self.underMouse() and self.isEnabled()
        frame = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        edge = "primary" if chosen else "control" if self.isEnabled() else "line"
        painter.setPen(QPen(theme.colour(edge), 2 if chosen else 1))
        painter.setBrush(theme.colour("soft" if chosen or over else "surface"))
        painter.drawRoundedRect(frame, theme.px(10), theme.px(10))
        direction = self.layoutDirection()
        title, hint = self._areas(self.width())
        mark = QRect(theme.px(14), title.center().y() - theme.px(10), theme.px(20), theme.px(20))
        draw_dot(painter, QRectF(mirrored(self, mark)), self)
        wrap = int(Qt.TextFlag.TextWordWrap)
        front = "text" if self.isEnabled() else "disabled"
        painter.setFont(theme.font(15, Weight.DemiBold))
        painter.setPen(theme.colour(front))
        write(painter, mirrored(self, title), self.text(), direction, wrap)
        painter.setFont(theme.font(13))
        painter.setPen(theme.colour("muted" if self.isEnabled() else "disabled"))
        write(painter, mirrored(self, hint), self.option.hint, direction, wrap)
        painter.end()


def _colours(button: QRadioButton) -> tuple[str, str, str]:
    if not button.isEnabled():
        return "sunken", "disabled", "line"
    if button.isChecked():
        return "primary", "on_primary", "primary"
    if button.underMouse():
        return "soft", "on_soft", "primary"
    return "surface", "text", "control"
