"""How a set counts points: values only; the counting is in tally.py."""

from dataclasses import dataclass, field
from typing import TypeAlias

from merak.domain.concern import Reach
from merak.domain.condition import Condition, Scope
from merak.domain.ids import LevelId, ScoreId
from merak.domain.text import Text, no_text


@dataclass(frozen=True, slots=True, kw_only=True)
class SumOfPoints:
    """The points of all items in scope together."""

    over: Scope


@dataclass(frozen=True, slots=True, kw_only=True)
class HighestPoints:
    """The points of the item in scope that has most, for anchored domains."""

    over: Scope


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """So many points when the condition holds."""

    when: Condition
    points: int


@dataclass(frozen=True, slots=True, kw_only=True)
class FirstOf:
    """The points of the first case that holds, or else these; `over` are the items it is about."""

    over: Scope
    cases: tuple[Case, ...]
    otherwise: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SumOfScores:
    """Other scores together."""

    scores: tuple[ScoreId, ...]


Count: TypeAlias = SumOfPoints | HighestPoints | FirstOf | SumOfScores


@dataclass(frozen=True, slots=True, kw_only=True)
class Band:
    """The level of the points from one number to another, both included."""

    low: int
    high: int
    level: LevelId


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """A count and the level its bands give, which is of this part only unless it `concludes`."""

    id: ScoreId
    count: Count
    bands: tuple[Band, ...] = ()
    concern: Reach = Reach.EACH
    concludes: bool = True
    say: Text = field(default_factory=no_text)
