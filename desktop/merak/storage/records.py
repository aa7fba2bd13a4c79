"""Records on disk: one function inserts, one drops what is forgotten, nothing changes them."""

import zlib
from collections.abc import Iterable, Sequence

from merak.domain.ids import CaseId, RecordId
from merak.domain.record import PRIVATE_KINDS, Kind, Record, Told, kept, told
from merak.storage.connection import Connection
from merak.storage.errors import UnknownRecord, VaultDamaged

_LEVEL, _STORED = 1, 0
"""Takes two thirds of the default's time in an import, for two of a hundred bytes more."""
_LONG = 2048
"""Bytes. Most records are shorter, or sealed: compressing those takes longer than keeping them."""


def insert(connection: Connection, record: Record) -> bool:
    """Keeps a record in the file it belongs to; says whether it was not there already."""
    changed = connection.run(
        "INSERT INTO record (id, kind, case_id, document) VALUES (?, ?, ?, ?)"
        " ON CONFLICT (id) DO NOTHING",
        (
            bytes.fromhex(record.id),
            record.kind,
            record.case,
            zlib.compress(record.canonical, _level(record.canonical)),
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


def among(connection: Connection, records: Sequence[RecordId]) -> frozenset[RecordId]:
    """Gives those of the records that are in the file."""
    rows = connection.rows(
        f"SELECT id FROM record WHERE id IN ({_marks(records)})",  # noqa: S608 - marks only
        [bytes.fromhex(record) for record in records],
    )
    return frozenset(RecordId(row[0].hex()) for row in rows)


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


def told_of_cases(work: Connection, cases: Sequence[CaseId]) -> dict[CaseId, list[Told]]:
    """Gives the records that lists are made from, by case: all but what is sealed in this file."""
    sealed = tuple(PRIVATE_KINDS)
    # By way of the index, so that of what is sealed nothing is read.
    rows = work.each(
        "SELECT case_id, document FROM record INDEXED BY record_case"  # noqa: S608 - marks only
        f" WHERE case_id IN ({_marks(cases)}) AND kind NOT IN ({_marks(sealed)})",
        (*cases, *sealed),
    )
    found: dict[CaseId, list[Told]] = {}
    for case, document in rows:
        found.setdefault(case, []).append(told(_line(work, document)))
    return found


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


def _level(line: bytes) -> int:
    return _LEVEL if len(line) >= _LONG else _STORED


def _marks(values: Sequence[object]) -> str:
    return ", ".join("?" * len(values))


def line_of(document: bytes) -> bytes:
    """Gives a record's line from the form in which it is kept; empty where that is damaged."""
    try:
        return zlib.decompress(document)
    except zlib.error:
        return b""


def _record(connection: Connection, document: bytes) -> Record:
    return kept(_line(connection, document))


def _line(connection: Connection, document: bytes) -> bytes:
    line = line_of(document)
    if not line:
        raise VaultDamaged(connection.part)
    return line
