"""Typed bytes that can be wiped."""

_ROOM = 1024


def forget(passphrase: bytearray) -> None:
    """Overwrites a copy of a passphrase."""
    passphrase[:] = bytes(len(passphrase))


class Secret:
    """Holds what is typed as UTF-8 in one block of memory that never moves and can be wiped.

    Python may still keep the single letters that Qt hands over; the whole is only here.
    """

    def __init__(self) -> None:
        self._room = bytearray(_ROOM)
        self._view = memoryview(self._room)
        self._end = 0
        self._caret = 0

    def __len__(self) -> int:
        """Returns how many characters are typed."""
        return self._characters(0, self._end)

    @property
    def caret(self) -> int:
        """Where the next character goes, in characters."""
        return self._characters(0, self._caret)

    def insert(self, text: str) -> bool:
        """Puts a text in at the caret; says whether there was room for it."""
        typed = bytearray(text, "utf-8", "ignore")
        size = len(typed)
        fits = 0 < size <= _ROOM - self._end
        if fits:
            here, view = self._caret, self._view
            view[here + size : self._end + size] = view[here : self._end]
            view[here : here + size] = typed
            self._end += size
            self._caret += size
        typed[:] = bytes(size)
        return fits

    def back(self) -> bool:
        """Removes the character before the caret; says whether there was one."""
        if self._caret == 0:
            return False
        end = self._caret
        self.step(-1)
        self._remove(self._caret, end)
        return True

    def forward(self) -> bool:
        """Removes the character after the caret; says whether there was one."""
        if self._caret == self._end:
            return False
        start = self._caret
        self.step(1)
        end, self._caret = self._caret, start
        self._remove(start, end)
        return True

    def step(self, by: int) -> None:
        """Moves the caret one character on or back."""
        at = self._caret + by
        while 0 < at < self._end and self._room[at] & 0xC0 == 0x80:
            at += by
        self._caret = min(max(at, 0), self._end)

    def home(self) -> None:
        """Moves the caret to the start."""
        self._caret = 0

    def end(self) -> None:
        """Moves the caret to the end."""
        self._caret = self._end

    def shown(self) -> str:
        """Returns what is typed as text, for the person who asked to see it."""
        return bytes(self._view[: self._end]).decode("utf-8")

    def take(self) -> bytearray:
        """Returns what is typed, for the caller to wipe, and wipes it here."""
        taken = bytearray(self._view[: self._end])
        self.wipe()
        return taken

    def wipe(self) -> None:
        """Overwrites what is typed."""
        self._view[:] = bytes(_ROOM)
        self._end = self._caret = 0

    def _remove(self, start: int, end: int) -> None:
        view, size = self._view, end - start
        view[start : self._end - size] = view[end : self._end]
        view[self._end - size : self._end] = bytes(size)
        self._end -= size

    def _characters(self, start: int, end: int) -> int:
        return sum(1 for byte in self._view[start:end] if byte & 0xC0 != 0x80)
