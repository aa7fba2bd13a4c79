"""Making a vault, opening it, and every way in which that can fail: each of them told apart."""

import re
import secrets
from typing import Any

import pytest

from merak.crypto import recovery, slot
from merak.crypto.passphrase import LEAST, KdfParameters
from merak.crypto.recovery import WordsMistyped
from merak.crypto.slot import SlotDamaged, WrongPassphrase
from merak.domain.log_entry import Act
from merak.storage import log, opening, place, settings, users, views
from merak.storage.errors import (
    Damage,
    NewerVault,
    NoSuchUser,
    Part,
    VaultDamaged,
    VaultExists,
    VaultInUse,
    VaultMissing,
    WrongSheet,
)
from merak.storage.place import State
from merak.storage.users import Role, UserState
from merak.storage.vault import Vault


def content(desk: Any) -> dict[str, bytes]:
    return {p.name: p.read_bytes() for p in desk.folder.iterdir() if p.name != "lock"}


def slot_of(desk: Any):
    [path] = desk.folder.glob("*.slot")
    return path


def test_a_new_vault_opens_again_with_what_was_saved(desk: Any) -> None:
    vault = desk.create()
    case = desk.open_case(vault)
    device = vault.device
    vault = desk.unlock()
    assert vault.findings == ()
    assert (vault.user.name, vault.user.role, vault.device) == ("Ana", Role.KEEPER, device)
    assert views.case(vault.work, case).row.owner == vault.user.id


def test_a_name_opens_the_vault_however_it_is_typed(desk: Any) -> None:
    desk.create()
    assert desk.unlock(name="  ANA ").user.name == "Ana"


def test_making_and_unlocking_are_in_the_log(desk: Any) -> None:
    desk.create()
    vault = desk.unlock()
    assert [e.act for e in log.entries(vault.work)] == [Act.VAULT_UNLOCKED, Act.VAULT_CREATED]


def test_the_first_user_is_the_keeper(desk: Any) -> None:
    [user] = users.every(desk.create().work)
    assert (user.role, user.state, user.added_at) == (Role.KEEPER, UserState.ACTIVE, desk.at)


def test_every_file_is_its_owners_only_and_says_no_name(desk: Any) -> None:
    desk.create()
    for path in desk.folder.iterdir():
        assert path.stat().st_mode & 0o777 == 0o600
    desk.let_go()
    for name, data in content(desk).items():
        assert not re.search(rb"ana", name.encode() + data, re.IGNORECASE) or len(data) > 2000
        assert b"traffick" not in data


def test_a_wrong_passphrase_changes_nothing(desk: Any) -> None:
    desk.create()
    desk.let_go()
    before = content(desk)
    with pytest.raises(WrongPassphrase):
        desk.unlock(passphrase=b"eight herons by the weir")
    assert content(desk) == before


def test_an_unknown_name_is_told_apart_from_a_wrong_passphrase(desk: Any) -> None:
    desk.create()
    with pytest.raises(NoSuchUser):
        desk.unlock(name="Bo")


def test_a_second_start_is_turned_away(desk: Any) -> None:
    desk.create()
    with pytest.raises(VaultInUse):
        place.take(desk.folder)


def test_a_damaged_slot_is_told_apart(desk: Any) -> None:
    desk.create()
    hurt = bytearray(slot_of(desk).read_bytes())
    hurt[40] ^= 1
    slot_of(desk).write_bytes(hurt)
    with pytest.raises(SlotDamaged):
        desk.unlock()


