"""Writing and destroying small files so that a power cut leaves the old or the new, never half."""

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from merak.storage.errors import DiskFull, DiskTrouble, ReadOnly

NEW = ".new"
"""Ending of a file that is being written; whatever has it at start-up never came to be."""
_OURS_ONLY = 0o600
_BINARY = getattr(os, "O_BINARY", 0)


def make(path: Path, data: bytes = b"") -> None:
    """Makes a new file readable by its owner only, and syncs it; raises where it exists."""
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | _BINARY, _OURS_ONLY)
    try:
        _write(handle, data)
    finally:
        os.close(handle)


def put(path: Path, data: bytes) -> None:
    """Gives the file this content by one atomic, synced rename."""
    new = path.with_name(path.name + NEW)
    new.unlink(missing_ok=True)
    make(new, data)
    new.replace(path)
    sync_folder(path.parent)


def put_secret(path: Path, data: bytes) -> None:
    """Like `put`, and overwrites what was there before through its old handle."""
    try:
        old = os.open(path, os.O_WRONLY | _BINARY)
    except FileNotFoundError:
        put(path, data)
        return
    if os.name == "nt":  # a file that is open cannot be replaced there
        os.close(old)
        destroyed = path.with_name(path.name + ".old" + NEW)
        path.replace(destroyed)
        put(path, data)
        destroy(destroyed)
        return
    try:
        put(path, data)
        # Otherwise its remnant and a passphrase would bring the old key back.
        _write(old, bytes(os.fstat(old).st_size))
    finally:
        os.close(old)


def destroy(path: Path) -> None:
    """Overwrites the file in place, syncs, and takes it away; nothing there is fine."""
    try:
        handle = os.open(path, os.O_WRONLY | _BINARY)
    except FileNotFoundError:
        return
    try:
        _write(handle, bytes(os.fstat(handle).st_size))
    finally:
        os.close(handle)
    path.unlink()
    sync_folder(path.parent)


def sync_folder(folder: Path) -> None:
    """Makes renames in the folder survive a power cut, where the system can be asked to."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def ours(error: OSError) -> DiskFull | ReadOnly | DiskTrouble:
    """Gives the error of ours for one of the system's; its text, which names paths, is dropped."""
    if error.errno in {errno.ENOSPC, errno.EDQUOT}:
        return DiskFull()
    if error.errno in {errno.EROFS, errno.EACCES, errno.EPERM}:
        return ReadOnly()
    return DiskTrouble(errno.errorcode.get(error.errno or 0, "unknown"))


@contextmanager
def trouble_told() -> Iterator[None]:
    """Turns errors of the system into ours; as a decorator too."""
    try:
        yield
    except OSError as error:
        raise ours(error) from None


def _write(handle: int, data: bytes) -> None:
    rest = memoryview(data)
    while rest:
        rest = rest[os.write(handle, rest) :]
    os.fsync(handle)
