"""Which sealed record carries what a plain one says: made once for each addressee."""

from collections.abc import Iterable

from merak.domain.ids import CaseId, RecordId
from merak.storage.connection import Connection


def add(work: Connection, plain: RecordId, addressee: str, sealed: RecordId) -> None:
    """Notes the sealed record of a plain one."""
    work.run(
        "INSERT INTO sealed_as (plain, addressee, sealed) VALUES (?, ?, ?)",
        (bytes.fromhex(plain), addressee, bytes.fromhex(sealed)),
    )


def is_away(work: Connection, case: CaseId) -> bool:
    """Says whether a plain record of the case was sealed away from this vault."""
    return bool(away(work, case))


def away(work: Connection, case: CaseId) -> tuple[RecordId, ...]:
    """Gives the sealed records of a case whose plain ones were sealed away from this vault."""
    rows = work.rows(
        "SELECT record.id FROM record JOIN sealed_as ON sealed_as.sealed = record.id"
        " JOIN forgotten ON forgotten.record = sealed_as.plain WHERE record.case_id = ?"
        " ORDER BY record.k",
        (case,),
    )
    return tuple(RecordId(row[0].hex()) for row in rows)


def follow(work: Connection, former: str, addressee: str) -> None:
    """Takes the copies for what an addressee was before as made for it: it kept that key."""
    work.run(
        "INSERT INTO sealed_as (plain, addressee, sealed)"
        " SELECT plain, ?, sealed FROM sealed_as WHERE addressee = ?"
        " ON CONFLICT (plain, addressee) DO NOTHING",
        (addressee, former),
    )


def plain_of(work: Connection, sealed: Iterable[RecordId]) -> tuple[RecordId, ...]:
    """Gives the plain records that these sealed ones stand for."""
    found = []
    for record in sealed:
        rows = work.rows("SELECT plain FROM sealed_as WHERE sealed = ?", (bytes.fromhex(record),))
        found += [RecordId(plain.hex()) for (plain,) in rows]
    return tuple(found)


def of(work: Connection, addressee: str) -> dict[RecordId, RecordId]:
    """Gives the sealed records for an addressee by the plain ones."""
    rows = work.rows("SELECT plain, sealed FROM sealed_as WHERE addressee = ?", (addressee,))
    return {RecordId(plain.hex()): RecordId(sealed.hex()) for plain, sealed in rows}
