"""Legal holds: what must not be forgotten while somebody asks for it."""

from merak.domain.ids import CaseId
from merak.domain.log_entry import Act
from merak.services.session import Session
from merak.storage import holds, views


def hold(session: Session, case: CaseId) -> None:
    """Puts a case under hold; raises NotKeeper and UnknownRecord."""
    session.keepers_only()
    views.case(session.work, case)
    with session.change() as pen:
        holds.put(pen.work, case, session.user.id, pen.at)
        pen.log(Act.HELD, case)


def end(session: Session, case: CaseId) -> None:
    """Ends the hold of a case; raises NotKeeper."""
    session.keepers_only()
    with session.change() as pen:
        holds.end(pen.work, case)
        pen.log(Act.HOLD_ENDED, case)


def is_held(session: Session, case: CaseId) -> bool:
    """Says whether the case is under hold."""
    return case in holds.every(session.work)
