"""Whether a condition holds, and how many points a score has: pure, in three values.

An item without a code is unknown, never "no". An item in a closed section is outside every scope;
named by itself it is unknown. A score whose open items are not all answered has a span of possible
points.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from merak.domain import truth
from merak.domain.condition import (
    AgeAtLeast,
    AgeBelow,
    All,
    Any,
    AtLeast,
    Condition,
    FactIs,
    ItemIs,
    LevelIs,
    Not,
)
from merak.domain.ids import ItemId, ScoreId
from merak.domain.indicator_set import Item
from merak.domain.score import Count, FirstOf, HighestPoints, SumOfPoints, SumOfScores
from merak.domain.seen import Seen
from merak.domain.truth import Truth


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """The points reached, and the fewest and most they can be once everything is answered."""

    reached: int
    fewest: int
    most: int


def holds(condition: Condition, seen: Seen) -> Truth:
    """Tells whether the condition holds for what is seen."""
    match condition:
        case All(parts=parts):
            return truth.every(holds(part, seen) for part in parts)
        case Any(parts=parts):
            return truth.some(holds(part, seen) for part in parts)
        case Not(part=part):
            return truth.opposite(holds(part, seen))
        case ItemIs(item=item, codes=codes):
            return item_is(item, codes, seen)
        case AtLeast(count=count, of=scope, codes=codes):
            return truth.at_least(
                count, (item_is(item.id, codes, seen) for item in seen.items(scope))
            )
        case AgeBelow(years=years):
            return truth.opposite(_has_reached(years, seen))
        case AgeAtLeast(years=years):
            return _has_reached(years, seen)
        case LevelIs(levels=levels):
            return truth.known(holds=seen.level in levels)
        case FactIs(fact=fact):
            known = seen.facts.known
            return truth.known(holds=known[fact]) if fact in known else Truth.UNKNOWN
    return _between(span(condition.score, seen), condition.low, condition.high)


def item_is(item: ItemId, codes: tuple[str, ...], seen: Seen) -> Truth:
    """Tells whether an item was answered with one of the codes."""
    code = seen.code(item)
    return truth.known(holds=code in codes) if code else Truth.UNKNOWN


def span(score: ScoreId, seen: Seen) -> Span:
    """Gives the points of a score of the set."""
    count = count_of(score, seen)
    match count:
        case SumOfPoints(over=scope):
            return _joined(sum, (_points(item, seen) for item in seen.items(scope)))
        case HighestPoints(over=scope):
            return _joined(_highest, (_points(item, seen) for item in seen.items(scope)))
        case SumOfScores(scores=scores):
            return _joined(sum, (span(part, seen) for part in scores))
    return _first_of(count, seen)


def count_of(score: ScoreId, seen: Seen) -> Count:
    """Gives how the set counts the score."""
    return next(known.count for known in seen.indicator_set.scores if known.id == score)


def _has_reached(years: int, seen: Seen) -> Truth:
    age = seen.facts.age
    if age.at_least >= years:
        return Truth.TRUE
    return Truth.FALSE if age.at_most < years else Truth.UNKNOWN


def _between(points: Span, low: int, high: int) -> Truth:
    if low <= points.fewest and points.most <= high:
        return Truth.TRUE
    return Truth.FALSE if points.most < low or points.fewest > high else Truth.UNKNOWN


def _points(item: Item, seen: Seen) -> Span:
    code = seen.code(item.id)
    if code:
        points = item.points.get(code, 0)
        return Span(reached=points, fewest=points, most=points)
    # Not answered counts nothing, and may still turn out to be any answer, also one without points.
    possible = (0, *item.points.values())
    return Span(reached=0, fewest=min(possible), most=max(possible))


def _first_of(count: FirstOf, seen: Seen) -> Span:
    possible: list[int] = []
    reached: list[int] = []
    for case in count.cases:
        outcome = holds(case.when, seen)
        if outcome is Truth.FALSE:
            continue
        possible.append(case.points)
        if outcome is Truth.TRUE:
            reached.append(case.points)
            break
    if not reached:
        reached.append(count.otherwise)
        possible.append(count.otherwise)
    return Span(reached=reached[0], fewest=min(possible), most=max(possible))


def _joined(join: Callable[[Iterable[int]], int], spans: Iterable[Span]) -> Span:
    parts = tuple(spans)
    return Span(
        reached=join(part.reached for part in parts),
        fewest=join(part.fewest for part in parts),
        most=join(part.most for part in parts),
    )


def _highest(points: Iterable[int]) -> int:
    return max(points, default=0)
