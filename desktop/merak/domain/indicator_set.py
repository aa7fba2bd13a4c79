"""An indicator set: what is asked, and how answers become a level of concern."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from merak.domain.answer import Answer
from merak.domain.concern import Concern, Reach
from merak.domain.condition import ALWAYS, Condition
from merak.domain.element import Element
from merak.domain.facts import Facts
from merak.domain.ids import ItemId, LevelId, OverrideId, RuleId, SectionId, SetHash
from merak.domain.provenance import (
    Administration,
    Population,
    Redistribution,
    Rights,
    Study,
    Translation,
    Validation,
    ValidationStatus,
)
from merak.domain.score import Score
from merak.domain.text import Text, no_text

__all__ = [
    "FACTS",
    "FORMAT",
    "INSUFFICIENT",
    "NEVER_EXPIRES",
    "Action",
    "Administration",
    "Card",
    "Choice",
    "Colour",
    "Example",
    "Expected",
    "IndicatorSet",
    "Item",
    "Level",
    "Override",
    "Population",
    "Redistribution",
    "Rights",
    "Rule",
    "Scale",
    "Section",
    "Sensitivity",
    "Stop",
    "Study",
    "Sufficiency",
    "Translation",
    "Validation",
    "ValidationStatus",
]

FORMAT = 1
FACTS = ("foreign_national", "in_care", "returned_from_run")
INSUFFICIENT = LevelId("insufficient_information")
"""The result when too much is unanswered; built in, and apart from the levels of a set."""
NEVER_EXPIRES = date.max


class Sensitivity(StrEnum):
    """Decides what an export without identities carries of an item."""

    ORDINARY = "ordinary"
    SPECIAL = "special"
    IDENTIFYING = "identifying"


class Colour(StrEnum):
    """The role of a level's colour; the theme says which colour that is."""

    NEUTRAL = "neutral"
    NOTICE = "notice"
    CAUTION = "caution"
    DANGER = "danger"


class Card(StrEnum):
    """The field card that a stop opens."""

    NOT_SAFE = "not_safe"
    DISCLOSURE = "disclosure"


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """One answer of a scale."""

    code: str
    label: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Scale:
    """The answers an item can have, in the order they are shown."""

    id: str
    choices: tuple[Choice, ...]

    def has(self, code: str) -> bool:
        """Tells whether the code is on the scale."""
        return any(choice.code == code for choice in self.choices)


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One indicator; `the text of `look_for` is empty where the set has none."""

    id: ItemId
    say: Text
    scale: str
    concerns: tuple[Concern, ...]
    element: Element
    sensitivity: Sensitivity
    source: str
    ask: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    look_for: Text = field(default_factory=no_text)
    points: Mapping[str, int] = field(default_factory=dict)
    critical: bool = False

    def worth(self) -> int:
        """Gives the most points an answer to the item can bring."""
        return max(self.points.values(), default=0)

    def is_present(self, code: str) -> bool:
        """Tells whether this answer means the indicator is there: it brings points."""
        return self.points.get(code, 0) > 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """Items that are asked together; a section without a condition is always open."""

    id: SectionId
    title: Text
    items: tuple[Item, ...]
    opens_when: Condition = ALWAYS


@dataclass(frozen=True, slots=True, kw_only=True)
class Level:
    """One level of concern."""

    id: LevelId
    label: Text
    colour: Colour


@dataclass(frozen=True, slots=True, kw_only=True)
class Override:
    """A finding that decides by itself, with its citation and the neutral duties it starts."""

    id: OverrideId
    when: Condition
    concern: Reach
    level: LevelId
    say: Text
    cite: str
    starts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A condition that gives a level to its concern."""

    id: RuleId
    concern: Reach
    when: Condition
    level: LevelId
    say: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Stop:
    """A condition that ends the asking and opens a card."""

    when: Condition
    card: Card


@dataclass(frozen=True, slots=True, kw_only=True)
class Sufficiency:
    """How many items asked may stay without an answer."""

    at_most_unanswered: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Action:
    """The neutral duties that a result starts."""

    when: Condition
    starts: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Expected:
    """What a worked example says must come out; a part that is not in `named` is not compared."""

    level: LevelId
    named: frozenset[str] = frozenset()
    overrides: tuple[str, ...] = ()
    rules: tuple[str, ...] = ()
    concerns: Mapping[str, str] = field(default_factory=dict)
    scores: Mapping[str, int] = field(default_factory=dict)
    assumed: tuple[str, ...] = ()
    unanswered: int = 0
    starts: tuple[str, ...] = ()
    stopped: tuple[str, ...] = ()
    alerts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """A worked example inside the set."""

    say: str
    facts: Facts
    answers: Mapping[ItemId, Answer]
    expected: Expected


@dataclass(frozen=True, slots=True, kw_only=True)
class IndicatorSet:
    """One indicator set as it was read; `sha256` of the file's bytes names exactly this content."""

    id: str
    version: str
    sha256: SetHash
    title: Text
    languages: Mapping[str, Translation]
    population: Population
    administration: tuple[Administration, ...]
    validation: Validation
    rights: Rights
    scales: Mapping[str, Scale]
    sections: tuple[Section, ...]
    levels: tuple[Level, ...]
    sufficiency: Sufficiency
    overrides: tuple[Override, ...] = ()
    rules: tuple[Rule, ...] = ()
    scores: tuple[Score, ...] = ()
    stops: tuple[Stop, ...] = ()
    actions: tuple[Action, ...] = ()
    examples: tuple[Example, ...] = ()
    expires: date = NEVER_EXPIRES
    replaces: Mapping[str, Mapping[ItemId, ItemId]] = field(default_factory=dict)

    def items(self) -> Iterator[Item]:
        """Goes through the items of all sections in order."""
        for section in self.sections:
            yield from section.items

    def rank(self, level: LevelId) -> int:
        """Gives the place of a level, 0 for the lowest and for insufficient information."""
        return next((place for place, known in enumerate(self.levels) if known.id == level), 0)

    def lowest(self) -> LevelId:
        """Gives the level that stands when nothing was seen."""
        return self.levels[0].id
