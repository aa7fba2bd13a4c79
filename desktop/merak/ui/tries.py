"""Failed tries to open the vault, and the wait before the next one."""

from PySide6.QtCore import QObject, QTimer, Signal

FREE_TRIES = 5
FIRST_DELAY_S = 5
LONGEST_DELAY_S = 300
_SECOND_MS = 1000


def delay(failed_tries: int) -> int:
    """Returns the seconds to wait after so many failed tries: none, then doubling to a limit."""
    if failed_tries < FREE_TRIES:
        return 0
    # The exponent is bounded: a laptop left to a patient guesser must not count to infinity.
    return min(LONGEST_DELAY_S, FIRST_DELAY_S << min(failed_tries - FREE_TRIES, 16))


class Tries(QObject):
    """Counts for as long as the program runs, whichever page is shown; it never locks anyone out.

    What slows down a guesser who starts the program anew is the derivation of the key.
    """

    waited = Signal()
    """A second of the wait is over."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._failed = self._seconds_left = 0
        self._second = QTimer(self)
        self._second.timeout.connect(self._count_down)

    def fail(self) -> None:
        """Counts a try that failed, and begins the wait that follows."""
        self._failed += 1
        self._seconds_left = delay(self._failed)
        if self._seconds_left:
            self._second.start(_SECOND_MS)

    def succeed(self) -> None:
        """Forgets the tries: whoever it is knew the way in."""
        self._failed = self._seconds_left = 0
        self._second.stop()

    def seconds_left(self) -> int:
        """Returns how long to wait until the next try."""
        return self._seconds_left

    def _count_down(self) -> None:
        self._seconds_left -= 1
        if self._seconds_left <= 0:
            self._seconds_left = 0
            self._second.stop()
        self.waited.emit()
