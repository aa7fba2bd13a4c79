"""The list of a screening's sections, with how many answers each has."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import (
    QModelIndex,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFocusEvent, QFontMetrics, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QListWidget,
    QListWidgetItem,
    QSizePolicy,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from merak.ui import focus, icons, theme
from merak.ui.theme import Weight
from merak.ui.widgets.painting import write
from merak.ui.words import t

_VALUE = int(Qt.ItemDataRole.UserRole)
_WRAP = int(Qt.TextFlag.TextWordWrap)


@dataclass(frozen=True, slots=True, kw_only=True)
class SectionValue:
    """A section: its key, title and icon, and how many of how many are answered."""

    key: str
    title: str
    icon: str = "circle"
    done: int = 0
    total: int = 0

    def count(self) -> str:
        """Returns the count in words, empty where there is nothing to count."""
        if not self.total:
            return ""
        return t("{done} of {total}").format(done=self.done, total=self.total)


class _Painter(QStyledItemDelegate):
    """Paints a section: icon, title over one or two lines, count."""

    def __init__(self, nav: "SectionNav") -> None:
        super().__init__(nav)
        self._nav = nav

    def sizeHint(
        self,
        option: QStyleOptionViewItem,  # noqa: ARG002
        index: QModelIndex | QPersistentModelIndex,
    ) -> QSize:
        width = self._nav.viewport().width()
        value: SectionValue = index.data(_VALUE)
        row = QRect(0, 0, width, 10_000)
        _, title, _ = _areas(row, value)
        metrics = QFontMetrics(theme.font(14, Weight.DemiBold))
        room = QRect(0, 0, title.width(), 10_000)
        height = metrics.boundingRect(room, _WRAP, value.title).height()
        return QSize(width, max(theme.px(48), height + theme.px(22)))

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        value: SectionValue = index.data(_VALUE)
        rect, state, direction = option.rect, option.state, option.direction
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        frame = QRectF(rect).adjusted(theme.px(8), theme.px(2), -theme.px(8), -theme.px(2))
        if chosen or state & QStyle.StateFlag.State_MouseOver:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("soft" if chosen else "sunken"))
            painter.drawRoundedRect(frame, theme.px(8), theme.px(8))
        areas = [QStyle.visualRect(direction, rect, area) for area in _areas(rect, value)]
        done = bool(value.total) and value.done == value.total
        name = "circle-check" if done else value.icon
        mark = icons.pixmap(name, "primary" if chosen or done else "muted", 20, _density(self._nav))
        painter.drawPixmap(QPointF(areas[0].topLeft()), mark)
        front = "on_soft" if chosen else "text"
        painter.setPen(theme.colour(front))
        painter.setFont(theme.font(14, Weight.DemiBold if chosen else Weight.Medium))
        flags = int(Qt.AlignmentFlag.AlignVCenter) | _WRAP
        write(painter, areas[1], value.title, direction, flags)
        painter.setPen(theme.colour(front if chosen else "muted"))
        painter.setFont(theme.figures(13, Weight.Medium))
        write(painter, areas[2], value.count(), direction)
        if state & QStyle.StateFlag.State_HasFocus and self._nav.shows_focus():
            focus.draw(painter, frame, theme.px(8))
        painter.restore()


class SectionNav(QListWidget):
    """A list of sections; arrows move in it, a click or Enter goes there."""

    chosen = Signal(str)

    def __init__(self, name: str) -> None:
        super().__init__()
        self._by_keyboard = False
        self.setObjectName("sections")
        self.setAccessibleName(name)
        self.setProperty(focus.DRAWS_ITS_OWN, True)
        self.setItemDelegate(_Painter(self))
        self.setMouseTracking(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)
        self.itemActivated.connect(self._go)
        self.itemClicked.connect(self._go)

    def present(self, sections: Sequence[SectionValue], current: str) -> None:
        """Shows the sections and which one is open."""
        while self.count() > len(sections):
            self.takeItem(self.count() - 1)
        for place, section in enumerate(sections):
            if place >= self.count():
                self.addItem(QListWidgetItem())
            item = self.item(place)
            item.setText(section.title)
            item.setData(_VALUE, section)
            words = f"{section.title}, {section.count()}" if section.total else section.title
            item.setData(Qt.ItemDataRole.AccessibleTextRole, words)
            if section.key == current:
                self.setCurrentItem(item)

    def retheme(self) -> None:
        """Lays out anew at the current size."""
        self.scheduleDelayedItemsLayout()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lets titles wrap at the new width."""
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Notes whether the focus came by keyboard."""
        self._by_keyboard = focus.by_keyboard()
        super().focusInEvent(event)

    def shows_focus(self) -> bool:
        """Says whether the ring is to be seen."""
        return self.hasFocus() and self._by_keyboard

    def _go(self, item: QListWidgetItem) -> None:
        self.chosen.emit(item.data(_VALUE).key)


def _areas(row: QRect, value: SectionValue) -> tuple[QRect, QRect, QRect]:
    """Icon, title and count, as they lie where people read from left to right."""
    side, gap, edge = theme.px(20), theme.px(12), theme.px(20)
    metrics = QFontMetrics(theme.figures(13, Weight.Medium))
    count = value.count()
    counted = metrics.horizontalAdvance(count) + 2 if count else 0
    left, middle = row.left() + edge, row.center().y()
    icon = QRect(left, middle - side // 2, side, side)
    start = left + side + gap
    end = row.right() - edge - counted
    title = QRect(start, row.top(), max(20, end - start - (gap if count else 0)), row.height())
    return icon, title, QRect(end, row.top(), counted, row.height())


def _density(widget: QWidget) -> float:
    return 2.0 if widget.devicePixelRatioF() > 1 else 1.0
