"""Cases under a legal hold: neither cleared nor purged."""

from merak.domain.ids import CaseId, UserId
from merak.storage.connection import Connection


def put(work: Connection, case: CaseId, user: UserId, at: str) -> None:
    """Puts a case under hold; one that is stays as it is."""
    work.run(
        "INSERT INTO hold (case_id, since, member) VALUES (?, ?, ?)"
        " ON CONFLICT (case_id) DO NOTHING",
        (case, at, user),
    )


def end(work: Connection, case: CaseId) -> None:
    """Ends the hold of a case."""
    work.run("DELETE FROM hold WHERE case_id = ?", (case,))


def every(work: Connection) -> frozenset[CaseId]:
    """Gives all cases under hold."""
    return frozenset(CaseId(row[0]) for row in work.rows("SELECT case_id FROM hold"))


def of(work: Connection, case: CaseId) -> tuple[str, UserId]:
    """Gives since when a case is under hold and who put it there; both empty where it is not."""
    row = work.row("SELECT since, member FROM hold WHERE case_id = ?", (case,))
    return (str(row[0]), UserId(row[1])) if row else ("", UserId(""))
