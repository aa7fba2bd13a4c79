"""What an office decides its next kit from: the kit that holds, and the sets it can choose."""

from dataclasses import dataclass

from merak.domain.kit import Document, document
from merak.domain.text import Text
from merak.formats import indicator_yaml
from merak.services import indicator_sets, kits, make_kit, office
from merak.services.make_kit import Contents
from merak.services.session import Session
from merak.storage import kits as kept_kits
from merak.storage.users import Role


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferedSet:
    """A set that the kit may hold: what came with the program, or what an older kit had."""

    document: Document
    title: Text
    is_in: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class KitDesk:
    """What the page of the kit shows; serial is 0 where there is no kit yet."""

    contents: Contents
    sets: tuple[OfferedSet, ...]
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
        offered.append(OfferedSet(document=one, title=known.title, is_in=one.sha256 in inside))
    shipped = {one.document.sha256 for one in offered}
    for one in held.sets:
        if one.sha256 not in shipped:
            title = indicator_yaml.read(one.text.encode("utf-8"), one.id).title
            offered.append(OfferedSet(document=one, title=title, is_in=True))
    return tuple(offered)
