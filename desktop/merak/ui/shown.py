"""What the window, its pages and the ways between them know of each other."""

from collections.abc import Callable
from enum import StrEnum
from typing import Protocol

from PySide6.QtWidgets import QWidget

from merak.domain.preferences import Preferences

Then = Callable[[], None]


class ShownAs(StrEnum):
    """What the window does around a page."""

    LOCKED = "locked"
    """No bar, no clock: the vault is not open."""
    OPEN = "open"
    SCREENING = "screening"
    """A longer time before it locks: a conversation has pauses."""
    OFFICE = "office"
    """No cards for what a young person tells: nobody sits here with one."""


class Window(Protocol):
    """What the ways between pages need of the window."""

    preferences: Preferences

    def show_page(self, page: QWidget, shown_as: ShownAs = ShownAs.OPEN, code: str = "") -> None:
        """Shows a page in place of everything."""
        ...

    def lay_over(self, page: QWidget) -> None:
        """Lays a card over the page."""
        ...

    def lift(self) -> None:
        """Takes the card away."""
        ...

    def leave(self, then: Then) -> None:
        """Saves what is open, then goes on."""
        ...

    def prefer(self, preferences: Preferences) -> None:
        """Shows the program so."""
        ...

    def say(self, error: Exception) -> None:
        """Says an error that no page has taken."""
        ...


class AnyPage(Protocol):
    """What the window asks of every page."""

    def title(self) -> str:
        """Returns the words for the bar."""
        ...

    def first_focus(self) -> None:
        """Puts the keyboard where work begins."""
        ...

    def flush(self, then: Then) -> None:
        """Saves what is typed and not yet committed, then calls."""
        ...


class Ways(Protocol):
    """Where somebody can go from the bar and the keys, wherever they are."""

    def take_up(self) -> None:
        """Goes on where the work was interrupted."""
        ...

    def home(self) -> None:
        """Shows what waits."""
        ...

    def go_home(self) -> None:
        """Saves what is open and goes home."""
        ...

    def told(self) -> None:
        """Lays the card for a disclosure over the page."""
        ...

    def unsafe(self) -> None:
        """Lays the card for danger and self-harm over the page."""
        ...

    def keys(self) -> None:
        """Lays the keyboard map over the page."""
        ...

    def settings(self) -> None:
        """Saves what is open and shows the settings."""
        ...
