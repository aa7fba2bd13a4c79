"""Loads the shipped typeface."""

from functools import cache

from PySide6.QtGui import QFontDatabase

from merak import paths

FAMILY = "Inter"


@cache
def load() -> None:
    """Makes the shipped faces of Inter known to Qt, once for each process."""
    for file in sorted((paths.resources() / "fonts").glob("*.otf")):
        QFontDatabase.addApplicationFont(str(file))
