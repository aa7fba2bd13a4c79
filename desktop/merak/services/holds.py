"""Legal holds: what must not be forgotten while somebody asks for it."""

from dataclasses import dataclass

from merak.domain.ids import CaseId
from merak.domain.log_entry import Act
from merak.services import purged
from merak.services.session import Session
from merak.storage import holds, users, views
from merak.storage.users import Role


@dataclass(frozen=True, slots=True, kw_only=True)
class Hold:
    """Since when a case is under hold and who put it there; both empty where it is not."""

    since: str = ""
    by_name: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Holdable:
    """What a case's own page says of its hold."""

    hold: Hold
    keeper: bool
    """Whether the user may put it under hold, or end that."""
    purge_waits: bool
    """Whether the office has purged the case, which goes from here when the hold ends."""


def hold(session: Session, case: CaseId) -> None:
    """Puts a case under hold; raises NotKeeper and UnknownRecord."""
    session.keepers_only()
    views.case(session.work, case)
    with session.change() as pen:
        holds.put(pen.work, case, session.user.id, pen.at)
        pen.log(Act.HELD, case)


def end(session: Session, case: CaseId) -> int:
    """Ends the hold of a case; raises NotKeeper and StillOnDisk.

    What the office purged meanwhile goes now: gives how many records that were.
    """
    session.keepers_only()
    with session.change() as pen:
        holds.end(pen.work, case)
        pen.log(Act.HOLD_ENDED, case)
        gone = purged.drop(pen, purged.outstanding(pen.work, pen.private, case))
    if gone:
        purged.take_off_disk(session)
    return gone


def is_held(session: Session, case: CaseId) -> bool:
    """Says whether the case is under hold."""
    return of(session, case) != Hold()


def of(session: Session, case: CaseId) -> Hold:
    """Gives the hold of a case."""
    since, user = holds.of(session.work, case)
    return Hold(since=since, by_name=users.name_of(session.work, user)) if since else Hold()


def load(session: Session, case: CaseId) -> Holdable:
    """Gives what the page of a case says of its hold."""
    found = of(session, case)
    waits = bool(found.since and purged.outstanding(session.work, session.private, case))
    return Holdable(hold=found, keeper=session.user.role is Role.KEEPER, purge_waits=waits)
