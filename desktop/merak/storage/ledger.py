"""The ledger of bundles: numbers spent, and what came."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import msgspec

from merak.domain.bundle import NO_BUNDLE, Sent
from merak.domain.exchange import BundleId, TrailerHash
from merak.domain.ids import DeviceId, RecordId
from merak.domain.ledger import Entry
from merak.storage.connection import Connection, Row
from merak.storage.travels import Travel

_TAKEN = "device, sequence, bundle, content, since, trailer, previous, counts, taken_at, logged"


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """A bundle that was taken in; `logged` is the entry of the log that says so."""

    device: DeviceId
    sequence: int
    bundle: BundleId
    content: str
    since: int
    trailer: TrailerHash
    previous: TrailerHash
    counts: Mapping[str, int]
    taken_at: str
    logged: int


def last_taken(work: Connection, device: DeviceId) -> int:
    """Gives the highest number that came from a device, 0 where none did."""
    return int(
        work.value("SELECT coalesce(max(sequence), 0) FROM bundle_in WHERE device = ?", (device,))
    )


def put_taken(work: Connection, sent: Sent, at: str, logged: int) -> None:
    """Enters a bundle that is taken in."""
    header = sent.header
    work.run(
        "INSERT INTO bundle_in (device, sequence, content, bundle, since, trailer, previous,"
        " counts, taken_at, logged) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            header.device,
            header.sequence,
            sent.trailer.content,
            header.bundle,
            header.since,
            sent.trailer_hash,
            header.previous,
            msgspec.json.encode(header.counts).decode("ascii"),
            at,
            logged,
        ),
    )


def taken(work: Connection, device: DeviceId) -> tuple[Taken, ...]:
    """Gives the bundles that came from a device, by their numbers."""
    rows = work.rows(
        f"SELECT {_TAKEN} FROM bundle_in WHERE device = ? ORDER BY sequence",  # noqa: S608 - ours
        (device,),
    )
    return tuple(map(_taken, rows))


def newest(work: Connection, most: int) -> tuple[Taken, ...]:
    """Gives the bundles that were taken in last, of devices that are known, the last first."""
    rows = work.rows(
        f"SELECT {_TAKEN} FROM bundle_in WHERE +device IN (SELECT device FROM peer)"  # noqa: S608
        " ORDER BY taken_at DESC, sequence DESC LIMIT ?",
        (most,),
    )
    return tuple(map(_taken, rows))


def last_at(work: Connection) -> dict[DeviceId, str]:
    """Gives of each device when something of it was taken in last."""
    return dict(work.rows("SELECT device, max(taken_at) FROM bundle_in GROUP BY device"))


def all_entries(work: Connection) -> dict[DeviceId, list[Entry]]:
    """Gives what has come as the domain weighs it, by device and number."""
    found: dict[DeviceId, list[Entry]] = {}
    for device, sequence, since, trailer, previous in work.each(
        "SELECT device, sequence, since, trailer, previous FROM bundle_in ORDER BY device, sequence"
    ):
        one = Entry(sequence=sequence, since=since, trailer=trailer, previous=previous)
        found.setdefault(device, []).append(one)
    return found


def entries(work: Connection, device: DeviceId) -> tuple[Entry, ...]:
    """Gives the same as the domain weighs it."""
    return tuple(
        Entry(sequence=one.sequence, since=one.since, trailer=one.trailer, previous=one.previous)
        for one in taken(work, device)
    )


def last_spent(work: Connection, addressee: str) -> int:
    """Gives the last number that was spent on this addressee, 0 before the first."""
    return int(
        work.value(
            "SELECT coalesce(max(sequence), 0) FROM bundle_out WHERE addressee = ?", (addressee,)
        )
    )


def spend(work: Connection, addressee: str, sequence: int, since: int, at: str) -> None:
    """Spends a number, before the first byte is written."""
    work.run(
        "INSERT INTO bundle_out (addressee, sequence, since, begun_at, state, content, trailer)"
        " VALUES (?, ?, ?, ?, 'spent', '', '')",
        (addressee, sequence, since, at),
    )


def put_content(work: Connection, addressee: str, sent: Sent) -> None:
    """Enters what a bundle came to, before its file gets its name."""
    work.run(
        "UPDATE bundle_out SET content = ?, trailer = ? WHERE addressee = ? AND sequence = ?",
        (sent.trailer.content, sent.trailer_hash, addressee, sent.header.sequence),
    )


def put_written(work: Connection, addressee: str, sequence: int) -> None:
    """Enters that the file of a bundle has got its name: what it carries is handed over."""
    work.run(
        "UPDATE bundle_out SET state = 'written'"
        " WHERE addressee = ? AND sequence = ? AND state = 'spent'",
        (addressee, sequence),
    )


def leap(work: Connection, addressee: str, to: int, trailer: TrailerHash, at: str) -> None:
    """Spends a number far ahead, as for a bundle with this trailer that nobody will ever see."""
    work.run(
        "INSERT INTO bundle_out (addressee, sequence, since, begun_at, state, content, trailer)"
        " VALUES (?, ?, 0, ?, 'spent', '', ?)",
        (addressee, to, at, trailer),
    )


def begin_anew(work: Connection, addressee: str, before: str) -> None:
    """Counts from 1 again, as a device that was never seen; keeps the rest under the old name."""
    work.run("UPDATE bundle_out SET addressee = ? WHERE addressee = ?", (before, addressee))


def follow(work: Connection, former: str, addressee: str) -> None:
    """Goes on for an addressee with the numbers of what it was before: it has those already."""
    work.run(
        "INSERT INTO bundle_out (addressee, sequence, since, begun_at, state, content, trailer)"
        " SELECT ?, sequence, since, begun_at, state, content, trailer FROM bundle_out"
        " WHERE addressee = ?",
        (addressee, former),
    )


def last_trailer(work: Connection, addressee: str) -> TrailerHash:
    """Gives the trailer of the last bundle that was written, or NO_BUNDLE."""
    row = work.row(
        "SELECT trailer FROM bundle_out WHERE addressee = ? AND trailer <> ''"
        " ORDER BY sequence DESC LIMIT 1",
        (addressee,),
    )
    return TrailerHash(row[0]) if row else NO_BUNDLE


def trailer_of(work: Connection, addressee: str, sequence: int) -> TrailerHash:
    """Gives the trailer of the bundle with this number, or NO_BUNDLE where none was written."""
    row = work.row(
        "SELECT trailer FROM bundle_out WHERE addressee = ? AND sequence = ?",
        (addressee, sequence),
    )
    return TrailerHash(row[0]) if row else NO_BUNDLE


def confirmed(work: Connection, addressee: str) -> int:
    """Gives the last number up to which the addressee has everything."""
    return int(
        work.value(
            "SELECT coalesce(max(sequence), 0) FROM bundle_out"
            " WHERE addressee = ? AND state IN ('taken', 'durable')",
            (addressee,),
        )
    )


def confirm(work: Connection, addressee: str, sequence: int, state: Travel) -> None:
    """Notes that the addressee has everything up to this number."""
    work.run(
        "UPDATE bundle_out SET state = ? WHERE addressee = ? AND sequence <= ?"
        " AND state <> 'durable'",
        (state, addressee, sequence),
    )


def take_back(work: Connection, addressee: str, after: int) -> None:
    """Notes that the addressee has lost what it took after this number and what is not durable."""
    work.run(
        "UPDATE bundle_out SET state = 'written' WHERE addressee = ? AND sequence > ?"
        " AND state = 'taken'",
        (addressee, after),
    )


def since_of(work: Connection, addressee: str, sequence: int) -> int:
    """Gives up to where all was confirmed when this bundle was made, 0 where none was made."""
    row = work.row(
        "SELECT since FROM bundle_out WHERE addressee = ? AND sequence = ?",
        (addressee, sequence),
    )
    return int(row[0]) if row else 0


def refuse(work: Connection, device: DeviceId, sequence: int, records: Iterable[RecordId]) -> None:
    """Notes records that a bundle brought and that stay away because they were purged."""
    work.run_many(
        "INSERT INTO refused (device, record, sequence) VALUES (?, ?, ?)"
        " ON CONFLICT (device, record) DO NOTHING",
        [(device, bytes.fromhex(record), sequence) for record in records],
    )


def refused(work: Connection, device: DeviceId) -> tuple[RecordId, ...]:
    """Gives the records of a device that stay away, sorted."""
    rows = work.rows("SELECT record FROM refused WHERE device = ? ORDER BY record", (device,))
    return tuple(RecordId(row[0].hex()) for row in rows)


def _taken(row: Row) -> Taken:
    device, sequence, bundle, content, since, trailer, previous, counts, at, logged = row
    return Taken(
        device=DeviceId(device),
        sequence=sequence,
        bundle=BundleId(bundle),
        content=content,
        since=since,
        trailer=TrailerHash(trailer),
        previous=TrailerHash(previous),
        counts=msgspec.json.decode(counts, type=dict[str, int]),
        taken_at=at,
        logged=logged,
    )
