"""Putting the keyboard back where it was, after a card that lay over the page."""

from typing import cast

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget


def return_focus(page: QWidget) -> bool:
    """Focuses what last had the focus on a page; says whether there was such a thing."""
    # Qt gives none at first, whatever its type hints say.
    at = cast("QWidget | None", page.focusWidget())
    if at is None or at is page or not at.isVisibleTo(page):
        return False
    at.setFocus(Qt.FocusReason.TabFocusReason)
    return True
