"""Every write, sync and rename of small files fails once, and the vault still opens."""

import errno
import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from merak.crypto.slot import WrongPassphrase
from merak.storage import members
from merak.storage.errors import DiskFull, NoSuchUser
from merak.storage.users import Role

NEW = b"ten swans under the bridge"
BO = b"nine geese over the marsh"


def failing_at(monkeypatch: pytest.MonkeyPatch, step: int) -> list[int]:
    """Makes the n-th call that writes fail as on a full disk; gives a list with what is left."""
    left = [step]

    def counting(function: Callable[..., Any]) -> Callable[..., Any]:
        def counted(*arguments: Any, **named: Any) -> Any:
            left[0] -= 1
            if left[0] == -1:
                raise OSError(errno.ENOSPC, "text")
            return function(*arguments, **named)

        return counted

    for name in ("write", "fsync", "open"):
        monkeypatch.setattr(os, name, counting(getattr(os, name)))
    for name in ("replace", "unlink"):
        monkeypatch.setattr(Path, name, counting(getattr(Path, name)))
    return left


def opens(desk: Any, name: str, passphrase: bytes) -> bool:
    try:
        vault = desk.unlock(name, passphrase)
    except (WrongPassphrase, NoSuchUser):
        return False
    assert vault.findings == ()
    assert not vault.is_stale()
    desk.let_go()
    return True


def add_bo(vault: Any) -> None:
    members.add_user(vault, name="Bo", role=Role.CASEWORKER, passphrase=BO, at=vault.user.added_at)


def change(vault: Any) -> None:
    members.change_passphrase(vault, NEW, at=vault.user.added_at)


@pytest.mark.parametrize("act", [add_bo, change])
def test_whatever_fails_while_users_change_somebody_still_opens_the_vault(
    desk: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, act: Callable[[Any], None]
) -> None:
    desk.create()
    desk.let_go()
    shutil.copytree(desk.folder, tmp_path / "before")
    stride = int(os.environ.get("MERAK_KILL_STRIDE", "13"))
    step, left = 0, [-1]
    while left[0] < 0:
        vault = desk.unlock()
        left = failing_at(monkeypatch, step)
        try:
            act(vault)
        except DiskFull:
            pass
        monkeypatch.undo()
        desk.let_go()
        one_opens = opens(desk, "Ana", desk.ana)
        if act is add_bo:
            assert one_opens
            opens(desk, "Bo", BO)
        else:
            assert one_opens != opens(desk, "Ana", NEW)
        shutil.rmtree(desk.folder)
        shutil.copytree(tmp_path / "before", desk.folder)
        step += stride
    assert step > 20


def test_whatever_fails_while_a_vault_is_made_the_next_try_makes_it(
    desk: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    stride = int(os.environ.get("MERAK_KILL_STRIDE", "13"))
    step, left = 0, [-1]
    while left[0] < 0:
        left = failing_at(monkeypatch, step)
        try:
            desk.create()
            made = True
        except DiskFull:
            made = False
        monkeypatch.undo()
        desk.let_go()
        if not made and not (desk.folder / "current").exists():
            desk.create()
        assert opens(desk, "Ana", desk.ana)
        shutil.rmtree(desk.folder)
        step += stride
    assert step > 20
