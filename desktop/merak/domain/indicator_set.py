"""An indicator set: what is asked, how answers become a level of concern, and why anyone may trust it."""

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
from merak.domain.score import Score
from merak.domain.text import Text

FORMAT = 1
FACTS = ("foreign_national", "in_care", "returned_from_run")
INSUFFICIENT = LevelId("insufficient_information")
"""The result when too much is unanswered; built in, and apart from the levels of a set."""
NEVER_EXPIRES = date.max


class Administration(StrEnum):
    """How a set may be used; records are read together, never aloud."""

    INTERVIEW = "interview"
    OBSERVATION = "observation"
    RECORDS = "records"
    SELF_REPORT = "self_report"


class Translation(StrEnum):
    """How far a language of the set can be relied on."""

    REVIEWED = "reviewed"
    DRAFT = "draft"


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

    DISCLOSURE = "disclosure"
    NOT_SAFE = "not_safe"


class Redistribution(StrEnum):
    """Whether the set may be passed on to others."""

    ALLOWED = "allowed"
    ON_REQUEST = "on_request"
    FORBIDDEN = "forbidden"


class ValidationStatus(StrEnum):
    """Whether a study has been published of how well the set works."""

    NONE = "none"
    PUBLISHED = "published"


@dataclass(frozen=True, slots=True, kw_only=True)
class Population:
    """For whom the set was made, where, and what it looks for."""

    age_min: int
    age_max: int
    settings: tuple[str, ...]
    trafficking: tuple[Concern, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Study:
    """One published study; its figures are words as printed, because nothing is computed from them."""

    cite: str
    n: int
    sensitivity: str = ""
    specificity: str = ""
    ppv: str = ""
    population: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Validation:
    """What is known of how well the set works, and whether its points may be shown."""

    status: ValidationStatus
    say: Text = field(default_factory=dict)
    studies: tuple[Study, ...] = ()
    shows_scores: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Rights:
    """Whose set it is and what others may do with it."""

    holder: str
    licence: str
    redistribution: Redistribution
    credit: str = ""
    training_required: bool = False


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
    """One indicator; `ask` and `look_for` are empty where the set gives none."""

    id: ItemId
    say: Text
    scale: str
    concerns: tuple[Concern, ...]
    element: Element
    sensitivity: Sensitivity
    source: str
    ask: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    look_for: Text = field(default_factory=dict)
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
    """One indicator set as it was read; `sha256` is of the file's bytes and names exactly this content."""

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
        """Gives the place of a level, 0 for the lowest; insufficient information ranks with the lowest."""
        return next((place for place, known in enumerate(self.levels) if known.id == level), 0)

    def lowest(self) -> LevelId:
        """Gives the level that stands when nothing was seen."""
        return self.levels[0].id
