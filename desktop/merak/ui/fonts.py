"""Loads the shipped typeface."""

from PySide6.QtGui import QFontDatabase

from merak import paths

FAMILY = "Inter"


def load() -> None:
    """Makes the shipped faces of Inter known to Qt, once for each process."""
    if FAMILY in QFontDatabase.families():
        return
    for file in sorted((paths.resources() / "fonts").glob("*.otf")):
        QFontDatabase.addApplicationFont(str(file))
