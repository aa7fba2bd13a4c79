"""Time and chance, which every act is given and never takes."""

from datetime import datetime
from typing import Protocol


class Clock(Protocol):
    """Tells the time."""

    def now(self) -> datetime:
        """Gives the moment with the place's offset from UTC."""
        ...

    def seconds(self) -> float:
        """Counts seconds and never goes back."""
        ...


class Chance(Protocol):
    """Gives random bytes."""

    def __call__(self, size: int, /) -> bytes:
        """Gives so many random bytes."""
        ...
