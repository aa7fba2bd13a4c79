"""Small files are written whole or not at all, and destroyed before they are forgotten."""

import errno
import os
from pathlib import Path

import pytest

from merak.storage import files
from merak.storage.errors import DiskFull, DiskTrouble, ReadOnly


def test_a_file_is_readable_by_its_owner_only_from_the_start(tmp_path: Path) -> None:
    before = os.umask(0)
    try:
        files.make(tmp_path / "a", b"content")
    finally:
        os.umask(before)
    assert (tmp_path / "a").stat().st_mode & 0o777 == 0o600


def test_a_file_that_is_there_is_never_made_again(tmp_path: Path) -> None:
    files.make(tmp_path / "a", b"content")
    with pytest.raises(FileExistsError):
        files.make(tmp_path / "a")
    assert (tmp_path / "a").read_bytes() == b"content"


@pytest.mark.parametrize("put", [files.put, files.put_secret])
def test_putting_leaves_the_new_content_and_nothing_beside_it(tmp_path: Path, put) -> None:
    (tmp_path / "a.new").write_bytes(b"left by a crash")
    for content in (b"first", b"second one"):
        put(tmp_path / "a", content)
        assert (tmp_path / "a").read_bytes() == content
    assert [path.name for path in tmp_path.iterdir()] == ["a"]


@pytest.mark.parametrize("forget", [lambda path: files.put_secret(path, b"new"), files.destroy])
def test_the_bytes_of_a_forgotten_secret_are_overwritten(tmp_path: Path, forget) -> None:
    path = tmp_path / "a"
    files.make(path, b"secret")
    os.link(path, tmp_path / "remnant")  # stands for what the disk still holds
    forget(path)
    assert (tmp_path / "remnant").read_bytes() == bytes(6)


def test_destroying_what_is_not_there_is_fine(tmp_path: Path) -> None:
    files.destroy(tmp_path / "a")


def test_a_write_that_takes_half_goes_on_with_the_rest(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = os.write
    monkeypatch.setattr(os, "write", lambda handle, data: whole(handle, data[:3]))
    files.make(tmp_path / "a", b"content")
    assert (tmp_path / "a").read_bytes() == b"content"


@pytest.mark.parametrize(
    ("number", "ours"),
    [
        (errno.ENOSPC, DiskFull),
        (errno.EDQUOT, DiskFull),
        (errno.EROFS, ReadOnly),
        (errno.EACCES, ReadOnly),
        (errno.EIO, DiskTrouble),
    ],
)
def test_the_systems_errors_become_ours_without_their_text(number: int, ours: type) -> None:
    with pytest.raises(ours) as caught, files.trouble_told():
        raise OSError(number, "text", "/home/ana/a file")
    assert "ana" not in str(caught.value)
    assert caught.value.__suppress_context__
