"""Which office a laptop belongs to, and how far it is on its way there."""

from dataclasses import dataclass

from merak.services import enrol, kit_documents, kits
from merak.services.enrol import Step
from merak.services.kit_documents import Unread
from merak.services.session import Session
from merak.storage import kits as kept_kits
from merak.storage import settings
from merak.storage.users import Role


@dataclass(frozen=True, slots=True, kw_only=True)
class Belonging:
    """What the kit says of the office; empty and 0 where the laptop has none."""

    step: Step
    office: str
    serial: int
    expires: str
    has_expired: bool
    words_agreed: bool
    """Whether somebody here has compared the seven words."""
    is_keeper: bool
    unread: tuple[Unread, ...] = ()
    """Documents of the kit in whose place the program uses its own."""


def load(session: Session) -> Belonging:
    """Gives where this laptop stands."""
    step = enrol.step(session)
    agreed = settings.get(session.work, settings.WORDS_AGREED) != ""
    keeper = session.user.role is Role.KEEPER
    if not kept_kits.exists(session.work):
        return Belonging(
            step=step,
            office="",
            serial=0,
            expires="",
            has_expired=False,
            words_agreed=agreed,
            is_keeper=keeper,
        )
    kit = kits.current(session)
    return Belonging(
        step=step,
        office=kit.name,
        serial=kit.serial,
        expires=kit.expires,
        has_expired=kit.has_expired(session.now()),
        words_agreed=agreed,
        is_keeper=keeper,
        unread=kit_documents.unread(kit),
    )
