"""The office's home and its review queue, in an office where more and more waits."""

import time
from collections.abc import Callable, Iterator
from pathlib import Path

from tests.benchmarks import exchange_fill
from tests.benchmarks.table import Row, middle, under

from merak.domain.bodies import CaseOpened, DutyStarted, ScreeningDone, SetRef
from merak.domain.case_facts import CaseFacts
from merak.domain.duty import Cause
from merak.domain.ids import CaseId, ScreeningId
from merak.domain.log_entry import Act
from merak.domain.screening import Completeness, Preparation
from merak.services import indicator_sets, office_overview, review_queue, screen
from merak.services.session import Session

SIZES = (1_000, 100_000)
"""Screenings, none of which anybody has reviewed."""
_RUNS = 15
_MOST_MS = 10.0
_A_COMMIT = 2_000
_DUTY_EACH = 20
_ACTS: tuple[tuple[str, Callable[[Session], object]], ...] = (
    ("Home of an office", lambda s: (office_overview.load(s), review_queue.waiting(s))),
    ("Review queue", review_queue.load),
)


def rows(folder: Path) -> Iterator[Row]:
    """Measures what is read for each of the two, without its painting."""
    agency = folder / "office-lists"
    exchange_fill.make(agency)
    session = exchange_fill.opened(agency, "office")
    took: dict[tuple[str, int], float] = {}
    filled = 0
    for size in SIZES:
        _fill(session, size - filled)
        filled = size
        assert review_queue.waiting(session) >= size
        for name, act in _ACTS:
            took[name, size] = middle([_ms(session, act) for _ in range(_RUNS)])
    session.close()
    small, large = SIZES
    for name, _ in _ACTS:
        yield Row(
            work=f"{name}, {large:,} screenings wait",
            measured=took[name, large],
            beside=f"{small:,} wait",
            limit=took[name, small],
            aim=f"at most {_MOST_MS:.0f} ms",
            met=under(took[name, large], _MOST_MS),
        )


def _ms(session: Session, act: Callable[[Session], object]) -> float:
    began = time.perf_counter()
    act(session)
    return (time.perf_counter() - began) * 1000


def _fill(session: Session, many: int) -> None:
    known = indicator_sets.read(session, screen.sets(session)[0].hash)
    ref = SetRef(id=known.id, version=known.version, sha256=known.sha256)
    for start in range(0, many, _A_COMMIT):
        with session.change() as pen:
            for number in range(start, min(start + _A_COMMIT, many)):
                case, talk = CaseId(session.new_id()), ScreeningId(session.new_id())
                pen.write(CaseOpened(), case)
                done = ScreeningDone(
                    screening=talk,
                    version=1,
                    set=ref,
                    completeness=Completeness.COMPLETE,
                    preparation=Preparation(),
                    facts=CaseFacts(),
                    answers={},
                    level=known.levels[number % len(known.levels)].id,
                    concerns={},
                    language="",
                    started_at=pen.at,
                    finished_at=pen.at,
                )
                pen.write(done, case)
                if number % _DUTY_EACH == 0:
                    pen.write(
                        DutyStarted(screening=talk, cause=Cause.LEVEL, received_at=pen.at), case
                    )
            pen.log(Act.SCREENING_FINISHED)
