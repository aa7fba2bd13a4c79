"""Reads parts of a strict YAML tree as the types a schema wants.

A part that does not fit is noted once and gives an empty value, so that reading goes on and finds
the rest; what was read is used only when nothing was noted.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar

from merak.domain.text import no_text
from merak.formats.notes import ENGLISH, Notes, suggestion
from merak.formats.yaml_strict import Node, Scalar, Sequence, Table

_Word = TypeVar("_Word", bound=StrEnum)
_NUMBER = re.compile(r"-?(0|[1-9][0-9]{0,6})")
_NAME = re.compile(r"[a-z][a-z0-9_]{0,63}")
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One part of a file, to be read as what the schema wants."""

    node: Node
    path: str
    notes: Notes

    def note(self, wrong: str, instead: str) -> None:
        """Notes something wrong with this part."""
        self.notes.note_at(self.node.place, self.path, wrong, instead)

    def text(self) -> str:
        """Reads a text."""
        if not isinstance(self.node, Scalar):
            self.note(f"a text is wanted here, not {_kind(self.node)}", "Write one text")
            return ""
        text = self.node.text.strip()
        if not text:
            self.note("there is nothing here", "Write a text, or remove the key")
        return text

    def name(self) -> str:
        """Reads a name: lower case, digits, underscores."""
        return self.shaped(_NAME, "Use lower-case letters, digits and underscores, a letter first")

    def shaped(self, shape: re.Pattern[str], instead: str) -> str:
        """Reads a text of a certain shape."""
        text = self.text()
        if text and not shape.fullmatch(text):
            self.note(f'"{text}" cannot stand here', instead)
            return ""
        return text

    def number(self, low: int, high: int) -> int:
        """Reads a whole number between the two, both included."""
        text = self.text()
        if not text:
            return low
        if not _NUMBER.fullmatch(text) or not low <= int(text) <= high:
            self.note(
                f'"{text}" is not a whole number that fits', f"Write one from {low} to {high}"
            )
            return low
        return int(text)

    def true_or_false(self) -> bool:
        """Reads `true` or `false`."""
        text = self.text()
        if text and text not in ("true", "false"):
            self.note(f'"{text}" is neither true nor false', "Write true or false")
        return text == "true"

    def word(self, words: type[_Word]) -> _Word:
        """Reads one of a few words."""
        text = self.text()
        try:
            return words(text)
        except ValueError:
            known = [word.value for word in words]
            if text:
                self.note(f'"{text}" is not known here', suggestion(text, known))
            return words(known[0])

    def entries(self) -> "tuple[Part, ...]":
        """Reads a list."""
        if not isinstance(self.node, Sequence):
            instead = "Write [ ] around it, or each entry in a line of its own that begins with -"
            self.note(f"a list is wanted here, not {_kind(self.node)}", instead)
            return ()
        return tuple(
            Part(node=entry, path=f"{self.path}[{count}]", notes=self.notes)
            for count, entry in enumerate(self.node.entries, start=1)
        )

    def some_entries(self) -> "tuple[Part, ...]":
        """Reads a list that has at least one entry."""
        entries = self.entries()
        if isinstance(self.node, Sequence) and not entries:
            self.note("the list is empty", "Write at least one entry")
        return entries

    def one_or_more(self) -> "tuple[Part, ...]":
        """Reads a list, or one text by itself as a list of one."""
        return (self,) if isinstance(self.node, Scalar) else self.some_entries()

    def pairs(self) -> "tuple[tuple[str, Part], ...]":
        """Reads a map whose keys the writer chooses."""
        if not isinstance(self.node, Table):
            self.note(f"a map is wanted here, not {_kind(self.node)}", "Write {key: value}")
            return ()
        return tuple(
            (
                entry.key.text,
                Part(node=entry.value, path=_join(self.path, entry.key.text), notes=self.notes),
            )
            for entry in self.node.entries
        )

    def fields(self, required: tuple[str, ...], optional: tuple[str, ...] = ()) -> "Fields":
        """Reads a map with keys of the format; notes unknown and missing ones."""
        pairs = dict(self.pairs())
        known = (*required, *optional)
        for entry in self.node.entries if isinstance(self.node, Table) else ():
            key = entry.key.text
            if key not in known:
                wrong = f'there is no key "{key}" here'
                self.notes.note_at(
                    entry.key.place, _join(self.path, key), wrong, suggestion(key, known)
                )
        if isinstance(self.node, Table):
            for key in required:
                if key not in pairs:
                    self.note(f'"{key}" is missing', f"Add {key}: to it")
        return Fields(parts={key: part for key, part in pairs.items() if key in known})

    def words_for_people(self) -> Mapping[str, str]:
        """Reads a text in several languages."""
        return {language: part.text() for language, part in self._languages()}

    def lists_for_people(self) -> Mapping[str, tuple[str, ...]]:
        """Reads a list of texts in several languages."""
        return {
            language: tuple(entry.text() for entry in part.some_entries())
            for language, part in self._languages()
        }

    def _languages(self) -> "Iterator[tuple[str, Part]]":
        if not isinstance(self.node, Table):
            self.note("a text for people is a map of languages", 'Write {en: "..."}')
            return
        pairs = self.pairs()
        for missing in sorted(self.notes.complete - {language for language, _ in pairs}):
            self._missing_language(missing)
        for language, part in pairs:
            if language in self.notes.languages:
                yield language, part
            else:
                instead = f'Add "{language}: draft" to languages, or remove this text'
                part.note(f'the language "{language}" is not named in languages', instead)

    def _missing_language(self, language: str) -> None:
        if language == ENGLISH:
            self.note("the English text is missing", 'Add en: "..."')
        else:
            instead = f'Add {language}: "...", or write "{language}: draft" in languages'
            self.note(
                f'the text in "{language}" is missing, which languages calls reviewed', instead
            )


