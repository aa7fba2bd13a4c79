"""Adding, changing and removing users: only slots and key files are written anew.

Each step leaves a vault that opens, and what a crash cut short is finished at the next unlock:
a slot without a user is destroyed, keys marked as stale are sealed anew.
"""

import msgspec

from merak.crypto import age_file, slot
from merak.crypto.age_file import SECRET_BYTES, Identity, Recipient
from merak.crypto.passphrase import KdfParameters
from merak.domain.ids import UserId
from merak.domain.log_entry import Act
from merak.storage import files, holders, settings, users
from merak.storage.errors import LastKeeper, NameTaken, NoSuchUser
from merak.storage.users import Role, User, UserState
from merak.storage.vault import Vault

_ID_BYTES = 16


@files.trouble_told()
def add_user(
    vault: Vault, *, name: str, role: Role, passphrase: bytes | bytearray, at: str
) -> User:
    """Adds a user; raises NameTaken."""
    slot_name = slot.file_name(vault.current.vault, name)
    if slot_name in users.slots(vault.work):
        raise NameTaken
    identity = age_file.identity(vault.chance(SECRET_BYTES))
    user = User(
        id=UserId(vault.chance(_ID_BYTES).hex()),
        name=name,
        role=role,
        state=UserState.ACTIVE,
        added_at=at,
        removed_at="",
    )
    _put_slot(vault, slot_name, identity, passphrase)
    with vault.transaction() as change:
        users.add(vault.work, user, slot_name)
        users.add_key(vault.work, user.id, identity.recipient)
        vault.mark_stale()
        change.log(Act.USER_ADDED, at=at, about=user.id)
    vault.reseal()
    return user


@files.trouble_told()
def remove_user(vault: Vault, user: UserId, *, at: str) -> None:
    """Removes a user; raises NoSuchUser, LastKeeper and LastHolder.

    A copy of the vault that was made before still opens for them.
    """
    with vault.transaction() as change:
        take_out(vault, user, at)
        change.log(Act.USER_REMOVED, at=at, about=user)
    settle(vault)


def take_out(vault: Vault, user: UserId, at: str) -> None:
    """Takes a user out, inside a transaction that logs it; `settle` then makes their key worthless.

    Raises as `remove_user` does, with nothing changed.
    """
    _check_keeper_stays(vault, user)
    users.slot_of(vault.work, user)
    users.remove(vault.work, user, at)
    holders.remove(vault.work, user)
    vault.mark_stale()


@files.trouble_told()
def settle(vault: Vault) -> None:
    """Seals the keys anew where they are stale, and destroys slots of users who are not here."""
    if vault.is_stale():
        vault.reseal()
    for stray in vault.place.slots() - users.slots(vault.work):
        files.destroy(vault.place.slot(stray))


@files.trouble_told()
def change_role(vault: Vault, user: UserId, role: Role, *, at: str) -> None:
    """Changes what a user may do; raises NoSuchUser and LastKeeper."""
    if role is Role.KEEPER:
        _check_active(vault, user)
    else:
        _check_keeper_stays(vault, user)
    with vault.transaction() as change:
        users.set_role(vault.work, user, role)
        change.log(Act.USER_CHANGED, at=at, about=user)
    if user == vault.user.id:
        vault.user = users.by_id(vault.work, user)


def check_passphrase(vault: Vault, passphrase: bytes | bytearray) -> None:
    """Tries the passphrase of the vault's user; raises WrongPassphrase and SlotDamaged."""
    path = vault.place.slot(users.slot_of(vault.work, vault.user.id))
    slot.unseal(path.read_bytes(), vault.current.vault, passphrase)


def other_user(vault: Vault, name: str, passphrase: bytes | bytearray) -> User:
    """Gives the active user of this name who knows this passphrase, beside whoever opened it.

    Raises NoSuchUser, WrongPassphrase and SlotDamaged.
    """
    user = users.by_slot(vault.work, slot.file_name(vault.current.vault, name))
    path = vault.place.slot(users.slot_of(vault.work, user.id))
    slot.unseal(path.read_bytes(), vault.current.vault, passphrase)
    return user


@files.trouble_told()
def change_passphrase(vault: Vault, passphrase: bytes | bytearray, *, at: str) -> None:
    """Gives the vault's user a new passphrase and a new key pair; the old pair opens nothing."""
    give_passphrase(vault, passphrase, Act.PASSPHRASE_CHANGED, at)


@files.trouble_told()
def renew_recovery(vault: Vault, recipient: Recipient, *, at: str) -> None:
    """Makes another recovery sheet the one that opens the vault."""
    with vault.transaction() as change:
        put_recovery(vault, recipient)
        change.log(Act.RECOVERY_RENEWED, at=at)
    vault.reseal()


def put_recovery(vault: Vault, recipient: Recipient) -> None:
    """Does the same inside a transaction that logs it; `settle` then seals the keys to it."""
    settings.put(vault.work, settings.RECOVERY_RECIPIENT, recipient)
    vault.mark_stale()


def give_passphrase(vault: Vault, passphrase: bytes | bytearray, act: Act, at: str) -> Identity:
    """Gives the vault's user a new passphrase and key pair, and gives that pair."""
    user = vault.user.id
    identity = age_file.identity(vault.chance(SECRET_BYTES))
    with vault.transaction() as change:
        users.add_key(vault.work, user, identity.recipient)
        vault.mark_stale()
        change.log(act, at=at, about=user)
    # Sealed to both pairs first: whichever slot a crash leaves, it opens.
    vault.reseal()
    _put_slot(vault, users.slot_of(vault.work, user), identity, passphrase)
    with vault.transaction():
        users.keep_only_key(vault.work, user, identity.recipient)
        vault.mark_stale()
    vault.user_key = identity
    vault.reseal()
    return identity


def _put_slot(
    vault: Vault, slot_name: str, identity: Identity, passphrase: bytes | bytearray
) -> None:
    kept = settings.get(vault.work, settings.KDF)
    parameters = msgspec.json.decode(kept, type=KdfParameters)
    sealed = slot.seal(vault.current.vault, identity, passphrase, parameters, vault.chance)
    files.put_secret(vault.place.slot(slot_name), sealed)


def _check_active(vault: Vault, user: UserId) -> None:
    # One who is gone already may share the slot's file name with somebody who came later.
    if users.by_id(vault.work, user).state is not UserState.ACTIVE:
        raise NoSuchUser


def _check_keeper_stays(vault: Vault, user: UserId) -> None:
    _check_active(vault, user)
    keepers = {
        other.id
        for other in users.every(vault.work)
        if other.role is Role.KEEPER and other.state is UserState.ACTIVE
    }
    if keepers == {user}:
        raise LastKeeper
