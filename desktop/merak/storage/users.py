"""Who may open the vault: their names and roles, in the work file."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from merak.crypto.age_file import Recipient
from merak.domain.ids import UserId
from merak.storage.connection import Connection
from merak.storage.errors import NoSuchUser


class Role(StrEnum):
    """A keeper adds and removes users and grants names; everyone screens."""

    KEEPER = "keeper"
    CASEWORKER = "caseworker"


class UserState(StrEnum):
    """Whether the user may still open the vault."""

    ACTIVE = "active"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True, kw_only=True)
class User:
    """One person who opens the vault, or did."""

    id: UserId
    name: str
    role: Role
    state: UserState
    added_at: str
    removed_at: str
    """UTC ISO time, or empty for an active user."""


_COLUMNS = "id, name, role, state, added_at, removed_at"


def every(work: Connection) -> tuple[User, ...]:
    """Gives all users, the removed ones too, in the order they were added."""
    return _users(work.rows(f"SELECT {_COLUMNS} FROM member ORDER BY added_at, id"))  # noqa: S608


def by_id(work: Connection, user: UserId) -> User:
    """Gives a user, removed or not; raises NoSuchUser."""
    found = _users(work.rows(f"SELECT {_COLUMNS} FROM member WHERE id = ?", (user,)))  # noqa: S608
    if not found:
        raise NoSuchUser
    return found[0]


def name_of(work: Connection, user: UserId) -> str:
    """Gives the name of a user of this vault or of a laptop of this office, or an empty text."""
    row = work.row(
        "SELECT name FROM member WHERE id = ?"
        " UNION ALL SELECT name FROM peer_user WHERE member = ?",
        (user, user),
    )
    return str(row[0]) if row else ""


def by_slot(work: Connection, slot: str) -> User:
    """Gives the active user whose slot has this file name; raises NoSuchUser."""
    found = _users(
        work.rows(
            f"SELECT {_COLUMNS} FROM member WHERE slot = ? AND state = 'active'",  # noqa: S608
            (slot,),
        )
    )
    if not found:
        raise NoSuchUser
    return found[0]


def add(work: Connection, user: User, slot: str) -> None:
    """Adds a user; their key comes with `add_key`."""
    work.run(
        "INSERT INTO member (id, name, role, state, slot, added_at, removed_at)"
        " VALUES (?, ?, ?, ?, ?, ?, ?)",
        (user.id, user.name, user.role, user.state, slot, user.added_at, user.removed_at),
    )


def remove(work: Connection, user: UserId, at: str) -> None:
    """Marks the user as removed and forgets their keys."""
    work.run("UPDATE member SET state = 'removed', removed_at = ? WHERE id = ?", (at, user))
    work.run("DELETE FROM member_key WHERE member = ?", (user,))


def set_role(work: Connection, user: UserId, role: Role) -> None:
    """Changes what the user may do."""
    work.run("UPDATE member SET role = ? WHERE id = ?", (role, user))


def add_key(work: Connection, user: UserId, key: Recipient) -> None:
    """Adds a key to which the vault's keys are sealed for this user."""
    work.run("INSERT INTO member_key (recipient, member) VALUES (?, ?)", (key, user))


def keep_only_key(work: Connection, user: UserId, key: Recipient) -> int:
    """Forgets the user's other keys and gives how many there were."""
    return work.run("DELETE FROM member_key WHERE member = ? AND recipient <> ?", (user, key))


def keys(work: Connection) -> tuple[Recipient, ...]:
    """Gives every key of every user, sorted."""
    rows = work.rows("SELECT recipient FROM member_key ORDER BY recipient")
    return tuple(Recipient(row[0]) for row in rows)


def slots(work: Connection) -> frozenset[str]:
    """Gives the file names of the active users' slots."""
    return frozenset(row[0] for row in work.rows("SELECT slot FROM member WHERE state = 'active'"))


def slot_of(work: Connection, user: UserId) -> str:
    """Gives the file name of the user's slot; raises NoSuchUser."""
    row = work.row("SELECT slot FROM member WHERE id = ?", (user,))
    if row is None:
        raise NoSuchUser
    return str(row[0])


def _users(rows: Iterable[tuple[str, ...]]) -> tuple[User, ...]:
    return tuple(
        User(
            id=UserId(id_),
            name=name,
            role=Role(role),
            state=UserState(state),
            added_at=added_at,
            removed_at=removed_at,
        )
        for id_, name, role, state, added_at, removed_at in rows
    )
