"""Loads the rest of the program while somebody reads the first window and types their name."""

from collections.abc import Sequence
from importlib import import_module

from PySide6.QtCore import QObject, QTimer

from merak.ui.tasks import Tasks

FOR_THE_VAULT = (
    "merak.services.unlock",
    "merak.services.home",
    "merak.services.screen",
    "merak.services.finish",
    "merak.services.results",
    "merak.services.tell",
)
"""Without Qt: these are loaded on the vault's thread."""
FOR_THE_WINDOW = (
    "merak.ui.messages",
    "merak.ui.access",
    "merak.ui.pages.home",
    "merak.ui.pages.before",
    "merak.ui.pages.screening",
    "merak.ui.pages.case",
    "merak.ui.pages.result",
    "merak.ui.pages.settings",
    "merak.ui.routes",
)
"""Classes of Qt belong to the thread of the windows: one at a time, between what people do."""
_AFTER_PAINTING_MS = 100
_BETWEEN_MS = 20


class WarmUp(QObject):
    """Begins once the window has been painted; whatever is needed before then is loaded anyway."""

    def __init__(self, tasks: Tasks) -> None:
        super().__init__(tasks)
        self._tasks = tasks
        self._next = QTimer(self, singleShot=True, interval=_BETWEEN_MS)
        self._next.timeout.connect(self._load_one)
        self._left = list(FOR_THE_WINDOW)
        QTimer.singleShot(_AFTER_PAINTING_MS, self, self._begin)

    def is_done(self) -> bool:
        """Says whether everything is loaded."""
        return not self._left

    def _begin(self) -> None:
        self._tasks.prepare(self, _prepare, self._next.start)

    def _load_one(self) -> None:
        _load((self._left.pop(0),))
        if self._left:
            self._next.start()


def _prepare() -> None:
    _load(FOR_THE_VAULT)
    # Only loaded by the line before.
    from merak.services import indicator_sets

    indicator_sets.prepare()


def _load(modules: Sequence[str]) -> None:
    for module in modules:
        import_module(module)
