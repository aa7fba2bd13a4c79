"""Records of one kind, of all cases."""

from collections.abc import Iterator

from merak.domain.record import Kind, Record, read
from merak.storage.connection import Connection
from merak.storage.records import line_of


def of_kind(connection: Connection, kind: Kind) -> tuple[Record, ...]:
    """Gives all records of a kind, in the order they were taken in; meant for kinds that are few.

    One that is damaged is left out: the check at unlock tells of it, and lists must still show.
    """
    return tuple(read(line) for line in _lines(connection, kind))


def _lines(connection: Connection, kind: Kind) -> Iterator[bytes]:
    # By way of the index: the documents of all other kinds are never read.
    rows = connection.each(
        "SELECT document FROM record WHERE k IN"
        " (SELECT k FROM record INDEXED BY record_case WHERE kind = ?) ORDER BY k",
        (kind,),
    )
    return (line for line in (line_of(document) for (document,) in rows) if line)
