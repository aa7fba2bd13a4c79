"""What the rules of a set conclude from facts and answers, and why.

The highest level that an override, a rule or the bands of a score give is the level of their
concern; the highest concern is the result. Nothing lowers an override. Where too many items that
are asked have no answer, a concern that would stand at the lowest level is insufficient information
instead; a level above the lowest stays. A stop for a disclosure has an override with the same
condition (the checker sees to it), so a disclosure is never hidden behind missing answers.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from merak.domain.answer import Answer
from merak.domain.asking import look, look_at_the_end
from merak.domain.concern import Concern, Reach, reach_of
from merak.domain.facts import Facts
from merak.domain.finding import (
    UNDER_18,
    OverrideHeld,
    RuleHeld,
    ScoreReached,
    StopHeld,
    assumes_under_18,
    bands_held,
    overrides_held,
    rules_held,
    score_reached,
    stops_held,
)
from merak.domain.holding import holds
from merak.domain.ids import ItemId, LevelId
from merak.domain.indicator_set import INSUFFICIENT, IndicatorSet
from merak.domain.near_miss import NearMiss, nearest
from merak.domain.seen import Asked, Seen
from merak.domain.text import Text, no_text
from merak.domain.truth import Truth

__all__ = [
    "INSUFFICIENT",
    "UNDER_18",
    "Alert",
    "AlertKind",
    "Assessment",
    "NearMiss",
    "OverrideHeld",
    "RuleHeld",
    "ScoreReached",
    "StopHeld",
    "alerts",
    "assess",
    "open_items",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Assessment:
    """The whole conclusion; "why this level?" needs no other source."""

    level: LevelId
    concerns: Mapping[Concern, LevelId]
    overrides: tuple[OverrideHeld, ...]
    rules: tuple[RuleHeld, ...]
    nearest: tuple[NearMiss, ...]
    scores: tuple[ScoreReached, ...]
    assumed: tuple[str, ...]
    unanswered: tuple[ItemId, ...]
    starts: tuple[str, ...]
    stopped: tuple[StopHeld, ...]


class AlertKind(StrEnum):
    """What acts at once, in a draft as well."""

    OVERRIDE = "override"
    CRITICAL = "critical"
    STOP = "stop"


@dataclass(frozen=True, slots=True, kw_only=True)
class Alert:
    """Something that holds right now; `id` is the override's, the item's or the card's."""

    kind: AlertKind
    id: str
    concern: Reach
    say: Text
    cite: str
    starts: tuple[str, ...]
    card: str
    because: tuple[ItemId, ...]


def assess(
    indicator_set: IndicatorSet, facts: Facts, answers: Mapping[ItemId, Answer]
) -> Assessment:
    """Concludes from facts and answers; what has no answer counts as not asked."""
    seen = look_at_the_end(indicator_set, facts, answers)
    overrides = tuple(overrides_held(seen))
    rules = (*rules_held(seen), *bands_held(seen))
    reached = {
        concern: _highest(concern, (*overrides, *rules), indicator_set)
        for concern in indicator_set.population.trafficking
    }
    concerns = {concern: _or_insufficient(level, seen) for concern, level in reached.items()}
    highest = max(reached.values(), key=indicator_set.rank, default=indicator_set.lowest())
    level = _or_insufficient(highest, seen)
    at_level = replace(seen, level=level)
    done = [held.starts for held in overrides]
    done += [act.starts for act in indicator_set.actions if holds(act.when, at_level) is Truth.TRUE]
    return Assessment(
        level=level,
        concerns=concerns,
        overrides=overrides,
        rules=rules,
        nearest=tuple(nearest(seen, reached)),
        scores=tuple(score_reached(score, seen) for score in indicator_set.scores),
        assumed=(UNDER_18,)
        if any(assumes_under_18(override, seen) for override in indicator_set.overrides)
        else (),
        unanswered=seen.unanswered(),
        starts=tuple(dict.fromkeys(start for starts in done for start in starts)),
        stopped=tuple(stops_held(seen)),
    )


def open_items(
    indicator_set: IndicatorSet, facts: Facts, answers: Mapping[ItemId, Answer]
) -> tuple[ItemId, ...]:
    """Gives the items asked now, in order; after a stop only those that can still be corrected."""
    seen = look(indicator_set, facts, answers)
    stopped = any(True for _ in stops_held(seen))
    return tuple(
        item.id
        for item in indicator_set.items()
        if seen.asked[item.id] is Asked.OPEN and (not stopped or item.id in answers)
    )


def alerts(
    indicator_set: IndicatorSet, facts: Facts, answers: Mapping[ItemId, Answer]
) -> tuple[Alert, ...]:
    """Gives what acts at once, in a draft too: overrides, then critical items, then stops."""
    seen = look(indicator_set, facts, answers)
    return (
        *map(_override_alert, overrides_held(seen)),
        *_critical(seen),
        *map(_stop_alert, stops_held(seen)),
    )


def _highest(
    concern: Concern, held: Iterable[OverrideHeld | RuleHeld], indicator_set: IndicatorSet
) -> LevelId:
    levels = [one.level for one in held if one.concern.covers(concern)]
    return max(levels, key=indicator_set.rank, default=indicator_set.lowest())


def _or_insufficient(level: LevelId, seen: Seen) -> LevelId:
    indicator_set = seen.indicator_set
    enough = len(seen.unanswered()) <= indicator_set.sufficiency.at_most_unanswered
    return level if enough or indicator_set.rank(level) > 0 else INSUFFICIENT


def _override_alert(held: OverrideHeld) -> Alert:
    return Alert(
        kind=AlertKind.OVERRIDE,
        id=held.id,
        concern=held.concern,
        say=held.say,
        cite=held.cite,
        starts=held.starts,
        card="",
        because=held.because,
    )


def _critical(seen: Seen) -> Iterator[Alert]:
    for item in seen.indicator_set.items():
        if item.critical and item.is_present(seen.code(item.id)):
            yield Alert(
                kind=AlertKind.CRITICAL,
                id=item.id,
                concern=reach_of(item.concerns),
                say=item.say,
                cite=item.source,
                starts=(),
                card="",
                because=(item.id,),
            )


def _stop_alert(held: StopHeld) -> Alert:
    return Alert(
        kind=AlertKind.STOP,
        id=held.card.value,
        concern=Reach.EACH,
        say=no_text(),
        cite="",
        starts=(),
        card=held.card.value,
        because=held.because,
    )
