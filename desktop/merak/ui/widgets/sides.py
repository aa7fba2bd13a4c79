"""Two columns side by side, or one above the other where there is no room."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QSizePolicy, QWidget

from merak.ui import theme
from merak.ui.widgets.boxes import Box, Panel


class Sides(QWidget):
    """Two panels, `first` and `second`; shares of the width as given, one column when narrow."""

    def __init__(
        self, least: float = 840, shares: tuple[int, int] = (3, 2), gap: float = 16
    ) -> None:
        super().__init__()
        self._least = least
        self.first, self.second = Panel(gap), Panel(gap)
        self._box = Box(QBoxLayout.Direction.LeftToRight, gap)
        for panel, share in zip((self.first, self.second), shares, strict=True):
            panel.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
            self._box.addWidget(panel, share, Qt.AlignmentFlag.AlignTop)
        self.setLayout(self._box)

    def are_stacked(self) -> bool:
        """Says whether one panel stands above the other."""
        return self._box.direction() is QBoxLayout.Direction.TopToBottom

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Chooses between beside and below."""
        super().resizeEvent(event)
        narrow = self.width() < theme.px(self._least)
        way = QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight
        if self._box.direction() != way:
            self._box.setDirection(way)
