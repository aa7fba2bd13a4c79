"""Who may open the vault."""

from merak.domain.ids import UserId
from merak.services.session import Session
from merak.services.typed import whole
from merak.storage import members
from merak.storage import users as kept_users
from merak.storage.users import Role, User, UserState


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
    """Removes a user, whose open cases stay; raises NotKeeper, NoSuchUser and LastKeeper."""
    session.keepers_only()
    members.remove_user(session.vault, user, at=session.now())


def change_passphrase(session: Session, old: bytearray, new: bytearray) -> None:
    """Gives the user a new passphrase; raises WrongPassphrase where the old one is not theirs."""
    members.check_passphrase(session.vault, old)
    members.change_passphrase(session.vault, new, at=session.now())
