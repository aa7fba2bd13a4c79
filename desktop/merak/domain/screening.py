"""One application of an indicator set, from "before you begin" to the finished screening."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from merak.domain.answer import Answer
from merak.domain.case_facts import CaseFacts
from merak.domain.ids import CaseId, ItemId, ScreeningId, SetHash, UserId


class Mode(StrEnum):
    """How the set is worked through."""

    INTERVIEW = "interview"
    RECORDS = "records"


class SafeNow(StrEnum):
    """What was found out about the young person's safety before the first question."""

    YES = "yes"
    NO = "no"
    NOT_KNOWN = "not_known"


class Assent(StrEnum):
    """What the young person said to being asked; records are read without asking anyone."""

    GIVEN = "given"
    DECLINED = "declined"
    NOT_ASKED = "not_asked"


class Interpreter(StrEnum):
    """Whether somebody interprets, and from where; service and number are free text, in private."""

    NONE = "none"
    IN_PERSON = "in_person"
    BY_PHONE = "by_phone"


class Completeness(StrEnum):
    """Whether the screening was finished or closed before its end."""

    COMPLETE = "complete"
    INCOMPLETE = "incomplete"


@dataclass(frozen=True, slots=True, kw_only=True)
class Preparation:
    """What is settled before the first question."""

    mode: Mode = Mode.INTERVIEW
    private_place: bool = False
    safe_now: SafeNow = SafeNow.NOT_KNOWN
    limits_explained: bool = False
    assent: Assent = Assent.NOT_ASKED
    interpreter: Interpreter = Interpreter.NONE
    second_language: str = ""
    """ISO 639-1 code of the language shown beside the program's own, or empty for none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A screening that is not finished: changes with every answer and never leaves the laptop."""

    id: ScreeningId
    case: CaseId
    set_hash: SetHash
    owner: UserId
    started_at: str
    """UTC ISO time."""
    saved_at: str
    """UTC ISO time of the last commit."""
    preparation: Preparation
    facts: CaseFacts
    answers: Mapping[ItemId, Answer] = field(default_factory=dict)
    at_item: str = ""
    """The item that was last worked on, or empty."""
    reopens: str = ""
    """The record id of the screening that this draft makes a new version of, or empty."""
