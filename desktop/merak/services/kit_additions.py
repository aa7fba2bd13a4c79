"""What an office adds to its kit from files: read, checked and tried before it is offered."""

from collections.abc import Callable, Mapping, Sized
from dataclasses import dataclass
from pathlib import Path

from merak.domain.kit import Document, document
from merak.domain.kit_change import Part
from merak.domain.text import Text
from merak.formats import directory, duties, indicator_yaml, sites
from merak.formats.yaml_strict import LARGEST
from merak.services import kits, try_sets
from merak.services.session import Session
from merak.services.try_sets import Tried
from merak.storage import outside


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadSet:
    """A set whose every example came out as its file says."""

    document: Document
    title: Text
    items: int
    tried: tuple[Tried, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadDocument:
    """A file that laptops can read, with how many entries it has."""

    part: Part
    document: Document
    entries: int


def read_set(session: Session, path: Path) -> ReadSet:
    """Reads a set and runs its examples; raises SetRefused, NotAnOffice and disk errors."""
    kits.office_only(session)
    content = outside.read_bytes(path, LARGEST)
    known = indicator_yaml.read(content, path.name)
    return ReadSet(
        document=document(known.id, known.version, content.decode()),
        title=known.title,
        items=len(tuple(known.items())),
        tried=try_sets.examples(known),
    )


def read_document(session: Session, part: Part, path: Path) -> ReadDocument:
    """Reads contacts, duties or sites; raises DocumentRefused, NotAnOffice and disk errors."""
    kits.office_only(session)
    content = outside.read_bytes(path, LARGEST)
    entries = READERS[part](content, path.name)
    # Such a file has no version of its own: people know it by the day it came in.
    made = document(part.value, session.now()[:10], content.decode())
    return ReadDocument(part=part, document=made, entries=len(entries))


READERS: Mapping[Part, Callable[[bytes, str], Sized]] = {
    Part.DIRECTORY: directory.read,
    Part.DUTIES: duties.read,
    Part.SITES: sites.read,
}
"""How the files of each kind are read."""
