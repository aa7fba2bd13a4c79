"""The thirty days that a practice agency has worked: screenings, bundles, receipts, reviews."""

import random
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from pathlib import Path

from merak.domain.decision import Decision
from merak.domain.fold import ScreeningRow
from merak.domain.ids import DeviceId
from merak.services import (
    backup,
    hand_over,
    practice_people,
    receipts,
    reviews,
    seal,
    take_in,
    unlock,
)
from merak.services.given import Chance
from merak.services.practice_clock import PracticeClock
from merak.services.seal import Occasion
from merak.services.session import Session
from merak.storage import views

SPAN = timedelta(days=30)
_REVIEWED = 4
"""One of so many screenings is reviewed."""
_PAGE = 200


class Step(StrEnum):
    """What is being made."""

    VAULTS = "vaults"
    SCREENINGS = "screenings"
    BUNDLES = "bundles"


class Lies(StrEnum):
    """What lies in a folder beside the vaults."""

    KITS = "kits"
    REQUESTS = "requests"
    BUNDLES = "bundles"
    RECEIPTS = "receipts"
    ANSWERS = "answers"
    """Bundles of the office for its laptops."""
    BACKUPS = "backups"


Progress = Callable[[Step, int, int], None]
"""Is told the step, how much of it is done, and how much there is of it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What is wanted; the same seed gives the same people, answers, days and cases."""

    laptops: int
    screenings: int
    seed: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """One vault of the agency, and who opens it."""

    place: Path
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Agency:
    """The vaults, and folders in which all that went from one to another goes on lying."""

    folder: Path
    office: Member
    laptops: tuple[Member, ...]
    passphrase: str = field(repr=False)

    def typed(self) -> bytearray:
        """Gives the one passphrase of all vaults, as somebody types it."""
        return bytearray(self.passphrase.encode())

    def place(self, lies: Lies) -> Path:
        """Gives the folder where things of a kind lie."""
        return self.folder / lies.value


class _Never:
    def is_set(self) -> bool:
        return False


@contextmanager
def open_vault(
    agency: Agency, member: Member, clock: PracticeClock, chance: Chance
) -> Iterator[Session]:
    """Unlocks a vault of the agency and locks it again."""
    session = unlock.unlock(member.place, member.name, agency.typed(), clock, chance)
    try:
        yield session
    finally:
        session.close()


def work(agency: Agency, plan: Plan, now: datetime, chance: Chance, progress: Progress) -> None:
    """Lets the agency work until `now`, with one exchange after half of the time and one at its
    end."""
    days = _Days(agency, plan, chance, progress)
    halfway = now - SPAN / 2
    days.work(0, now - SPAN, halfway)
    days.work(1, halfway, now)
    days.review(now)


class _Days:
    def __init__(self, agency: Agency, plan: Plan, chance: Chance, progress: Progress) -> None:
        self._agency = agency
        self._plan = plan
        self._chance = chance
        self._progress = progress
        self._screened = 0
        self._members: dict[DeviceId, Member] = {}

    def work(self, half: int, begin: datetime, end: datetime) -> None:
        """Every laptop screens and hands over; the office takes all in and confirms it."""
        paths: list[Path] = []
        shares = _shares(self._plan, half)
        for number, (member, share) in enumerate(zip(self._agency.laptops, shares, strict=True)):
            # A text seeds alike in every process, unlike its hash.
            rng = random.Random(f"{self._plan.seed}/{half}/{number}")  # noqa: S311 - no secret
            clock = PracticeClock(begin)
            with open_vault(self._agency, member, clock, self._chance) as laptop:
                self._members[laptop.vault.device] = member
                self._screen(laptop, clock, rng, share, end)
                folder = self._agency.place(Lies.BUNDLES)
                paths.append(hand_over.export(laptop, folder, _ignore, _Never()).path)
                seal.by_policy(laptop, Occasion.HANDED_OVER)
        for device, receipt in self._take_in(half, paths, end).items():
            with self._open(self._members[device], end) as laptop:
                receipts.take(laptop, receipt)

    def review(self, now: datetime) -> None:
        """The supervisor reviews some, and what answers a laptop's records goes back to it."""
        folder = self._agency.place(Lies.ANSWERS)
        with self._open(self._agency.office, now) as desk:
            for row in list(_screenings(desk))[::_REVIEWED]:
                reviews.review(desk, row.record, Decision.CONFIRMED, "")
            back = {
                device: hand_over.export_to(desk, device, folder, _ignore, _Never()).path
                for device in self._members
            }
        for device, path in back.items():
            with self._open(self._members[device], now) as laptop:
                _bring(laptop, path)

    def _screen(
        self,
        laptop: Session,
        clock: PracticeClock,
        rng: random.Random,
        share: int,
        end: datetime,
    ) -> None:
        begin, step = clock.moment, (end - clock.moment) / (share + 1)
        # Ids of cases follow from the seed, so the codes people see do; keys and nonces never do.
        real, laptop.chance = laptop.chance, rng.randbytes
        for number in range(share):
            # Less than a step of chance, so that nothing is out of order.
            clock.moment = begin + step * (number + rng.random() * 0.8)
            practice_people.screen_somebody(laptop, rng, clock, step * 0.1)
            self._screened += 1
            self._progress(Step.SCREENINGS, self._screened, self._plan.screenings)
        laptop.chance = real
        clock.moment = end

    def _take_in(self, half: int, paths: Sequence[Path], end: datetime) -> dict[DeviceId, Path]:
        """Takes in all bundles and gives the receipt for each laptop, at the end durable ones."""
        folder = self._agency.place(Lies.RECEIPTS)
        with self._open(self._agency.office, end) as desk:
            for number, path in enumerate(paths, start=1):
                _bring(desk, path)
                self._progress(Step.BUNDLES, half * len(paths) + number, 2 * len(paths))
            if half:
                backup.write(desk, self._agency.place(Lies.BACKUPS))
            return {device: receipts.write(desk, device, folder).path for device in self._members}

    @contextmanager
    def _open(self, member: Member, moment: datetime) -> Iterator[Session]:
        with open_vault(self._agency, member, PracticeClock(moment), self._chance) as session:
            yield session


def _shares(plan: Plan, half: int) -> tuple[int, ...]:
    """How many screenings each laptop makes in one half of the days."""
    second = plan.screenings // 2
    count = second if half else plan.screenings - second
    return tuple(
        count // plan.laptops + (number < count % plan.laptops) for number in range(plan.laptops)
    )


def _bring(session: Session, path: Path) -> None:
    take_in.take_in(session, take_in.preview(session, path, _ignore, _Never()), _ignore, _Never())


def _screenings(desk: Session) -> Iterator[ScreeningRow]:
    page = views.last_screenings(desk.work, most=_PAGE)
    while page:
        yield from page
        after = (page[-1].finished_at, page[-1].record)
        page = views.last_screenings(desk.work, after=after, most=_PAGE)


def _ignore(_: int) -> None:
    pass
