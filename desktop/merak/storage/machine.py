"""Whether the system encrypts the disk that holds a path, and the swap space: as advice only.

Linux says so in files. Where they are missing, as on other systems, nothing is known.
"""

import re
from collections.abc import Iterable
from pathlib import Path, PurePosixPath

from merak.domain.machine import Machine, Protection

_PROC, _SYS = Path("/proc"), Path("/sys")
_ENCRYPTED = "CRYPT-"  # how the kernel names what dm-crypt made
_ESCAPED = re.compile(r"\\([0-7]{3})")


def measure(place: Path, proc: Path = _PROC, sys: Path = _SYS) -> Machine:
    """Returns how the disk under a place and the swap space are protected; never raises."""
    mounts = _mounts(_read(proc / "self" / "mountinfo"))
    return Machine(
        disk=_disk(PurePosixPath(place.absolute().resolve()), mounts, sys),
        swap=_swap(proc / "swaps", mounts, sys),
    )


_Mount = tuple[PurePosixPath, str, str]
"""Where it is mounted, the device's number, and its source."""


def _mounts(text: str) -> tuple[_Mount, ...]:
    found = []
    for line in text.splitlines():
        before, _, after = line.partition(" - ")
        fields, source = before.split(), after.split()
        if len(fields) >= 5 and len(source) >= 2:
            found.append((PurePosixPath(_plain(fields[4])), fields[2], _plain(source[1])))
    return tuple(found)


def _disk(place: PurePosixPath, mounts: tuple[_Mount, ...], sys: Path) -> Protection:
    over = [mount for mount in mounts if place.is_relative_to(mount[0])]
    if not over:
        return Protection.UNKNOWN
    # Of two mounts on one point, the later one is what is seen.
    deepest = max(len(mount[0].parts) for mount in over)
    _, number, source = next(m for m in reversed(over) if len(m[0].parts) == deepest)
    by_number = sys / "dev" / "block" / number
    # Some file systems (btrfs) have a number of their own; their source names the device.
    return _device(by_number if by_number.exists() else _by_name(source, sys))


def _swap(swaps: Path, mounts: tuple[_Mount, ...], sys: Path) -> Protection:
    if not swaps.is_file():
        return Protection.UNKNOWN
    found = set()
    for line in _read(swaps).splitlines()[1:]:
        name, kind = (*line.split(), "", "")[:2]
        path = _plain(name)
        if kind == "file":
            found.add(_disk(PurePosixPath(path), mounts, sys))
        elif not PurePosixPath(path).name.startswith("zram"):  # zram is memory, not a disk
            found.add(_device(_by_name(path, sys)))
    return _worst(found, Protection.NONE)


def _by_name(source: str, sys: Path) -> Path:
    # /dev/mapper holds links to the devices; elsewhere the last part is the device's name.
    path = Path(source)
    name = path.resolve().name if path.is_symlink() else path.name
    return sys / "class" / "block" / name if source.startswith("/dev/") else sys / "none"


def _device(folder: Path) -> Protection:
    if not folder.is_dir():
        return Protection.UNKNOWN
    folder = folder.resolve()
    if _read(folder / "dm" / "uuid").startswith(_ENCRYPTED):
        return Protection.ENCRYPTED
    if (folder / "partition").exists():
        return _device(folder.parent)
    below = folder / "slaves"
    slaves = sorted(below.iterdir()) if below.is_dir() else []
    return _worst((_device(slave) for slave in slaves), Protection.PLAIN)


def _worst(found: Iterable[Protection], empty: Protection) -> Protection:
    kinds = set(found)
    order = (Protection.PLAIN, Protection.UNKNOWN, Protection.ENCRYPTED)
    return next((kind for kind in order if kind in kinds), empty)


def _plain(field: str) -> str:
    return _ESCAPED.sub(lambda match: chr(int(match[1], 8)), field)


def _read(path: Path) -> str:
    try:
        return path.read_text("utf-8", errors="replace")
    except OSError:
        return ""
