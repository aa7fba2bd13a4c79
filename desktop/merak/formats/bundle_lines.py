"""The text of a bundle, taken out of its payload piece by piece, in flat memory."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from merak.domain.exchange import Why
from merak.formats import padding, zstd
from merak.formats.refused import FileRefused
from merak.formats.zstd import ZstdDecompressor, ZstdError

_PIECE = 256 * 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """How long things may be, in bytes, a line with its LF."""

    header: int = 64 * 1024
    line: int = 1024 * 1024
    text: int = 16 * 1024**3


LIMITS = Limits()


class Payload:
    """zstd frames, then one frame of zeros that makes the length say little."""

    def __init__(self, read: Callable[[], bytes]) -> None:
        """`read` gives the next piece of the payload, b"" at its end."""
        self._read = read
        self._taken = 0
        self._data = b""
        self._frame: ZstdDecompressor | None = None

    def text(self, most: int) -> bytes:
        """Gives up to so many bytes of the text, b"" at its end. Raises FileRefused."""
        while True:
            if self._frame is None:
                if not self._has(len(zstd.MAGIC)) or not self._data.startswith(zstd.MAGIC):
                    return b""
                self._frame = zstd.decompressor()
            piece = self._decompress(self._frame, most)
            if piece:
                return piece

    def end(self) -> None:
        """Makes sure that only the padding follows, and exactly as much as there must be."""
        content = self._taken - len(self._data)
        size = padding.padded(content) - content - padding.HEAD_BYTES
        head = padding.MAGIC + size.to_bytes(4, "little")
        if not self._has(len(head)) or not self._data.startswith(head):
            raise FileRefused(Why.MALFORMED)
        piece, seen = self._data[len(head) :], 0
        while piece:
            seen += len(piece)
            if piece.count(0) != len(piece) or seen > size:
                raise FileRefused(Why.MALFORMED)
            piece = self._read()
        if seen != size:
            raise FileRefused(Why.MALFORMED)

    def _decompress(self, frame: ZstdDecompressor, most: int) -> bytes:
        if frame.needs_input and not self._has(1):
            raise FileRefused(Why.MALFORMED)
        try:
            piece = frame.decompress(self._data if frame.needs_input else b"", most)
        except ZstdError as error:
            too_much = zstd.wants_too_much(error)
            raise FileRefused(Why.OVER_LIMIT if too_much else Why.MALFORMED) from None
        self._data = b""
        if frame.eof:
            self._data = frame.unused_data
            self._frame = None
        return piece

    def _has(self, count: int) -> bool:
        while len(self._data) < count:
            more = self._read()
            if not more:
                return False
            self._taken += len(more)
            self._data += more
        return True


class Lines:
    """The lines of a text, each without its LF."""

    def __init__(self, payload: Payload, limits: Limits) -> None:
        self._payload = payload
        self._limits = limits
        self._held = b""
        self._seen = 0

    def first(self) -> bytes:
        """Gives the first line, taking no more out of the payload than a header may have."""
        most = self._limits.header
        while b"\n" not in self._held:
            if len(self._held) >= most:
                raise FileRefused(Why.OVER_LIMIT, 1)
            piece = self._piece(most - len(self._held))
            if not piece:
                raise FileRefused(Why.MALFORMED, 1)
            self._held += piece
        line, _, self._held = self._held.partition(b"\n")
        return line

    def rest(self) -> Iterator[bytes]:
        """Gives the lines after the first. Raises FileRefused."""
        number = 1
        while True:
            *lines, self._held = self._held.split(b"\n")
            for line in lines:
                number += 1
                if len(line) >= self._limits.line:
                    raise FileRefused(Why.OVER_LIMIT, number)
                yield line
            if len(self._held) >= self._limits.line:
                raise FileRefused(Why.OVER_LIMIT, number + 1)
            piece = self._piece(_PIECE)
            if not piece:
                break
            self._held += piece
        if self._held:
            raise FileRefused(Why.MALFORMED, number + 1)

    def _piece(self, most: int) -> bytes:
        piece = self._payload.text(most)
        self._seen += len(piece)
        if self._seen > self._limits.text:
            raise FileRefused(Why.OVER_LIMIT)
        return piece
