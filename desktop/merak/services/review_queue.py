"""What waits for a supervisor: screenings that nobody has reviewed, the most pressing first."""

import heapq
from collections.abc import Iterator
from dataclasses import dataclass

from merak.domain.fold import ScreeningRow
from merak.domain.ids import LevelId, RecordId
from merak.domain.indicator_set import INSUFFICIENT, Colour, IndicatorSet
from merak.domain.text import Text
from merak.services import case_lines, indicator_sets, kits, reviews
from merak.services.session import Session
from merak.storage import peers, records, users, views

_MOST = 50
_PAGE = 2_000
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
    duties = frozenset(row.screening for row in views.open_duties(session.work))
    count = 0

    def keyed() -> Iterator[tuple[tuple[bool, int, int, str, str], ScreeningRow]]:
        nonlocal count
        for row in _unreviewed(session):
            count += 1
            loud, rank = _rank(indicator_sets.read(session, row.set.sha256), row.level)
            calm = row.screening not in duties
            yield (calm, -loud, -rank, row.finished_at, row.record), row

    first = [row for _, row in heapq.nsmallest(most, keyed(), key=lambda pair: pair[0])]
    labels = {peer.device: peer.label for peer in peers.every(session.work)}
    return Queue(
        waiting=count,
        first=tuple(
            Unreviewed(
                record=row.record,
                code=views.case(session.work, row.case).code,
                level=case_lines.label_of(indicator_sets.read(session, row.set.sha256), row.level),
                insufficient=row.level == INSUFFICIENT,
                open_duty=row.screening in duties,
                finished_at=row.finished_at,
                by_name=users.name_of(session.work, row.user),
                laptop=labels.get(records.by_id(session.work, row.record).author_device, ""),
            )
            for row in first
        ),
    )


def waiting(session: Session) -> int:
    """Gives how many screenings nobody has reviewed."""
    return sum(1 for _ in _unreviewed(session))


def _unreviewed(session: Session) -> Iterator[ScreeningRow]:
    done = reviews.reviewed(session)
    page = views.last_screenings(session.work, most=_PAGE)
    while page:
        yield from (
            row for row in page if row.current and not row.mistaken and row.record not in done
        )
        after = (page[-1].finished_at, page[-1].record)
        page = views.last_screenings(session.work, after=after, most=_PAGE)


def _rank(known: IndicatorSet, level: LevelId) -> tuple[int, int]:
    for one in known.levels:
        if one.id == level:
            return _COLOURS.index(one.colour), known.rank(level)
    # Too little is known to say that nothing is there: before what was found to be nothing.
    return _COLOURS.index(Colour.NOTICE), -1
