"""Which sealed record carries what a plain one says: made once for each addressee."""

from merak.domain.ids import RecordId
from merak.storage.connection import Connection


def add(work: Connection, plain: RecordId, addressee: str, sealed: RecordId) -> None:
    """Notes the sealed record of a plain one."""
    work.run(
        "INSERT INTO sealed_as (plain, addressee, sealed) VALUES (?, ?, ?)",
        (bytes.fromhex(plain), addressee, bytes.fromhex(sealed)),
    )


def of(work: Connection, addressee: str) -> dict[RecordId, RecordId]:
    """Gives the sealed records for an addressee by the plain ones."""
    rows = work.rows("SELECT plain, sealed FROM sealed_as WHERE addressee = ?", (addressee,))
    return {RecordId(plain.hex()): RecordId(sealed.hex()) for plain, sealed in rows}
