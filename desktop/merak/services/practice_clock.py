"""The time of a practice agency."""

from datetime import datetime


class PracticeClock:
    """Stands where it is set. Its seconds jump, so keys are derived with the least work."""

    def __init__(self, moment: datetime) -> None:
        self.moment = moment
        self._seconds = 0.0

    def now(self) -> datetime:
        """Gives the moment it is set to."""
        return self.moment

    def seconds(self) -> float:
        """Counts ten seconds each time it is asked."""
        self._seconds += 10.0
        return self._seconds
