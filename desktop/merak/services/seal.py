"""Sealing: the laptop stops knowing who its cases are about and what was typed about them.

What the case says in codes stays. Each name and text first gets its sealed copy for the office, in
the same transaction that forgets the plain one; then the private file is written anew without it.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from merak.domain.ids import CaseId, RecordId
from merak.domain.kit import Policy, SealWhen
from merak.domain.log_entry import Act
from merak.domain.record import Kind, Record
from merak.services import answers, copies, kits, mnemonics, purged, reviews
from merak.services.session import Pen, Session, utc
from merak.storage import drafts, former_selves, records, sealings, travels, views
from merak.storage.forgotten import Why
from merak.storage.travels import OFFICE


class Waits(StrEnum):
    """Why a case that this laptop can read is not sealed."""

    NOTHING = "nothing"
    """It is sealed as soon as somebody says so, or the policy does."""
    DRAFT = "draft"
    DUTY = "duty"
    """Somebody must still be told, and may ask for the name."""
    QUESTION = "question"
    """The office asks to look at a screening again, in words that would go with the rest."""


class Occasion(StrEnum):
    """After what the policy is asked."""

    FINISHED = "finished"
    HANDED_OVER = "handed_over"
    UNLOCKED = "unlocked"


@dataclass(frozen=True, slots=True, kw_only=True)
class Readable:
    """One case with names or texts that this laptop can read."""

    case: CaseId
    since: str
    """When the newest of them was written."""
    waits: Waits
    handed_over: bool
    """Whether everything readable went out with a bundle already."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """How one case stands with sealing."""

    office: str
    """Who could read what is sealed; empty on a laptop of no office, which can seal nothing."""
    away: bool
    """Whether anything of it was sealed away from this laptop."""
    readable: bool
    """Whether a name or words that are on record can be read here."""
    handed_over: bool
    """Whether all of that went out with a bundle already: if not, only this laptop has it."""
    waits: Waits
    until: str
    """When neither duty nor question holds it any longer; empty where none does."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sealed:
    """What was sealed; `still_readable` are cases that wait for something."""

    cases: int
    records: int
    still_readable: int


def readable(session: Session) -> tuple[Readable, ...]:
    """Gives the finished cases that this laptop can read, and what each waits for.

    A duty holds a name for as long as the policy says, counted from when the information came, and
    a question of the office, counted from when it was asked.
    """
    policy = _policy(session)
    is_out = _went_out(session)
    found: dict[CaseId, list[tuple[str, bool]]] = {}
    for record in records.every(session.private):
        found.setdefault(record.case, []).append((record.at, is_out(record)))
    open_drafts = {draft.case for draft in drafts.every(session.work)}
    return tuple(
        Readable(
            case=case,
            since=max(at for at, _ in seen),
            waits=Waits.DRAFT if case in open_drafts else _held(session, case, policy)[0],
            handed_over=all(out for _, out in seen),
        )
        for case, seen in sorted(found.items())
    )


def by_policy(session: Session, occasion: Occasion) -> Sealed:
    """Seals what the kit's policy says is due now; raises NoKit, NotEnrolled and StillOnDisk.

    At hand-over everything goes that waits for nothing. What had to wait then goes on whatever
    occasion comes after it.
    """
    kits.laptop_only(session)
    kits.sealing_only(session)
    policy = kits.current(session).policy
    return _seal(
        session,
        (one for one in readable(session) if _is_due(session, one, policy, occasion)),
    )


def now(session: Session, cases: Iterable[CaseId]) -> Sealed:
    """Seals these cases by a person's wish; drafts and duties hold theirs. Raises as above."""
    kits.laptop_only(session)
    kits.sealing_only(session)
    wanted = frozenset(cases)
    return _seal(session, (one for one in readable(session) if one.case in wanted))


def standing(session: Session, case: CaseId) -> Standing:
    """Says what of a case is sealed, what can be, and what that waits for."""
    policy = _policy(session)
    waits, until = _held(session, case, policy)
    if drafts.of_case(session.work, case):
        waits, until = Waits.DRAFT, ""
    here = records.all_of_case(session.private, case)
    return Standing(
        office=kits.current(session).name if kits.seals(session) else "",
        away=is_sealed(session, case),
        readable=bool(here),
        handed_over=all(map(_went_out(session), here)),
        waits=waits,
        until=until,
    )


def is_sealed(session: Session, case: CaseId) -> bool:
    """Says whether anything of the case was sealed away from this laptop."""
    return sealings.is_away(session.work, case)


def _went_out(session: Session) -> Callable[[Record], bool]:
    gone = sealings.of(session.work, OFFICE)
    sent = travels.sent(session.work, OFFICE)
    ours = former_selves.own_devices(session.work)
    return lambda record: record.author_device not in ours or gone.get(record.id, record.id) in sent


def _seal(session: Session, found: Iterable[Readable]) -> Sealed:
    cases = {one.case for one in found if one.waits is Waits.NOTHING}
    gone: list[RecordId] = []
    if cases:
        with session.change() as pen:
            gone = _forget(session, pen, cases)
        purged.take_off_disk(session)
    return Sealed(cases=len(cases), records=len(gone), still_readable=len(readable(session)))


def _forget(session: Session, pen: Pen, cases: set[CaseId]) -> list[RecordId]:
    kit = kits.current(session)
    to = {Kind.IDENTITY: kits.inside(kit.identities), Kind.TEXT: kits.inside(kit.bundles)}
    copies.make(session, pen, to, OFFICE, lambda record: record.case in cases)
    mnemonics.leave_no_name(session, pen, cases)
    gone = [record.id for record in records.every(pen.private) if record.case in cases]
    pen.forget(gone, Why.SEALED, Act.SEALED)
    return gone


def _is_due(session: Session, one: Readable, policy: Policy, occasion: Occasion) -> bool:
    match policy.seal:
        case SealWhen.AT_FINISH:
            return True
        case SealWhen.AT_HAND_OVER:
            return occasion is Occasion.HANDED_OVER or one.handed_over
        case SealWhen.AFTER_HOURS:
            return _is_over(session, one.since, policy.seal_hours)


def _held(session: Session, case: CaseId, policy: Policy) -> tuple[Waits, str]:
    """What holds a case that has no draft, and until when at most."""
    duties = views.duties(session.work, case)
    asked = filter(answers.is_waiting, reviews.of_case(session, case))
    since = {
        Waits.DUTY: [duty.received_at for duty in duties if duty.state == "open"],
        Waits.QUESTION: [review.at for review in asked],
    }
    for waits, times in since.items():
        if times and not _is_over(session, max(times), policy.seal_limit_hours):
            limit = timedelta(hours=policy.seal_limit_hours)
            return waits, utc(datetime.fromisoformat(max(times)) + limit)
    return Waits.NOTHING, ""


def _policy(session: Session) -> Policy:
    return kits.current(session).policy if kits.seals(session) else Policy()


def _is_over(session: Session, at: str, hours: int) -> bool:
    return datetime.fromisoformat(at) + timedelta(hours=hours) <= session.clock.now()
