"""Loads the rest of the program while somebody reads the first window and types their name."""

from collections.abc import Iterator

from PySide6.QtCore import QObject, QTimer

from merak.ui.tasks import Tasks

_AFTER_PAINTING_MS = 100
_BETWEEN_MS = 20
_END = 0


class WarmUp(QObject):
    """Begins once the window has been painted; whatever is needed before then is loaded anyway."""

    def __init__(self, tasks: Tasks) -> None:
        super().__init__(tasks)
        self._tasks = tasks
        self._next = QTimer(self, singleShot=True, interval=_BETWEEN_MS)
        self._next.timeout.connect(self._load_one)
        self._parts = parts_of_the_window()
        self._is_done = False
        QTimer.singleShot(_AFTER_PAINTING_MS, self, self._begin)

    def is_done(self) -> bool:
        """Says whether everything is loaded."""
        return self._is_done

    def _begin(self) -> None:
        self._tasks.prepare(self, _prepare, self._next.start)

    def _load_one(self) -> None:
        if next(self._parts, _END) == _END:
            self._is_done = True
        else:
            self._next.start()


def parts_of_the_window() -> Iterator[int]:
    """Loads one part each time it is asked for the next, and gives how many there were.

    Classes of Qt belong to the thread of the windows: one at a time, between what people do.
    """
    from merak.ui import access, messages  # noqa: F401

    yield 1
    from merak.ui.pages import home  # noqa: F401

    yield 2
    from merak.ui.pages import before  # noqa: F401

    yield 3
    from merak.ui.pages import screening  # noqa: F401

    yield 4
    from merak.ui.pages import case  # noqa: F401

    yield 5
    from merak.ui.pages import result  # noqa: F401

    yield 6
    from merak.ui.pages import settings  # noqa: F401

    yield 7
    from merak.ui import routes  # noqa: F401

    yield 8


def _prepare() -> None:
    # Without Qt: loaded on the vault's thread.
    from merak.services import finish, home, indicator_sets, results, screen, tell, unlock  # noqa: F401

    indicator_sets.prepare()
