"""Which records go to whom, and how far they have come."""

from collections.abc import Iterable
from enum import StrEnum

from merak.domain.record import Record
from merak.storage.connection import Connection

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
        "INSERT INTO travel (addressee, record, sent, day, state) VALUES (?, ?, 0, ?, 'waiting')"
        " ON CONFLICT (addressee, record) DO NOTHING",
        [(addressee, bytes.fromhex(record.id), record.at[:10]) for record in records],
    )


def waiting(work: Connection, addressee: str) -> int:
    """Gives how many records nobody has confirmed to have yet."""
    return int(
        work.value(
            "SELECT count(*) FROM travel WHERE addressee = ? AND state = 'waiting'", (addressee,)
        )
    )
