"""Whether a worked example of a set comes out as it says."""

from collections.abc import Iterator
from dataclasses import dataclass

from merak.domain.assessment import Assessment, alerts, assess
from merak.domain.indicator_set import Example, IndicatorSet


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """One thing that came out otherwise; `key` is the part of the example that named it."""

    key: str
    expected: str
    came: str


def differences(indicator_set: IndicatorSet, example: Example) -> tuple[Difference, ...]:
    """Compares what comes out with what the example names; the order of lists does not count."""
    outcome = assess(indicator_set, example.facts, example.answers)
    acting = tuple(a.id for a in alerts(indicator_set, example.facts, example.answers))
    expected = dict(_expected(example))
    came = dict(_came(outcome, acting, example))
    return tuple(
        Difference(key=key, expected=_words(expected[key]), came=_words(came[key]))
        for key in expected
        if expected[key] != came[key]
    )


def _expected(example: Example) -> Iterator[tuple[str, object]]:
    wanted = example.expected
    yield "level", wanted.level
    lists = {
        "overrides": wanted.overrides,
        "rules": wanted.rules,
        "assumed": wanted.assumed,
        "starts": wanted.starts,
        "stopped": wanted.stopped,
        "alerts": wanted.alerts,
    }
    for key, names in lists.items():
        if key in wanted.named:
            yield key, sorted(names)
    if "unanswered" in wanted.named:
        yield "unanswered", wanted.unanswered
    for concern, level in wanted.concerns.items():
        yield f"concerns.{concern}", level
    for score, points in wanted.scores.items():
        yield f"scores.{score}", points


def _came(
    outcome: Assessment, acting: tuple[str, ...], example: Example
) -> Iterator[tuple[str, object]]:
    yield "level", outcome.level
    yield "overrides", sorted(held.id for held in outcome.overrides)
    yield "rules", sorted(held.id for held in outcome.rules)
    yield "assumed", sorted(outcome.assumed)
    yield "starts", sorted(outcome.starts)
    yield "stopped", sorted(held.card.value for held in outcome.stopped)
    yield "alerts", sorted(acting)
    yield "unanswered", len(outcome.unanswered)
    levels = {concern.value: level for concern, level in outcome.concerns.items()}
    for concern in example.expected.concerns:
        yield f"concerns.{concern}", levels[concern]
    points = {score.id: score.points for score in outcome.scores}
    for score in example.expected.scores:
        yield f"scores.{score}", next(p for name, p in points.items() if name == score)


def _words(value: object) -> str:
    return (", ".join(value) or "nothing") if isinstance(value, list) else str(value)
