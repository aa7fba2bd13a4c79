"""A file system of its own in one file, so that what was deleted on it can be looked for."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_SBIN = "/usr/sbin:/sbin"
_MAKE = ("-q", "-F", "-b", "4096", "-E", "lazy_itable_init=0,lazy_journal_init=0,nodiscard")


class NoImage(Exception):
    """Carries what the system said to each way of mounting an image."""


def make(path: Path, mib: int) -> Path:
    """Make an empty ext4 file system; raises NoImage."""
    with path.open("wb") as file:
        file.truncate(mib << 20)
    _run("mkfs.ext4", *_MAKE, str(path))
    return path


@contextmanager
def mounted(image: Path, at: Path) -> Iterator[Path]:
    """Mount the image; at the end everything is on it and nothing holds it. Raises NoImage."""
    at.mkdir(exist_ok=True)
    unmount = _mount(image, at)
    try:
        yield at
    finally:
        _run(*unmount, str(at))


def _mount(image: Path, at: Path) -> tuple[str, ...]:
    said = []
    for way, unmount in (
        (("mount", "-o", "loop,nodiscard", str(image), str(at)), ("umount",)),
        (("fuse2fs", "-o", "rw,fakeroot", str(image), str(at)), ("fusermount", "-u")),
    ):
        try:
            _run(*way)
        except NoImage as error:
            said.append(str(error))
        else:
            return unmount
    raise NoImage("; ".join(said))


def _run(*command: str) -> None:
    path = f"{os.environ.get('PATH', '')}:{_SBIN}"
    program = shutil.which(command[0], path=path)
    if program is None:
        raise NoImage(f"{command[0]} is not installed")
    done = subprocess.run([program, *command[1:]], capture_output=True, text=True, check=False)
    if done.returncode:
        raise NoImage(f"{command[0]}: {done.stderr.strip()}")
