"""`preferences.json`: how this laptop shows the program; not encrypted, and nothing personal."""

import json
from pathlib import Path

from merak.domain.preferences import (
    DEFAULTS,
    LARGEST_SCALE,
    SMALLEST_SCALE,
    Appearance,
    Language,
    Preferences,
)
from merak.storage import files

FILE_NAME = "preferences.json"
_MOST_BYTES = 4096


def read(folder: Path) -> Preferences:
    """Returns what is kept in the folder; the defaults where it is missing or damaged."""
    try:
        with (folder / FILE_NAME).open("rb") as file:
            # Not msgspec: this is read before the first window, and msgspec is slow to load.
            return _preferences(json.loads(file.read(_MOST_BYTES)))
    except (OSError, ValueError, RecursionError):
        return DEFAULTS


def write(folder: Path, preferences: Preferences) -> None:
    """Keeps the preferences in the folder, whole or not at all.

    Raises DiskFull, ReadOnly and DiskTrouble.
    """
    kept = {
        "language": preferences.language,
        "look": preferences.look,
        "scale": float(preferences.scale),
    }
    data = json.dumps(kept).encode()
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        files.put(folder / FILE_NAME, data + b"\n")
    except OSError as error:
        raise files.ours(error) from None


def _preferences(kept: object) -> Preferences:
    match kept:
        case {"language": str(language), "look": str(look), "scale": float(scale), **rest}:
            if not rest and SMALLEST_SCALE <= scale <= LARGEST_SCALE:
                return Preferences(language=Language(language), look=Appearance(look), scale=scale)
    return DEFAULTS
