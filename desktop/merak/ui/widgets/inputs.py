"""Bare inputs that behave well inside a page that scrolls."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPointF, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFontMetrics, QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QComboBox, QLineEdit, QPlainTextEdit

from merak.ui import icons, theme
from merak.ui.widgets.boxes import restyle_alone
from merak.ui.widgets.values import Option


class Line(QLineEdit):
    """One line of typed text."""

    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setMinimumHeight(theme.px(40))

    def retheme(self) -> None:
        """Takes the height at the current size."""
        self.setMinimumHeight(theme.px(40))

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Says that the person went on."""
        super().focusOutEvent(event)
        self.left.emit()


class Lines(QPlainTextEdit):
    """Several lines of typed text; grows with them up to a height, Tab goes on."""

    left = Signal()

    def __init__(self, least: int = 2, most: int = 10) -> None:
        super().__init__()
        self._least, self._most = least, most
        self.setTabChangesFocus(True)
        self.document().setDocumentMargin(2)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.document().documentLayout().documentSizeChanged.connect(lambda _: self.retheme())
        self.retheme()

    def retheme(self) -> None:
        """Takes the height its text needs at the current size."""
        line = QFontMetrics(theme.font()).lineSpacing()
        # A QPlainTextEdit counts the height of its document in lines.
        shown = round(self.document().size().height())
        lines = max(self._least, min(self._most, shown))
        self.setFixedHeight(lines * line + 2 * theme.px(8) + 6)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Says that the person went on."""
        super().focusOutEvent(event)
        self.left.emit()


class Combo(QComboBox):
    """One of several, in a list that opens; the mouse wheel scrolls the page, not the choice."""

    picked = Signal(str)

    def __init__(self, *, compact: bool = False) -> None:
        super().__init__()
        self._compact = compact
        if compact:
            self.setProperty("compact", "true")
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.setMinimumContentsLength(6)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.activated.connect(lambda index: self.picked.emit(self.itemData(index)))
        self.retheme()

    def present(self, options: Sequence[Option], chosen: str) -> None:
        """Shows what can be chosen and what is chosen; an unknown key shows nothing chosen."""
        shown = [self.itemData(index) for index in range(self.count())]
        if shown != [option.key for option in options]:
            self.clear()
            for option in options:
                self.addItem(option.text, option.key)
        self.setCurrentIndex(self.findData(chosen))

    def chosen(self) -> str:
        """Returns the key of what is chosen, empty for nothing."""
        return str(self.currentData() or "")

    def retheme(self) -> None:
        """Takes font and height at the current size."""
        self.setFont(theme.font(13 if self._compact else 14))
        self.setMinimumHeight(theme.px(30 if self._compact else 40))
        self._mirror()

    def changeEvent(self, event: QEvent) -> None:
        """Keeps the arrow's room at the trailing edge; a style sheet does not mirror."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LayoutDirectionChange:
            self._mirror()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leaves the wheel to the page."""
        event.ignore()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paints the input and its arrow."""
        super().paintEvent(event)
        painter = QPainter(self)
        role = "muted" if self.isEnabled() else "disabled"
        arrow = icons.pixmap("chevron-down", role, 16, self.devicePixelRatioF())
        side, inset = theme.px(16), theme.px(10)
        right = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        x = inset if right else self.width() - inset - side
        painter.drawPixmap(QPointF(x, (self.height() - side) / 2), arrow)
        painter.end()

    def _mirror(self) -> None:
        right = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        restyle_alone(self, "mirrored", "true" if right else "false")
