"""The real window in this process, unlocked and timed from outside its code."""

import secrets
import time
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QEventLoop, QObject
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QWidget
from tests.rigs.rig_vault import NAME, PASSPHRASE, RigClock

from merak.crypto import passphrase
from merak.domain.preferences import Appearance, Language, Preferences
from merak.ui import accessibility, appearance, routes
from merak.ui.focus import FocusRing
from merak.ui.hands import Hands, NotSeen
from merak.ui.main_window import MainWindow
from merak.ui.tasks import Tasks

_PATIENCE_S = 30.0
# All pages, loaded as the program does while somebody types their name.
_LOADED = (routes,)


def application() -> QApplication:
    """Gives the one application, with what the program adds to it."""
    there = QApplication.instance()
    if isinstance(there, QApplication):
        return there
    made = QApplication(["merak"])
    accessibility.install()
    FocusRing(made)
    return made


class Desk:
    """One window at one vault."""

    def __init__(self, place: Path) -> None:
        chosen = Preferences(language=Language.ENGLISH, look=Appearance.LIGHT, scale=1.0)
        app = application()
        appearance.apply(app, chosen)
        self.tasks = Tasks()
        self.window = MainWindow(
            app, self.tasks, place, RigClock(), secrets.token_bytes, chosen, lambda _chosen: None
        )
        self.window.show()
        self.window.activateWindow()
        self.hands = Hands(self.window, self.tasks)
        self.hands.settle()

    def unlock(self) -> tuple[float, float]:
        """Unlocks; gives the seconds from the derived key to home painted, and those worked."""
        self.hands.write("Your name", NAME)
        self.hands.write("Passphrase", PASSPHRASE)
        derived: list[tuple[float, float]] = []
        real = passphrase.derive

        def derive(*given, **named) -> bytes:
            key = real(*given, **named)
            derived.append((time.perf_counter(), time.process_time()))
            return key

        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(passphrase, "derive", derive)
            self.hands.press("Open")
        began, worked = derived[-1]
        return self.painted() - began, time.process_time() - worked

    def button(self, begins: str) -> QAbstractButton:
        """Gives the button that can be seen whose words begin so, to be pressed by the clock."""
        for one in self.window.findChildren(QAbstractButton):
            if one.isVisible() and (one.text() or one.accessibleName()).startswith(begins):
                return one
        raise NotSeen(begins)

    def painted(self) -> float:
        """Waits until all is shown and painted; gives when it was."""
        assert self.tasks.drain(_PATIENCE_S)
        QCoreApplication.processEvents()
        return time.perf_counter()

    def close(self) -> None:
        """Closes the window and ends its vault thread."""
        self.window.close()
        self.window.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


class Painted(QObject):
    """Notes when a label is painted with words that begin so."""

    def __init__(self, label: QLabel, begins: str) -> None:
        super().__init__(label)
        self._label, self._begins = label, begins
        self.at = 0.0
        label.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint and self._label.text().startswith(self._begins):
            self.at = self.at or time.perf_counter()
        return False

    def wait(self) -> float:
        """Lets the window work until it is painted; gives when it was."""
        # Waiting as the program does: a busy loop would keep Python from the vault's thread.
        waiting = QEventLoop.ProcessEventsFlag.AllEvents
        waiting |= QEventLoop.ProcessEventsFlag.WaitForMoreEvents
        while not self.at:
            QCoreApplication.processEvents(waiting)
        return self.at


def words_of(widget: QWidget) -> QLabel:
    """Gives the label inside a small widget that has words."""
    return next(one for one in widget.findChildren(QLabel) if one.text())
