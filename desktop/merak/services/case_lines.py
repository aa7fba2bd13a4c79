"""Cases, drafts and duties as lists show them: by code, mnemonic and tag, never by name."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from merak.domain.assessment import open_items
from merak.domain.case_facts import for_rules
from merak.domain.duty import Duty
from merak.domain.fold import DutyRow, DutyState
from merak.domain.ids import CaseId, ScreeningId
from merak.domain.indicator_set import INSUFFICIENT, IndicatorSet
from merak.domain.screening import Draft
from merak.domain.text import Text
from merak.services import current, indicator_sets
from merak.services.session import Session
from merak.storage import draft_texts, mnemonics, users, views
from merak.storage.views import CaseShown


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftLine:
    """A screening to go on with; `answered` of the `asked` items have an answer or a reason."""

    id: ScreeningId
    case: CaseId
    code: str
    mnemonic: str
    tag: str
    started_at: str
    saved_at: str
    answered: int
    asked: int
    owner_name: str
    mine: bool
    reopens: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class DutyLine:
    """Somebody who must be told, or was."""

    duty: Duty
    code: str
    mnemonic: str
    tag: str
    state: DutyState
    cite: str
    due: str
    """Until when the first must be told, a UTC ISO time; empty where no clock runs."""
    overdue: bool = field(compare=False)
    """Whether that has passed. The hour alone makes no other reminder of it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseLine:
    """A case with the level of its last screening; the label is empty where there is none."""

    case: CaseId
    code: str
    mnemonic: str
    tag: str
    level: Text
    insufficient: bool
    last_at: str
    mine: bool
    mistaken: bool


def draft_line(session: Session, draft: Draft) -> DraftLine:
    """Gives a draft as lists show it."""
    known = indicator_sets.read(session, draft.set_hash)
    asked = open_items(known, for_rules(draft.facts), draft.answers)
    identity = draft_texts.identity(session.private, draft.id)
    return DraftLine(
        id=draft.id,
        case=draft.case,
        code=views.case(session.work, draft.case).code,
        mnemonic=mnemonics.of(session.work, draft.case),
        tag=identity.tag,
        started_at=draft.started_at,
        saved_at=draft.saved_at,
        answered=sum(1 for item in asked if item in draft.answers),
        asked=len(asked),
        owner_name=users.name_of(session.work, draft.owner),
        mine=draft.owner == session.user.id,
        reopens=bool(draft.reopens),
    )


def duty_lines(session: Session, rows: Iterable[DutyRow]) -> tuple[DutyLine, ...]:
    """Gives duties as lists show them: overdue ones first, then by due time, then as they came."""
    now = session.now()
    lines = (_duty_line(session, row, now) for row in rows)
    return tuple(sorted(lines, key=lambda line: (not line.overdue, not line.due, line.due)))


def _duty_line(session: Session, row: DutyRow, now: str) -> DutyLine:
    duty = Duty(
        id=row.record,
        case=row.case,
        cause=row.cause,
        why=row.why,
        starts=row.starts,
        received_at=row.received_at,
        tell=row.tell,
    )
    is_open = row.state is DutyState.OPEN
    return DutyLine(
        duty=duty,
        code=views.case(session.work, row.case).code,
        mnemonic=mnemonics.of(session.work, row.case),
        tag=current.tag(session, row.case),
        state=row.state,
        cite=row.cite,
        due=duty.due() if is_open else "",
        overdue=is_open and duty.overdue(now),
    )


def case_line(session: Session, shown: CaseShown) -> CaseLine:
    """Gives a case as lists show it."""
    row = shown.row
    done = [
        one for one in views.screenings(session.work, row.case) if one.current and not one.mistaken
    ]
    last = done[-1] if done else None
    label: Text = {}
    if last is not None:
        label = label_of(indicator_sets.read(session, last.set.sha256), last.level)
    return CaseLine(
        case=row.case,
        code=shown.code,
        mnemonic=mnemonics.of(session.work, row.case),
        tag=current.tag(session, row.case),
        level=label,
        insufficient=last is not None and last.level == INSUFFICIENT,
        last_at=row.last_at,
        mine=row.owner == session.user.id,
        mistaken=row.mistaken,
    )


def label_of(indicator_set: IndicatorSet, level: str) -> Text:
    """Gives a level's label in the set, or an empty one where the set has no such level."""
    return next((one.label for one in indicator_set.levels if one.id == level), {})
