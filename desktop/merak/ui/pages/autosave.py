"""When what a person did is saved: at once, or at a word's end and soon after the oldest key."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

Saved = Callable[[Any], None]
Refused = Callable[[Exception], None]
Save = Callable[[str, Any, Saved, Refused], None]
"""Saves the value of a field; calls one of the two when the commit has returned or failed."""

LONGEST_WAIT_MS = 800
"""From the oldest unsaved key to asking for the save, so that the commit lies within a second."""


def word_ended(text: str, caret: int) -> bool:
    """Says whether the key before the caret ended a word."""
    return caret > 0 and not text[caret - 1 : caret].isalnum()


class Autosave(QObject):
    """Holds what is not committed yet, field by field, and asks for its saving.

    What could not be saved stays here; the next change, `retry` or `flush` tries again.
    `saved` carries the field, the value that is on the disk now, and what the save returned.
    """

    unsaved = Signal()
    saved = Signal(str, object, object)
    refused = Signal(object)

    def __init__(self, save: Save, parent: QObject) -> None:
        super().__init__(parent)
        self._save = save
        self._waiting: dict[str, Any] = {}
        self._on_its_way: dict[str, Any] = {}
        self._afterwards: list[Callable[[], None]] = []
        self._wait = QTimer(self, singleShot=True, interval=LONGEST_WAIT_MS)
        self._wait.timeout.connect(self.retry)

    def put(self, field: str, value: Any) -> None:
        """Takes a field's value and saves it at once, with everything that waits."""
        self._waiting[field] = value
        self.unsaved.emit()
        self.retry()

    def typed(self, field: str, value: Any, *, word_ended: bool) -> None:
        """Takes a field's value after a key; it is saved at once where a word has ended."""
        if word_ended:
            self.put(field, value)
            return
        self._waiting[field] = value
        self.unsaved.emit()
        if not self._wait.isActive():
            self._wait.start()

    def settled(self) -> bool:
        """Says whether everything has been committed."""
        return not self._waiting and not self._on_its_way

    def latest(self, field: str, committed: Any) -> Any:
        """Gives what was last put into a field, the committed value where nothing waits."""
        return self._waiting.get(field, self._on_its_way.get(field, committed))

    def retry(self) -> None:
        """Asks for the saving of everything that waits."""
        self._wait.stop()
        for field in tuple(self._waiting):
            # One save of a field at a time: what changes meanwhile goes with the next.
            if field not in self._on_its_way:
                self._send(field)

    def flush(self, then: Callable[[], None]) -> None:
        """Saves what waits and calls `then` once all is committed; not where a save fails."""
        if self.settled():
            then()
            return
        self._afterwards.append(then)
        self.retry()

    def _send(self, field: str) -> None:
        value = self._on_its_way[field] = self._waiting.pop(field)

        def committed(result: Any) -> None:
            del self._on_its_way[field]
            if field in self._waiting and (self._afterwards or not self._wait.isActive()):
                self._send(field)
            self.saved.emit(field, value, result)
            self._go_on_if_settled()

        def failed(error: Exception) -> None:
            del self._on_its_way[field]
            self._waiting.setdefault(field, value)
            self._afterwards.clear()
            self.refused.emit(error)

        self._save(field, value, committed, failed)

    def _go_on_if_settled(self) -> None:
        if self.settled():
            self._wait.stop()
            afterwards, self._afterwards = self._afterwards, []
            for then in afterwards:
                then()
