"""Why a condition holds or does not: the answers that made it so, and how far it was."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

from merak.domain.asking import looks_at
from merak.domain.condition import All, Any, AtLeast, Condition, ItemIs, Not, ScoreBetween, parts_of
from merak.domain.holding import count_of, holds, item_is, span
from merak.domain.ids import ItemId, ScoreId
from merak.domain.score import FirstOf, HighestPoints, SumOfScores
from merak.domain.seen import Seen
from merak.domain.truth import Truth


@dataclass(frozen=True, slots=True, kw_only=True)
class Distance:
    """How much of what is needed is there, and which unanswered items could still bring it."""

    have: int
    need: int
    missing: tuple[ItemId, ...]


def because(condition: Condition, seen: Seen) -> tuple[ItemId, ...]:
    """Gives the answered items that make a condition hold, in the order of the set."""
    return in_order(_because(condition, seen), seen)


def counted(score: ScoreId, seen: Seen) -> tuple[ItemId, ...]:
    """Gives the answered items that bring the points of a score, in the order of the set."""
    return in_order(_counted(score, seen), seen)


def distance(condition: Condition, seen: Seen) -> Distance:
    """Tells how far it is from holding; parts of "all" add up, of "any" the nearest counts."""
    match condition:
        case All(parts=parts):
            each = [distance(part, seen) for part in parts]
            missing = in_order((item for part in each for item in part.missing), seen)
            return Distance(
                have=sum(d.have for d in each), need=sum(d.need for d in each), missing=missing
            )
        case Any(parts=parts):
            return min((distance(part, seen) for part in parts), key=lambda d: d.need - d.have)
        case AtLeast(count=count, of=scope, codes=codes):
            outcomes = [(item.id, item_is(item.id, codes, seen)) for item in seen.items(scope)]
            there = sum(1 for _, outcome in outcomes if outcome is Truth.TRUE)
            open_still = tuple(item for item, outcome in outcomes if outcome is Truth.UNKNOWN)
            return Distance(
                have=min(there, count), need=count, missing=() if there >= count else open_still
            )
    outcome = holds(condition, seen)
    missing = _missing(condition, seen) if outcome is Truth.UNKNOWN else ()
    return Distance(have=int(outcome is Truth.TRUE), need=1, missing=missing)


def distance_to_points(score: ScoreId, points: int, seen: Seen) -> Distance:
    """Tells how far a score is from so many points."""
    return Distance(have=span(score, seen).reached, need=points, missing=_open_in(score, seen))


def in_order(items: Iterable[ItemId], seen: Seen) -> tuple[ItemId, ...]:
    """Gives each of the items once, in the order of the set."""
    wanted = set(items)
    return tuple(item.id for item in seen.indicator_set.items() if item.id in wanted)


def _because(condition: Condition, seen: Seen) -> Iterator[ItemId]:
    outcome = holds(condition, seen)
    match condition:
        case All(parts=parts) | Any(parts=parts):
            for part in parts:
                if holds(part, seen) is outcome:
                    yield from _because(part, seen)
        case Not(part=part):
            yield from _because(part, seen)
        case ItemIs(item=item):
            yield item
        case AtLeast(of=scope, codes=codes):
            those = seen.items(scope)
            yield from (i.id for i in those if item_is(i.id, codes, seen) is outcome)
        case ScoreBetween(score=score):
            yield from _counted(score, seen)


def _counted(score: ScoreId, seen: Seen) -> Iterator[ItemId]:
    count = count_of(score, seen)
    match count:
        case SumOfScores(scores=scores):
            for part in scores:
                yield from _counted(part, seen)
        case FirstOf(cases=cases):
            held = (case.when for case in cases if holds(case.when, seen) is Truth.TRUE)
            yield from (item for when in islice(held, 1) for item in _because(when, seen))
        case _:
            brings = {i.id: i.points.get(seen.code(i.id), 0) for i in seen.items(count.over)}
            if isinstance(count, HighestPoints):
                top = max(brings.values(), default=0)
                brings = {item: points for item, points in brings.items() if points == top}
            yield from (item for item, points in brings.items() if points)


def _missing(condition: Condition, seen: Seen) -> tuple[ItemId, ...]:
    looked_at = set(looks_at(condition, seen.indicator_set))
    for score in _scores_in(condition):
        looked_at.update(_open_in(score, seen))
    return tuple(item for item in seen.unanswered() if item in looked_at)


def _scores_in(condition: Condition) -> Iterator[ScoreId]:
    if isinstance(condition, ScoreBetween):
        yield condition.score
    for part in parts_of(condition):
        yield from _scores_in(part)


def _open_in(score: ScoreId, seen: Seen) -> tuple[ItemId, ...]:
    count = count_of(score, seen)
    if isinstance(count, SumOfScores):
        return in_order((item for part in count.scores for item in _open_in(part, seen)), seen)
    return tuple(item.id for item in seen.items(count.over) if not seen.code(item.id))
