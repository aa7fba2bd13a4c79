"""The documents of a kit, read once; one that this version cannot read is told, never obeyed."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from merak.domain.contact import Directory
from merak.domain.duty import DutyRules
from merak.domain.kit import Document, Kit
from merak.domain.kit_change import Part
from merak.domain.site import Sites
from merak.domain.text import Text
from merak.formats import directory as directory_files
from merak.formats import duties as duty_files
from merak.formats import indicator_yaml
from merak.formats import sites as site_files
from merak.formats.problem import DocumentRefused, Problem, SetRefused

# A later version may give several; nobody knows yet what that would mean.
_SEVERAL = Problem(
    file="", line=1, column=1, path="", wrong="there are several of a kind", instead="Give one"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Unread:
    """A document of a kit that this version cannot read."""

    part: Part
    id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One entry of a document: what people call it, and all that it says."""

    name: Text
    says: object


def directory(kit: Kit) -> Directory:
    """Gives the contacts, none where the kit has none; raises DocumentRefused."""
    return next(map(_directory, _only(kit.directory)), {})


def duties(kit: Kit) -> DutyRules:
    """Gives the rules, none where the kit has none; raises DocumentRefused."""
    return next(map(_duties, _only(kit.duties)), {})


def sites(kit: Kit) -> Sites:
    """Gives the profiles, none where the kit has none; raises DocumentRefused."""
    return next(map(_sites, _only(kit.sites)), {})


def unread(kit: Kit) -> tuple[Unread, ...]:
    """Lists the documents that this version cannot read, of which it uses its own."""
    return tuple(_unread(kit))


def entries(kit: Kit, part: Part) -> Mapping[str, Entry]:
    """Gives what a document holds, by id; nothing where it cannot be read."""
    try:
        return _ENTRIES[part](kit)
    except DocumentRefused:
        return {}


def _unread(kit: Kit) -> Iterator[Unread]:
    for one in kit.sets:
        try:
            _set(one)
        except SetRefused:
            yield Unread(part=Part.SETS, id=one.id)
    for part, read in _ENTRIES.items():
        try:
            read(kit)
        except DocumentRefused:
            yield Unread(part=part, id="")


def _only(group: tuple[Document, ...]) -> tuple[Document, ...]:
    if len(group) > 1:
        raise DocumentRefused((_SEVERAL,))
    return group


# The same text always gives the same values, and there is nothing of a person in it.
@lru_cache(maxsize=4)
def _directory(one: Document) -> Directory:
    return directory_files.read(one.text.encode(), one.id)


@lru_cache(maxsize=4)
def _duties(one: Document) -> DutyRules:
    return duty_files.read(one.text.encode(), one.id)


@lru_cache(maxsize=4)
def _sites(one: Document) -> Sites:
    return site_files.read(one.text.encode(), one.id)


@lru_cache(maxsize=8)
def _set(one: Document) -> None:
    indicator_yaml.read(one.text.encode(), one.id)


_ENTRIES: Mapping[Part, Callable[[Kit], Mapping[str, Entry]]] = {
    Part.DIRECTORY: lambda kit: {
        one.id: Entry(name=one.name, says=one) for one in directory(kit).values()
    },
    Part.DUTIES: lambda kit: {
        one.id: Entry(name=one.who, says=one) for one in duties(kit).values()
    },
    Part.SITES: lambda kit: {one.id: Entry(name=one.name, says=one) for one in sites(kit).values()},
}
