"""What holds in a set for what is seen: overrides, rules, bands of scores and stops, with why."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from merak.domain.concern import Reach
from merak.domain.facts import Age
from merak.domain.holding import holds, span
from merak.domain.ids import ItemId, LevelId, OverrideId, RuleId, ScoreId
from merak.domain.indicator_set import Card, Override
from merak.domain.reason import because, counted
from merak.domain.score import Score
from merak.domain.seen import Seen
from merak.domain.text import Text
from merak.domain.truth import Truth

UNDER_18 = "under_18"
"""Assumed where an override holds for a young person whose age is not known to be 18 or over."""
GROWN = 18


@dataclass(frozen=True, slots=True, kw_only=True)
class OverrideHeld:
    """An override that holds, and the answers that make it hold."""

    id: OverrideId
    concern: Reach
    level: LevelId
    say: Text
    cite: str
    starts: tuple[str, ...]
    because: tuple[ItemId, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleHeld:
    """A rule that holds (or a band, under its score's name), and the answers that make it hold."""

    id: RuleId
    concern: Reach
    level: LevelId
    say: Text
    because: tuple[ItemId, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ScoreReached:
    """The points of a score and the level of its band, "" where it has no bands."""

    id: ScoreId
    points: int
    level: LevelId


@dataclass(frozen=True, slots=True, kw_only=True)
class StopHeld:
    """A stop that holds: the card it opens and the answers that make it hold."""

    card: Card
    because: tuple[ItemId, ...]


def overrides_held(seen: Seen) -> Iterator[OverrideHeld]:
    """Goes through the overrides that hold, an unknown age read as under 18."""
    for override in seen.indicator_set.overrides:
        if _override_holds(override, seen):
            yield OverrideHeld(
                id=override.id,
                concern=override.concern,
                level=override.level,
                say=override.say,
                cite=override.cite,
                starts=override.starts,
                because=because(override.when, _as_under_18(seen)),
            )


def _override_holds(override: Override, seen: Seen) -> bool:
    return holds(override.when, seen) is Truth.TRUE or assumes_under_18(override, seen)


def assumes_under_18(override: Override, seen: Seen) -> bool:
    """Tells whether the override holds only because the age is not known to be 18 or over."""
    if holds(override.when, seen) is not Truth.UNKNOWN:
        return False
    return holds(override.when, _as_under_18(seen)) is Truth.TRUE


def _as_under_18(seen: Seen) -> Seen:
    age = seen.facts.age
    if age.at_least >= GROWN or age.at_most < GROWN:
        return seen
    return replace(
        seen, facts=replace(seen.facts, age=Age(at_least=age.at_least, at_most=GROWN - 1))
    )


def rules_held(seen: Seen) -> Iterator[RuleHeld]:
    """Goes through the rules that hold."""
    for rule in seen.indicator_set.rules:
        if holds(rule.when, seen) is Truth.TRUE:
            why = because(rule.when, seen)
            yield RuleHeld(
                id=rule.id, concern=rule.concern, level=rule.level, say=rule.say, because=why
            )


def bands_held(seen: Seen) -> Iterator[RuleHeld]:
    """Goes through the bands that give a concern a level above the lowest."""
    for score in seen.indicator_set.scores:
        level = score_reached(score, seen).level
        if score.concludes and seen.indicator_set.rank(level) > 0:
            yield RuleHeld(
                id=RuleId(score.id),
                concern=score.concern,
                level=level,
                say=sentence_of(score, level, seen),
                because=counted(score.id, seen),
            )


def score_reached(score: Score, seen: Seen) -> ScoreReached:
    """Gives the points of a score and the level of its band."""
    points = span(score.id, seen).reached
    level = next(
        (band.level for band in score.bands if band.low <= points <= band.high), LevelId("")
    )
    return ScoreReached(id=score.id, points=points, level=level)


def sentence_of(score: Score, level: LevelId, seen: Seen) -> Text:
    """Gives a score's sentence; one without says the name of its level."""
    if score.say["en"]:
        return score.say
    return next(known.label for known in seen.indicator_set.levels if known.id == level)


def stops_held(seen: Seen) -> Iterator[StopHeld]:
    """Goes through the stops that hold."""
    for stop in seen.indicator_set.stops:
        if holds(stop.when, seen) is Truth.TRUE:
            yield StopHeld(card=stop.card, because=because(stop.when, seen))
