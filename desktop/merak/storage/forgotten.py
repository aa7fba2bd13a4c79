"""Records that are gone on purpose: sealed away, cleared or purged.

First they are forgotten here, with an entry in the log, in one transaction; then each file that
held them is written anew without them (`Vault.renew`). A crash in between is made good at unlock.
"""

from collections.abc import Collection, Iterable
from enum import StrEnum

from merak.domain.ids import RecordId
from merak.storage import settings
from merak.storage.connection import Connection
from merak.storage.errors import Part


class Why(StrEnum):
    """Which of the three ways of forgetting it was."""

    SEALED = "sealed"
    CLEARED = "cleared"
    PURGED = "purged"


def add(work: Connection, records: Iterable[RecordId], why: Why, seq: int) -> None:
    """Forgets records, none of which is forgotten already, with an entry of the log."""
    work.run_many(
        "INSERT INTO forgotten (record, why, seq) VALUES (?, ?, ?)",
        [(bytes.fromhex(record), why, seq) for record in records],
    )


def among(work: Connection, records: Iterable[RecordId]) -> frozenset[RecordId]:
    """Gives those of the records that are forgotten."""
    # Mostly nothing is.
    if not any(work):
        return frozenset()
    return frozenset(
        record
        for record in records
        if work.row("SELECT 1 FROM forgotten WHERE record = ?", (bytes.fromhex(record),))
    )


def any(work: Connection) -> bool:  # noqa: A001 - read as forgotten.any
    """Says whether anything at all was forgotten here."""
    return work.row("SELECT 1 FROM forgotten") is not None


def purged(work: Connection, record: RecordId) -> bool:
    """Says whether an office has purged the record, whether or not it was ever here."""
    found = work.row(
        "SELECT 1 FROM forgotten WHERE record = ? AND why = 'purged'", (bytes.fromhex(record),)
    )
    return found is not None


def by_entry(work: Connection) -> dict[int, list[RecordId]]:
    """Gives the forgotten records by the entry of the log that they went with.

    Of a vault that is older and not migrated yet too: it is checked before it is touched.
    """
    found: dict[int, list[RecordId]] = {}
    if work.row("SELECT 1 FROM sqlite_master WHERE name = 'forgotten'"):
        for record, seq in work.rows("SELECT record, seq FROM forgotten"):
            found.setdefault(seq, []).append(RecordId(record.hex()))
    return found


def ids(work: Connection) -> frozenset[bytes]:
    """Gives all that is forgotten, as it is kept in files."""
    return frozenset(row[0] for row in work.rows("SELECT record FROM forgotten"))


def count(work: Connection, why: Why) -> int:
    """Gives how many records went in this way."""
    return int(work.value("SELECT count(*) FROM forgotten WHERE why = ?", (why,)))


def to_renew(work: Connection) -> tuple[Part, ...]:
    """Gives the files that still hold what was forgotten."""
    kept = settings.get(work, settings.RENEW)
    return tuple(Part(name) for name in kept.split(",") if name)


def put_to_renew(work: Connection, parts: Collection[Part]) -> None:
    """Notes which files still hold what was forgotten."""
    settings.put(work, settings.RENEW, ",".join(sorted(parts)))
