"""The ledger of bundles: numbers spent, and what came."""

from collections.abc import Mapping
from dataclasses import dataclass

import msgspec

from merak.domain.bundle import Sent
from merak.domain.exchange import BundleId, TrailerHash
from merak.domain.ids import DeviceId
from merak.domain.ledger import Entry
from merak.storage.connection import Connection


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
        "SELECT sequence, bundle, content, since, trailer, previous, counts, taken_at, logged"
        " FROM bundle_in WHERE device = ? ORDER BY sequence",
        (device,),
    )
    return tuple(
        Taken(
            device=device,
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
        for sequence, bundle, content, since, trailer, previous, counts, at, logged in rows
    )


def entries(work: Connection, device: DeviceId) -> tuple[Entry, ...]:
    """Gives the same as the domain weighs it."""
    return tuple(
        Entry(sequence=one.sequence, since=one.since, trailer=one.trailer, previous=one.previous)
        for one in taken(work, device)
    )
