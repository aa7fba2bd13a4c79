"""What the rules of a set conclude from facts and answers, and why.

The highest level that an override, a rule or the bands of a score give is the level of their concern; the highest
concern is the result. An override is never lowered by anything. Where too many items that are asked have no answer,
a concern that would stand at the lowest level is insufficient information instead; a level above the lowest stays.
A stop for a disclosure has an override with the same condition (the checker sees to it), so a disclosure
is never hidden behind missing answers.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from merak.domain.answer import Answer
from merak.domain.asking import look, look_at_the_end
from merak.domain.concern import Concern, Reach, reach_of
from merak.domain.facts import Age, Facts
from merak.domain.holding import holds, span
from merak.domain.ids import ItemId, LevelId, OverrideId, RuleId, ScoreId
from merak.domain.indicator_set import INSUFFICIENT, Card, IndicatorSet, Override
from merak.domain.reason import Distance, because, counted, distance, distance_to_points
from merak.domain.score import Band, Score
from merak.domain.seen import Asked, Seen
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
    """A rule (or a score's band, under the score's name) that holds, and the answers that make it hold."""

    id: RuleId
    concern: Reach
    level: LevelId
    say: Text
    because: tuple[ItemId, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class NearMiss:
    """The highest rule of a concern that does not hold: what is there, what is needed, what is unanswered."""

    id: RuleId
    concern: Concern
    level: LevelId
    say: Text
    have: int
    need: int
    missing: tuple[ItemId, ...]


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
    overrides = tuple(_overrides(seen))
    rules = (*_rules(seen), *_bands(seen))
    reached = {
        concern: _highest(concern, (*overrides, *rules), indicator_set)
        for concern in indicator_set.population.trafficking
    }
    unanswered = seen.unanswered()
    enough = len(unanswered) <= indicator_set.sufficiency.at_most_unanswered
    concerns = {
        concern: _or_insufficient(level, seen, enough) for concern, level in reached.items()
    }
    highest = max(reached.values(), key=indicator_set.rank, default=indicator_set.lowest())
    level = _or_insufficient(highest, seen, enough)
    at_level = replace(seen, level=level)
    done = [held.starts for held in overrides]
    done += [act.starts for act in indicator_set.actions if holds(act.when, at_level) is Truth.TRUE]
    return Assessment(
        level=level,
        concerns=concerns,
        overrides=overrides,
        rules=rules,
        nearest=tuple(_nearest(seen, reached)),
        scores=tuple(_score(score, seen) for score in indicator_set.scores),
        assumed=(UNDER_18,)
        if any(_assumes(override, seen) for override in indicator_set.overrides)
        else (),
        unanswered=unanswered,
        starts=tuple(dict.fromkeys(start for starts in done for start in starts)),
        stopped=tuple(_stops(seen)),
    )


def open_items(
    indicator_set: IndicatorSet, facts: Facts, answers: Mapping[ItemId, Answer]
) -> tuple[ItemId, ...]:
    """Gives the items asked now, in order; after a stop only those already answered, to be corrected."""
    seen = look(indicator_set, facts, answers)
    stopped = any(True for _ in _stops(seen))
    return tuple(
        item.id
        for item in indicator_set.items()
        if seen.asked[item.id] is Asked.OPEN and (not stopped or item.id in answers)
    )


def alerts(
    indicator_set: IndicatorSet, facts: Facts, answers: Mapping[ItemId, Answer]
) -> tuple[Alert, ...]:
    """Gives what holds right now in a draft and acts at once: overrides, then critical items, then stops."""
    seen = look(indicator_set, facts, answers)
    return (
        *map(_override_alert, _overrides(seen)),
        *_critical(seen),
        *map(_stop_alert, _stops(seen)),
    )


def _overrides(seen: Seen) -> Iterator[OverrideHeld]:
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
    return holds(override.when, seen) is Truth.TRUE or _assumes(override, seen)


def _assumes(override: Override, seen: Seen) -> bool:
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


def _rules(seen: Seen) -> Iterator[RuleHeld]:
    for rule in seen.indicator_set.rules:
        if holds(rule.when, seen) is Truth.TRUE:
            why = because(rule.when, seen)
            yield RuleHeld(
                id=rule.id, concern=rule.concern, level=rule.level, say=rule.say, because=why
            )


def _bands(seen: Seen) -> Iterator[RuleHeld]:
    for score in seen.indicator_set.scores:
        level = _score(score, seen).level
        if score.concludes and level:
            yield RuleHeld(
                id=RuleId(score.id),
                concern=score.concern,
                level=level,
                say=_sentence(score, level, seen),
                because=counted(score.id, seen),
            )


def _score(score: Score, seen: Seen) -> ScoreReached:
    points = span(score.id, seen).reached
    level = next(
        (band.level for band in score.bands if band.low <= points <= band.high), LevelId("")
    )
    return ScoreReached(id=score.id, points=points, level=level)


def _sentence(score: Score, level: LevelId, seen: Seen) -> Text:
    """A score without a sentence of its own says the name of its level."""
    return score.say or next(
        known.label for known in seen.indicator_set.levels if known.id == level
    )


def _highest(
    concern: Concern, held: Iterable[OverrideHeld | RuleHeld], indicator_set: IndicatorSet
) -> LevelId:
    levels = [one.level for one in held if one.concern.covers(concern)]
    return max(levels, key=indicator_set.rank, default=indicator_set.lowest())


def _or_insufficient(level: LevelId, seen: Seen, enough: bool) -> LevelId:
    return level if enough or seen.indicator_set.rank(level) > 0 else INSUFFICIENT


def _nearest(seen: Seen, reached: Mapping[Concern, LevelId]) -> Iterator[NearMiss]:
    indicator_set = seen.indicator_set
    for concern, level in reached.items():
        floor = indicator_set.rank(level)
        missed = [miss for miss in _missed(concern, seen) if indicator_set.rank(miss.level) > floor]
        if missed:
            # Of the rules with the highest level, the one that needs least; then the one written first.
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
                say = _sentence(score, band.level, seen)
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


def _stops(seen: Seen) -> Iterator[StopHeld]:
    for stop in seen.indicator_set.stops:
        if holds(stop.when, seen) is Truth.TRUE:
            yield StopHeld(card=stop.card, because=because(stop.when, seen))


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
    say: Text = {}
    return Alert(
        kind=AlertKind.STOP,
        id=held.card.value,
        concern=Reach.EACH,
        say=say,
        cite="",
        starts=(),
        card=held.card.value,
        because=held.because,
    )
