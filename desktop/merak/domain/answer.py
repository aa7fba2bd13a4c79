"""One answer to one item of an indicator set, without its note: free text lives in private."""

from dataclasses import dataclass
from enum import StrEnum


class WhyMissing(StrEnum):
    """Why there is no answer: four different things, and none of them is "no"."""

    UNKNOWN = "unknown"
    DECLINED = "declined"
    NOT_ASKED = "not_asked"
    NOT_APPLICABLE = "not_applicable"


class Source(StrEnum):
    """Who or what the answer came from."""

    YOUTH = "youth"
    OBSERVED = "observed"
    RECORD = "record"
    CAREGIVER = "caregiver"
    PROFESSIONAL = "professional"


class Basis(StrEnum):
    """Whether there is evidence for the answer or it is the screener's impression."""

    EVIDENCE = "evidence"
    IMPRESSION = "impression"


class When(StrEnum):
    """When what the answer speaks of happened."""

    NOW = "now"
    PAST_YEAR = "past_year"
    EARLIER = "earlier"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """An answer was given; `code` is one of its scale's codes."""

    code: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Missing:
    """No answer was given, and this is why."""

    why: WhyMissing


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What was answered, and how the answer came about."""

    value: Given | Missing
    source: Source = Source.YOUTH
    basis: Basis = Basis.EVIDENCE
    when: When = When.UNKNOWN
