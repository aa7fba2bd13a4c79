"""The worked examples inside a set."""

from collections.abc import Mapping
from typing import TypeAlias

from merak.domain.answer import Answer, Basis, Given, Missing, Source, When, WhyMissing
from merak.domain.facts import OLDEST, UNKNOWN_AGE, Age, Facts
from merak.domain.ids import ItemId, LevelId
from merak.domain.indicator_set import Example, Expected, Section
from merak.formats.condition_yaml import MOST_POINTS
from merak.formats.yaml_part import Fields, Part
from merak.formats.yaml_strict import Scalar

_EXPECTED = (
    "overrides",
    "rules",
    "concerns",
    "scores",
    "assumed",
    "unanswered",
    "starts",
    "stopped",
    "alerts",
)

Scales: TypeAlias = Mapping[str, tuple[str, ...]]
"""Name of a scale -> its codes."""


def example(part: Part, sections: tuple[Section, ...], scales: Scales) -> Example:
    """Reads one worked example; `others` answers every item not named that has it on its scale."""
    fields = part.fields(("say", "level"), ("age", "facts", "answers", "others", *_EXPECTED))
    answers = {ItemId(item): answer(entry) for item, entry in fields.pairs("answers")}
    for others in fields.each("others"):
        code = others.text()
        for section in sections:
            for item in section.items:
                if code in scales.get(item.scale, ()):
                    answers.setdefault(item.id, Answer(value=Given(code=code)))
    return Example(
        say=fields.text("say"),
        facts=Facts(
            age=next((age(entry) for entry in fields.each("age")), UNKNOWN_AGE),
            known={fact: entry.true_or_false() for fact, entry in fields.pairs("facts")},
        ),
        answers=answers,
        expected=_expected(fields),
    )


def age(part: Part) -> Age:
    """Reads an age in whole years, or the youngest and the oldest it can be."""
    if isinstance(part.node, Scalar):
        years = part.number(0, OLDEST)
        return Age(at_least=years, at_most=years)
    ends = [entry.number(0, OLDEST) for entry in part.entries()]
    if len(ends) == 2 and ends[0] <= ends[1]:
        return Age(at_least=ends[0], at_most=ends[1])
    part.note(
        "an age is a number, or the youngest and the oldest it can be", "Write 16 or [13, 17]"
    )
    return UNKNOWN_AGE


def answer(part: Part, *more: str) -> Answer:
    """Reads an answer: its code alone, or a map; `more` are keys that say nothing here."""
    if isinstance(part.node, Scalar):
        return Answer(value=Given(code=part.text()))
    fields = part.fields((), ("code", "why_missing", "source", "basis", "when", *more))
    misspelt = len(fields.parts) < len(part.pairs())
    if fields.has("code") == fields.has("why_missing") and not misspelt:
        part.note("an answer has either a code or why_missing", "Write one of the two")
    return Answer(
        value=_value(fields),
        source=fields.word("source", Source.YOUTH),
        basis=fields.word("basis", Basis.EVIDENCE),
        when=fields.word("when", When.UNKNOWN),
    )


def _value(fields: Fields) -> Given | Missing:
    if fields.has("code"):
        return Given(code=fields.text("code"))
    return Missing(why=fields.word("why_missing", WhyMissing.UNKNOWN))


def _expected(fields: Fields) -> Expected:
    points = fields.pairs("scores")
    return Expected(
        level=LevelId(fields.name("level")),
        named=frozenset(key for key in _EXPECTED if fields.has(key)),
        overrides=fields.names("overrides"),
        rules=fields.names("rules"),
        concerns={concern: entry.name() for concern, entry in fields.pairs("concerns")},
        scores={score: entry.number(-MOST_POINTS, MOST_POINTS) for score, entry in points},
        assumed=fields.names("assumed"),
        unanswered=fields.number("unanswered", 0, 1000),
        starts=fields.names("starts"),
        stopped=fields.names("stopped"),
        alerts=fields.names("alerts"),
    )
