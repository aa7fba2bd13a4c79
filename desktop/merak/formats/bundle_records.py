"""What holds for the records of a bundle, both when it is written and when it is read."""

import hashlib
import re
from collections import Counter

from merak.domain.bundle import Header, Trailer
from merak.domain.exchange import Why
from merak.domain.ids import RecordId
from merak.domain.record import PRIVATE_KINDS, Record, RecordRefused, read
from merak.domain.roster import Device, Writing
from merak.formats.refused import FileRefused
from merak.formats.sealed import is_sealed

DEEPEST = 16
_TEXT = re.compile(rb'"(?:[^"\\]++|\\.)*+"')
_BRACKETS = bytes.maketrans(b"{[}]", b"(())")
_OTHERS = bytes(set(range(256)) - set(b"{[}]"))


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
        """Gives the record of the next line; raises FileRefused with the line's number."""
        number = self.next_line
        try:
            # Before it is parsed: a reader is not made to build what it will refuse.
            if _is_too_deep(line):
                raise FileRefused(Why.OVER_LIMIT, number)
            record = read(line)
        except RecordRefused:
            raise FileRefused(Why.MALFORMED, number) from None
        if record.id <= self._last:
            raise FileRefused(Why.MALFORMED, number)
        if record.kind in PRIVATE_KINDS and not is_sealed(record):
            raise FileRefused(Why.MALFORMED, number)
        if not self._rule.allows(record, self._sender):
            raise FileRefused(Why.NOT_SENDERS, number)
        self._count(record)
        return record

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

    def _count(self, record: Record) -> None:
        self._last = record.id
        day = record.at[:10]
        self._days = (min(self._days[0], day), max(self._days[1], day))
        self._kinds[record.kind] += 1
        self._records += 1
        self._bytes += len(record.canonical) + 1
        self._content.update(record.canonical)
        self._content.update(b"\n")


def _is_too_deep(line: bytes) -> bool:
    if line.count(b"{") + line.count(b"[") <= DEEPEST:
        return False
    # Only brackets outside of texts are left; then each pass takes the innermost pairs away.
    plain = b"\\" not in line  # then every quote begins or ends a text, which is quick to see
    outside = b"".join(line.split(b'"')[::2]) if plain else _TEXT.sub(b"", line)
    left = outside.translate(_BRACKETS, _OTHERS)
    for _ in range(DEEPEST):
        left = left.replace(b"()", b"")
    return bool(left)
