"""Facts of a case that rules may look at, apart from who the young person is."""

from collections.abc import Mapping
from dataclasses import dataclass, field

OLDEST = 120


@dataclass(frozen=True, slots=True, kw_only=True)
class Age:
    """An inclusive range of whole years: known is (16, 16), a band (0, 17), unknown (0, 120)."""

    at_least: int
    at_most: int

    def __post_init__(self) -> None:
        if not 0 <= self.at_least <= self.at_most <= OLDEST:
            raise ValueError("age range out of bounds")


UNKNOWN_AGE = Age(at_least=0, at_most=OLDEST)


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What is known of the case; a fact that is absent from `known` is unknown, never false."""

    age: Age = UNKNOWN_AGE
    known: Mapping[str, bool] = field(default_factory=dict)
