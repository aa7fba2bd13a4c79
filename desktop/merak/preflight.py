"""Names the system libraries that Qt would miss, before Qt is imported.

Qt itself says little: an import error for the first library, or an abort that blames
`xcb-cursor` whichever one is absent.
"""

import ctypes
import os
import sys
from collections.abc import Callable, Mapping

# Library: Debian's package. apt-packages.txt lists the same, and a test compares the two.
ALWAYS = {
    "libGL.so.1": "libgl1",
    "libEGL.so.1": "libegl1",
    "libX11.so.6": "libx11-6",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libfontconfig.so.1": "libfontconfig1",
    "libdbus-1.so.3": "libdbus-1-3",
    "libxkbcommon.so.0": "libxkbcommon0",
}
ON_X11 = {
    "libX11-xcb.so.1": "libx11-xcb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-util.so.1": "libxcb-util1",
    "libxcb-xkb.so.1": "libxcb-xkb1",
}


def _loads(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def missing(
    environment: Mapping[str, str] = os.environ,
    system: str = sys.platform,
    loads: Callable[[str], bool] = _loads,
) -> tuple[str, ...]:
    """Return the Debian packages whose libraries Qt needs here and cannot load."""
    if not system.startswith("linux"):
        return ()
    wanted = dict(ALWAYS)
    platform = environment.get("QT_QPA_PLATFORM", "")
    if platform.startswith("xcb") or (not platform and environment.get("DISPLAY")):
        wanted |= ON_X11
    return tuple(package for library, package in wanted.items() if not loads(library))


def advice(packages: tuple[str, ...]) -> str:
    """Return the one line that says what to install."""
    return "System libraries are missing: sudo apt-get install -y " + " ".join(packages)
