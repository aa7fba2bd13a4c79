"""What a screening concludes about: sex trafficking and labor trafficking, always apart."""

from collections.abc import Iterable
from enum import StrEnum


class Concern(StrEnum):
    """One kind of trafficking, concluded by itself."""

    SEX = "sex"
    LABOR = "labor"


class Reach(StrEnum):
    """Which concerns a rule or an override speaks of."""

    SEX = "sex"
    LABOR = "labor"
    EACH = "each"

    def covers(self, concern: Concern) -> bool:
        """Tells whether the concern is among them."""
        return self is Reach.EACH or self.value == concern.value


def reach_of(concerns: Iterable[Concern]) -> Reach:
    """Gives the reach of an item that belongs to these concerns."""
    different = set(concerns)
    return Reach(different.pop().value) if len(different) == 1 else Reach.EACH
