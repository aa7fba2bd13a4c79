"""What lies in a folder, to go into or to choose."""

from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QSizePolicy

from merak.ui import theme
from merak.ui.widgets.section_nav import SectionNav

_HEIGHT = 280


class PlaceList(SectionNav):
    """A list in a fixed height; a double click counts as one, for the list changes under it."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self._second = False
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.retheme()

    def retheme(self) -> None:
        """Takes its height at the current size."""
        super().retheme()
        self.setFixedHeight(theme.px(_HEIGHT))

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Takes no second press."""
        self._second = True
        event.accept()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Chooses, unless it ends a double click."""
        second, self._second = self._second, False
        if second:
            event.accept()
        else:
            super().mouseReleaseEvent(event)
