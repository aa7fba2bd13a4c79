"""Values that several widgets are given."""

from dataclasses import dataclass
from enum import StrEnum


class Tone(StrEnum):
    """What a text or banner is for; never told by colour alone."""

    INFO = "info"
    WARN = "warn"
    HIGH = "high"
    OK = "ok"


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """One of several things to choose: its key, what it says, an icon, an explanation."""

    key: str
    text: str
    icon: str = ""
    hint: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Action:
    """Something a person can do about what is shown: its key and the words on its button."""

    key: str
    text: str
    icon: str = ""
