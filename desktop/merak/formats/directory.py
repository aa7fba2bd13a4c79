"""Reads a file of contacts: whole, or not at all."""

import re
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Annotated

import msgspec

from merak.domain.contact import Contact, Directory, Need, Phone, Way
from merak.formats import plain_yaml
from merak.formats.plain_yaml import Fault, Line, Words

_NUMBER = re.compile(r"[0-9](?:-?[0-9]){2,14}")
_LIKE = "resources/directory/emergency.yaml"


class _Phone(msgspec.Struct, forbid_unknown_fields=True):
    way: Way
    number: str


class _Contact(msgspec.Struct, forbid_unknown_fields=True):
    id: str
    name: Words
    helps: Words
    needs: list[Need]
    phones: Annotated[list[_Phone], msgspec.Meta(max_length=20)]
    source: Line
    checked_on: date
    confirmed: bool
    hours: Words = {}


class _File(msgspec.Struct, forbid_unknown_fields=True):
    format: int
    contacts: Annotated[list[_Contact], msgspec.Meta(max_length=1000)]


def read(data: bytes, name: str) -> Directory:
    """Reads the contacts of a file called `name`; raises DocumentRefused."""
    file, root = plain_yaml.read(data, name, _File, _LIKE)
    plain_yaml.refuse(name, root, _wrong(file))
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


def _wrong(file: _File) -> Iterator[Fault]:
    yield from plain_yaml.format_faults(file.format)
    yield from plain_yaml.id_faults("contacts", [entry.id for entry in file.contacts])
    for index, entry in enumerate(file.contacts):
        yield from _wrong_in(entry, f"contacts[{index}]")


def _wrong_in(entry: _Contact, path: str) -> Iterator[Fault]:
    texts: Mapping[str, dict[str, str]] = {"name": entry.name, "helps": entry.helps}
    for key, text in (*texts.items(), ("hours", entry.hours or {"en": "any"})):
        yield from plain_yaml.english_faults(f"{path}.{key}", text)
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
