"""Files outside of the vault, on sticks and shares: whole and read back, or not there at all."""

import hashlib
import os
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO

from merak.domain.exchange import FILE_TIME
from merak.storage import files
from merak.storage.errors import DiskTrouble

PART = ".part"
_CHUNK = 1024 * 1024
NOT_AS_WRITTEN = "NOT_AS_WRITTEN"
"""Name of the trouble where reading back gives other bytes: a stick that lies about its size."""


def _nothing() -> None:
    pass


def write(
    path: Path, fill: Callable[[BinaryIO], str], ready: Callable[[], None] = _nothing
) -> None:
    """Makes a file: `fill` writes it and gives the SHA-256 of its bytes.

    Written beside as `.part`, synced, read back, renamed; `ready` is called before the last step.
    Whatever they raise comes out, and nothing is left. Raises DiskFull, ReadOnly and DiskTrouble.
    """
    part = path.with_name(path.name + PART)
    try:
        try:
            _write(part, path, fill, ready)
        except BaseException:
            # A stick that was pulled cannot be tidied either.
            with suppress(OSError):
                part.unlink(missing_ok=True)
            raise
    except OSError as error:
        raise files.ours(error) from None


def write_bytes(path: Path, data: bytes) -> None:
    """Makes a small file with these bytes, as `write` does."""

    def fill(out: BinaryIO) -> str:
        out.write(data)
        return hashlib.sha256(data).hexdigest()

    write(path, fill)


def read_bytes(path: Path, most: int) -> bytes:
    """Gives the bytes of a file, at most one more than `most`; raises DiskTrouble and ReadOnly."""
    try:
        with path.open("rb") as file:
            return file.read(most + 1)
    except OSError as error:
        raise files.ours(error) from None


def _write(
    part: Path, path: Path, fill: Callable[[BinaryIO], str], ready: Callable[[], None]
) -> None:
    with part.open("xb") as out:
        wanted = fill(out)
        out.flush()
        os.fsync(out.fileno())
        _forget_cache(out.fileno())
    if _sha256(part) != wanted:
        raise DiskTrouble(NOT_AS_WRITTEN)
    # The time would tell when somebody was screened.
    os.utime(part, (FILE_TIME, FILE_TIME))
    ready()
    part.replace(path)
    with suppress(OSError):
        # Some file systems of sticks cannot sync a folder; the file itself is synced.
        files.sync_folder(path.parent)


def _forget_cache(handle: int) -> None:
    # Otherwise reading back reads memory and not the stick; a system without it reads what it can.
    if hasattr(os, "posix_fadvise"):
        os.posix_fadvise(handle, 0, 0, os.POSIX_FADV_DONTNEED)


def _sha256(path: Path) -> str:
    hashed = hashlib.sha256()
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            hashed.update(chunk)
    return hashed.hexdigest()
