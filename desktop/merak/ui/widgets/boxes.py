"""Layouts and frames that keep the 8 px grid at every size of text."""

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QLayout,
    QLayoutItem,
    QSizePolicy,
    QWidget,
)

from merak.ui import theme
from merak.ui.widgets.painting import placed

Edges = tuple[float, float, float, float]
NO_EDGES: Edges = (0, 0, 0, 0)


class Box(QBoxLayout):
    """A row or column whose gap and edges (left, top, right, bottom) are design lengths."""

    def __init__(
        self, direction: QBoxLayout.Direction, gap: float = 8, edges: Edges = NO_EDGES
    ) -> None:
        super().__init__(direction)
        self._gap, self._edges = gap, edges
        self.retheme()

    def retheme(self) -> None:
        """Takes the gap and edges at the current size."""
        self.setSpacing(theme.px(self._gap) if self._gap else 0)
        self.setContentsMargins(*(theme.px(edge) if edge else 0 for edge in self._edges))


class Flow(QLayout):
    """Sets widgets side by side and goes on in a new row where there is no more room."""

    def __init__(self, gap: float = 8) -> None:
        super().__init__()
        self._gap = gap
        self._items: list[QLayoutItem] = []
        # Qt asks for the height many times between two changes.
        self._heights: dict[int, int] = {}
        self.setContentsMargins(0, 0, 0, 0)

    def retheme(self) -> None:
        """Lays out anew at the current size."""
        self.invalidate()

    def addItem(self, item: QLayoutItem) -> None:
        """Takes an item; Qt calls this."""
        self._items.append(item)

    def count(self) -> int:
        """Returns how many items there are."""
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        """Returns an item, or None past the end, as Qt asks."""
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        """Removes and returns an item, or None past the end, as Qt asks."""
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        """Grows in width only."""
        return Qt.Orientation.Horizontal

    def hasHeightForWidth(self) -> bool:
        """Needs more height where it is narrow."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Returns the height its rows need at a width."""
        if width not in self._heights:
            margins = self.contentsMargins()
            places = self._places(width - margins.left() - margins.right())
            bottom = max((place.bottom() + 1 for place in places), default=0)
            self._heights[width] = bottom + margins.top() + margins.bottom()
        return self._heights[width]

    def invalidate(self) -> None:
        """Forgets what was worked out; Qt calls this when something in it changed."""
        self._heights.clear()
        super().invalidate()

    def sizeHint(self) -> QSize:
        """Returns the size with all in one row."""
        hints = [item.sizeHint() for item in self._shown()]
        gap = theme.px(self._gap)
        width = sum(hint.width() for hint in hints) + gap * max(0, len(hints) - 1)
        height = max((hint.height() for hint in hints), default=0)
        return QSize(width, height).grownBy(self.contentsMargins())

    def minimumSize(self) -> QSize:
        """Returns the size of its largest item."""
        least = QSize()
        for item in self._shown():
            least = least.expandedTo(item.minimumSize())
        return least.grownBy(self.contentsMargins())

    def setGeometry(self, rect: QRect) -> None:
        """Places the items."""
        super().setGeometry(rect)
        area = rect.marginsRemoved(self.contentsMargins())
        parent = self.parentWidget()
        direction = parent.layoutDirection() if parent else Qt.LayoutDirection.LeftToRight
        for item, place in zip(self._shown(), self._places(area.width()), strict=True):
            at = place.translated(area.topLeft())
            item.setGeometry(placed(direction, area, at))

    def _shown(self) -> list[QLayoutItem]:
        return [item for item in self._items if not item.isEmpty()]

    def _places(self, width: int) -> list[QRect]:
        gap = theme.px(self._gap)
        places: list[QRect] = []
        x = y = tallest = 0
        for item in self._shown():
            hint = item.sizeHint()
            hint.setWidth(min(hint.width(), max(width, item.minimumSize().width())))
            if x and x + hint.width() > width:
                x, y, tallest = 0, y + tallest + gap, 0
            places.append(QRect(QPoint(x, y), hint))
            x += hint.width() + gap
            tallest = max(tallest, hint.height())
        return places


