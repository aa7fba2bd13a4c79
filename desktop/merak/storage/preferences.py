"""`preferences.json`: how this laptop shows the program, in a file anyone may read."""

import errno
import os
from contextlib import suppress
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
from merak.storage.errors import DiskFull, DiskTrouble, ReadOnly

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
    # One process holds the vault, so one name is enough; what a crash left is written over.
    beside = folder / f"{FILE_NAME}.new"
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        _write_through(beside, data + b"\n")
        beside.replace(folder / FILE_NAME)
    except OSError as error:
        with suppress(OSError):
            beside.unlink(missing_ok=True)
        raise _named(error) from None


def _write_through(path: Path, data: bytes) -> None:
    path.unlink(missing_ok=True)
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def _named(error: OSError) -> DiskFull | ReadOnly | DiskTrouble:
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return DiskFull()
    if error.errno in (errno.EROFS, errno.EACCES, errno.EPERM):
        return ReadOnly()
    return DiskTrouble(errno.errorcode.get(error.errno or 0, "unknown"))
