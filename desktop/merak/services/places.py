"""Choosing a folder to write into, or a file to read, outside of the vault."""

from pathlib import Path

from merak.storage import folders
from merak.storage.folders import Inside

__all__ = ["Inside", "look", "sticks"]


def sticks() -> tuple[Path, ...]:
    """Gives the folders of sticks, cards and discs that are in."""
    return folders.sticks()


def look(folder: Path) -> Inside:
    """Gives what lies in a folder; raises FolderGone."""
    return folders.look(folder)
