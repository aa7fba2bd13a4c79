"""Who may open the vault."""

from dataclasses import dataclass

from merak.domain.ids import UserId
from merak.services.session import Session
from merak.services.typed import whole
from merak.storage import holders, members
from merak.storage import users as kept_users
from merak.storage.users import Role, User, UserState


@dataclass(frozen=True, slots=True, kw_only=True)
class People:
    """Who may open the vault, and which of them open identities; on a laptop nobody is named."""

    me: User
    others: tuple[User, ...]
    """By name."""
    holders: frozenset[UserId]


def people(session: Session) -> People:
    """Gives who is here and all others."""
    me = session.user
    others = [user for user in everyone(session) if user.id != me.id]
    others.sort(key=lambda user: user.name.casefold())
    return People(me=me, others=tuple(others), holders=holders.every(session.work))


def everyone(session: Session) -> tuple[User, ...]:
    """Gives the users who may open the vault now."""
    return tuple(user for user in kept_users.every(session.work) if user.state is UserState.ACTIVE)


def add(session: Session, name: str, passphrase: bytearray, role: Role) -> User:
    """Adds a user; raises NotKeeper and NameTaken."""
    session.keepers_only()
    return members.add_user(
        session.vault, name=whole(name), role=role, passphrase=passphrase, at=session.now()
    )


def remove(session: Session, user: UserId) -> None:
    """Removes a user, whose open cases stay.

    Raises NotKeeper, NoSuchUser, LastKeeper, and in an office LastHolder.
    """
    session.keepers_only()
    members.remove_user(session.vault, user, at=session.now())


def change_role(session: Session, user: UserId, role: Role) -> None:
    """Makes a user a keeper, or no longer one; raises NotKeeper, NoSuchUser and LastKeeper."""
    session.keepers_only()
    members.change_role(session.vault, user, role, at=session.now())


def change_passphrase(session: Session, old: bytearray, new: bytearray) -> None:
    """Gives the user a new passphrase; raises WrongPassphrase where the old one is not theirs."""
    members.check_passphrase(session.vault, old)
    members.change_passphrase(session.vault, new, at=session.now())
