"""Reads a bundle in two phases: first who sends it, then its records; it counts only at the end.

with open_bundle(file, keys, trust) as opened:
    for record in opened.records(): ...   # into one transaction
    sent = opened.finish()                # raises, or everything was as it was sent
    # commit here, never before
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from types import TracebackType
from typing import BinaryIO, Self

from merak.codec import digest
from merak.crypto.age_file import (
    FIRST_LINE,
    AgeFileDamaged,
    Identity,
    NotForThisKey,
    Opening,
)
from merak.domain.bundle import Header, Sent
from merak.domain.exchange import Address, AddressHash, AgencyId, TrailerHash, Why
from merak.domain.kit import Kit
from merak.domain.record import Kind, Record
from merak.domain.roster import Device, DeviceKind, writing
from merak.formats.age_start import hold_start
from merak.formats.bundle_header import addressed, read_header, read_trailer
from merak.formats.bundle_lines import LIMITS, Limits, Lines, Payload
from merak.formats.bundle_records import Tally
from merak.formats.refused import FileRefused

_KNOWN = frozenset(kind.value for kind in Kind)


@dataclass(frozen=True, slots=True, kw_only=True)
class Trust:
    """Whose bundles a reader takes: those of its agency's devices, told by a kit."""

    agency: AgencyId
    devices: tuple[Device, ...]
    reader: DeviceKind


def trust(kit: Kit, reader: DeviceKind) -> Trust:
    """Gives what the kit lets such a reader take."""
    return Trust(agency=kit.agency, devices=kit.devices, reader=reader)


class Opened:
    """A bundle whose header has passed every check; nothing of it is accepted yet."""

    def __init__(
        self,
        read: Callable[[], bytes],
        ours: frozenset[AddressHash],
        trusted: Trust,
        close: Callable[[], None],
        limits: Limits,
    ) -> None:
        self.close = close
        """Lets go of the file, wherever the reading stands."""
        self._payload = Payload(read)
        self._lines = Lines(self._payload, limits)
        line = self._lines.first()
        try:
            self.header, self.sender = read_header(line, trusted.devices)
            _check(self.header, ours, trusted)
        except FileRefused as refused:
            raise FileRefused(refused.why, 1) from None
        self._header_hash = digest(line)
        self._tally = Tally(self.header, self.sender, writing(self.sender.kind, trusted.reader))
        self._last: bytes | None = None
        self._stream = self._read_records()

    header: Header
    sender: Device

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def records(self) -> Iterator[Record]:
        """Gives the records, checked one by one; raises FileRefused. None is accepted yet."""
        return self._stream

    def finish(self) -> Sent:
        """Reads what is left and checks the end; raises FileRefused: then nothing was accepted."""
        for _ in self._stream:
            pass
        if self._last is None:
            raise FileRefused(Why.MALFORMED)
        try:
            trailer = read_trailer(self._last, self.sender)
        except FileRefused as refused:
            raise FileRefused(refused.why, self._tally.next_line) from None
        if trailer != self._tally.trailer(self._header_hash):
            # The lines were signed, but not together.
            raise FileRefused(Why.BAD_SIGNATURE)
        self._payload.end()
        return Sent(
            header=self.header, trailer=trailer, trailer_hash=TrailerHash(digest(self._last))
        )

    def _read_records(self) -> Iterator[Record]:
        held: bytes | None = None
        for line in self._lines.rest():
            if held is not None:
                yield self._tally.take(held)
            held = line
        # Only here: a reading that was broken off has no last line.
        self._last = held


def open_bundle(
    sealed: BinaryIO, keys: Sequence[Identity], trusted: Trust, limits: Limits = LIMITS
) -> Opened:
    """Opens an age file that can be read from its start; `keys` are all that this reader has.

    At most 64 KiB of text have been taken out when it returns. Raises FileRefused and OSError.
    """
    hold_start(sealed.read(len(FIRST_LINE)))
    sealed.seek(0)
    opening = Opening(sealed, keys)

    def read() -> bytes:
        try:
            return opening.read()
        except NotForThisKey:
            raise FileRefused(Why.NOT_FOR_US) from None
        except AgeFileDamaged:
            raise FileRefused(Why.DAMAGED) from None

    ours = frozenset(addressed(Address(key.recipient) for key in keys))
    try:
        return Opened(read, ours, trusted, opening.close, limits)
    except BaseException:
        opening.close()
        raise


def open_payload(
    payload: BinaryIO, ours: Sequence[AddressHash], trusted: Trust, limits: Limits = LIMITS
) -> Opened:
    """Opens what `age -d` gave; `ours` are the hashes of which one must be addressed."""
    return Opened(lambda: payload.read(64 * 1024), frozenset(ours), trusted, lambda: None, limits)


def _check(header: Header, ours: frozenset[AddressHash], trusted: Trust) -> None:
    if header.agency != trusted.agency or not ours & set(header.to):
        raise FileRefused(Why.NOT_FOR_US)
    if not _KNOWN.issuperset(header.critical):
        raise FileRefused(Why.NEWER_VERSION)