def test_a_newer_slot_is_a_newer_vault(desk: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(slot, "FORMAT", 3)
    desk.create()
    monkeypatch.undo()
    with pytest.raises(NewerVault) as caught:
        desk.unlock()
    assert (caught.value.found, caught.value.known) == (3, 1)


def test_a_vault_without_any_slot_says_so(desk: Any) -> None:
    desk.create()
    desk.let_go()
    slot_of(desk).unlink()
    with pytest.raises(VaultMissing) as caught:
        desk.unlock()
    assert caught.value.part is Part.SLOT


FILES = {
    "current": Part.CURRENT,
    "work-1.db": Part.WORK,
    "work-1.key": Part.WORK_KEY,
    "private-1.db": Part.PRIVATE,
    "private-1.key": Part.PRIVATE_KEY,
}


@pytest.mark.parametrize(("name", "part"), FILES.items())
def test_a_missing_file_is_named_and_nothing_is_made_in_its_place(
    desk: Any, name: str, part: Part
) -> None:
    desk.create()
    desk.let_go()
    (desk.folder / name).unlink()
    before = content(desk)
    with pytest.raises(VaultMissing) as caught:
        desk.unlock()
    assert caught.value.part is part
    with pytest.raises(VaultExists):
        desk.create()
    assert content(desk) == before


@pytest.mark.parametrize(("name", "part"), FILES.items())
def test_an_empty_file_is_damage_and_nothing_is_made_in_its_place(
    desk: Any, name: str, part: Part
) -> None:
    desk.create()
    desk.let_go()
    (desk.folder / name).write_bytes(b"")
    before = content(desk)
    with pytest.raises(VaultDamaged) as caught:
        desk.unlock()
    assert (caught.value.part, caught.value.damage) == (part, Damage.EMPTY)
    assert content(desk) == before


@pytest.mark.parametrize(("name", "part"), FILES.items())
def test_a_damaged_file_is_named(desk: Any, name: str, part: Part) -> None:
    desk.create()
    desk.let_go()
    hurt = bytearray((desk.folder / name).read_bytes())
    hurt[len(hurt) // 2 if part is not Part.CURRENT else 5] ^= 1
    hurt[20] ^= 1
    (desk.folder / name).write_bytes(hurt)
    with pytest.raises(VaultDamaged) as caught:
        desk.unlock()
    assert caught.value.part is part


def test_a_newer_file_is_refused_before_anything_is_touched(desk: Any) -> None:
    vault = desk.create()
    vault.private.run("PRAGMA user_version = 9")
    desk.let_go()
    before = content(desk)
    with pytest.raises(NewerVault) as caught:
        desk.unlock()
    assert (caught.value.found, caught.value.known) == (9, 1)
    assert content(desk) == before


def test_a_making_that_was_cut_short_is_no_vault(desk: Any, monkeypatch) -> None:
    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    for step in ("put_head", "switch"):
        monkeypatch.setattr(place.Place, step, stop)
        with pytest.raises(KeyboardInterrupt):
            desk.create()
        monkeypatch.undo()
        assert desk.place().state() is State.EMPTY
    desk.create()
    desk.unlock()


def test_a_vault_is_never_made_over_another(desk: Any) -> None:
    desk.create()
    with pytest.raises(VaultExists):
        desk.create()
    desk.unlock()


def test_the_recovery_sheet_opens_the_vault_and_sets_a_passphrase(desk: Any) -> None:
    case = desk.open_case(desk.create())
    vault = desk.recover()
    assert views.case(vault.work, case).row.case == case
    assert Act.VAULT_RECOVERED in {entry.act for entry in log.entries(vault.work)}
    with pytest.raises(WrongPassphrase):
        desk.unlock()
    assert desk.unlock(passphrase=b"a new one for the old hand").findings == ()


def test_the_sheet_opens_a_vault_whose_slots_are_gone(desk: Any) -> None:
    desk.create()
    desk.let_go()
    slot_of(desk).unlink()
    [user] = opening.users_with_recovery(desk.place(), words=desk.sheet)
    assert desk.recover(name=user.name).user.id == user.id


def test_another_sheet_is_told_apart_from_a_mistyped_one(desk: Any) -> None:
    desk.create()
    own, desk.sheet = desk.sheet, recovery.sheet(secrets.token_bytes)
    with pytest.raises(WrongSheet):
        desk.recover()
    with pytest.raises(WrongSheet):
        opening.users_with_recovery(desk.place(), words=desk.sheet)
    desk.sheet = (own[1], own[0], *own[2:])
    with pytest.raises(WordsMistyped):
        desk.recover()


def test_the_sheet_opens_nothing_for_a_name_that_is_not_there(desk: Any) -> None:
    desk.create()
    with pytest.raises(NoSuchUser):
        desk.recover(name="Bo")
    desk.unlock()


@pytest.mark.parametrize("step", ["reseal", "mark_stale", "close"])
def test_a_trouble_while_recovering_leaves_a_vault_that_opens(
    desk: Any, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    desk.create()
    if step != "close":
        monkeypatch.setattr(Vault, step, lambda _: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            desk.recover()
        monkeypatch.undo()
    assert desk.unlock().findings == ()


def test_the_measured_parameters_are_kept_for_later_passphrases(desk: Any) -> None:
    vault = desk.create()
    assert settings.every(vault.work)[settings.KDF] == ('{"memory_kib":65536,"passes":3,"lanes":4}')
    assert KdfParameters() == LEAST
