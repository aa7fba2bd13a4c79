"""How far it was: for each concern the highest rule that does not hold."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from merak.domain.concern import Concern
from merak.domain.finding import sentence_of
from merak.domain.holding import holds, span
from merak.domain.ids import ItemId, LevelId, RuleId
from merak.domain.reason import Distance, distance, distance_to_points
from merak.domain.score import Band, Score
from merak.domain.seen import Seen
from merak.domain.text import Text
from merak.domain.truth import Truth


@dataclass(frozen=True, slots=True, kw_only=True)
class NearMiss:
    """The highest rule of a concern that does not hold: what is there, needed and unanswered."""

    id: RuleId
    concern: Concern
    level: LevelId
    say: Text
    have: int
    need: int
    missing: tuple[ItemId, ...]


def nearest(seen: Seen, reached: Mapping[Concern, LevelId]) -> Iterator[NearMiss]:
    """Goes through the concerns that a higher level was possible for, with what was missing."""
    indicator_set = seen.indicator_set
    for concern, level in reached.items():
        floor = indicator_set.rank(level)
        missed = [miss for miss in _missed(concern, seen) if indicator_set.rank(miss.level) > floor]
        if missed:
            # Of the rules with the highest level the nearest, and of those the first written.
            yield max(
                missed, key=lambda miss: (indicator_set.rank(miss.level), miss.have - miss.need)
            )


def _missed(concern: Concern, seen: Seen) -> Iterator[NearMiss]:
    for rule in seen.indicator_set.rules:
        if rule.concern.covers(concern) and holds(rule.when, seen) is not Truth.TRUE:
            yield _near(rule.id, concern, rule.level, rule.say, distance(rule.when, seen))
    for score in seen.indicator_set.scores:
        if score.concludes and score.concern.covers(concern):
            for band in _bands_above(score, seen):
                far = distance_to_points(score.id, band.low, seen)
                say = sentence_of(score, band.level, seen)
                yield _near(RuleId(score.id), concern, band.level, say, far)


def _bands_above(score: Score, seen: Seen) -> Iterator[Band]:
    points = span(score.id, seen).reached
    return (band for band in score.bands if band.low > points)


def _near(rule: RuleId, concern: Concern, level: LevelId, say: Text, far: Distance) -> NearMiss:
    return NearMiss(
        id=rule,
        concern=concern,
        level=level,
        say=say,
        have=far.have,
        need=far.need,
        missing=far.missing,
    )
