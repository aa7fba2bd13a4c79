"""Locks the window when nobody has touched it for a while, after a quiet word a minute before."""

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication

_TOUCHES = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseMove,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
        QEvent.Type.InputMethod,
    }
)
WARNING_MS = 60_000
_A_MINUTE_MS = 60_000
_PAUSE_MS = 1_000
"""The filter sees every event: thousands for a page that is shown, an eighth of the time it takes.
A page follows a touch, and so soon after one another touch would change nothing that counts."""


class Idle(QObject):
    """Watches every key and move of the mouse; times are in milliseconds."""

    nearly = Signal()
    touched = Signal()
    reached = Signal()

    def __init__(self, app: QApplication, parent: QObject) -> None:
        super().__init__(parent)
        self._warned = False
        self._warning = QTimer(self, singleShot=True)
        self._warning.timeout.connect(self._warn)
        self._limit = QTimer(self, singleShot=True)
        self._limit.timeout.connect(self._reach)
        self._pause = QTimer(self, singleShot=True)
        self._pause.timeout.connect(self._listen)
        self._app = app

    def watch(self, minutes: float) -> None:
        """Begins to count, with this limit."""
        limit = round(minutes * _A_MINUTE_MS)
        self._limit.setInterval(limit)
        self._warning.setInterval(max(0, limit - WARNING_MS))
        self._begin()

    def rest(self) -> None:
        """Counts no more: nothing is open."""
        self._app.removeEventFilter(self)
        for timer in (self._pause, self._limit, self._warning):
            timer.stop()
        self._warned = False

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Starts the count anew at every touch; never keeps an event from its widget."""
        if self._limit.isActive() and event.type() in _TOUCHES:
            self._begin()
        return False

    def _listen(self) -> None:
        self._app.installEventFilter(self)

    def _begin(self) -> None:
        self._app.removeEventFilter(self)
        self._pause.start(_PAUSE_MS)
        self._limit.start()
        self._warning.start()
        if self._warned:
            self._warned = False
            self.touched.emit()

    def _warn(self) -> None:
        self._warned = True
        self.nearly.emit()

    def _reach(self) -> None:
        self.rest()
        self.reached.emit()
