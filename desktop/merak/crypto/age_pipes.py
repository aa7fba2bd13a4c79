"""What stands between pyrage, which reads and writes files, and iterators and queues."""

import queue
import threading
from collections.abc import Iterator
from typing import Any, Protocol

CHUNK = 64 * 1024


class Sink(Protocol):
    """What a sealed file is written to; it takes all that it is given."""

    def write(self, data: bytes, /) -> object:
        """Takes the bytes."""
        ...


class Closed(Exception):
    """Nobody reads any more."""


class Ahead:
    """A file whose content waits in a queue for whoever reads it."""

    def __init__(self, chunks: "queue.Queue[bytes | Exception]", closed: threading.Event) -> None:
        self._chunks = chunks
        self._closed = closed
        self._held = bytearray()

    def write(self, data: bytes) -> int:
        """Takes the bytes; raises Closed."""
        self._held += data
        if len(self._held) >= CHUNK:
            self.flush()
        return len(data)

    def flush(self) -> None:
        """Puts what it holds into the queue; raises Closed."""
        if self._closed.is_set():
            raise Closed
        if self._held:
            self._chunks.put(bytes(self._held))
            self._held.clear()


class _Seen:
    """What a file or the chunks raised, kept because pyrage loses it."""

    raised: Exception | None = None

    def _keep(self, error: Exception) -> OSError:
        self.raised = error
        return OSError()  # the one kind that pyrage stops for everywhere


class Watched(_Seen):
    """A file that is read or written."""

    def __init__(self, file: Any) -> None:
        self._file = file

    def read(self, size: int) -> bytes:
        """Gives up to so many bytes."""
        try:
            data: bytes = self._file.read(size)
        except Exception as error:
            raise self._keep(error) from error
        return data

    def write(self, data: bytes) -> int:
        """Takes the bytes."""
        try:
            self._file.write(data)
        except Exception as error:
            raise self._keep(error) from error
        return len(data)


class Source(_Seen):
    """Chunks of any size as a file that is read."""

    def __init__(self, chunks: Iterator[bytes]) -> None:
        self._chunks = chunks
        self._held = b""

    def read(self, size: int) -> bytes:
        """Gives up to so many bytes, b"" at the end."""
        try:
            while not self._held:
                self._held = next(self._chunks)
        except StopIteration:
            return b""
        except Exception as error:
            raise self._keep(error) from error
        given, self._held = self._held[:size], self._held[size:]
        return given
