"""Words that a case is known by on this laptop, whoever it is about; they never travel."""

from merak.domain.ids import CaseId
from merak.storage.connection import Connection


def put(work: Connection, case: CaseId, said: str) -> None:
    """Keeps words for a case, in place of those before."""
    work.run(
        "INSERT INTO mnemonic (case_id, said) VALUES (?, ?)"
        " ON CONFLICT (case_id) DO UPDATE SET said = excluded.said",
        (case, said),
    )


def drop(work: Connection, case: CaseId) -> None:
    """Takes the words of a case away."""
    work.run("DELETE FROM mnemonic WHERE case_id = ?", (case,))


def drop_without_records(work: Connection) -> None:
    """Takes away the words of cases of which this vault has no record any more."""
    work.run(
        "DELETE FROM mnemonic WHERE NOT EXISTS"
        " (SELECT 1 FROM record WHERE record.case_id = mnemonic.case_id)"
    )


def of(work: Connection, case: CaseId) -> str:
    """Gives the words of a case, or an empty text."""
    row = work.row("SELECT said FROM mnemonic WHERE case_id = ?", (case,))
    return str(row[0]) if row else ""


def every(work: Connection) -> dict[CaseId, str]:
    """Gives the words of all cases that have any."""
    rows = work.rows("SELECT case_id, said FROM mnemonic ORDER BY case_id")
    return {CaseId(case): said for case, said in rows}
