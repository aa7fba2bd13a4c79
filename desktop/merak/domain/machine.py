"""What the laptop itself does to keep its disk from being read."""

from dataclasses import dataclass
from enum import StrEnum


class Protection(StrEnum):
    """Whether what is written somewhere is encrypted by the system."""

    ENCRYPTED = "encrypted"
    PLAIN = "plain"
    NONE = "none"
    """Nothing is written there at all: a laptop without swap on a disk."""
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class Machine:
    """The disk that holds the vault, and the swap space."""

    disk: Protection
    swap: Protection
