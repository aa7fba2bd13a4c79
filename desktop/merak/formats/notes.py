"""What is noted while a file is read: everything wrong, each with its place."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import TypeVar

from merak.formats.problem import Problem
from merak.formats.yaml_strict import START, Flaw, Node, Place, Sequence, Table

_Entry = TypeVar("_Entry")
ENGLISH = "en"


@dataclass(slots=True, kw_only=True)
class Notes:
    """Everything noted about one file; in the `complete` languages no text may be missing."""

    file: str
    problems: list[Problem] = field(default_factory=list)
    places: dict[str, Place] = field(default_factory=dict)
    settled: frozenset[Place] = frozenset()
    languages: frozenset[str] = frozenset({ENGLISH})
    complete: frozenset[str] = frozenset({ENGLISH})

    def take_flaws(self, flaws: tuple[Flaw, ...]) -> None:
        """Notes what is wrong with the writing; nothing more is noted at those places."""
        for flaw in flaws:
            self.note_at(flaw.place, "", flaw.wrong, flaw.instead)
        self.settled = frozenset(flaw.place for flaw in flaws)

    def note(self, path: str, wrong: str, instead: str) -> None:
        """Notes something wrong at a path, at the nearest place that is in the file."""
        known = path
        while known not in self.places and known:
            known = known[: max(known.rfind("."), known.rfind("["), 0)]
        self.note_at(self.places.get(known, START), path, wrong, instead)

    def note_at(self, place: Place, path: str, wrong: str, instead: str) -> None:
        """Notes something wrong at a place."""
        if place in self.settled:
            return
        self.problems.append(
            Problem(
                file=self.file,
                line=place.line,
                column=place.column,
                path=path,
                wrong=wrong,
                instead=instead,
            )
        )

    def learn(self, node: Node, path: str = "") -> None:
        """Remembers where every part of the tree stands."""
        self.places[path] = node.place
        if isinstance(node, Sequence):
            for count, entry in enumerate(node.entries, start=1):
                self.learn(entry, f"{path}[{count}]")
        elif isinstance(node, Table):
            for pair in node.entries:
                self.learn(pair.value, f"{path}.{pair.key.text}" if path else pair.key.text)


def numbered(path: str, entries: Iterable[_Entry]) -> Iterator[tuple[str, _Entry]]:
    """Goes through a list with the path of each entry."""
    return ((f"{path}[{count}]", entry) for count, entry in enumerate(entries, start=1))


def nothing_named(what: str, name: str, known: Collection[str]) -> tuple[str, str]:
    """Gives the words for a name that names nothing."""
    return f'there is no {what} "{name}"', suggestion(name, tuple(known))


def suggestion(word: str, known: Collection[str]) -> str:
    """Gives the words that say what could have been meant."""
    close = get_close_matches(word, known, n=1)
    if close:
        return f'Did you mean "{close[0]}"? Otherwise remove it'
    return "Use one of: " + ", ".join(dict.fromkeys(known)) if known else "Remove it"
