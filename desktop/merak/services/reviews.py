"""A supervisor's decision on a screening: a record beside it, which travels back to its laptop."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from merak.domain.bodies import BodyRefused, ScreeningDone, from_body
from merak.domain.decision import Decision, Reviewed
from merak.domain.ids import CaseId, RecordId
from merak.domain.log_entry import Act
from merak.domain.record import Kind, Record
from merak.errors import MerakError
from merak.services import current, kits
from merak.services.session import Session
from merak.storage import peers, records, travels, users

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
    """Empty on a laptop: it knows no names of the office's people."""
    followed: bool
    """Whether something was added to the screening since, or a newer version made of it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Added:
    """Words that stand beside a screening: a laptop's addition, or what was begun here."""

    text: str
    """Empty where this vault cannot open it."""
    at: str
    by_name: str


def review(session: Session, screening: RecordId, decision: Decision, comment: str) -> RecordId:
    """Records the decision on one version of a screening; it goes to the laptop that made it.

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
        # A link or a bundle that went astray may bring other laptops into a case: not theirs.
        for device in peers.answering(pen.work, found.author_device):
            travels.wait(pen.work, device, (made,))
        pen.log(Act.REVIEWED, found.case)
    return made.id


def of_case(session: Session, case: CaseId) -> tuple[Review, ...]:
    """Gives the decisions that hold for the screenings of a case, oldest first."""
    found = records.of_case(session.work, case, (Kind.REVIEW, Kind.SCREENING, Kind.ADDENDUM))
    texts = current.texts(session, case)
    return tuple(
        Review(
            record=one.id,
            screening=one.refers_to[0],
            decision=_decision(one),
            comment=next((t.text for t in texts.get(one.id, ()) if t.field == COMMENT), ""),
            at=one.at,
            by_name=users.name_of(session.work, one.author_user),
            followed=_is_followed(one, found),
        )
        for one in holding(found)
    )


def of_screening(session: Session, screening: RecordId) -> tuple[Review, ...]:
    """Gives the decisions that hold for one version: none, one, or two that two people made."""
    found = current.body(session, screening, ScreeningDone)[0]
    return tuple(one for one in of_case(session, found.case) if one.screening == screening)


def added(session: Session, screening: RecordId) -> tuple[Added, ...]:
    """Gives what was added to one version of a screening and not by mistake, oldest first."""
    case = current.body(session, screening, ScreeningDone)[0].case
    found = records.of_case(session.work, case, (Kind.ADDENDUM, Kind.ENTERED_IN_ERROR))
    wrong, texts = current.mistaken(found), current.texts(session, case)
    return tuple(
        Added(
            text=next((one.text for one in texts.get(record.id, ())), ""),
            at=record.at,
            by_name=users.name_of(session.work, record.author_user),
        )
        for record in sorted(found, key=lambda one: (one.at, one.n))
        if record.kind == Kind.ADDENDUM and screening in record.refers_to and record.id not in wrong
    )


def is_returned(session: Session, case: CaseId, screening: RecordId) -> bool:
    """Says whether the office asks to look at this version again."""
    found = holding(records.of_case(session.work, case, (Kind.REVIEW,)))
    return any(
        one.refers_to[0] == screening and _decision(one) is Decision.RETURNED for one in found
    )


def holding(found: Iterable[Record]) -> tuple[Record, ...]:
    """Gives the reviews among these that no other replaces, oldest first."""
    return current.latest([one for one in found if one.kind == Kind.REVIEW and _is_known(one)])


def is_waited_for(review: Record, found: Sequence[Record]) -> bool:
    """Says whether a screening was returned, and nothing was added to it or made of it since."""
    return _decision(review) is Decision.RETURNED and not _is_followed(review, found)


def _is_known(record: Record) -> bool:
    try:
        from_body(record.body, Reviewed)
    except BodyRefused:
        # A later version's form: kept, and shown by a version that knows it.
        return False
    return bool(record.refers_to)


def _decision(record: Record) -> Decision:
    return from_body(record.body, Reviewed).decision


def _is_followed(review: Record, found: Sequence[Record]) -> bool:
    return any(
        one.kind in (Kind.SCREENING, Kind.ADDENDUM)
        # A supervisor's own words that were begun and not sent answer nothing.
        and one.author_device != review.author_device
        and one.at >= review.at
        and review.refers_to[0] in one.refers_to
        for one in found
    )
