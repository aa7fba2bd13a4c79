"""Buttons in the look of the program."""

from enum import StrEnum

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QApplication, QPushButton, QSizePolicy

from merak.ui import icons, theme

_ICON = 18
_GAP = 5
_ENTERS = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class Kind(StrEnum):
    """How much a button asks for attention."""

    DEFAULT = "default"
    PRIMARY = "primary"
    QUIET = "quiet"
    DANGER = "danger"
    CHROME = "chrome"


_ROLES = {
    Kind.DEFAULT: "text",
    Kind.PRIMARY: "on_primary",
    Kind.QUIET: "primary",
    Kind.DANGER: "on_danger",
    Kind.CHROME: "on_chrome",
}


class Side(StrEnum):
    """Where a button's icon stands, seen in the direction of reading."""

    BEFORE = "before"
    AFTER = "after"


class Button(QPushButton):
    """A button with words, and with an icon before or after them."""

    def __init__(
        self, text: str, kind: Kind = Kind.DEFAULT, icon: str = "", side: Side = Side.BEFORE
    ) -> None:
        super().__init__(text)
        self._words, self._kind, self._icon, self._side = text, kind, icon, side
        self.setProperty("kind", kind.value)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
        # Enter in a dialog must press what has the focus, not a button Qt picked.
        self.setAutoDefault(False)
        self.retheme()

    def present(self, text: str, icon: str = "") -> None:
        """Shows other words, and another icon where one is given."""
        self._words, self._icon = text, icon or self._icon
        self.setText(text)
        self.setAccessibleName("")
        self.retheme()

    def only_icon(self) -> None:
        """Shows the icon alone; the words stay as its name and tip."""
        self.setText("")
        self.setAccessibleName(self._words)
        self.setToolTip(self._words)
        self.retheme()

    def with_words(self) -> None:
        """Shows the words again."""
        self.present(self._words)

    def retheme(self) -> None:
        """Takes font, icon and direction at the current look."""
        self.setFont(theme.font(14, theme.Weight.DemiBold))
        direction = QApplication.layoutDirection()
        if self._side is Side.AFTER:
            direction = _turned(direction)
        if self.layoutDirection() != direction:
            self.setLayoutDirection(direction)
        if not self._icon:
            return
        gap = _GAP if self.text() else 0
        at_right = direction == Qt.LayoutDirection.RightToLeft
        edge = Qt.Edge.LeftEdge if at_right else Qt.Edge.RightEdge
        self.setIcon(icons.icon(self._icon, _ROLES[self._kind], _ICON, gap, edge))
        self.setIconSize(QSize(theme.px(_ICON) + (theme.px(gap) if gap else 0), theme.px(_ICON)))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Is pressed by Enter as well as by Space; a key held down presses once."""
        held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if event.key() not in _ENTERS or held:
            super().keyPressEvent(event)
        elif not event.isAutoRepeat():
            self.click()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Is pressed once by a double click: what it does must never be done twice."""
        event.accept()

    def changeEvent(self, event: QEvent) -> None:
        """Follows the application's direction of reading."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.ApplicationLayoutDirectionChange:
            self.retheme()


def _turned(direction: Qt.LayoutDirection) -> Qt.LayoutDirection:
    if direction == Qt.LayoutDirection.RightToLeft:
        return Qt.LayoutDirection.LeftToRight
    return Qt.LayoutDirection.RightToLeft
