"""A supervisor's decision on a screening: a record beside it, which travels back to its laptop."""

from dataclasses import dataclass

from merak.domain.bodies import ScreeningDone, from_body
from merak.domain.decision import Decision, Reviewed
from merak.domain.ids import CaseId, RecordId
from merak.domain.log_entry import Act
from merak.domain.record import Kind
from merak.errors import MerakError
from merak.services import current, kits
from merak.services.session import Session
from merak.storage import records, travels, users
from merak.storage.peers import every

COMMENT = "comment"


class CommentNeeded(MerakError):
    """A screening that is returned needs a word on what to look at again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """One decision; the comment is empty where this vault has forgotten it or cannot open it."""

    record: RecordId
    screening: RecordId
    decision: Decision
    comment: str
    at: str
    by_name: str


def review(session: Session, screening: RecordId, decision: Decision, comment: str) -> RecordId:
    """Records the decision on one version of a screening; it goes to the laptops of the case.

    A later review of the same version takes the place of the one before. Raises UnknownRecord and
    CommentNeeded.
    """
    kits.office_only(session)
    if decision is Decision.RETURNED and not comment.strip():
        raise CommentNeeded
    found, done = current.body(session, screening, ScreeningDone)
    before = tuple(one.record for one in of_case(session, found.case) if one.screening == screening)
    with session.change() as pen:
        body = Reviewed(screening=done.screening, decision=decision)
        made = pen.write(body, found.case, (screening, *before))
        pen.text(COMMENT, comment, found.case, made.id)
        authors = {one.author_device for one in records.all_of_case(pen.work, found.case)}
        for peer in every(pen.work):
            if peer.device in authors:
                travels.wait(pen.work, peer.device, (made,))
        pen.log(Act.REVIEWED, found.case)
    return made.id


def of_case(session: Session, case: CaseId) -> tuple[Review, ...]:
    """Gives the decisions that hold for the screenings of a case, oldest first."""
    found = current.latest(records.of_case(session.work, case, (Kind.REVIEW,)))
    texts = current.texts(session, case)
    return tuple(
        Review(
            record=one.id,
            screening=one.refers_to[0],
            decision=from_body(one.body, Reviewed).decision,
            comment=next((t.text for t in texts.get(one.id, ()) if t.field == COMMENT), ""),
            at=one.at,
            by_name=users.name_of(session.work, one.author_user),
        )
        for one in found
        if one.refers_to
    )
