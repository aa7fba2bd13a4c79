"""Which records go to whom, and how far they have come."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from merak.domain.ids import RecordId
from merak.domain.record import Record, read
from merak.storage.connection import Connection
from merak.storage.records import line_of

OFFICE = ""
"""The addressee of all that a laptop sends."""


class Travel(StrEnum):
    """How far a record has come on its way to an addressee."""

    WAITING = "waiting"
    TAKEN = "taken"
    """The addressee has it."""
    DURABLE = "durable"
    """The addressee has it in a backup as well."""
    REFUSED = "refused"


def wait(work: Connection, addressee: str, records: Iterable[Record]) -> None:
    """Notes records that go to an addressee with the next bundle; known ones stay as they are."""
    work.run_many(
        "INSERT INTO travel (addressee, record, sent, day, state, kind)"
        " VALUES (?, ?, 0, ?, 'waiting', ?) ON CONFLICT (addressee, record) DO NOTHING",
        [(addressee, bytes.fromhex(record.id), record.at[:10], record.kind) for record in records],
    )


def waiting(work: Connection, addressee: str) -> int:
    """Gives how many records nobody has confirmed to have yet."""
    return int(
        work.value(
            "SELECT count(*) FROM travel WHERE addressee = ? AND state = 'waiting'", (addressee,)
        )
    )


def lines(work: Connection, addressee: str, last: int) -> Iterator[bytes]:
    """Gives the lines of the records that a bundle with this number carries, sorted by id."""
    # The plus signs keep SQLite off the index on state: with it, it would sort all documents in
    # memory, while the table itself already lies in this order.
    for (document,) in work.each(
        "SELECT record.document FROM travel JOIN record ON record.id = travel.record"
        " WHERE travel.addressee = ? AND +travel.state = 'waiting'"
        " AND +travel.sent BETWEEN 1 AND ? ORDER BY travel.record",
        (addressee, last),
    ):
        yield line_of(document)


def send(work: Connection, addressee: str, sequence: int) -> None:
    """Notes that the bundle with this number is the first to carry what none has carried yet."""
    work.run(
        "UPDATE travel SET sent = ? WHERE addressee = ? AND state = 'waiting' AND sent = 0",
        (sequence, addressee),
    )


def ids(work: Connection, addressee: str) -> frozenset[RecordId]:
    """Gives all that goes or went to an addressee."""
    rows = work.rows("SELECT record FROM travel WHERE addressee = ?", (addressee,))
    return frozenset(RecordId(row[0].hex()) for row in rows)


def sent(work: Connection, addressee: str) -> frozenset[RecordId]:
    """Gives all that went out with a bundle whose file has got its name."""
    # A bundle carries all that waits and was sent with it or before: one that is out is enough.
    rows = work.rows(
        "SELECT record FROM travel WHERE addressee = ? AND (state <> 'waiting'"
        " OR sent BETWEEN 1 AND (SELECT coalesce(max(sequence), 0) FROM bundle_out"
        " WHERE addressee = ? AND state <> 'spent'))",
        (addressee, addressee),
    )
    return frozenset(RecordId(row[0].hex()) for row in rows)


def has_gone(work: Connection, record: RecordId) -> bool:
    """Says whether the record went out, to anyone, with a bundle whose file has got its name."""
    found = work.row(
        "SELECT 1 FROM travel WHERE record = ? AND (state <> 'waiting'"
        " OR sent BETWEEN 1 AND (SELECT coalesce(max(sequence), 0) FROM bundle_out"
        " WHERE bundle_out.addressee = travel.addressee AND state <> 'spent'))",
        (bytes.fromhex(record),),
    )
    return found is not None


def durable(work: Connection, addressee: str) -> frozenset[RecordId]:
    """Gives all that the addressee has in a backup."""
    rows = work.rows(
        "SELECT record FROM travel WHERE addressee = ? AND state = 'durable'", (addressee,)
    )
    return frozenset(RecordId(row[0].hex()) for row in rows)


def drop(work: Connection, records: Iterable[RecordId]) -> None:
    """Sends these records to nobody any more."""
    work.run_many(
        "DELETE FROM travel WHERE record = ?", [(bytes.fromhex(record),) for record in records]
    )


def refuse(work: Connection, addressee: str, records: Iterable[RecordId]) -> None:
    """Notes that the addressee does not take these records: they are not sent again."""
    work.run_many(
        "UPDATE travel SET state = 'refused' WHERE addressee = ? AND record = ?",
        [(addressee, bytes.fromhex(record)) for record in records],
    )


def confirm(work: Connection, addressee: str, sequence: int, state: Travel) -> None:
    """Notes how far all is that this bundle carried or an earlier one.

    A bundle carries all that none before it has brought over, so one receipt confirms them all.
    """
    work.run(
        "UPDATE travel SET state = ? WHERE addressee = ? AND sent BETWEEN 1 AND ?"
        " AND state IN ('waiting', 'taken')",
        (state, addressee, sequence),
    )


def begin_anew(work: Connection, addressee: str, before: str) -> None:
    """Lets all wait again that no backup of the addressee has.

    What has gone out is kept under the name of what sent it before: gone is gone.
    """
    work.run(
        "INSERT INTO travel (addressee, record, sent, day, state, kind)"
        " SELECT ?, record, sent, day, state, kind FROM travel WHERE addressee = ? AND sent > 0",
        (before, addressee),
    )
    work.run(
        "UPDATE travel SET state = 'waiting', sent = 0 WHERE addressee = ?"
        " AND state IN ('waiting', 'taken')",
        (addressee,),
    )


def follow(work: Connection, former: str, addressee: str) -> None:
    """Sends an addressee all that goes or went to what it was before."""
    work.run(
        "INSERT INTO travel (addressee, record, sent, day, state, kind)"
        " SELECT ?, record, 0, day, 'waiting', kind FROM travel WHERE addressee = ?"
        " ON CONFLICT (addressee, record) DO NOTHING",
        (addressee, former),
    )


def carried(work: Connection, addressee: str) -> tuple[int, ...]:
    """Gives the numbers of the bundles that first carried what the addressee has taken."""
    rows = work.rows(
        "SELECT DISTINCT sent FROM travel WHERE addressee = ? AND state = 'taken' ORDER BY sent",
        (addressee,),
    )
    return tuple(row[0] for row in rows)


def take_back(work: Connection, addressee: str, sequence: int) -> int:
    """Lets wait again what this bundle was the first to carry, and gives how many records."""
    return work.run(
        "UPDATE travel SET state = 'waiting' WHERE addressee = ? AND sent = ? AND state = 'taken'",
        (addressee, sequence),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Going:
    """What a bundle carries; the days are empty where it is nothing."""

    counts: Mapping[str, int]
    first: str
    last: str


def going(work: Connection, addressee: str, last: int) -> Going:
    """Gives how many records of each kind the bundle with this number carries, and their days."""
    # Of the records only the index of their ids is read.
    rows = work.rows(
        "SELECT travel.kind, count(*), min(travel.day), max(travel.day) FROM travel"
        " JOIN record ON record.id = travel.record WHERE travel.addressee = ?"
        " AND +travel.state = 'waiting' AND +travel.sent BETWEEN 1 AND ?"
        " GROUP BY travel.kind ORDER BY travel.kind",
        (addressee, last),
    )
    return Going(
        counts={kind: count for kind, count, _, _ in rows},
        first=min((row[2] for row in rows), default=""),
        last=max((row[3] for row in rows), default=""),
    )


def date(work: Connection) -> None:
    """Enters the day of records that are older than this table."""
    for (record,) in work.rows("SELECT record FROM travel WHERE day = ''"):
        row = work.row("SELECT document FROM record WHERE id = ?", (record,))
        day = read(line_of(row[0])).at[:10] if row else ""
        work.run("UPDATE travel SET day = ? WHERE record = ?", (day, record))


def cases(work: Connection, addressee: str) -> int:
    """Gives how many cases the waiting records are of."""
    return int(
        work.value(
            "SELECT count(DISTINCT nullif(record.case_id, '')) FROM travel"
            " JOIN record ON record.id = travel.record"
            " WHERE travel.addressee = ? AND travel.state = 'waiting'",
            (addressee,),
        )
    )
