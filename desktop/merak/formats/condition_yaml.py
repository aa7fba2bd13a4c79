"""Conditions as they are written in a set: a map whose first word says which kind it is."""

from collections.abc import Callable, Mapping

from merak.domain.answer import Basis, Source
from merak.domain.concern import Concern
from merak.domain.condition import (
    ALWAYS,
    EVERYTHING,
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
    Scope,
    ScoreBetween,
)
from merak.domain.element import Element
from merak.domain.facts import OLDEST
from merak.domain.ids import ItemId, LevelId, ScoreId, SectionId
from merak.formats.yaml_part import Fields, Part
from merak.formats.yaml_strict import Table

MOST_POINTS = 10_000
_BOTH = "both"


def condition(part: Part) -> Condition:
    """Reads a condition."""
    node = part.node
    keys = [entry.key.text for entry in node.entries] if isinstance(node, Table) else []
    kind = next((key for key in _KINDS if key in keys), "")
    if not kind:
        part.note("this is not a condition", "Begin it with one of: " + ", ".join(_KINDS))
        return ALWAYS
    return _KINDS[kind](part)


def conditions_of(fields: Fields, key: str) -> Condition:
    """Reads the condition of a key; one that always holds when the key is not there."""
    return next((condition(part) for part in fields.each(key)), ALWAYS)


def scope(part: Part) -> Scope:
    """Reads which items are meant; its keys intersect."""
    fields = part.fields(
        (), ("items", "section", "concerns", "element", "points", "basis", "source")
    )
    if isinstance(part.node, Table) and not part.node.entries:
        part.note("this names no items", "Name items, section, concerns, element or points")
    points = (entry.number(1, MOST_POINTS) for entry in fields.one_or_more("points"))
    return Scope(
        items=tuple(ItemId(entry.name()) for entry in fields.one_or_more("items")),
        sections=tuple(SectionId(entry.name()) for entry in fields.one_or_more("section")),
        concerns=concerns(fields),
        elements=tuple(entry.word(Element) for entry in fields.one_or_more("element")),
        points=tuple(points),
        basis=tuple(entry.word(Basis) for entry in fields.one_or_more("basis")),
        source=tuple(entry.word(Source) for entry in fields.one_or_more("source")),
    )


def scope_of(fields: Fields, key: str) -> Scope:
    """Reads the scope of a key; everything when the key is not there."""
    return next((scope(part) for part in fields.each(key)), EVERYTHING)


def concerns(fields: Fields) -> tuple[Concern, ...]:
    """Reads `concerns`: sex, labor, or both."""
    found: list[Concern] = []
    for entry in fields.one_or_more("concerns"):
        if entry.text() == _BOTH:
            found.extend(Concern)
        else:
            found.append(entry.word(Concern))
    return tuple(dict.fromkeys(found))


def _all(part: Part) -> Condition:
    return All(parts=_inside(part, "all"))


def _any(part: Part) -> Condition:
    return Any(parts=_inside(part, "any"))


def _inside(part: Part, key: str) -> tuple[Condition, ...]:
    return tuple(condition(entry) for entry in part.fields((key,)).some_entries(key))


def _not(part: Part) -> Condition:
    return Not(part=conditions_of(part.fields(("not",)), "not"))


def _item(part: Part) -> Condition:
    fields = part.fields(("item", "is"))
    return ItemIs(item=ItemId(fields.name("item")), codes=_codes(fields))


def _at_least(part: Part) -> Condition:
    fields = part.fields(("at_least", "of", "is"))
    count = fields.number("at_least", 1, 1000)
    return AtLeast(count=count, of=scope_of(fields, "of"), codes=_codes(fields))


def _codes(fields: Fields) -> tuple[str, ...]:
    return tuple(entry.text() for entry in fields.some_entries("is"))


def _age_below(part: Part) -> Condition:
    return AgeBelow(years=part.fields(("age_below",)).number("age_below", 1, OLDEST))


def _age_at_least(part: Part) -> Condition:
    return AgeAtLeast(years=part.fields(("age_at_least",)).number("age_at_least", 1, OLDEST))


def _level(part: Part) -> Condition:
    fields = part.fields(("level",))
    return LevelIs(levels=tuple(LevelId(entry.name()) for entry in fields.one_or_more("level")))


def _score(part: Part) -> Condition:
    fields = part.fields(("score", "between"))
    low, high = 0, 0
    for between in fields.each("between"):
        ends = [entry.number(-MOST_POINTS, MOST_POINTS) for entry in between.entries()]
        if len(ends) == 2 and ends[0] <= ends[1]:
            low, high = ends
        else:
            between.note("between needs two numbers, the lower first", "Write it like [4, 8]")
    return ScoreBetween(score=ScoreId(fields.name("score")), low=low, high=high)


def _fact(part: Part) -> Condition:
    return FactIs(fact=part.fields(("fact",)).name("fact"))


_KINDS: Mapping[str, Callable[[Part], Condition]] = {
    "all": _all,
    "any": _any,
    "not": _not,
    "item": _item,
    "at_least": _at_least,
    "age_below": _age_below,
    "age_at_least": _age_at_least,
    "level": _level,
    "score": _score,
    "fact": _fact,
}
