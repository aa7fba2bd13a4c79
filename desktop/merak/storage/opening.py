"""Unlocking a vault, with a passphrase or with the recovery sheet."""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import replace

from merak.crypto import recovery, slot
from merak.crypto.age_file import Identity, NotForThisKey, Recipient
from merak.crypto.slot import NewerSlot
from merak.domain.log_entry import Act
from merak.storage import (
    files,
    former_selves,
    keys,
    log,
    members,
    restoring,
    schema,
    secret_keys,
    users,
)
from merak.storage.asking import Granted
from merak.storage.errors import (
    DiskFull,
    DiskTrouble,
    NewerVault,
    NoSuchUser,
    OtherVault,
    Part,
    ReadOnly,
    VaultMissing,
    WrongSheet,
)
from merak.storage.opened_files import OpenedFiles
from merak.storage.place import Current, Place
from merak.storage.schema import Schema
from merak.storage.sweeping import sweep
from merak.storage.transaction import Chance
from merak.storage.users import User, UserState
from merak.storage.vault import PARTS, Vault


@files.trouble_told()
def unlock(
    place: Place,
    *,
    name: str,
    passphrase: bytes | bytearray,
    at: str,
    chance: Chance,
    steps: Schema | None = None,
) -> Vault:
    """Opens the vault for a user.

    Raises VaultMissing, VaultDamaged, NewerVault, NoSuchUser, SlotDamaged, WrongPassphrase
    and TooLittleMemory; nothing is made in the place of what is missing.
    """
    current = place.current()
    place.destroy_others(current)
    slot_name = slot.file_name(current.vault, name)
    if slot_name not in place.slots():
        if not place.slots():
            raise VaultMissing(Part.SLOT)
        raise NoSuchUser
    try:
        identity = slot.unseal(place.slot(slot_name).read_bytes(), current.vault, passphrase)
    except NewerSlot as error:
        raise NewerVault(error.found, error.known) from None
    try:
        vault = _open(place, current, identity, slot_name, chance, steps or schema.shipped())
    except NotForThisKey:
        # Their key was taken out, and a crash kept their slot.
        raise NoSuchUser from None
    return _settled(vault, identity.recipient, Act.VAULT_UNLOCKED, at)


@files.trouble_told()
def unlock_with_recovery(
    place: Place,
    *,
    words: Sequence[str],
    name: str,
    passphrase: bytes | bytearray,
    at: str,
    chance: Chance,
    steps: Schema | None = None,
) -> Vault:
    """Opens the vault with the recovery sheet and gives the named user this new passphrase.

    Raises as `unlock` does, WrongSheet, and what `recovery.read` raises for mistyped words.
    """
    sheet = recovery.read(words)
    return unlock_with_key(
        place, key=sheet, name=name, passphrase=passphrase, at=at, chance=chance, steps=steps
    )


@files.trouble_told()
def unlock_with_key(
    place: Place,
    *,
    key: Identity,
    name: str,
    passphrase: bytes | bytearray,
    at: str,
    chance: Chance,
    steps: Schema | None = None,
) -> Vault:
    """Opens the vault with its recovery key, as `unlock_with_recovery` does with the words."""
    current = place.current()
    place.destroy_others(current)
    slot_name = slot.file_name(current.vault, name)
    try:
        vault = _open(place, current, key, slot_name, chance, steps or schema.shipped())
    except NotForThisKey:
        raise WrongSheet from None
    try:
        identity = members.give_passphrase(vault, passphrase, Act.VAULT_RECOVERED, at)
    except BaseException:
        vault.close()
        raise
    return _settled(vault, identity.recipient, Act.VAULT_UNLOCKED, at)


