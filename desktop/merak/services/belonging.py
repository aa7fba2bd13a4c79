"""Which office a laptop belongs to, and how far it is on its way there."""

from dataclasses import dataclass

from merak.domain.kit import Kit
from merak.services import begin_anew, enrol, kit_documents, kits
from merak.services.enrol import Step
from merak.services.kit_documents import Unread
from merak.services.session import Session
from merak.storage import kits as kept_kits
from merak.storage import settings, users
from merak.storage.users import Role, UserState


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
    label: str = ""
    """What the office was asked to call this laptop."""
    unknown: tuple[str, ...] = ()
    """Who may open this laptop and is not on the office's list."""
    gone: tuple[str, ...] = ()
    """Who is on the office's list and may not open this laptop any more."""
    may_begin_anew: bool = False
    must_begin_anew: bool = False
    """Whether a receipt told that an older copy of this laptop was put back."""
    is_revoked: bool = False
    seals: bool = False
    """Whether names are sealed: also while a new key waits to be enrolled."""


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
    enrolled = step is Step.ENROLLED
    return Belonging(
        step=step,
        office=kit.name,
        serial=kit.serial,
        expires=kit.expires,
        has_expired=kit.has_expired(session.now()),
        words_agreed=agreed,
        is_keeper=keeper,
        unread=kit_documents.unread(kit),
        label=settings.get(session.work, settings.ASKED_LABEL),
        unknown=_people(session, kit, UserState.ACTIVE) if enrolled else (),
        gone=_people(session, kit, UserState.REMOVED) if enrolled else (),
        may_begin_anew=begin_anew.is_possible(session),
        must_begin_anew=begin_anew.is_needed(session),
        # The kit names it and its people compared the words, and still it may not send.
        seals=kits.seals(session),
        is_revoked=begin_anew.is_possible(session) and not enrolled,
    )


def _people(session: Session, kit: Kit, state: UserState) -> tuple[str, ...]:
    known = {one.id for one in kit.users}
    listed = state is UserState.REMOVED
    return tuple(
        user.name
        for user in users.every(session.work)
        if user.state is state and (user.id in known) is listed
    )
