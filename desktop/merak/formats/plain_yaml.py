"""Reads a plain file of an agency into typed values: whole, or not at all."""

import re
from collections.abc import Iterator
from typing import Annotated, TypeVar

import msgspec

from merak.formats import yaml_strict
from merak.formats.problem import DocumentRefused, Problem
from merak.formats.yaml_strict import Node, Place, Scalar, Sequence, Table

_File = TypeVar("_File")
_STEP = re.compile(r"\.([^.\[]+)|\[([0-9]+)\]")
_ID = re.compile(r"[a-z][a-z0-9_]{0,63}")
# What cannot be seen, or makes a text read in another order than it is written in.
_HIDDEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]")

Words = dict[str, Annotated[str, msgspec.Meta(max_length=1000)]]
"""A text in several languages."""
Line = Annotated[str, msgspec.Meta(max_length=300)]
"""A short text in one language."""
Fault = tuple[str, str, str]
"""The path of something wrong, what is wrong with it, and what to write instead."""


def read(data: bytes, name: str, form: type[_File], like: str) -> tuple[_File, Node]:
    """Reads a file called `name`; `like` is a file to write it after. Raises DocumentRefused."""
    document = yaml_strict.load(data)
    flaws = [_problem(name, flaw.place, "", flaw.wrong, flaw.instead) for flaw in document.flaws]
    flaws += [
        _problem(name, one.place, "", "there is a character here that nobody can see", "Remove it")
        for one in _scalars(document.root)
        if _HIDDEN.search(one.text)
    ]
    if flaws:
        raise DocumentRefused(tuple(flaws))
    try:
        # Every scalar is text here, so `strict=False` reads it by the type of its field alone.
        return msgspec.convert(_plain(document.root), form, strict=False), document.root
    except msgspec.ValidationError as error:
        wrong, path = _said(str(error))
        place = _place(document.root, path)
        raise DocumentRefused(
            (_problem(name, place, path, wrong, f"Write it as in {like}"),)
        ) from None


def refuse(name: str, root: Node, faults: Iterator[Fault]) -> None:
    """Raises DocumentRefused where there is any fault."""
    problems = tuple(
        _problem(name, _place(root, path), path, wrong, instead) for path, wrong, instead in faults
    )
    if problems:
        raise DocumentRefused(problems)


def id_faults(path: str, ids: list[str]) -> Iterator[Fault]:
    """Finds ids of a list that are none, or that are there twice."""
    for index, one in enumerate(ids):
        where = f"{path}[{index}].id"
        if not _ID.fullmatch(one):
            yield where, "this is no id", "Use lower-case letters, digits and underscores"
        if one in ids[:index]:
            yield where, "this id is here twice", "Give each an id of its own"


def format_faults(number: int) -> Iterator[Fault]:
    """Finds a format that a later version has."""
    if number != 1:
        yield "format", "this is a format of another version", "Write format: 1"


def english_faults(path: str, text: dict[str, str]) -> Iterator[Fault]:
    """Finds a text that nobody could read."""
    if not text.get("en", "").strip():
        yield path, "the English text is missing", 'Add en: "..."'


def _scalars(node: Node) -> Iterator[Scalar]:
    if isinstance(node, Scalar):
        yield node
    elif isinstance(node, Table):
        for entry in node.entries:
            yield entry.key
            yield from _scalars(entry.value)
    else:
        for one in node.entries:
            yield from _scalars(one)


def _plain(node: Node) -> object:
    if isinstance(node, Scalar):
        return node.text
    if isinstance(node, Table):
        return {entry.key.text: _plain(entry.value) for entry in node.entries}
    return [_plain(entry) for entry in node.entries]


def _said(message: str) -> tuple[str, str]:
    """Parts what msgspec says from where it says it, like "... - at `$.contacts[0].id`"."""
    wrong, _, where = message.partition(" - at `$")
    return wrong[:1].lower() + wrong[1:], where.rstrip("`").lstrip(".")


def _place(node: Node, path: str) -> Place:
    """Gives the place of what the path leads to, as far as it goes."""
    for key, index in _STEP.findall(f".{path}"):
        if isinstance(node, Table):
            node = next(node.find(key), node)
        else:
            node = node.entries[int(index)] if isinstance(node, Sequence) else node
    return node.place


def _problem(file: str, place: Place, path: str, wrong: str, instead: str) -> Problem:
    return Problem(
        file=file, line=place.line, column=place.column, path=path, wrong=wrong, instead=instead
    )
