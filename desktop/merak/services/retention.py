"""What an office keeps and for how long: its cases, which are held, and what a purge would take."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from merak.domain.ids import CaseId
from merak.services import holds, kits, reviews, users
from merak.services.holds import Hold
from merak.services.session import Session
from merak.storage import holds as kept_holds
from merak.storage import peers, records, views
from merak.storage.users import Role
from merak.storage.views import CaseShown

_MOST = 25


class Which(StrEnum):
    """In which order cases are listed, or which of them."""

    LAST_TOUCHED = "last_touched"
    LONGEST_UNTOUCHED = "longest_untouched"
    HELD = "held"
    """Only what is under legal hold, the last touched first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptCase:
    """One case of the office, by its code; the labels are those of laptops that wrote of it."""

    case: CaseId
    code: str
    last_at: str
    screenings: int
    records: int
    laptops: tuple[str, ...]
    hold: Hold
    open_duties: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """Some cases, and whether there are more than these."""

    cases: tuple[KeptCase, ...]
    more: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Deciding:
    """Who may decide here."""

    user_name: str
    keeper: bool
    colleagues: int
    """Others who open this office: one of them must be the second for a purge."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Going:
    """One case that is to be purged; those that nobody has reviewed are counted."""

    line: KeptCase
    unreviewed: int


def deciding(session: Session) -> Deciding:
    """Gives who decides on holds and purges here; raises NotAnOffice."""
    kits.office_only(session)
    return Deciding(
        user_name=session.user.name,
        keeper=session.user.role is Role.KEEPER,
        colleagues=len(users.everyone(session)) - 1,
    )


def first(session: Session, which: Which = Which.LAST_TOUCHED, *, most: int = _MOST) -> Kept:
    """Gives the first of these cases."""
    if which is Which.HELD:
        return _kept(session, _held(session), most)
    if which is Which.LONGEST_UNTOUCHED:
        return _kept(session, views.oldest_cases(session.work, most=most + 1), most)
    return _kept(session, views.cases(session.work, most=most + 1), most)


def following(session: Session, which: Which, last: KeptCase, *, most: int = _MOST) -> Kept:
    """Gives the cases that come after one in the list."""
    after = (last.last_at, str(last.case))
    if which is Which.HELD:
        found = _held(session)
        at = next((n for n, one in enumerate(found, 1) if one.row.case == last.case), 0)
        return _kept(session, found[at:], most)
    if which is Which.LONGEST_UNTOUCHED:
        return _kept(session, views.oldest_cases(session.work, after=after, most=most + 1), most)
    return _kept(session, views.cases(session.work, after=after, most=most + 1), most)


def find(session: Session, typed: str, *, most: int = _MOST) -> Kept:
    """Gives the cases whose code begins as typed."""
    return _kept(session, views.cases_by_code(session.work, typed, most=most + 1), most)


def case(session: Session, case: CaseId) -> KeptCase:
    """Gives one case as it is now; raises UnknownRecord."""
    kits.office_only(session)
    return _line(session, views.case(session.work, case), _labels(session))


def going(session: Session, cases: Iterable[CaseId]) -> tuple[Going, ...]:
    """Gives what is to be purged as it is now; what is gone already is left out."""
    kits.office_only(session)
    labels = _labels(session)
    return tuple(
        Going(
            line=_line(session, views.case(session.work, one), labels),
            unreviewed=_unreviewed(session, one),
        )
        for one in cases
        if views.has(session.work, one)
    )


def _kept(session: Session, found: Sequence[CaseShown], most: int) -> Kept:
    kits.office_only(session)
    labels = _labels(session)
    return Kept(
        cases=tuple(_line(session, one, labels) for one in found[:most]), more=len(found) > most
    )


def _held(session: Session) -> tuple[CaseShown, ...]:
    """Gives what is under hold; that is little, even in a large office."""
    held = sorted(kept_holds.every(session.work))
    shown = [views.case(session.work, one) for one in held if views.has(session.work, one)]
    return tuple(sorted(shown, key=lambda one: (one.row.last_at, one.row.case), reverse=True))


def _labels(session: Session) -> dict[str, str]:
    return {peer.device: peer.label for peer in peers.every(session.work)}


def _line(session: Session, shown: CaseShown, labels: dict[str, str]) -> KeptCase:
    row = shown.row
    found = [
        record
        for file in (session.work, session.private)
        for record in records.all_of_case(file, row.case)
    ]
    authors = {record.author_device for record in found}
    return KeptCase(
        case=row.case,
        code=shown.code,
        last_at=row.last_at,
        screenings=row.screenings,
        records=len(found),
        laptops=tuple(label for device, label in labels.items() if device in authors),
        hold=holds.of(session, row.case),
        open_duties=row.open_duties,
    )


def _unreviewed(session: Session, case: CaseId) -> int:
    done = {one.screening for one in reviews.of_case(session, case)}
    return sum(
        row.current and not row.mistaken and row.record not in done
        for row in views.screenings(session.work, case)
    )
