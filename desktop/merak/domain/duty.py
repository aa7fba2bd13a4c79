"""Who must be told, why, and the proof that it was done."""

from dataclasses import dataclass
from enum import StrEnum

from merak.domain.ids import CaseId, RecordId
from merak.domain.text import Text


class Cause(StrEnum):
    """What started a duty."""

    OVERRIDE = "override"
    CRITICAL = "critical"
    DISCLOSURE = "disclosure"
    UNSAFE = "unsafe"
    LEVEL = "level"


class Told(StrEnum):
    """Who was told."""

    SUPERVISOR = "supervisor"
    SPECIALIST = "specialist"
    HOTLINE = "hotline"
    AUTHORITY = "authority"
    MEDICAL = "medical"
    OTHER = "other"


class How(StrEnum):
    """How they were told."""

    IN_PERSON = "in_person"
    BY_PHONE = "by_phone"
    IN_WRITING = "in_writing"


@dataclass(frozen=True, slots=True, kw_only=True)
class Proof:
    """That somebody was told: `told_at` is a UTC ISO time; who and the reference are free text."""

    told: Told
    how: How
    told_at: str
    who: str = ""
    reference: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Duty:
    """One thing that somebody must be told; clocks run from when the information was received."""

    id: RecordId
    case: CaseId
    cause: Cause
    why: Text
    """The sentence of the set behind it; empty where the cause says it all."""
    starts: tuple[str, ...]
    received_at: str
    """UTC ISO time."""
