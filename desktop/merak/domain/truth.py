"""Logic with three values: what nobody answered is unknown, never "no" (Kleene's strong logic)."""

from collections.abc import Iterable
from enum import Enum


class Truth(Enum):
    """Whether something holds, does not hold, or cannot be told from what is known."""

    FALSE = 0
    UNKNOWN = 1
    TRUE = 2


def known(*, holds: bool) -> Truth:
    """Gives the truth of something that is known."""
    return Truth.TRUE if holds else Truth.FALSE


def opposite(truth: Truth) -> Truth:
    """Gives the truth of "not": unknown stays unknown."""
    return Truth(2 - truth.value)


def every(truths: Iterable[Truth]) -> Truth:
    """Gives the truth of "all of these": the weakest of them, true when there are none."""
    return min(truths, key=_strength, default=Truth.TRUE)


def some(truths: Iterable[Truth]) -> Truth:
    """Gives the truth of "any of these": the strongest of them, false when there are none."""
    return max(truths, key=_strength, default=Truth.FALSE)


def at_least(count: int, truths: Iterable[Truth]) -> Truth:
    """Gives the truth of "at least so many of these"."""
    values = tuple(truths)
    certain = values.count(Truth.TRUE)
    if certain >= count:
        return Truth.TRUE
    possible = certain + values.count(Truth.UNKNOWN)
    return Truth.UNKNOWN if possible >= count else Truth.FALSE


def _strength(truth: Truth) -> int:
    return truth.value
