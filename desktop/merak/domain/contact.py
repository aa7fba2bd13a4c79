"""Whom to call: an organization, its numbers, and when somebody last made sure of them."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum

from merak.domain.text import Text

STALE_AFTER = timedelta(days=365)
"""Older than this, an entry is marked: numbers change hands."""


class Need(StrEnum):
    """What the contact is for; each card shows the contacts of its need."""

    DISCLOSURE = "disclosure"
    NOT_SAFE = "not_safe"
    SELF_HARM = "self_harm"


class Way(StrEnum):
    """How a number is used."""

    VOICE = "voice"
    TEXT = "text"
    TTY = "tty"


@dataclass(frozen=True, slots=True, kw_only=True)
class Phone:
    """One number, as it is dialled."""

    way: Way
    number: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    """One entry of the directory; `confirmed` says whether its source could be read and agreed."""

    id: str
    name: Text
    helps: Text
    """What they help with, in one sentence."""
    needs: tuple[Need, ...]
    phones: tuple[Phone, ...]
    source: str
    checked_on: date
    confirmed: bool
    hours: Text = field(default_factory=dict)
    """When they answer; empty where it is day and night or not known."""

    def is_stale(self, today: date) -> bool:
        """Tells whether the last check is over a year old."""
        return today - self.checked_on > STALE_AFTER


Directory = Mapping[str, Contact]
"""Contacts by their id, in the order of the file."""


def for_needs(directory: Directory, needs: Collection[Need]) -> tuple[Contact, ...]:
    """Gives the contacts for any of the needs, in the order of the file."""
    return tuple(one for one in directory.values() if not set(needs).isdisjoint(one.needs))
