"""What holds for the records of a bundle, both when it is written and when it is read."""

import hashlib
from collections import Counter
from collections.abc import Callable

from merak.domain.bundle import Header, Trailer
from merak.domain.exchange import Why
from merak.domain.ids import RecordId
from merak.domain.record import PRIVATE_KINDS, Record, RecordRefused, Refusal, read, whole
from merak.domain.roster import Device, Writing
from merak.formats.refused import FileRefused
from merak.formats.sealed import is_sealed

DEEPEST = 16


class Tally:
    """Takes record lines in their order, refuses what may not be there, and counts the rest."""

    def __init__(self, header: Header, sender: Device, rule: Writing) -> None:
        self._header = header
        self._sender = sender.selves
        self._rule = rule
        self._last = RecordId("")
        self._kinds: Counter[str] = Counter()
        self._days = ("9999-12-31", "0000-01-01")
        self._content = hashlib.sha256()
        self._records = 0
        self._bytes = 0

    @property
    def next_line(self) -> int:
        """The number of the line after the records taken so far; the header is line 1."""
        return self._records + 2

    def take(self, line: bytes) -> Record:
        """Gives the record of the next line that came; raises FileRefused with its number."""
        return self._hold(line, read)

    def carry(self, line: bytes) -> None:
        """Counts the next line that goes out; raises FileRefused with its number.

        It comes from a vault, which read it in full when it took it in.
        """
        self._hold(line, whole)

    def trailer(self, header_hash: str) -> Trailer:
        """Gives what the trailer of these records must say.

        Raises FileRefused where they are not the ones that the header told of.
        """
        days = self._days if self._records else self._header.days
        if self._kinds != self._header.counts or days != self._header.days:
            raise FileRefused(Why.MALFORMED)
        return Trailer(
            header=header_hash,
            records=self._records,
            bytes=self._bytes,
            content=self._content.hexdigest(),
        )

    def _hold(self, line: bytes, parse: Callable[[bytes, int], Record]) -> Record:
        try:
            record = parse(line, DEEPEST)
        except RecordRefused as refused:
            too_deep = refused.why is Refusal.TOO_DEEP
            why = Why.OVER_LIMIT if too_deep else Why.MALFORMED
            raise FileRefused(why, self.next_line) from None
        if record.id <= self._last:
            raise FileRefused(Why.MALFORMED, self.next_line)
        if record.kind in PRIVATE_KINDS and not is_sealed(record):
            raise FileRefused(Why.MALFORMED, self.next_line)
        if not self._rule.allows(record, self._sender):
            raise FileRefused(Why.NOT_SENDERS, self.next_line)
        self._count(record)
        return record

    def _count(self, record: Record) -> None:
        self._last = record.id
        day = record.at[:10]
        if day != self._days[1]:
            self._days = (min(self._days[0], day), max(self._days[1], day))
        self._kinds[record.kind] += 1
        self._records += 1
        self._bytes += len(record.canonical) + 1
        self._content.update(record.canonical)
        self._content.update(b"\n")
