"""The second half of a set: overrides, rules, scores, stops and actions."""

from merak.domain.concern import Reach
from merak.domain.ids import LevelId, OverrideId, RuleId, ScoreId
from merak.domain.indicator_set import (
    INSUFFICIENT,
    Action,
    Card,
    Override,
    Rule,
    Stop,
    Sufficiency,
)
from merak.domain.score import (
    Band,
    Case,
    Count,
    FirstOf,
    HighestPoints,
    Score,
    SumOfPoints,
    SumOfScores,
)
from merak.formats.condition_yaml import MOST_POINTS, conditions_of, scope_of
from merak.formats.yaml_part import Fields, Part

_COUNTS = ("sum", "highest", "first_of", "sum_of")


def override(part: Part) -> Override:
    """Reads one override."""
    fields = part.fields(("id", "when", "concern", "level", "say", "cite"), ("starts",))
    return Override(
        id=OverrideId(fields.name("id")),
        when=conditions_of(fields, "when"),
        concern=fields.word("concern", Reach.EACH),
        level=LevelId(fields.name("level")),
        say=fields.words_for_people("say"),
        cite=fields.text("cite"),
        starts=fields.names("starts"),
    )


def rule(part: Part) -> Rule:
    """Reads one rule."""
    fields = part.fields(("id", "concern", "when", "level", "say"))
    return Rule(
        id=RuleId(fields.name("id")),
        concern=fields.word("concern", Reach.EACH),
        when=conditions_of(fields, "when"),
        level=LevelId(fields.name("level")),
        say=fields.words_for_people("say"),
    )


def score(part: Part) -> Score:
    """Reads one score."""
    optional = ("over", *_COUNTS, "else", "bands", "concern", "concludes", "say")
    fields = part.fields(("id",), optional)
    return Score(
        id=ScoreId(fields.name("id")),
        count=_count(part, fields),
        bands=tuple(_band(entry) for entry in fields.some_entries("bands")),
        concern=fields.word("concern", Reach.EACH),
        concludes=fields.true_or_false("concludes", absent=True),
        say=fields.words_for_people("say"),
    )


def stop(part: Part) -> Stop:
    """Reads one stop."""
    fields = part.fields(("when", "card"))
    return Stop(when=conditions_of(fields, "when"), card=fields.word("card", Card.NOT_SAFE))


def sufficiency(part: Part) -> Sufficiency:
    """Reads how many items may stay without an answer."""
    fields = part.fields(("at_most_unanswered", "else"))
    for otherwise in fields.each("else"):
        if otherwise.text() not in ("", INSUFFICIENT):
            otherwise.note("too few answers have only one result", f"Write {INSUFFICIENT}")
    return Sufficiency(at_most_unanswered=fields.number("at_most_unanswered", 0, 1000))


def action(part: Part) -> Action:
    """Reads one action."""
    fields = part.fields(("when", "starts"))
    return Action(when=conditions_of(fields, "when"), starts=fields.names("starts"))


def _count(part: Part, fields: Fields) -> Count:
    ways = [way for way in _COUNTS if fields.has(way)]
    if len(ways) != 1:
        part.note("a score counts in exactly one way", "Write one of: " + ", ".join(_COUNTS))
        return SumOfScores(scores=())
    _beside(part, fields, ways[0])
    if ways[0] == "sum_of":
        names = (entry.name() for entry in fields.some_entries("sum_of"))
        return SumOfScores(scores=tuple(ScoreId(name) for name in names))
    over = scope_of(fields, "over")
    if ways[0] == "first_of":
        cases = tuple(_case(entry) for entry in fields.some_entries("first_of"))
        return FirstOf(over=over, cases=cases, otherwise=fields.number("else", 0, MOST_POINTS))
    for way in fields.each(ways[0]):
        if way.text() not in ("", "points"):
            way.note("only points can be counted", f"Write {ways[0]}: points")
    return SumOfPoints(over=over) if ways[0] == "sum" else HighestPoints(over=over)


def _beside(part: Part, fields: Fields, way: str) -> None:
    """Notes what a way of counting needs beside it and what it cannot have."""
    if (way != "sum_of") != fields.has("over"):
        wanted = way != "sum_of"
        wrong = '"over" is missing' if wanted else '"over" has no meaning beside sum_of'
        part.note(wrong, "Write over: with the items" if wanted else "Remove it")
    if (way == "first_of") != fields.has("else"):
        wanted = way == "first_of"
        wrong = '"else" is missing' if wanted else '"else" belongs to first_of only'
        part.note(
            wrong, "Write else: with the points when no case holds" if wanted else "Remove it"
        )


def _case(part: Part) -> Case:
    fields = part.fields(("when", "points"))
    points = fields.number("points", 0, MOST_POINTS)
    return Case(when=conditions_of(fields, "when"), points=points)


def _band(part: Part) -> Band:
    fields = part.fields(("from", "to", "level"))
    low = fields.number("from", -MOST_POINTS, MOST_POINTS)
    high = fields.number("to", -MOST_POINTS, MOST_POINTS)
    return Band(low=low, high=high, level=LevelId(fields.name("level")))
