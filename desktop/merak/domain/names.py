"""Finding typed names in free text, so that a note can carry the case code instead."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from merak.domain.identity import Identity

SHORTEST = 3
"""Shorter parts of a name ("de", "Li") stand in too many ordinary words to be pointed out alone."""

_WORD = re.compile(r"[^\W_]+(?:['’\-][^\W_]+)*")
_BETWEEN = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class NameFound:
    """Where in a text a typed name stands: start inclusive, end exclusive, in characters."""

    start: int
    end: int


def fold(text: str) -> str:
    """Folds case and accents; keeps one character for one so that places in the text stay true."""
    folded = []
    for letter in text.replace("’", "'"):
        base = unicodedata.normalize("NFD", letter)[0].casefold()
        folded.append(base if len(base) == 1 else base[0])
    return "".join(folded)


def parts_of(identity: Identity) -> frozenset[str]:
    """Gives the folded words of every name, and the facility number, that notes must not carry."""
    typed = (identity.name, identity.other_names, identity.facility_number)
    words = (fold(word.group()) for text in typed for word in _WORD.finditer(text))
    return frozenset(word for word in words if len(word) >= SHORTEST)


def carries(text: str, identity: Identity) -> bool:
    """Says whether a part of a name, the number or the year of birth stands in the text.

    Stricter than `find`: what stays when the name is sealed must not lead back to it, though it is
    written apart, together, or inside another word.
    """
    words = _bare(text)
    together = "".join(words)
    typed = (identity.name, identity.other_names, identity.facility_number)
    parts = {part for name in typed for part in (*_bare(name), "".join(_bare(name)))}
    year = identity.birth_date[:4]
    return bool(year and year in together) or any(
        _stands(part, words, together) for part in parts if part
    )


def _bare(text: str) -> list[str]:
    return [word for word in _BETWEEN.split(fold(text)) if word]


def _stands(part: str, words: Iterable[str], together: str) -> bool:
    if len(part) > SHORTEST or (len(part) > 1 and not part.isascii()):
        return part in together
    # "Ana" stands in "banana": a short name counts where a word is it, or begins with it.
    return any(word == part or (len(part) == SHORTEST and word.startswith(part)) for word in words)


def find(text: str, identity: Identity) -> tuple[NameFound, ...]:
    """Finds each word of the text that is part of the identity, whatever its case or accents."""
    parts = parts_of(identity)
    found: list[NameFound] = []
    for word in _WORD.finditer(text):
        folded = fold(word.group())
        bare = folded.removesuffix("'s")
        if folded in parts:
            found.append(NameFound(start=word.start(), end=word.end()))
        elif bare in parts:
            found.append(NameFound(start=word.start(), end=word.start() + len(bare)))
    return tuple(found)


def replace(text: str, found: Iterable[NameFound], code: str) -> str:
    """Puts the case code where the names stood; names next to each other become one code."""
    spans: list[list[int]] = []
    for name in sorted(found, key=lambda one: one.start):
        if spans and not text[spans[-1][1] : name.start].strip():
            spans[-1][1] = name.end
        else:
            spans.append([name.start, name.end])
    for start, end in reversed(spans):
        text = text[:start] + code + text[end:]
    return text
