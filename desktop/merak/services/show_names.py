"""Who a young person is, in an office: opened for an identity holder each time it is shown."""

from collections.abc import Iterator
from dataclasses import dataclass

from merak.domain.bodies import BodyRefused, IdentityKnown, from_body
from merak.domain.identity import Identity
from merak.domain.ids import CaseId
from merak.domain.log_entry import Act
from merak.domain.record import Kind, Record, RecordRefused
from merak.services import current, kits, opened, users
from merak.services.session import Session
from merak.storage import holders, records
from merak.storage import users as kept_users
from merak.storage.holders import NotHolder


@dataclass(frozen=True, slots=True, kw_only=True)
class Names:
    """What can be said of a case's names without opening one."""

    case: CaseId
    mine_to_open: bool
    holders: tuple[str, ...]
    """Who of this office opens names."""
    came: int
    """How many stand beside each other: none, one, or several that differ."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """One identity of a case, as its laptop wrote it."""

    identity: Identity
    by_name: str
    at: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """The identities that stand, oldest first, and how many more no key of this office opens."""

    named: tuple[Named, ...]
    unreadable: int


def look(session: Session, case: CaseId) -> Names:
    """Says who could show the names of a case; opens none. Raises NotAnOffice."""
    kits.office_only(session)
    ours = holders.every(session.work)
    return Names(
        case=case,
        mine_to_open=session.user.id in ours,
        holders=tuple(sorted(one.name for one in users.everyone(session) if one.id in ours)),
        came=len(_standing(session, case)),
    )


def show(session: Session, case: CaseId) -> Opened:
    """Opens the names of a case; the log has it before anybody sees one.

    Nothing of it is kept. Raises NotAnOffice, NotHolder and disk errors.
    """
    kits.office_only(session)
    if not opened.can_open_identities(session):
        raise NotHolder
    with session.change() as pen:
        pen.log(Act.IDENTITY_READ, case)
    standing = _standing(session, case)
    named = tuple(_named(session, standing))
    return Opened(named=named, unreadable=len(standing) - len(named))


def _standing(session: Session, case: CaseId) -> tuple[Record, ...]:
    return current.latest(records.of_case(session.work, case, (Kind.IDENTITY,)))


def _named(session: Session, standing: tuple[Record, ...]) -> Iterator[Named]:
    for record in opened.openable(session, standing):
        try:
            identity = from_body(record.body, IdentityKnown).identity
        except (RecordRefused, BodyRefused):
            # Written in a form that this version does not know: counted, not shown.
            continue
        name = kept_users.name_of(session.work, record.author_user)
        yield Named(identity=identity, by_name=name, at=record.at)
