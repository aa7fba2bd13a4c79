"""Users come and go without anything being encrypted anew, and a crash in between does no harm."""

from typing import Any

import pytest

from merak.crypto import recovery, slot
from merak.crypto.age_file import NotForThisKey
from merak.crypto.slot import WrongPassphrase
from merak.domain.ids import UserId
from merak.storage import files, keys, members, users
from merak.storage.errors import LastKeeper, NameTaken, NoSuchUser, Part, WrongSheet
from merak.storage.users import Role, UserState

BO = b"nine geese over the marsh"
NEW = b"ten swans under the bridge"


class Stopped(Exception):
    """Stands for the process being killed."""


def add_bo(vault: Any, role: Role = Role.CASEWORKER) -> UserId:
    user = members.add_user(vault, name="Bo", role=role, passphrase=BO, at="2026-11-22T11:00:00Z")
    return user.id


def test_an_added_user_opens_the_vault_with_their_own_passphrase(desk: Any) -> None:
    case = desk.open_case(desk.create())
    add_bo(desk.unlock())
    vault = desk.unlock("bo", BO)
    assert (vault.user.name, vault.user.role, vault.findings) == ("Bo", Role.CASEWORKER, ())
    assert users.by_id(vault.work, vault.user.id).state is UserState.ACTIVE
    assert vault.work.rows("SELECT case_id FROM case_view") == [(case,)]
    with pytest.raises(WrongPassphrase):
        desk.unlock("Bo", desk.ana)


def test_no_database_is_written_anew_for_a_user(desk: Any) -> None:
    vault = desk.create()
    add_bo(vault)
    assert vault.current == vault.place.current()
    assert (vault.current.work, vault.current.private) == (1, 1)


def test_a_name_is_taken_however_it_is_typed(desk: Any) -> None:
    vault = desk.create()
    with pytest.raises(NameTaken):
        members.add_user(vault, name=" ana", role=Role.CASEWORKER, passphrase=BO, at=desk.at)


def test_a_removed_user_no_longer_opens_the_vault(desk: Any) -> None:
    vault = desk.create()
    user = add_bo(vault)
    members.remove_user(vault, user, at="2026-11-23T10:00:00Z")
    assert users.by_id(vault.work, user).removed_at == "2026-11-23T10:00:00Z"
    with pytest.raises(NoSuchUser):
        desk.unlock("Bo", BO)
    assert len(list(desk.folder.glob("*.slot"))) == 1


def test_a_removed_users_slot_opens_no_key_file_any_more(desk: Any) -> None:
    vault = desk.create()
    user = add_bo(vault)
    path = vault.place.slot(users.slot_of(vault.work, user))
    kept = path.read_bytes()
    members.remove_user(vault, user, at=desk.at)
    path.write_bytes(kept)  # from a copy of the folder
    with pytest.raises(NoSuchUser):
        desk.unlock("Bo", BO)
    desk.unlock()
    assert not path.exists()


def test_a_name_is_free_again_once_its_user_was_removed(desk: Any) -> None:
    vault = desk.create()
    first = add_bo(vault)
    members.remove_user(vault, first, at=desk.at)
    second = add_bo(vault)
    assert second != first
    assert desk.unlock("Bo", BO).user.id == second


def test_somebody_always_stays_keeper(desk: Any) -> None:
    vault = desk.create()
    with pytest.raises(LastKeeper):
        members.remove_user(vault, vault.user.id, at=desk.at)
    with pytest.raises(LastKeeper):
        members.change_role(vault, vault.user.id, Role.CASEWORKER, at=desk.at)
    user = add_bo(vault)
    members.change_role(vault, user, Role.KEEPER, at=desk.at)
    members.change_role(vault, vault.user.id, Role.CASEWORKER, at=desk.at)
    assert users.by_id(vault.work, user).role is Role.KEEPER


@pytest.mark.parametrize("act", [users.by_id, users.slot_of])
def test_a_user_who_never_was_is_said(desk: Any, act) -> None:
    with pytest.raises(NoSuchUser):
        act(desk.create().work, UserId("nobody"))


