"""Mending what can be computed again."""

from merak.services.session import Session
from merak.storage import records


def rebuild(session: Session) -> int:
    """Computes all lists anew from the records and gives the number of cases."""
    session.vault.rebuild(session.now())
    return len(records.cases(session.work))
