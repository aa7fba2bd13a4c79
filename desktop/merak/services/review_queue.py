"""What waits for a supervisor: screenings that nobody has reviewed, the most pressing first."""

from dataclasses import dataclass
from itertools import groupby

from merak.domain.fold import ScreeningRow
from merak.domain.ids import LevelId, RecordId
from merak.domain.indicator_set import INSUFFICIENT, Colour, IndicatorSet
from merak.domain.text import Text
from merak.services import case_lines, indicator_sets, kits
from merak.services.session import Session
from merak.storage import peers, users, views
from merak.storage import waiting as waiting_rows
from merak.storage.waiting import Group

_MOST = 50
_COLOURS = (Colour.NEUTRAL, Colour.NOTICE, Colour.CAUTION, Colour.DANGER)
"""Levels of different sets have nothing in common but how loudly they are shown."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Unreviewed:
    """One screening to look at, by its code; the label is empty where information is missing."""

    record: RecordId
    code: str
    level: Text
    insufficient: bool
    open_duty: bool
    """Whether somebody must still be told."""
    finished_at: str
    by_name: str
    laptop: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Queue:
    """The first that wait, and how many there are in all."""

    waiting: int
    first: tuple[Unreviewed, ...]


def load(session: Session, most: int = _MOST) -> Queue:
    """Gives what waits: open duties first, then by level, then by time; raises NotAnOffice."""
    kits.office_only(session)
    groups = list(waiting_rows.groups(session.work))
    ranks = {group: _rank(indicator_sets.read(session, group.set), group.level) for group in groups}

    def place(group: Group) -> tuple[bool, int, int]:
        loud, rank = ranks[group]
        return (not group.open_duty, -loud, -rank)

    first: list[ScreeningRow] = []
    # Levels of two sets may rank alike: then the time decides.
    for _, alike in groupby(sorted(groups, key=place), place):
        left = most - len(first)
        rows = [row for one in alike for row in waiting_rows.first(session.work, one, left)]
        first += sorted(rows, key=lambda row: (row.finished_at, row.record))[:left]
        if len(first) == most:
            break
    labels = {peer.device: peer.label for peer in peers.every(session.work)}
    return Queue(
        waiting=waiting_rows.count(session.work),
        first=tuple(_unreviewed(session, row, labels.get(row.device, "")) for row in first),
    )


def waiting(session: Session) -> int:
    """Gives how many screenings nobody has reviewed."""
    return waiting_rows.count(session.work)


def _unreviewed(session: Session, row: ScreeningRow, laptop: str) -> Unreviewed:
    return Unreviewed(
        record=row.record,
        code=views.case(session.work, row.case).code,
        level=case_lines.label_of(indicator_sets.read(session, row.set.sha256), row.level),
        insufficient=row.level == INSUFFICIENT,
        open_duty=row.open_duty,
        finished_at=row.finished_at,
        by_name=users.name_of(session.work, row.user),
        laptop=laptop,
    )


def _rank(known: IndicatorSet, level: LevelId) -> tuple[int, int]:
    for one in known.levels:
        if one.id == level:
            return _COLOURS.index(one.colour), known.rank(level)
    # Too little is known to say that nothing is there: before what was found to be nothing.
    return _COLOURS.index(Colour.NOTICE), -1