def test_nothing_is_done_to_a_user_who_is_gone(desk: Any) -> None:
    vault = desk.create()
    gone = add_bo(vault)
    members.remove_user(vault, gone, at=desk.at)
    add_bo(vault)  # with the same name, so with the same file for the slot
    with pytest.raises(NoSuchUser):
        members.remove_user(vault, gone, at=desk.at)
    for role in Role:
        with pytest.raises(NoSuchUser):
            members.change_role(vault, gone, role, at=desk.at)
    assert desk.unlock("Bo", BO).user.name == "Bo"


def test_the_passphrase_of_who_is_there_can_be_tried_again(desk: Any) -> None:
    vault = desk.create()
    members.check_passphrase(vault, desk.ana)
    with pytest.raises(WrongPassphrase):
        members.check_passphrase(vault, BO)


def test_a_changed_passphrase_is_the_only_one_that_opens(desk: Any) -> None:
    vault = desk.create()
    members.change_passphrase(vault, NEW, at=desk.at)
    with pytest.raises(WrongPassphrase):
        desk.unlock()
    assert desk.unlock(passphrase=NEW).findings == ()


def test_an_old_slot_with_the_old_passphrase_opens_no_later_key(desk: Any) -> None:
    vault = desk.create()
    [path] = desk.folder.glob("*.slot")
    old = slot.unseal(path.read_bytes(), vault.current.vault, desk.ana)
    assert keys.read(vault.place, vault.current, Part.WORK, old)
    members.change_passphrase(vault, NEW, at=desk.at)
    for part in (Part.WORK, Part.PRIVATE):
        with pytest.raises(NotForThisKey):
            keys.read(vault.place, vault.current, part, old)


def test_a_renewed_sheet_is_the_only_one_that_opens(desk: Any) -> None:
    vault = desk.create()
    old = desk.sheet
    desk.sheet = recovery.sheet(bytes)
    members.renew_recovery(vault, desk.recipient, at=desk.at)
    assert desk.recover().user.name == "Ana"
    desk.sheet = old
    with pytest.raises(WrongSheet):
        desk.recover()


def stop_at(monkeypatch: pytest.MonkeyPatch, step: int) -> None:
    """Ends the process, so to say, before the n-th file is put in its place."""
    left = [step]
    put = files.put_secret

    def counted(path: Any, data: bytes) -> None:
        left[0] -= 1
        if left[0] < 0:
            raise Stopped
        put(path, data)

    monkeypatch.setattr(files, "put_secret", counted)


@pytest.mark.parametrize("step", range(3))
def test_an_adding_cut_short_is_finished_or_was_never_begun(
    desk: Any, monkeypatch: pytest.MonkeyPatch, step: int
) -> None:
    vault = desk.create()
    stop_at(monkeypatch, step)
    with pytest.raises(Stopped):
        add_bo(vault)
    monkeypatch.undo()
    vault = desk.unlock()
    assert not vault.is_stale()
    names = {user.name for user in users.every(vault.work)}
    assert len(list(desk.folder.glob("*.slot"))) == len(names)
    if "Bo" in names:
        assert desk.unlock("Bo", BO).user.name == "Bo"


@pytest.mark.parametrize("step", range(2))
def test_a_removal_cut_short_is_finished_by_the_next_unlock(
    desk: Any, monkeypatch: pytest.MonkeyPatch, step: int
) -> None:
    vault = desk.create()
    user = add_bo(vault)
    stop_at(monkeypatch, step)
    with pytest.raises(Stopped):
        members.remove_user(vault, user, at=desk.at)
    monkeypatch.undo()
    with pytest.raises(NoSuchUser):
        desk.unlock("Bo", BO)
    vault = desk.unlock()
    assert not vault.is_stale()
    assert len(list(desk.folder.glob("*.slot"))) == 1


@pytest.mark.parametrize("step", range(5))
def test_a_change_of_passphrase_cut_short_leaves_one_that_opens(
    desk: Any, monkeypatch: pytest.MonkeyPatch, step: int
) -> None:
    vault = desk.create()
    stop_at(monkeypatch, step)
    with pytest.raises(Stopped):
        members.change_passphrase(vault, NEW, at=desk.at)
    monkeypatch.undo()
    opens, other = (desk.ana, NEW) if step < 3 else (NEW, desk.ana)
    with pytest.raises(WrongPassphrase):
        desk.unlock(passphrase=other)
    vault = desk.unlock(passphrase=opens)
    assert len(users.keys(vault.work)) == 1
    assert not vault.is_stale()
    assert desk.unlock(passphrase=opens).findings == ()
