"""What an office decides its next kit from: the kit that holds, and the sets it can choose."""

from collections.abc import Iterator
from dataclasses import dataclass

from merak.domain.kit import Addressee, Document, document
from merak.domain.kit_change import Part
from merak.domain.text import Text
from merak.formats import indicator_yaml
from merak.formats.problem import DocumentRefused, SetRefused
from merak.services import indicator_sets, kits, make_kit, office, partners
from merak.services.kit_additions import READERS
from merak.services.make_kit import Contents
from merak.services.session import Session
from merak.storage import kits as kept_kits
from merak.storage.users import Role


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferedSet:
    """A set that the kit may hold: what came with the program, or what an older kit had.

    It has no title where this version cannot read it.
    """

    document: Document
    title: Text
    is_in: bool
    is_shipped: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldDocument:
    """A file that the kit has in place of what ships; 0 entries where it cannot be read."""

    part: Part
    document: Document
    entries: int
    is_readable: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipient:
    """One to whom laptops seal; only partners have a label, which stays in this office."""

    addressee: Addressee
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class KitDesk:
    """What the page of the kit shows; serial is 0 where there is no kit yet."""

    contents: Contents
    sets: tuple[OfferedSet, ...]
    documents: tuple[HeldDocument, ...]
    recipients: tuple[Recipient, ...]
    """The office and its recovery first."""
    serial: int
    signed_at: str
    expires: str
    keeper: bool
    sheets_tried: bool


def load(session: Session) -> KitDesk:
    """Gives the kit that holds, or what the first one would say; raises NotAnOffice, SetRefused."""
    held = make_kit.contents(session)
    serial, signed_at, expires = 0, "", ""
    if kept_kits.exists(session.work):
        kit = kits.current(session)
        serial, signed_at, expires = kit.serial, kit.created, kit.expires
    return KitDesk(
        contents=held,
        sets=_sets(held),
        documents=tuple(_documents(held)),
        recipients=_recipients(session, held),
        serial=serial,
        signed_at=signed_at,
        expires=expires,
        keeper=session.user.role is Role.KEEPER,
        sheets_tried=office.is_ready(session),
    )


def _sets(held: Contents) -> tuple[OfferedSet, ...]:
    inside = {one.sha256 for one in held.sets}
    offered: list[OfferedSet] = []
    for content, known in indicator_sets.shipped():
        one = document(known.id, known.version, content.decode("utf-8"))
        is_in = one.sha256 in inside
        offered.append(OfferedSet(document=one, title=known.title, is_in=is_in, is_shipped=True))
    shipped = {one.document.sha256 for one in offered}
    for one in held.sets:
        if one.sha256 not in shipped:
            title = _title(one)
            offered.append(OfferedSet(document=one, title=title, is_in=True, is_shipped=False))
    return tuple(offered)


def _title(one: Document) -> Text:
    try:
        return indicator_yaml.read(one.text.encode("utf-8"), one.id).title
    except SetRefused:
        # A kit of a newer version of this office: it stays until somebody takes it out.
        return {}


def _documents(held: Contents) -> Iterator[HeldDocument]:
    groups = {Part.DIRECTORY: held.directory, Part.DUTIES: held.duties, Part.SITES: held.sites}
    for part, group in groups.items():
        for one in group:
            try:
                entries = len(READERS[part](one.text.encode(), one.id))
            except DocumentRefused:
                yield HeldDocument(part=part, document=one, entries=0, is_readable=False)
            else:
                yield HeldDocument(part=part, document=one, entries=entries, is_readable=True)


def _recipients(session: Session, held: Contents) -> tuple[Recipient, ...]:
    named = partners.labels(session)
    every = (*make_kit.own(session), *held.partners)
    return tuple(Recipient(addressee=one, label=named.get(one.address, "")) for one in every)
