"""Leaving pages: each saves what was typed, and only then somebody goes on."""

from collections.abc import Sequence
from typing import cast

from PySide6.QtWidgets import QWidget

from merak.ui.shown import AnyPage, Then


class Once:
    """Calls what it was given, the first time only."""

    def __init__(self, act: Then) -> None:
        self._acts = [act]

    def __call__(self) -> None:
        """Calls it, if it was not called before."""
        while self._acts:
            self._acts.pop()()


def stay() -> None:
    """Does nothing: no lock has begun yet."""


def flush(pages: Sequence[QWidget], then: Then) -> None:
    """Has every page save, whether or not the others can, and goes on once all have."""
    left = len(pages)

    def saved() -> None:
        nonlocal left
        left -= 1
        if left == 0:
            then()

    if not pages:
        then()
    for page in reversed(pages):
        cast(AnyPage, page).flush(Once(saved))
