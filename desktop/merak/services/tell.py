"""When the young person tells something or is not safe, and when somebody has been told."""

import re
from collections.abc import Sequence
from enum import StrEnum

from merak.domain.bodies import (
    Card,
    DisclosureMade,
    DutyDone,
    DutyStarted,
    ErrorReason,
    MarkedMistaken,
)
from merak.domain.case_facts import CaseFacts
from merak.domain.duty import Cause, Proof
from merak.domain.ids import CaseId, RecordId
from merak.domain.log_entry import Act
from merak.errors import MerakError
from merak.services import screen, start_duties
from merak.services.session import NewCase, Session
from merak.storage import views

WORDS, WHO, REFERENCE, REASON = "words", "who", "reference", "reason"
"""Fields of the free texts that belong to these records."""
_UTC = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")


class TimeRefused(MerakError, ValueError):
    """When somebody was told is no UTC ISO time; what was given is not in it."""


class TimeToCome(MerakError):
    """When somebody was told lies ahead of the laptop's clock."""


class DifferentCases(MerakError):
    """Carries of how many cases the duties are; one telling is about one."""

    def __init__(self, cases: int) -> None:
        super().__init__(str(cases))
        self.cases = cases


class Danger(StrEnum):
    """Why the young person is not safe."""

    NOT_SAFE = "not_safe"
    SELF_HARM = "self_harm"


def disclosed(session: Session, about: CaseId | NewCase, words: str) -> CaseId:
    """Records at once that the young person told something, and starts the duty to pass it on."""
    return _record(session, about, Card.DISCLOSURE, Cause.DISCLOSURE, "", words)


def unsafe(session: Session, about: CaseId | NewCase, what: Danger, words: str) -> CaseId:
    """Records at once that the young person is not safe, and starts the duty to pass it on."""
    return _record(session, about, Card.UNSAFE, Cause.UNSAFE, what.value, words)


def done(session: Session, duties: Sequence[RecordId], proof: Proof) -> None:
    """Records, once, that somebody was told of these duties of one case.

    Names and references go to the private file. Raises UnknownRecord, DifferentCases, TimeRefused
    where `told_at` is no UTC ISO time, and TimeToCome where it lies ahead.
    """
    # It goes to the work file, where no free text may lie.
    if not _UTC.fullmatch(proof.told_at):
        raise TimeRefused
    if proof.told_at > session.now():
        raise TimeToCome
    cases = {views.duty(session.work, duty).case for duty in duties}
    if len(cases) != 1:
        raise DifferentCases(len(cases))
    case = cases.pop()
    with session.change() as pen:
        body = DutyDone(told=proof.told, how=proof.how, told_at=proof.told_at)
        record = pen.write(body, case, tuple(duties)).id
        pen.text(WHO, proof.who, case, record)
        pen.text(REFERENCE, proof.reference, case, record)
        pen.log(Act.DUTY_DONE, case)


def mistaken(session: Session, duty: RecordId, reason: str) -> None:
    """Closes a duty that was started by mistake; the duty stays on record with the reason."""
    row = views.duty(session.work, duty)
    with session.change() as pen:
        record = pen.write(MarkedMistaken(reason=ErrorReason.OTHER), row.case, (duty,)).id
        pen.text(REASON, reason, row.case, record)
        pen.log(Act.ENTERED_IN_ERROR, row.case)


def _record(
    session: Session, about: CaseId | NewCase, card: Card, cause: Cause, what: str, words: str
) -> CaseId:
    with session.change() as pen:
        if isinstance(about, NewCase):
            case = screen.open_case(session, pen, CaseFacts())
        else:
            case = views.case(pen.work, about).row.case
        made = pen.write(DisclosureMade(card=card, received_at=pen.at), case).id
        pen.text(WORDS, words, case, made)
        body = DutyStarted(
            screening=start_duties.NO_SCREENING,
            cause=cause,
            cause_id=what,
            received_at=pen.at,
            tell=start_duties.whom(session, cause),
        )
        pen.write(body, case, (made,))
        pen.log(Act.DISCLOSURE_NOTED, case)
    return case
