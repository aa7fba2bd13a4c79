"""How this laptop shows the program, chosen by whoever sits at it; nothing about a person."""

from dataclasses import dataclass
from enum import StrEnum


class Language(StrEnum):
    """The language of the program, or the one the system speaks."""

    SYSTEM = "system"
    ENGLISH = "en"
    SPANISH = "es"


class Appearance(StrEnum):
    """Light or dark colours, or what the system asks for."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


SMALLEST_SCALE, LARGEST_SCALE = 1.0, 2.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Preferences:
    """Language, colours, and the size of text from 1.0 to 2.0."""

    language: Language = Language.SYSTEM
    look: Appearance = Appearance.SYSTEM
    scale: float = SMALLEST_SCALE


DEFAULTS = Preferences()
