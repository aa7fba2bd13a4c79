"""`preferences.json`: how this laptop shows the program, in a file anyone may read."""

from pathlib import Path
from typing import Annotated

import msgspec

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


class _File(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    language: Language
    look: Appearance
    scale: Annotated[float, msgspec.Meta(ge=SMALLEST_SCALE, le=LARGEST_SCALE)]


def read(folder: Path) -> Preferences:
    """Returns what is kept in the folder; the defaults where it is missing or damaged."""
    try:
        with (folder / FILE_NAME).open("rb") as file:
            kept = msgspec.json.decode(file.read(_MOST_BYTES), type=_File)
    except (OSError, msgspec.MsgspecError, UnicodeDecodeError):
        return DEFAULTS
    return Preferences(language=kept.language, look=kept.look, scale=kept.scale)


def write(folder: Path, preferences: Preferences) -> None:
    """Keeps the preferences in the folder, whole or not at all.

    Raises DiskFull, ReadOnly and DiskTrouble.
    """
    data = msgspec.json.encode(
        _File(language=preferences.language, look=preferences.look, scale=preferences.scale)
    )
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        files.put(folder / FILE_NAME, data + b"\n")
    except OSError as error:
        raise files.ours(error) from None
