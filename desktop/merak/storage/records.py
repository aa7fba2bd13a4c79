"""Records on disk: one function inserts, one drops what is forgotten, nothing changes them."""

import zlib
from collections.abc import Iterable

from merak.domain.ids import CaseId, RecordId
from merak.domain.record import PRIVATE_KINDS, Kind, Record, kept
from merak.storage.connection import Connection
from merak.storage.errors import UnknownRecord, VaultDamaged

_LEVEL = 1
"""Takes two thirds of the default's time in an import, for two of a hundred bytes more."""


def insert(connection: Connection, record: Record) -> bool:
    """Keeps a record in the file it belongs to; says whether it was not there already."""
    changed = connection.run(
        "INSERT INTO record (id, kind, case_id, document) VALUES (?, ?, ?, ?)"
        " ON CONFLICT (id) DO NOTHING",
        (
            bytes.fromhex(record.id),
            record.kind,
            record.case,
            zlib.compress(record.canonical, _LEVEL),
        ),
    )
    return changed > 0


def drop(work: Connection, record: RecordId) -> CaseId:
    """Takes a record out of the work file and gives the case it was of; raises UnknownRecord."""
    case = by_id(work, record).case
    work.run("DELETE FROM record WHERE id = ?", (bytes.fromhex(record),))
    return case


def has(connection: Connection, record: RecordId) -> bool:
    """Says whether the record is in the file."""
    return connection.row("SELECT 1 FROM record WHERE id = ?", (bytes.fromhex(record),)) is not None


def by_id(connection: Connection, record: RecordId) -> Record:
    """Gives one record; raises UnknownRecord."""
    row = connection.row("SELECT document FROM record WHERE id = ?", (bytes.fromhex(record),))
    if row is None:
        raise UnknownRecord(record)
    return _record(connection, row[0])


def of_case(
    connection: Connection, case: CaseId, kinds: Iterable[Kind] = tuple(Kind)
) -> tuple[Record, ...]:
    """Gives the records of a case of these kinds, in the order they were taken in."""
    wanted = frozenset(kinds)
    rows = connection.rows(
        "SELECT kind, document FROM record WHERE case_id = ? ORDER BY k", (case,)
    )
    return tuple(_record(connection, document) for kind, document in rows if kind in wanted)


def all_of_case(connection: Connection, case: CaseId) -> tuple[Record, ...]:
    """Gives every record of a case, kinds of later versions too."""
    rows = connection.rows("SELECT document FROM record WHERE case_id = ? ORDER BY k", (case,))
    return tuple(_record(connection, document) for (document,) in rows)


def told_of_case(work: Connection, case: CaseId) -> tuple[Record, ...]:
    """Gives the records of a case that lists are made from: all but what is sealed in this file."""
    rows = work.rows("SELECT kind, document FROM record WHERE case_id = ? ORDER BY k", (case,))
    return tuple(_record(work, document) for kind, document in rows if kind not in PRIVATE_KINDS)


def every(connection: Connection) -> tuple[Record, ...]:
    """Gives every record of the file; meant for the private one, which is small."""
    rows = connection.rows("SELECT document FROM record ORDER BY k")
    return tuple(_record(connection, document) for (document,) in rows)


def cases(connection: Connection) -> tuple[CaseId, ...]:
    """Gives the ids of all cases that have records."""
    rows = connection.rows(
        "SELECT DISTINCT case_id FROM record WHERE case_id <> '' ORDER BY case_id"
    )
    return tuple(CaseId(row[0]) for row in rows)


def count(connection: Connection) -> int:
    """Gives the number of records in the file."""
    return int(connection.value("SELECT count(*) FROM record"))


def line_of(document: bytes) -> bytes:
    """Gives a record's line from the form in which it is kept; empty where that is damaged."""
    try:
        return zlib.decompress(document)
    except zlib.error:
        return b""


def _record(connection: Connection, document: bytes) -> Record:
    line = line_of(document)
    if not line:
        raise VaultDamaged(connection.part)
    return kept(line)
