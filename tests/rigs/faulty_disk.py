"""A disk that fails, or a process that dies, at the n-th write: of Python's and of SQLite's files.

SQLite writes past Python, so its own door to the disk is watched: the default VFS gets another
`xOpen`, and every file it opens other methods that count before they do the same.
"""

import ctypes
import errno
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from enum import Enum, auto
from pathlib import Path
from typing import Any
from unittest import mock

from sqlcipher3 import _sqlite3

_FULL, _SYNC, _TRUNCATE, _CANTOPEN = 13, 1034, 1546, 14
_OK, _CREATE = 0, 0x4
_METHODS = 18
_WRITE, _TRUNC, _SYNCS = 2, 3, 4
_KILLED = 9


class How(Enum):
    """What happens at the n-th write."""

    ONCE = auto()
    """It fails, and the next one does not."""
    FULL = auto()
    """It fails, and so does everything after it that needs room."""
    KILL = auto()
    """The process ends there: no handler runs, and nothing is closed."""


class _Methods(ctypes.Structure):
    _fields_ = [("version", ctypes.c_int), ("pointers", ctypes.c_void_p * _METHODS)]


class _File(ctypes.Structure):
    _fields_ = [("methods", ctypes.POINTER(_Methods))]


class _Vfs(ctypes.Structure):
    _fields_ = [
        ("version", ctypes.c_int),
        ("size", ctypes.c_int),
        ("longest", ctypes.c_int),
        ("next", ctypes.c_void_p),
        ("name", ctypes.c_char_p),
        ("data", ctypes.c_void_p),
        ("open", ctypes.c_void_p),
    ]


_WriteType = ctypes.CFUNCTYPE(
    ctypes.c_int, ctypes.c_void_p, ctypes.c_void_p, ctypes.c_int, ctypes.c_int64
)
_TruncateType = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p, ctypes.c_int64)
_SyncType = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p, ctypes.c_int)
_OpenType = ctypes.CFUNCTYPE(
    ctypes.c_int,
    ctypes.c_void_p,
    ctypes.c_void_p,
    ctypes.c_void_p,
    ctypes.c_int,
    ctypes.c_void_p,
)


class Disk:
    """Counts writes, and lets one of them go wrong; does nothing until it is told to."""

    def __init__(self) -> None:
        self.left = -1
        self.how = How.ONCE
        self.happened = False
        self.counting = False
        self._kept: dict[int, _Methods] = {}
        self._callbacks: list[Any] = []

    def goes_wrong(self, *, needs_room: bool) -> bool:
        """Counts one write and says whether it fails; may not come back."""
        if not self.counting:
            return False
        if self.happened:
            return self.how is How.FULL and needs_room
        self.left -= 1
        if self.left >= 0 or (self.how is How.FULL and not needs_room):
            return False
        if self.how is How.KILL:
            os._exit(_KILLED)
        self.happened = True
        return True

    @contextmanager
    def failing_at(self, step: int, how: How) -> Iterator["Disk"]:
        """Lets the n-th write inside go wrong."""
        self.left, self.how, self.happened, self.counting = step, how, False, True
        try:
            with _python_watched(self):
                yield self
        finally:
            self.counting = False

    @contextmanager
    def sqlite_watched(self) -> Iterator[None]:
        """Watches the files that SQLite opens inside; they may be used afterwards."""
        library = ctypes.CDLL(_sqlite3.__file__)
        library.sqlite3_vfs_find.restype = ctypes.POINTER(_Vfs)
        vfs = library.sqlite3_vfs_find(None).contents
        was = vfs.open
        really_open = _OpenType(was)

        def opening(own: int, name: int, file: int, flags: int, out: int) -> int:
            if flags & _CREATE and not _exists(name) and self.goes_wrong(needs_room=True):
                return _CANTOPEN
            code: int = really_open(own, name, file, flags, out)
            if code == _OK:
                opened = _File.from_address(file)
                opened.methods = ctypes.pointer(self._watched(opened.methods))
            return code

        callback = _OpenType(opening)
        self._callbacks.append(callback)
        vfs.open = ctypes.cast(callback, ctypes.c_void_p).value
        try:
            yield
        finally:
            vfs.open = was

    def _watched(self, methods: Any) -> _Methods:
        address = ctypes.addressof(methods.contents)
        if address not in self._kept:
            copied = _Methods.from_buffer_copy(methods.contents)
            for at, form, code in (
                (_WRITE, _WriteType, _FULL),
                (_TRUNC, _TruncateType, _TRUNCATE),
                (_SYNCS, _SyncType, _SYNC),
            ):
                callback = form(self._before(form(copied.pointers[at]), code))
                self._callbacks.append(callback)
                copied.pointers[at] = ctypes.cast(callback, ctypes.c_void_p).value
            self._kept[address] = copied
            self._kept[ctypes.addressof(copied)] = copied
        return self._kept[address]

    def _before(self, really: Callable[..., int], code: int) -> Callable[..., int]:
        def counted(*values: int) -> int:
            return code if self.goes_wrong(needs_room=code == _FULL) else really(*values)

        return counted


