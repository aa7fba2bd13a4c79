"""The ways of the vault that is open: a laptop's or an office's."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject

from merak.services import kits
from merak.services.given import Chance
from merak.ui.office_routes import OfficeRoutes
from merak.ui.routes import Routes
from merak.ui.shown import Ways, Window
from merak.ui.tasks import Tasks


class VaultRoutes(QObject):
    """Finds out which kind of vault was opened, and then leads where its routes lead."""

    def __init__(self, window: Window, tasks: Tasks, place: Path, chance: Chance) -> None:
        super().__init__(tasks)
        self._window, self._tasks = window, tasks
        self._place, self._chance = place, chance
        self._field: Ways = Routes(window, tasks, place, chance)
        self._office: Ways = OfficeRoutes(window, tasks, place, chance)
        self._here: Ways = self._field

    def take_up(self) -> None:
        """Goes on where the work was interrupted."""
        self._find(lambda ways: ways.take_up())

    def home(self) -> None:
        """Shows what waits in a vault that was just made or recovered."""
        self._find(lambda ways: ways.home())

    def go_home(self) -> None:
        """Saves what is open and goes home."""
        self._here.go_home()

    def told(self) -> None:
        """Lays the card for a disclosure over the page."""
        self._here.told()

    def unsafe(self) -> None:
        """Lays the card for danger and self-harm over the page."""
        self._here.unsafe()

    def keys(self) -> None:
        """Lays the keyboard map over the page."""
        self._here.keys()

    def settings(self) -> None:
        """Saves what is open and shows the settings."""
        self._here.settings()

    def _find(self, act: Callable[[Ways], None]) -> None:
        def found(is_office: bool) -> None:  # noqa: FBT001  what a task hands over
            self._here = self._office if is_office else self._field
            act(self._here)

        self._tasks.read(self, kits.is_office, found)