@dataclass(frozen=True, slots=True, kw_only=True)
class Fields:
    """The parts of a map that the format knows."""

    parts: Mapping[str, Part]

    def each(self, key: str) -> Iterator[Part]:
        """Gives the part of a key, nothing when it is not there."""
        if key in self.parts:
            yield self.parts[key]

    def has(self, key: str) -> bool:
        """Tells whether the key is there."""
        return key in self.parts

    def text(self, key: str) -> str:
        """Reads a text, "" when the key is not there."""
        return next((part.text() for part in self.each(key)), "")

    def name(self, key: str) -> str:
        """Reads a name, "" when the key is not there."""
        return next((part.name() for part in self.each(key)), "")

    def names(self, key: str) -> tuple[str, ...]:
        """Reads names, none when the key is not there."""
        return tuple(name for part in self.entries(key) if (name := part.name()))

    def number(self, key: str, low: int, high: int) -> int:
        """Reads a whole number, the lowest when the key is not there."""
        return next((part.number(low, high) for part in self.each(key)), low)

    def true_or_false(self, key: str, *, absent: bool) -> bool:
        """Reads `true` or `false`."""
        return next((part.true_or_false() for part in self.each(key)), absent)

    def word(self, key: str, absent: _Word) -> _Word:
        """Reads one of a few words."""
        return next((part.word(type(absent)) for part in self.each(key)), absent)

    def entries(self, key: str) -> tuple[Part, ...]:
        """Reads a list, empty when the key is not there."""
        return next((part.entries() for part in self.each(key)), ())

    def some_entries(self, key: str) -> tuple[Part, ...]:
        """Reads a list that is not empty when the key is there."""
        return next((part.some_entries() for part in self.each(key)), ())

    def one_or_more(self, key: str) -> tuple[Part, ...]:
        """Reads a list, or one text as a list of one; empty when the key is not there."""
        return next((part.one_or_more() for part in self.each(key)), ())

    def pairs(self, key: str) -> tuple[tuple[str, Part], ...]:
        """Reads a map whose keys the writer chooses, empty when the key is not there."""
        return next((part.pairs() for part in self.each(key)), ())

    def words_for_people(self, key: str) -> Mapping[str, str]:
        """Reads a text in several languages, without words when the key is not there."""
        return next((part.words_for_people() for part in self.each(key)), no_text())


def is_language(code: str) -> bool:
    """Tells whether this looks like the code of a language."""
    return _LANGUAGE.fullmatch(code) is not None


def _join(path: str, key: str) -> str:
    return f"{path}.{key}" if path else key


def _kind(node: Node) -> str:
    if isinstance(node, Scalar):
        return "a single text"
    return "a list" if isinstance(node, Sequence) else "a map"
