"""What a set may ask of answers, age, facts, points and level: small values without behaviour.

How they are evaluated is in holding.py; how they are written is in docs/indicator-sets.md.
"""

from dataclasses import dataclass
from typing import TypeAlias

from merak.domain.answer import Basis, Source
from merak.domain.concern import Concern
from merak.domain.element import Element
from merak.domain.ids import ItemId, LevelId, ScoreId, SectionId


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """Which items are meant: those that fit every part; an empty part leaves all items in.

    `basis` and `source` are of the answer: one with another basis or source is outside.
    """

    items: tuple[ItemId, ...] = ()
    sections: tuple[SectionId, ...] = ()
    concerns: tuple[Concern, ...] = ()
    elements: tuple[Element, ...] = ()
    points: tuple[int, ...] = ()
    basis: tuple[Basis, ...] = ()
    source: tuple[Source, ...] = ()


EVERYTHING = Scope()


@dataclass(frozen=True, slots=True, kw_only=True)
class All:
    """Holds when each part holds; without parts it always holds."""

    parts: "tuple[Condition, ...]"


@dataclass(frozen=True, slots=True, kw_only=True)
class Any:
    """Holds when at least one part holds."""

    parts: "tuple[Condition, ...]"


@dataclass(frozen=True, slots=True, kw_only=True)
class Not:
    """Holds when the part is known not to hold."""

    part: "Condition"


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemIs:
    """Holds when the item was answered with one of the codes."""

    item: ItemId
    codes: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AtLeast:
    """Holds when so many items in scope were answered with one of the codes."""

    count: int
    of: Scope
    codes: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AgeBelow:
    """Holds when the young person has not reached this age."""

    years: int


@dataclass(frozen=True, slots=True, kw_only=True)
class AgeAtLeast:
    """Holds when the young person has reached this age."""

    years: int


@dataclass(frozen=True, slots=True, kw_only=True)
class LevelIs:
    """Holds when the result is one of the levels; only actions may ask this."""

    levels: tuple[LevelId, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ScoreBetween:
    """Holds when the points of a score lie between the two numbers, both included."""

    score: ScoreId
    low: int
    high: int


@dataclass(frozen=True, slots=True, kw_only=True)
class FactIs:
    """Holds when the fact of the case is known to be so."""

    fact: str


Condition: TypeAlias = (
    All | Any | Not | ItemIs | AtLeast | AgeBelow | AgeAtLeast | LevelIs | ScoreBetween | FactIs
)

ALWAYS = All(parts=())


def parts_of(condition: Condition) -> tuple[Condition, ...]:
    """Gives the conditions directly inside one that nests; nothing for the others."""
    if isinstance(condition, All | Any):
        return condition.parts
    return (condition.part,) if isinstance(condition, Not) else ()
