"""Brings what has the focus into view, however the focus came there."""

import shiboken6
from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication, QScrollArea, QWidget

from merak.ui import theme

_AROUND = 44


class FocusFollower(QObject):
    """Scrolls an area after each move of the focus inside it, with room for an error below."""

    def __init__(self, area: QScrollArea) -> None:
        super().__init__(area)
        self._area = area
        self._wanted: QWidget | None = None
        # What a page shows with the move has its place only after the layout has run.
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self._bring)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._moved)

    def _moved(self, old: QWidget | None, new: QWidget | None) -> None:  # noqa: ARG002
        inside = self._area.widget()
        if new is not None and inside is not None and inside.isAncestorOf(new):
            self._wanted = new
            self._soon.start()

    def _bring(self) -> None:
        if self._wanted is not None and shiboken6.isValid(self._wanted):
            self._area.ensureWidgetVisible(self._wanted, 0, theme.px(_AROUND))