class EvenFlow(Flow):
    """A flow whose items fill each row, equally wide where they fit, in as few rows as fit."""

    def __init__(self, gap: float = 8, least: float = 0) -> None:
        super().__init__(gap)
        self._least = least

    def _places(self, width: int) -> list[QRect]:
        items = self._shown()
        if not items:
            return []
        gap = theme.px(self._gap)
        least = theme.px(self._least) if self._least else 1
        needs = [max(least, item.minimumSize().width()) for item in items]
        columns = max(1, min(len(items), (width + gap) // (max(needs) + gap)))
        spare = width - sum(needs) - gap * (len(items) - 1)
        if columns < len(items) and spare >= 0:
            more = spare // len(items)
            return self._row(items, [need + more for need in needs], 0)
        # 5 in rows of 4 would leave one alone; 3 and 2 look meant.
        columns = -(-len(items) // -(-len(items) // columns))
        each = (width - gap * (columns - 1)) // columns
        places: list[QRect] = []
        for first in range(0, len(items), columns):
            y = places[-1].bottom() + 1 + gap if places else 0
            row = items[first : first + columns]
            places += self._row(row, [each] * len(row), y)
        return places

    def _row(self, items: list[QLayoutItem], widths: list[int], y: int) -> list[QRect]:
        gap = theme.px(self._gap)
        height = max(_height(item, width) for item, width in zip(items, widths, strict=True))
        places: list[QRect] = []
        x = 0
        for width in widths:
            places.append(QRect(x, y, width, height))
            x += width + gap
        return places


def _height(item: QLayoutItem, width: int) -> int:
    if item.hasHeightForWidth():
        return item.heightForWidth(width)
    return item.sizeHint().height()


def column(gap: float = 8, edges: Edges = NO_EDGES) -> Box:
    """Returns a column layout; edges are left, top, right, bottom."""
    return Box(QBoxLayout.Direction.TopToBottom, gap, edges)


def row(gap: float = 8, edges: Edges = NO_EDGES) -> Box:
    """Returns a row layout, mirrored by itself where people read from right to left."""
    return Box(QBoxLayout.Direction.LeftToRight, gap, edges)


class Panel(QWidget):
    """A bare widget with a column (`body`) to put things in."""

    def __init__(self, gap: float = 8, edges: Edges = NO_EDGES) -> None:
        super().__init__()
        self.body = column(gap, edges)
        self.setLayout(self.body)


class Card(QFrame):
    """A white surface with a hairline around it and a column (`body`) to put things in."""

    def __init__(self, gap: float = 8, edges: Edges = (20, 16, 20, 18)) -> None:
        super().__init__()
        self.setObjectName("card")
        self.body = column(gap, edges)
        self.setLayout(self.body)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)


class Line(QFrame):
    """A hairline between parts."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("line")
        self.setFixedHeight(1)


def clear(layout: QLayout) -> None:
    """Removes and deletes everything in a layout."""
    while (item := layout.takeAt(0)) is not None:
        widget, inner = item.widget(), item.layout()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
        elif inner is not None:
            clear(inner)
            inner.deleteLater()


def restyle(widget: QWidget, name: str, value: str) -> None:
    """Sets a property the style sheet looks at, for the widget and all that is in it."""
    if widget.property(name) == value:
        return
    restyle_alone(widget, name, value)
    for part in widget.findChildren(QWidget):
        _polish_anew(part)


def restyle_alone(widget: QWidget, name: str, value: str) -> None:
    """Sets a property the style sheet looks at for the widget itself; nothing in it changes."""
    if widget.property(name) == value:
        return
    widget.setProperty(name, value)
    _polish_anew(widget)
    widget.update()


def _polish_anew(widget: QWidget) -> None:
    # What has not been shown yet is polished when it is.
    if widget.testAttribute(Qt.WidgetAttribute.WA_WState_Polished):
        widget.style().unpolish(widget)
        widget.style().polish(widget)
