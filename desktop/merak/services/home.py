"""What waits for the person who has just unlocked the laptop."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import islice

from merak.domain.identity import names_somebody
from merak.services import case_lines, current, first_start, sites
from merak.services.case_lines import CaseLine, DraftLine, DutyLine
from merak.services.session import Session
from merak.storage import draft_texts, drafts, records, travels, views
from merak.storage.travels import OFFICE
from merak.storage.views import CaseShown

_CASES = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Home:
    """The home page's contents; `since` is when the oldest not handed over was finished.

    `oldest_name_days` is the age of the oldest case whose identity this laptop can read.
    """

    user_name: str
    names_on_laptop: int
    oldest_name_days: int
    drafts: tuple[DraftLine, ...]
    duties: tuple[DutyLine, ...]
    cases: tuple[CaseLine, ...]
    not_handed_over: int
    since: str
    sheet_confirmed: bool
    log_broken: bool
    site_open: bool
    """Whether the office names its sites and this laptop's is none of them."""


def load(session: Session) -> Home:
    """Gives what is open, what is due and what this laptop knows of names."""
    open_drafts = drafts.every(session.work)
    named = _named(session)
    finished = _finished(session)
    return Home(
        user_name=session.user.name,
        names_on_laptop=len(named),
        oldest_name_days=max((_days(session, at) for at in named.values()), default=0),
        drafts=tuple(case_lines.draft_line(session, draft) for draft in open_drafts),
        duties=case_lines.duty_lines(session, views.open_duties(session.work)),
        cases=tuple(
            case_lines.case_line(session, shown) for shown in islice(_shown(session), _CASES)
        ),
        not_handed_over=len(finished),
        since=min(finished, default=""),
        sheet_confirmed=first_start.is_sheet_confirmed(session),
        log_broken=session.log_broken,
        site_open=sites.load(session).is_open,
    )


def _named(session: Session) -> dict[str, str]:
    """Cases whose identity can be read here, with when they were opened."""
    named = {
        case
        for case in records.cases(session.private)
        if names_somebody(current.identity(session, case))
    }
    named |= {
        draft.case
        for draft in drafts.every(session.work)
        if names_somebody(draft_texts.identity(session.private, draft.id))
    }
    # A name without a case is a trace of somebody's hand in the files: the log check tells of it.
    known = set(records.cases(session.work))
    return {case: views.case(session.work, case).row.opened_at for case in named & known}


def _shown(session: Session) -> Iterator[CaseShown]:
    """Goes through the cases that were not opened by mistake, the last touched first."""
    page = views.cases(session.work, most=_CASES)
    while page:
        yield from (shown for shown in page if not shown.row.mistaken)
        after = (page[-1].row.last_at, page[-1].row.case)
        page = views.cases(session.work, after=after, most=_CASES)


def _finished(session: Session) -> list[str]:
    found: list[str] = []
    out = travels.sent(session.work, OFFICE)
    page = views.last_screenings(session.work)
    while page:
        found += [
            row.finished_at
            for row in page
            if row.current and not row.mistaken and row.record not in out
        ]
        page = views.last_screenings(session.work, after=(page[-1].finished_at, page[-1].record))
    return found


def _days(session: Session, at: str) -> int:
    # A clock that was set back makes nothing younger than today.
    return max((session.clock.now() - datetime.fromisoformat(at)).days, 0)
