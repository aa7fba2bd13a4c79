"""What of the travelling records is still here alone, for people to see before they hand over."""

from merak.domain.ids import CaseId
from merak.storage.connection import Connection


def cases(work: Connection, addressee: str) -> frozenset[CaseId]:
    """Gives the cases that waiting records are of."""
    rows = work.rows(
        "SELECT DISTINCT record.case_id FROM travel JOIN record ON record.id = travel.record"
        " WHERE travel.addressee = ? AND travel.state = 'waiting' AND record.case_id <> ''",
        (addressee,),
    )
    return frozenset(CaseId(case) for (case,) in rows)


def days(work: Connection, addressee: str) -> tuple[str, str]:
    """Gives the first and the last day of the waiting records; empty where there is none."""
    row = work.row(
        "SELECT coalesce(min(day), ''), coalesce(max(day), '') FROM travel"
        " WHERE addressee = ? AND state = 'waiting' AND day <> ''",
        (addressee,),
    )
    return (str(row[0]), str(row[1])) if row else ("", "")
