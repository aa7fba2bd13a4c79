"""What lies in folders outside of the vault, and which sticks are in: to choose from."""

import os
import string
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from merak.errors import MerakError

MOST = 300
"""A list to choose from; who has more in a folder types the path."""
_MOUNTED = ("/media", "/run/media", "/Volumes", "/mnt")


class FolderGone(MerakError):
    """There is no such folder, or it may not be read: the stick may have been taken out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Inside:
    """A folder's folders and files by name, hidden ones left out; `more` were left out as well."""

    folder: Path
    above: Path
    """The folder that it lies in; of the topmost one itself."""
    folders: tuple[Path, ...]
    files: tuple[Path, ...]
    more: int


def look(folder: Path) -> Inside:
    """Gives what lies in a folder; raises FolderGone."""
    folders: list[Path] = []
    others: list[Path] = []
    try:
        with os.scandir(folder) as entries:
            for entry in entries:
                if not entry.name.startswith("."):
                    (folders if entry.is_dir() else others).append(Path(entry.path))
    except OSError:
        raise FolderGone from None
    folders.sort(key=_by_name)
    others.sort(key=_by_name)
    files = others[: max(0, MOST - len(folders))]
    return Inside(
        folder=folder,
        above=folder.parent,
        folders=tuple(folders[:MOST]),
        files=tuple(files),
        more=len(folders) + len(others) - len(folders[:MOST]) - len(files),
    )


def sticks() -> tuple[Path, ...]:
    """Gives the folders of what can be taken out: sticks, cards, discs; by name."""
    return tuple(sorted(_drives() if sys.platform == "win32" else _mounts()))


def _mounts() -> Iterator[Path]:
    for top in map(Path, _MOUNTED):
        for below in (top, *_folders(top)):
            yield from (one for one in _folders(below) if os.path.ismount(one))


def _folders(top: Path) -> list[Path]:
    try:
        return [one for one in top.iterdir() if one.is_dir() and not one.is_symlink()]
    except OSError:
        return []


def _drives() -> list[Path]:
    found: list[Path] = []
    if sys.platform == "win32":
        import ctypes

        removable, disc = 2, 5
        for letter in string.ascii_uppercase:
            root = f"{letter}:\\"
            if ctypes.windll.kernel32.GetDriveTypeW(root) in (removable, disc):
                found.append(Path(root))
    return found


def _by_name(path: Path) -> str:
    return path.name.casefold()
