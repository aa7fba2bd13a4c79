"""Where things are made and joined: clock, chance, vault thread, window."""

import gc
import os
import sys
import time
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from PySide6.QtWidgets import QApplication

from merak import __version__
from merak.storage import preferences as kept_preferences
from merak.ui import accessibility, appearance, theme
from merak.ui.focus import FocusRing
from merak.ui.main_window import PRODUCT, MainWindow
from merak.ui.tasks import Tasks
from merak.ui.warm_up import WarmUp


class SystemClock:
    """The laptop's own time."""

    def now(self) -> datetime:
        """Gives the moment with the laptop's offset from UTC."""
        return datetime.now().astimezone()

    def seconds(self) -> float:
        """Counts seconds and never goes back."""
        return time.perf_counter()


def run(place: Path) -> int:
    """Opens the window and gives the exit code when it is closed."""
    app = _application()
    tasks = Tasks(app)
    _window(app, tasks, place).show()
    WarmUp(tasks)
    # Off since the first line of the program; what has been made until now stays to the end.
    gc.freeze()
    gc.enable()
    return app.exec()


def smoke(place: Path) -> str:
    """Shows the first window, closes it, and gives one line that says so."""
    app = _application()
    window = _window(app, Tasks(app), place)
    window.show()
    app.processEvents()
    shown = window.isVisible()
    window.close()
    return f"merak {__version__}: first window {'shown' if shown else 'not shown'}"


def rebuild(place: Path, name: str, passphrase: bytearray) -> int:
    """Computes all lists of a vault anew and gives the number of cases."""
    # Not needed before the first window.
    from merak.services import maintain, unlock

    session = unlock.unlock(place, name, passphrase, SystemClock(), os.urandom)
    try:
        return maintain.rebuild(session)
    finally:
        session.close()


def demo(folder: Path, language: str) -> Iterator[Path]:
    """Plays an invented case in a practice vault and gives the picture of each page."""
    from merak.ui import story  # only this command needs it

    app = _application()
    return story.play(app, folder, language, SystemClock(), os.urandom)


def _application() -> QApplication:
    # As an argument: to call setStyle has PySide load all there is to styles.
    app = QApplication.instance() or QApplication([*sys.argv[:1], "-style", theme.STYLE])
    assert isinstance(app, QApplication)  # noqa: S101 - the only kind this program makes
    app.setApplicationName(PRODUCT)
    app.setProperty(theme.STYLED, True)
    accessibility.install()
    FocusRing(app)
    return app


def _window(app: QApplication, tasks: Tasks, place: Path) -> MainWindow:
    preferences = kept_preferences.read(place)
    appearance.apply(app, preferences)
    return MainWindow(
        app,
        tasks,
        place,
        SystemClock(),
        os.urandom,
        preferences,
        lambda chosen: kept_preferences.write(place, chosen),
    )
