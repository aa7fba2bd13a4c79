"""Who must be told, why, and the proof that it was done."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from merak.domain.ids import CaseId, RecordId
from merak.domain.site import Site, SiteKind
from merak.domain.text import Text

_UTC = "%Y-%m-%dT%H:%M:%SZ"


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
class Telling:
    """Whom a rule tells, as it stood when the duty was started."""

    rule: str
    """Its id in the file of duties."""
    who: Text
    hours: int
    """Within how many hours of receiving the information; 0 is at once."""
    cite: str
    confirmed: bool

    def due(self, received_at: str) -> str:
        """Gives until when they must be told, as UTC ISO time."""
        return self._after(received_at, self.hours).strftime(_UTC)

    def overdue(self, received_at: str, at: str) -> bool:
        """Tells whether it is too late at a UTC ISO time; "at once" has the first hour."""
        # Rules count whole hours: nobody is late in the minute in which the clock began.
        last = self._after(received_at, max(self.hours, 1))
        return datetime.fromisoformat(at) > last

    @staticmethod
    def _after(received_at: str, hours: int) -> datetime:
        return datetime.fromisoformat(received_at) + timedelta(hours=hours)


@dataclass(frozen=True, slots=True, kw_only=True)
class DutyRule:
    """Who must be told by when, of which neutral duties and at which sites."""

    id: str
    starts: tuple[str, ...]
    """Names that sets start, or the causes `disclosure` and `unsafe`."""
    kinds: tuple[SiteKind, ...]
    states: tuple[str, ...]
    """Two letters each; none means every state."""
    who: Text
    hours: int
    cite: str
    source: str
    checked_on: date
    confirmed: bool

    def binds(self, site: Site) -> bool:
        """Tells whether it holds at a site; nothing holds where the kind of site is not known."""
        known = site.kind is not SiteKind.NOT_SET and site.kind in self.kinds
        return known and (not self.states or site.state in self.states)


DutyRules = Mapping[str, DutyRule]
"""Rules by their id, in the order of the file."""


def tellings(rules: DutyRules, site: Site, starts: Collection[str]) -> tuple[Telling, ...]:
    """Gives who must be told at a site of any of these, in the order of the file."""
    return tuple(
        Telling(rule=one.id, who=one.who, hours=one.hours, cite=one.cite, confirmed=one.confirmed)
        for one in rules.values()
        if one.binds(site) and not set(starts).isdisjoint(one.starts)
    )


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
    tell: tuple[Telling, ...] = ()
    """Whom the office's rules told when it was started; none is "ask your supervisor"."""

    def due(self) -> str:
        """Gives until when the first must be told, as UTC ISO time, or nothing without a rule."""
        return min((one.due(self.received_at) for one in self.tell), default="")

    def overdue(self, at: str) -> bool:
        """Tells whether it is too late for one of them at a UTC ISO time."""
        return any(one.overdue(self.received_at, at) for one in self.tell)
