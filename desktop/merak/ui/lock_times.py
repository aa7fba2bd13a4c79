"""How long the window waits before it locks, as the office of the open vault has decided."""

from PySide6.QtCore import QObject

from merak.ui.idle import Idle
from merak.ui.shown import ShownAs
from merak.ui.tasks import Tasks

_MINUTES = 5.0
_MINUTES_SCREENING = 15.0


class LockTimes(QObject):
    """Begins with the program's own minutes, and asks the vault at every page."""

    def __init__(self, idle: Idle, tasks: Tasks) -> None:
        super().__init__(idle)
        self._idle, self._tasks = idle, tasks
        self._shown_as = ShownAs.LOCKED
        self._minutes, self._screening = _MINUTES, _MINUTES_SCREENING

    def present(self, shown_as: ShownAs) -> None:
        """Counts as long as what is shown now asks for; not at all while nothing is open."""
        self._shown_as = shown_as
        if shown_as is ShownAs.LOCKED:
            # The next vault may have no kit.
            self._minutes, self._screening = _MINUTES, _MINUTES_SCREENING
            self._idle.rest()
            return
        self._watch()
        # Brings every service with it, and the window comes first.
        from merak.services import lock_after

        def held(found: lock_after.LockAfter) -> None:
            self._hold(found.idle, found.screening)

        # What cannot be read changes nothing: it still locks.
        self._tasks.read(self, lock_after.load, held, failed=lambda _: None)

    def _hold(self, minutes: float, screening: float) -> None:
        if self._shown_as is ShownAs.LOCKED or (minutes, screening) == (
            self._minutes,
            self._screening,
        ):
            return
        self._minutes, self._screening = minutes, screening
        self._watch()

    def _watch(self) -> None:
        in_screening = self._shown_as is ShownAs.SCREENING
        self._idle.watch(self._screening if in_screening else self._minutes)
