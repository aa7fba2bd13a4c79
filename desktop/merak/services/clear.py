"""Clearing: the laptop forgets its own copy of cases that the office has durably.

Local only: it never travels, and the log goes on covering what was there.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from merak.domain.fold import DutyState
from merak.domain.ids import CaseId
from merak.domain.kit import ClearWhen
from merak.domain.log_entry import Act
from merak.domain.record import Kind, Record
from merak.errors import MerakError
from merak.services import kits, purged, reviews
from merak.services.session import Session
from merak.storage import drafts, former_selves, holds, mnemonics, records, sealings, travels, views
from merak.storage.forgotten import Why
from merak.storage.travels import OFFICE


class Stays(StrEnum):
    """Why a case is not cleared."""

    NOTHING = "nothing"
    """It can be cleared."""
    NOT_SAFE = "not_safe"
    """The office does not have all of it in a backup yet."""
    HELD = "held"
    DUTY = "duty"
    QUESTION = "question"
    """A question to the specialist without an answer, or a screening that was returned."""
    DRAFT = "draft"


class CaseStays(MerakError):
    """Carries why a case was not cleared."""

    def __init__(self, why: Stays) -> None:
        super().__init__(why.value)
        self.why = why


@dataclass(frozen=True, slots=True, kw_only=True)
class Clearable:
    """One case, and what keeps it here."""

    case: CaseId
    code: str
    mnemonic: str
    last_at: str
    stays: Stays


def every(session: Session) -> tuple[Clearable, ...]:
    """Gives all cases with what keeps each here."""
    kits.laptop_only(session)
    open_drafts = {draft.case for draft in drafts.every(session.work)}
    held = holds.every(session.work)
    durable = travels.durable(session.work, OFFICE)
    copies = sealings.of(session.work, OFFICE)
    found = []
    for case in records.cases(session.work):
        shown = views.case(session.work, case)
        stays = Stays.NOTHING
        if case in held:
            stays = Stays.HELD
        elif case in open_drafts:
            stays = Stays.DRAFT
        elif any(one.state is DutyState.OPEN for one in views.duties(session.work, case)):
            stays = Stays.DUTY
        elif _has_question(records.all_of_case(session.work, case)):
            stays = Stays.QUESTION
        elif not all(copies.get(one.id, one.id) in durable for one in _own(session, case)):
            stays = Stays.NOT_SAFE
        found.append(
            Clearable(
                case=case,
                code=shown.code,
                mnemonic=mnemonics.of(session.work, case),
                last_at=shown.row.last_at,
                stays=stays,
            )
        )
    return tuple(found)


def clear(session: Session, cases: Iterable[CaseId]) -> int:
    """Forgets these cases and gives how many; raises CaseStays, and clears none then.

    Raises StillOnDisk where they are forgotten and an old file is not destroyed yet.
    """
    wanted = frozenset(cases)
    found = [one for one in every(session) if one.case in wanted]
    for one in found:
        if one.stays is not Stays.NOTHING:
            raise CaseStays(one.stays)
    _clear(session, tuple(one.case for one in found))
    return len(found)


def by_policy(session: Session) -> int:
    """Clears what the kit's policy says is due and nothing keeps; gives how many cases.

    The days are counted from when anything last happened in the case. Raises NoKit, NotEnrolled.
    """
    kits.own(session)
    policy = kits.current(session).policy
    if policy.clear is not ClearWhen.AFTER_DAYS:
        return 0
    until = session.clock.now() - timedelta(days=policy.clear_days)
    due = tuple(
        one.case
        for one in every(session)
        if one.stays is Stays.NOTHING and datetime.fromisoformat(one.last_at) <= until
    )
    _clear(session, due)
    return len(due)


def _clear(session: Session, cases: tuple[CaseId, ...]) -> None:
    if not cases:
        return
    with session.change() as pen:
        gone = [
            one.id
            for case in cases
            for file in (pen.work, pen.private)
            for one in records.all_of_case(file, case)
        ]
        pen.forget(gone, Why.CLEARED, Act.CLEARED)
    purged.take_off_disk(session)


def _own(session: Session, case: CaseId) -> list[Record]:
    ours = former_selves.own_devices(session.work)
    return [
        one
        for file in (session.work, session.private)
        for one in records.all_of_case(file, case)
        if one.author_device in ours
    ]


def _has_question(found: tuple[Record, ...]) -> bool:
    answered = {
        other for one in found if one.kind == Kind.CONSULTATION_ANSWER for other in one.refers_to
    }
    asked = {one.id for one in found if one.kind == Kind.CONSULTATION}
    returned = any(reviews.is_waited_for(one, found) for one in reviews.holding(found))
    return bool(asked - answered) or returned
