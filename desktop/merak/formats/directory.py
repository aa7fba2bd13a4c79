"""Reads a file of contacts: whole, or not at all."""

import re
from collections.abc import Iterator, Mapping
from datetime import date

import msgspec

from merak.domain.contact import Contact, Directory, Need, Phone, Way
from merak.errors import MerakError
from merak.formats import yaml_strict
from merak.formats.problem import Problem
from merak.formats.yaml_strict import Node, Place, Scalar, Sequence, Table

_ID = re.compile(r"[a-z][a-z0-9_]{0,63}")
_NUMBER = re.compile(r"[0-9](?:-?[0-9]){2,14}")
_STEP = re.compile(r"\.([^.\[]+)|\[([0-9]+)\]")


class DirectoryRefused(MerakError):
    """A file of contacts that is not used, with what is wrong in it."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__(len(problems))
        self.problems = problems


class _Phone(msgspec.Struct, forbid_unknown_fields=True):
    way: Way
    number: str


class _Contact(msgspec.Struct, forbid_unknown_fields=True):
    id: str
    name: dict[str, str]
    helps: dict[str, str]
    needs: list[Need]
    phones: list[_Phone]
    source: str
    checked_on: date
    confirmed: bool
    hours: dict[str, str] = {}


class _File(msgspec.Struct, forbid_unknown_fields=True):
    format: int
    contacts: list[_Contact]


def read(data: bytes, name: str) -> Directory:
    """Reads the contacts of a file called `name`; raises DirectoryRefused."""
    document = yaml_strict.load(data)
    problems = [_problem(name, flaw.place, "", flaw.wrong, flaw.instead) for flaw in document.flaws]
    if problems:
        raise DirectoryRefused(tuple(problems))
    try:
        # Every scalar is text here, so `strict=False` reads it by the type of its field alone.
        file = msgspec.convert(_plain(document.root), _File, strict=False)
    except msgspec.ValidationError as error:
        wrong, path = _said(str(error))
        place = _place(document.root, path)
        instead = "Write it as in resources/directory/emergency.yaml"
        raise DirectoryRefused((_problem(name, place, path, wrong, instead),)) from None
    problems = [
        _problem(name, _place(document.root, path), path, wrong, instead)
        for path, wrong, instead in _wrong(file)
    ]
    if problems:
        raise DirectoryRefused(tuple(problems))
    return {entry.id: _contact(entry) for entry in file.contacts}


def _contact(entry: _Contact) -> Contact:
    return Contact(
        id=entry.id,
        name=entry.name,
        helps=entry.helps,
        needs=tuple(entry.needs),
        phones=tuple(Phone(way=phone.way, number=phone.number) for phone in entry.phones),
        source=entry.source,
        checked_on=entry.checked_on,
        confirmed=entry.confirmed,
        hours=entry.hours,
    )


def _wrong(file: _File) -> Iterator[tuple[str, str, str]]:
    if file.format != 1:
        yield "format", "this is a format of another version", "Write format: 1"
    seen: set[str] = set()
    for index, entry in enumerate(file.contacts):
        path = f"contacts[{index}]"
        if not _ID.fullmatch(entry.id):
            yield f"{path}.id", "this is no id", "Use lower-case letters, digits and underscores"
        if entry.id in seen:
            yield f"{path}.id", "this id is here twice", "Give each contact an id of its own"
        seen.add(entry.id)
        yield from _wrong_in(entry, path)


def _wrong_in(entry: _Contact, path: str) -> Iterator[tuple[str, str, str]]:
    texts: Mapping[str, Mapping[str, str]] = {"name": entry.name, "helps": entry.helps}
    for key, text in (*texts.items(), ("hours", entry.hours or {"en": "any"})):
        if not text.get("en", "").strip():
            yield f"{path}.{key}", "the English text is missing", 'Add en: "..."'
    if not entry.needs:
        yield f"{path}.needs", "nothing says what it is for", "Name at least one need"
    if not entry.source.strip():
        yield f"{path}.source", "nothing says where it is from", "Name the source"
    if not entry.phones:
        yield f"{path}.phones", "there is no number", "Write at least one number"
    for index, phone in enumerate(entry.phones):
        if not _NUMBER.fullmatch(phone.number):
            where = f"{path}.phones[{index}].number"
            yield where, "this is no number to dial", "Use digits and single hyphens"


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
