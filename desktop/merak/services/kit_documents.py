"""The documents of a kit, read once; one that this version cannot read is told, never obeyed."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from functools import cache, lru_cache

from merak import paths
from merak.domain.contact import Contact, Directory
from merak.domain.duty import DutyRule, DutyRules
from merak.domain.kit import Document, Kit
from merak.domain.kit_change import How, Part
from merak.domain.site import SiteProfile, Sites
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
    """One entry of a document: what people call it, and what matters most in it."""

    name: Text
    fact: str
    """The numbers of a contact, the hours of a duty, kind and state of a site."""
    whole: Contact | DutyRule | SiteProfile


@dataclass(frozen=True, slots=True, kw_only=True)
class Detail:
    """What a kit changes inside a document; `before` and `after` are the facts of the entry."""

    part: Part
    how: How
    name: Text
    before: str
    after: str


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


def details(new: Kit, old: tuple[Kit, ...] = ()) -> tuple[Detail, ...]:
    """Lists what changes inside the documents that the new kit has, from what holds without it."""
    found: list[Detail] = []
    for part, read in _ENTRIES.items():
        # What cannot be read is told apart: it changes nothing.
        with suppress(DocumentRefused):
            after = read(new)
            if _documents(new)[part]:
                found += _differ(part, _held(part, old) or _without(part), after)
    return tuple(found)


@cache
def shipped() -> Directory:
    """Gives the contacts that came with the program; raises DocumentRefused."""
    file = paths.resources() / "directory" / "emergency.yaml"
    return directory_files.read(file.read_bytes(), file.name)


def _differ(
    part: Part, before: Mapping[str, Entry], after: Mapping[str, Entry]
) -> Iterator[Detail]:
    for id_ in (*after, *(gone for gone in before if gone not in after)):
        was = [before[id_]] if id_ in before else []
        now = [after[id_]] if id_ in after else []
        if [one.whole for one in was] == [one.whole for one in now]:
            continue
        yield Detail(
            part=part,
            how=How.CHANGED if was and now else How.ADDED if now else How.REMOVED,
            name=(now or was)[0].name,
            before="".join(one.fact for one in was),
            after="".join(one.fact for one in now),
        )


def _held(part: Part, kits: tuple[Kit, ...]) -> Mapping[str, Entry]:
    for kit in kits:
        try:
            return _ENTRIES[part](kit)
        except DocumentRefused:
            # It is told as one that cannot be read.
            break
    return {}


def _without(part: Part) -> Mapping[str, Entry]:
    return _contacts_of(shipped()) if part is Part.DIRECTORY else {}


def _documents(kit: Kit) -> Mapping[Part, tuple[Document, ...]]:
    return {Part.DIRECTORY: kit.directory, Part.DUTIES: kit.duties, Part.SITES: kit.sites}


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


def _contacts(kit: Kit) -> Mapping[str, Entry]:
    return _contacts_of(directory(kit))


def _contacts_of(contacts: Directory) -> Mapping[str, Entry]:
    return {
        one.id: Entry(
            name=one.name, fact=", ".join(phone.number for phone in one.phones), whole=one
        )
        for one in contacts.values()
    }


def _rules(kit: Kit) -> Mapping[str, Entry]:
    return {
        one.id: Entry(name=one.who, fact=str(one.hours), whole=one) for one in duties(kit).values()
    }


def _profiles(kit: Kit) -> Mapping[str, Entry]:
    return {
        one.id: Entry(name=one.name, fact=f"{one.site.kind} {one.site.state}".strip(), whole=one)
        for one in sites(kit).values()
    }


_ENTRIES: Mapping[Part, Callable[[Kit], Mapping[str, Entry]]] = {
    Part.DIRECTORY: _contacts,
    Part.DUTIES: _rules,
    Part.SITES: _profiles,
}
