"""What the records of each kind carry in their body, as typed values.

A body is read with unknown members ignored, so a later version may add some. Free text is in none
of them but TextWritten and IdentityKnown, which live in the private file.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TypeAlias, TypeVar

import msgspec

from merak.domain.answer import Answer, Basis, Given, Missing, Source, When, WhyMissing
from merak.domain.case_facts import CaseFacts
from merak.domain.decision import Purged, Reviewed
from merak.domain.duty import Cause, How, Telling, Told
from merak.domain.identity import Identity
from merak.domain.ids import (
    CaseId,
    ItemId,
    LevelId,
    OverrideId,
    RuleId,
    ScreeningId,
    SetHash,
    UserId,
)
from merak.domain.record import NO_CASE, Kind
from merak.domain.screening import Completeness, Preparation
from merak.domain.site import Site
from merak.domain.text import Text
from merak.errors import MerakError


class BodyRefused(MerakError):
    """Carries the kind whose body is not in the form that this version knows."""

    def __init__(self, kind: Kind) -> None:
        super().__init__(kind.value)
        self.kind = kind


class ErrorReason(StrEnum):
    """Why something was entered in error."""

    WRONG_YOUNG_PERSON = "wrong_young_person"
    DUPLICATE = "duplicate"
    PRACTICE = "practice"
    OTHER = "other"


class Card(StrEnum):
    """Which of the two cards that work on every page was opened."""

    DISCLOSURE = "disclosure"
    UNSAFE = "unsafe"


@dataclass(frozen=True, slots=True, kw_only=True)
class SetUsed:
    """indicator_set: the bytes of a set (UTF-8), written before its first use."""

    id: str
    version: str
    sha256: SetHash
    yaml: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseOpened:
    """case_opened: where a case began."""

    site: Site = field(default_factory=Site)


@dataclass(frozen=True, slots=True, kw_only=True)
class FactsKnown:
    """case_facts: all that is known of the case and whose it is; refers to the one it replaces."""

    facts: CaseFacts
    owner: UserId


@dataclass(frozen=True, slots=True, kw_only=True)
class IdentityKnown:
    """identity: who the young person is; refers to the one it replaces."""

    identity: Identity


@dataclass(frozen=True, slots=True, kw_only=True)
class TextWritten:
    """text: something typed freely; refers to the record it belongs to, or the text it replaces.

    `field` says what it is (note, reason, addendum, reference, who, ...), `item` which item of
    the set it stands at, or is empty.
    """

    field: str
    item: str = ""
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerForm:
    """An answer as it is written in a body: a code, or why there is none."""

    code: str = ""
    why_missing: WhyMissing | None = None
    source: Source = Source.YOUTH
    basis: Basis = Basis.EVIDENCE
    when: When = When.UNKNOWN

    def __post_init__(self) -> None:
        if bool(self.code) == (self.why_missing is not None):
            raise ValueError("a code or a reason, never both")


@dataclass(frozen=True, slots=True, kw_only=True)
class SetRef:
    """Which set, in which version, by its content."""

    id: str
    version: str
    sha256: SetHash


@dataclass(frozen=True, slots=True, kw_only=True)
class ScreeningDone:
    """screening: one finished application of a set; a new version refers to the one before."""

    screening: ScreeningId
    version: int
    set: SetRef
    completeness: Completeness
    preparation: Preparation
    facts: CaseFacts
    answers: Mapping[ItemId, AnswerForm]
    level: LevelId
    concerns: Mapping[str, LevelId]
    overrides: tuple[OverrideId, ...] = ()
    rules: tuple[RuleId, ...] = ()
    assumed: tuple[str, ...] = ()
    starts: tuple[str, ...] = ()
    language: str
    started_at: str
    finished_at: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DisclosureMade:
    """disclosure: the young person told something, or is not safe; what was said is a text."""

    card: Card
    received_at: str
    screening: ScreeningId = ScreeningId("")


@dataclass(frozen=True, slots=True, kw_only=True)
class AddendumMade:
    """addendum: something added to a screening later; the words are a text that refers to it."""

    screening: ScreeningId


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkedMistaken:
    """entered_in_error: what it refers to belongs to no one, or to another case."""

    reason: ErrorReason
    right_case: CaseId = NO_CASE


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """judgement: the professional's own level; refers to the screening (or its last judgement)."""

    screening: ScreeningId
    level: LevelId


@dataclass(frozen=True, slots=True, kw_only=True)
class DutyStarted:
    """duty: somebody must be told, counted from when the information was received."""

    screening: ScreeningId
    cause: Cause
    cause_id: str = ""
    """Id of the override, critical item or level; empty for a card."""
    why: Text = field(default_factory=dict)
    cite: str = ""
    starts: tuple[str, ...] = ()
    received_at: str
    tell: tuple[Telling, ...] = ()
    """Whom the office's rules told at this moment and place."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DutyDone:
    """duty_done: who was told, when and how; refers to the duty. Names are a text."""

    told: Told
    how: How
    told_at: str


class Relation(StrEnum):
    """How two young people belong together."""

    SIBLING = "sibling"
    SAME_EXPLOITER = "same_exploiter"
    TOGETHER = "together"


@dataclass(frozen=True, slots=True, kw_only=True)
class Related:
    """related_to: two cases that belong together; each of them has such a record."""

    how: Relation
    other: CaseId


Body: TypeAlias = (
    SetUsed
    | CaseOpened
    | FactsKnown
    | IdentityKnown
    | TextWritten
    | ScreeningDone
    | DisclosureMade
    | AddendumMade
    | MarkedMistaken
    | Judged
    | DutyStarted
    | DutyDone
    | Related
    | Reviewed
    | Purged
)

KINDS: Mapping[type, Kind] = {
    SetUsed: Kind.INDICATOR_SET,
    CaseOpened: Kind.CASE_OPENED,
    FactsKnown: Kind.CASE_FACTS,
    IdentityKnown: Kind.IDENTITY,
    TextWritten: Kind.TEXT,
    ScreeningDone: Kind.SCREENING,
    DisclosureMade: Kind.DISCLOSURE,
    AddendumMade: Kind.ADDENDUM,
    MarkedMistaken: Kind.ENTERED_IN_ERROR,
    Judged: Kind.JUDGEMENT,
    DutyStarted: Kind.DUTY,
    DutyDone: Kind.DUTY_DONE,
    Related: Kind.RELATED_TO,
    Reviewed: Kind.REVIEW,
    Purged: Kind.PURGE,
}

_Some = TypeVar("_Some")


def to_body(value: Body) -> dict[str, object]:
    """Gives the members that the record's body has."""
    members: dict[str, object] = msgspec.to_builtins(value)
    return members


def from_body(body: Mapping[str, object], form: type[_Some]) -> _Some:
    """Reads a body in the form given; raises BodyRefused."""
    try:
        return msgspec.convert(body, form)
    except msgspec.ValidationError:
        raise BodyRefused(KINDS[form]) from None


def form_of(answer: Answer) -> AnswerForm:
    """Gives the answer as it is written in a body."""
    value = answer.value
    given = value.code if isinstance(value, Given) else ""
    why = value.why if isinstance(value, Missing) else None
    return AnswerForm(
        code=given, why_missing=why, source=answer.source, basis=answer.basis, when=answer.when
    )


def answer_of(form: AnswerForm) -> Answer:
    """Reads an answer as it is written in a body."""
    value = Given(code=form.code) if form.why_missing is None else Missing(why=form.why_missing)
    return Answer(value=value, source=form.source, basis=form.basis, when=form.when)
