"""A file system of its own in one file, so that what was deleted on it can be looked for."""

import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
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
    said = []
    for way in (_through_loop, _through_fuse):
        try:
            unmount = way(image, at)
        except NoImage as error:
            said.append(str(error))
        else:
            try:
                yield at
            finally:
                unmount()
            return
    raise NoImage("; ".join(said))


def _through_loop(image: Path, at: Path) -> Callable[[], None]:
    _run("mount", "-o", "loop,nodiscard", str(image), str(at))
    return lambda: _run("umount", str(at))


def _through_fuse(image: Path, at: Path) -> Callable[[], None]:
    command = (_program("fuse2fs"), "-f", "-o", "rw,fakeroot", str(image), str(at))
    server = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    while not at.is_mount():
        with suppress(subprocess.TimeoutExpired):
            said = server.communicate(timeout=0.02)[0]
            raise NoImage(f"fuse2fs: {said.strip()}")

    def unmount() -> None:
        if os.geteuid() == 0:
            _run("umount", str(at))
        else:
            _run("fusermount", "-u", str(at))
        # It goes on writing after nobody sees the files any more.
        server.communicate()

    return unmount


def _run(*command: str) -> None:
    program = _program(command[0])
    done = subprocess.run([program, *command[1:]], capture_output=True, text=True, check=False)
    if done.returncode:
        raise NoImage(f"{command[0]}: {done.stderr.strip()}")


def _program(name: str) -> str:
    found = shutil.which(name, path=f"{os.environ.get('PATH', '')}:{_SBIN}")
    if found is None:
        raise NoImage(f"{name} is not installed")
    return found