@files.trouble_told()
def unlock_with_grant(
    place: Place,
    *,
    granted: Granted,
    key: Identity,
    slot_name: str,
    passphrase: bytes | bytearray,
    at: str,
    chance: Chance,
    steps: Schema | None = None,
) -> Vault:
    """Opens the vault with what an office found in its key files, and gives a new passphrase.

    `key` is the pair the office answered to. What was granted opens nothing afterwards. Raises as
    `unlock` does, and OtherVault.
    """
    current = place.current()
    place.destroy_others(current)
    opened = OpenedFiles(place, current, granted.keys, steps or schema.shipped())
    vault = _vault(opened, key, slot_name, chance)
    try:
        # The office may not have heard yet that the laptop goes on under a new key.
        if granted.device not in former_selves.own_devices(vault.work):
            raise OtherVault
        # The two keys have been on a stick: both files go on under others, noted first so that
        # the next unlock does it where a crash comes in between.
        with vault.transaction():
            vault.mark_exposed()
        identity = members.give_passphrase(vault, passphrase, Act.VAULT_RECOVERED, at)
        if not vault.findings:
            vault.renew()
    except BaseException:
        vault.close()
        raise
    return _settled(vault, identity.recipient, Act.VAULT_UNLOCKED, at)


@files.trouble_told()
def users_with_recovery(
    place: Place, *, words: Sequence[str], steps: Schema | None = None
) -> tuple[User, ...]:
    """Gives the active users of the vault that this sheet opens, for who forgot their own name."""
    current = place.current()
    try:
        file_keys = _file_keys(place, current, recovery.read(words))
        opened = OpenedFiles(place, current, file_keys, steps or schema.shipped())
    except NotForThisKey:
        raise WrongSheet from None
    try:
        found = users.every(opened.connections[Part.WORK])
    finally:
        opened.close()
    return tuple(user for user in found if user.state is UserState.ACTIVE)


def _open(
    place: Place,
    current: Current,
    identity: Identity,
    slot_name: str,
    chance: Chance,
    steps: Schema,
) -> Vault:
    opened = OpenedFiles(place, current, _file_keys(place, current, identity), steps)
    return _vault(opened, identity, slot_name, chance)


def _file_keys(place: Place, current: Current, identity: Identity) -> Mapping[Part, bytes]:
    return {part: keys.read(place, current, part, identity) for part in PARTS}


def _vault(opened: OpenedFiles, identity: Identity, slot_name: str, chance: Chance) -> Vault:
    place, current = opened.place, opened.current
    try:
        work, private = opened.connections[Part.WORK], opened.connections[Part.PRIVATE]
        user = users.by_slot(work, slot_name)
        findings = log.faults(work, private, place.head())
        if not findings:
            # A work file that was put back would have newer private rows dropped.
            sweep(work, private)
        if current.kept and not findings:
            # The migrated files have opened and hold: the ones before them can go.
            opened.current = replace(current, kept=())
            place.switch(opened.current)
            place.destroy_others(opened.current)
        opened.migrate(chance)
        vault = Vault(
            place=place,
            current=opened.current,
            connections=opened.connections,
            file_keys=opened.keys,
            user=user,
            user_key=identity,
            chance=chance,
            findings=findings,
        )
        if not findings:
            # What a crash cut short: records are forgotten by the log and still in a file. A full
            # disk must not keep anyone out; then the next unlock tries again.
            with suppress(DiskFull, ReadOnly, DiskTrouble):
                vault.renew()
        return vault
    except BaseException:
        opened.close()
        raise


def _settled(vault: Vault, key: Recipient, act: Act, at: str) -> Vault:
    """Finishes whatever change of users a crash cut short, and logs the unlocking."""
    try:
        with vault.transaction() as change:
            # A vault of before there were bundles has no keys of its own yet.
            secret_keys.make_device(vault.work, vault.chance, at)
            if vault.place.was_restored():
                restoring.settle(vault.work, vault.chance, at)
                change.log(Act.PUT_BACK, at=at)
            if users.keep_only_key(vault.work, vault.user.id, key):
                vault.mark_stale()
            if vault.findings:
                # The next head lies in the chain again, so what was seen is kept in the log.
                about = ",".join(sorted({fault.kind.value for fault in vault.findings}))
                change.log(Act.LOG_FAULT_SEEN, at=at, about=about)
            change.log(act, at=at)
        vault.place.forget_restored()
        members.settle(vault)
        vault.reseal_for_holders()
    except BaseException:
        vault.close()
        raise
    return vault
