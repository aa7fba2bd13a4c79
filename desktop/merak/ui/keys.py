"""Reads keys the way a hand means them, whatever the layout of the keyboard."""

import sys

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

# Where the keys 1 to 9 lie. Scan codes are 10 to 18 under X11 and Wayland, 2 to 10 under Windows;
# macOS gives no scan codes but key codes, and not in order.
_MAC = (18, 19, 20, 21, 23, 22, 26, 28, 25)
_FIRST_SCAN = 2 if sys.platform == "win32" else 10
_HELD = (
    Qt.KeyboardModifier.ControlModifier
    | Qt.KeyboardModifier.AltModifier
    | Qt.KeyboardModifier.MetaModifier
)


def digit(event: QKeyEvent) -> int:
    """Returns 1 to 9 for that key of the digit row or number pad, and 0 for any other key.

    The place of the key counts too: a French keyboard sends `&` for the key that bears a 1.
    """
    if event.modifiers() & _HELD:
        return 0
    number = int(event.key()) - int(Qt.Key.Key_0)
    if 1 <= number <= 9:
        return number
    if sys.platform == "darwin":
        code = event.nativeVirtualKey()
        return _MAC.index(code) + 1 if code in _MAC else 0
    place = event.nativeScanCode() - _FIRST_SCAN + 1
    return place if 1 <= place <= 9 else 0


def plain(event: QKeyEvent) -> bool:
    """Says whether the key was pressed with no other key held."""
    return not event.modifiers() & _HELD
