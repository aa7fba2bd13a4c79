"""For whom a set was made, how it may be used, whose it is, and why anyone may trust it."""

from dataclasses import dataclass, field
from enum import StrEnum

from merak.domain.concern import Concern
from merak.domain.text import Text, no_text


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
    """One published study; its figures stay as printed, for nothing is computed from them."""

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
    say: Text = field(default_factory=no_text)
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
