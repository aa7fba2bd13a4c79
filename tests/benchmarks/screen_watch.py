"""Sees from outside when a program's first window is painted, on an X display of its own.

The same eye for every program: a window counts once it can be seen and shows more than one colour.
"""

import ctypes
import ctypes.util
import os
import shutil
import subprocess
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

_VIEWABLE, _ALL_PLANES, _Z_PIXMAP = 2, ctypes.c_ulong(-1).value, 2
_LEAST_SIDE, _LOOKED_AT = 200, 180
_LONGEST_S = 30.0


class _Attributes(ctypes.Structure):
    _fields_ = (
        *((name, ctypes.c_int) for name in ("x", "y", "width", "height", "border", "depth")),
        *((name, ctypes.c_void_p) for name in ("visual", "root")),
        *((name, ctypes.c_int) for name in ("kind", "bit_gravity", "win_gravity", "backing")),
        *((name, ctypes.c_ulong) for name in ("planes", "pixel")),
        ("save_under", ctypes.c_int),
        ("colormap", ctypes.c_ulong),
        *((name, ctypes.c_int) for name in ("map_installed", "map_state")),
        *((name, ctypes.c_long) for name in ("all_masks", "your_mask", "dont_propagate")),
        ("override_redirect", ctypes.c_int),
        ("screen", ctypes.c_void_p),
    )


class _Image(ctypes.Structure):
    _fields_ = (
        *((name, ctypes.c_int) for name in ("width", "height", "xoffset", "format")),
        ("data", ctypes.c_void_p),
        *((name, ctypes.c_int) for name in ("byte_order", "unit", "bit_order", "pad", "depth")),
        ("bytes_per_line", ctypes.c_int),
    )


def available() -> bool:
    """Says whether an X server and its library are here."""
    return bool(shutil.which("Xvfb") and ctypes.util.find_library("X11"))


class Screen:
    """One X server, looked at by one connection."""

    def __init__(self, name: str) -> None:
        self.name = name
        self._x = ctypes.CDLL(str(ctypes.util.find_library("X11")))
        self._x.XOpenDisplay.restype = ctypes.c_void_p
        self._x.XDefaultRootWindow.restype = ctypes.c_ulong
        self._x.XGetImage.restype = ctypes.POINTER(_Image)
        # A window may go while it is looked at; Xlib would end the process for it.
        self._forgive = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p, ctypes.c_void_p)(
            lambda _display, _event: 0
        )
        self._x.XSetErrorHandler(self._forgive)
        opened: int | None = self._x.XOpenDisplay(name.encode())
        if opened is None:
            raise OSError(name)
        self._display = ctypes.c_void_p(opened)
        self._root = ctypes.c_ulong(self._x.XDefaultRootWindow(self._display))

    def seconds_to_window(self, command: Sequence[str], environment: dict[str, str]) -> float:
        """Starts a program, gives the seconds until its window is painted, and ends it."""
        began = time.monotonic()
        program = subprocess.Popen(
            command,
            env={**environment, "DISPLAY": self.name, "QT_QPA_PLATFORM": "xcb"},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        try:
            while not self._painted():
                if program.poll() is not None or time.monotonic() - began > _LONGEST_S:
                    raise OSError(command[0])
                time.sleep(0.001)
            return time.monotonic() - began
        finally:
            program.kill()
            program.wait()
            while self._painted():
                time.sleep(0.005)

    def _painted(self) -> bool:
        return any(self._shows_something(window) for window in self._windows())

    def _windows(self) -> list[int]:
        root, parent = ctypes.c_ulong(), ctypes.c_ulong()
        found, count = ctypes.POINTER(ctypes.c_ulong)(), ctypes.c_uint()
        here = (ctypes.byref(one) for one in (root, parent, found, count))
        self._x.XQueryTree(self._display, self._root, *here)
        windows = [found[at] for at in range(count.value)]
        if count.value:
            self._x.XFree(found)
        return windows

    def _shows_something(self, number: int) -> bool:
        window, seen = ctypes.c_ulong(number), _Attributes()
        if not self._x.XGetWindowAttributes(self._display, window, ctypes.byref(seen)):
            return False
        if seen.map_state != _VIEWABLE or min(seen.width, seen.height) < _LEAST_SIDE:
            return False
        # Its middle, where every one of the programs has words.
        side = _LOOKED_AT
        x, y = (seen.width - side) // 2, (seen.height - side) // 2
        image = self._x.XGetImage(
            self._display, window, x, y, side, side, ctypes.c_ulong(_ALL_PLANES), _Z_PIXMAP
        )
        if not image:
            return False
        held = image.contents
        pixels = ctypes.string_at(held.data, held.bytes_per_line * held.height)
        self._x.XDestroyImage(image)
        return pixels != pixels[:4] * (len(pixels) // 4)


@contextmanager
def screen(number: int = 87) -> Iterator[Screen]:
    """Runs an X server of its own while it is needed."""
    name = f":{number}"
    server = subprocess.Popen(
        ["Xvfb", name, "-screen", "0", "1400x900x24", "-nolisten", "tcp"],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env=os.environ,
    )
    try:
        until = time.monotonic() + 10
        while True:
            try:
                found = Screen(name)
                break
            except OSError:
                if time.monotonic() > until:
                    raise
                time.sleep(0.05)
        yield found
    finally:
        server.terminate()
        server.wait()
