"""What only an office decides, as the bodies of its records."""

from dataclasses import dataclass
from enum import StrEnum

from merak.domain.ids import RecordId, ScreeningId, UserId


class PurgeReason(StrEnum):
    """Why records are purged."""

    RETENTION_OVER = "retention_over"
    ORDERED = "ordered"
    """By a court, or by law."""
    WRONGLY_KEPT = "wrongly_kept"


class Decision(StrEnum):
    """What a supervisor says to a finished screening."""

    CONFIRMED = "confirmed"
    RETURNED = "returned"
    """With a comment: something is to be looked at again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reviewed:
    """review: a supervisor's decision; refers to the version of the screening, its words are a
    text."""

    screening: ScreeningId
    decision: Decision


@dataclass(frozen=True, slots=True, kw_only=True)
class Purged:
    """purge: records that are gone for good, by the decision of the author and one other."""

    records: tuple[RecordId, ...]
    second: UserId
    reason: PurgeReason
