"""Each thing that can be wrong with a vault has an error of its own, and nothing is made anew."""

import secrets

import pytest

from merak.crypto import slot
from merak.crypto.slot import SlotDamaged, WrongPassphrase
from merak.domain.log_entry import Act
from merak.services import unlock
from merak.storage import schema
from merak.storage.errors import (
    NewerVault,
    NoSuchUser,
    Part,
    VaultDamaged,
    VaultInUse,
    VaultMissing,
)

RIGHT = b"correct horse battery staple"


def try_to(laptop, name="Ana", passphrase=RIGHT):
    return unlock.unlock(
        laptop.folder, name, bytearray(passphrase), laptop.clock, secrets.token_bytes
    )


def content(laptop):
    return {path.name: path.read_bytes() for path in laptop.folder.iterdir() if path.is_file()}


def slot_of(laptop, name="Ana"):
    current = next(line for line in [(laptop.folder / "current").read_bytes()])
    vault = current.decode().split('"vault":"')[1][:32]
    return laptop.folder / slot.file_name(vault, name)


@pytest.mark.parametrize("name", ["Ana", " ana ", "ANA", "\uff21na"])
def test_a_name_may_be_written_in_any_way(closed, name):
    session = try_to(closed, name)
    assert session.user.name == "Ana"
    assert not session.log_broken
    session.close()


def test_a_wrong_passphrase_is_only_that(closed):
    before = content(closed)
    with pytest.raises(WrongPassphrase) as wrong:
        try_to(closed, passphrase=b"correct horse battery stapler")
    assert "stapler" not in str(wrong.value)
    assert content(closed) == before
    closed.unlock()


def test_an_unknown_name_is_no_wrong_passphrase(closed):
    before = content(closed)
    with pytest.raises(NoSuchUser) as unknown:
        try_to(closed, "Keisha")
    assert "Keisha" not in str(unknown.value)
    assert content(closed) == before


def test_a_damaged_slot_is_no_wrong_passphrase_and_does_not_close_the_others(closed):
    path = slot_of(closed)
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(data)
    with pytest.raises(SlotDamaged):
        try_to(closed)
    closed.unlock("Ben")


@pytest.mark.parametrize(
    ("file", "part"),
    [
        ("work-1.db", Part.WORK),
        ("private-1.db", Part.PRIVATE),
        ("work-1.key", Part.WORK_KEY),
        ("private-1.key", Part.PRIVATE_KEY),
        ("current", Part.CURRENT),
    ],
)
def test_a_missing_file_is_named_and_never_made_anew(closed, file, part):
    (closed.folder / file).unlink()
    before = content(closed)
    with pytest.raises(VaultMissing) as missing:
        try_to(closed)
    assert missing.value.part is part
    assert content(closed) == before


@pytest.mark.parametrize("file", ["work-1.db", "private-1.db", "work-1.key", "current"])
@pytest.mark.parametrize("left", [b"", b"not what was written" * 300])
def test_a_damaged_file_stays_as_it_is(closed, file, left):
    (closed.folder / file).write_bytes(left)
    before = content(closed)
    with pytest.raises(VaultDamaged):
        try_to(closed)
    assert content(closed) == before


def test_no_folder_at_all_is_a_missing_vault(closed, tmp_path):
    closed.folder = tmp_path / "nowhere"
    with pytest.raises(VaultMissing):
        try_to(closed)
    assert set(content(closed)) <= {"lock"}


def test_a_vault_of_a_later_version_is_left_alone(laptop):
    session = laptop.session
    session.work.run("PRAGMA user_version = 99")
    laptop.lock()
    before = content(laptop)
    with pytest.raises(NewerVault) as newer:
        try_to(laptop)
    assert (newer.value.found, newer.value.known) == (99, schema.shipped().version(Part.WORK))
    assert content(laptop)["work-1.key"] == before["work-1.key"]


def test_a_vault_opens_once_at_a_time(laptop):
    with pytest.raises(VaultInUse):
        try_to(laptop)
    laptop.lock()
    try_to(laptop).close()


def test_an_error_lets_the_folder_go(closed):
    with pytest.raises(WrongPassphrase):
        try_to(closed, passphrase=b"something else altogether")
    try_to(closed).close()


def test_opening_and_locking_are_in_the_log(closed):
    try_to(closed).close()
    closed.unlock("Ben")
    assert closed.acts()[-3:] == [Act.VAULT_UNLOCKED, Act.VAULT_LOCKED, Act.VAULT_UNLOCKED]
    assert closed.log[-1].user == closed.session.user.id
