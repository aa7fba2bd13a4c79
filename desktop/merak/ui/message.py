"""What people are told of an error."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """What happened, and what to do now."""

    title: str
    text: str = ""

    def line(self) -> str:
        """Gives both as one line, for the command line."""
        return f"{self.title} {self.text}".strip()


def fixed(title: Callable[[], str], text: Callable[[], str]) -> Callable[[Any], Message]:
    """Gives the words of an error whose facts are not told; looked up when it is said."""
    return lambda _error: Message(title=title(), text=text())