def killed(act: Callable[[], object]) -> bool:
    """Runs the act in a process of its own, and says whether it died before its end."""
    child = os.fork()
    if child:
        code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        assert code in (0, _KILLED), code
        return code == _KILLED
    try:
        act()
    except BaseException:  # noqa: BLE001 - the child must end here, whatever happens
        os._exit(1)
    os._exit(0)


def _exists(name: int) -> bool:
    return bool(name) and Path(os.fsdecode(ctypes.string_at(name))).exists()


@contextmanager
def _python_watched(disk: Disk) -> Iterator[None]:
    def counting(function: Callable[..., Any], number: int) -> Callable[..., Any]:
        def counted(*arguments: Any, **named: Any) -> Any:
            if disk.goes_wrong(needs_room=number == errno.ENOSPC):
                raise OSError(number, "text")
            return function(*arguments, **named)

        return counted

    def opening(path: Path, mode: str = "r", *arguments: Any, **named: Any) -> Any:
        if set(mode).isdisjoint("wxa"):
            return path_open(path, mode, *arguments, **named)
        return _Written(counting(path_open, errno.ENOSPC)(path, mode, *arguments, **named), disk)

    def creating(path: Any, flags: int, *arguments: Any, **named: Any) -> int:
        really = counting(os_open, errno.ENOSPC) if flags & os.O_CREAT else os_open
        handle: int = really(path, flags, *arguments, **named)
        return handle

    path_open, os_open = Path.open, os.open
    with (
        mock.patch.object(os, "write", counting(os.write, errno.ENOSPC)),
        mock.patch.object(os, "fsync", counting(os.fsync, errno.EIO)),
        mock.patch.object(os, "utime", counting(os.utime, errno.EIO)),
        mock.patch.object(os, "open", creating),
        mock.patch.object(Path, "open", opening),
        mock.patch.object(Path, "mkdir", counting(Path.mkdir, errno.ENOSPC)),
        mock.patch.object(Path, "replace", counting(Path.replace, errno.EIO)),
        mock.patch.object(Path, "unlink", counting(Path.unlink, errno.EIO)),
    ):
        yield


class _Written:
    """A file that is open for writing: each write is counted before it is done."""

    def __init__(self, file: Any, disk: Disk) -> None:
        self._file, self._disk = file, disk

    def write(self, data: bytes) -> int:
        if self._disk.goes_wrong(needs_room=True):
            raise OSError(errno.ENOSPC, "text")
        count: int = self._file.write(data)
        return count

    def flush(self) -> None:
        if self._disk.goes_wrong(needs_room=True):
            raise OSError(errno.ENOSPC, "text")
        self._file.flush()

    def fileno(self) -> int:
        number: int = self._file.fileno()
        return number

    def __enter__(self) -> "_Written":
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()
