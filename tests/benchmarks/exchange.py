"""Handing over and taking in, beside tools that do the least that could do; peak memory; growth.

Each act runs in a process of its own, in turn with what stands beside it.
"""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.benchmarks import exchange_fill, keepassxc_merge
from tests.benchmarks.table import Row, middle, under, under_ratio

SIZES = ((10_000, 3), (100_000, 1))
"""Records, and how often each act is repeated."""
_SMALL = 100
_MOST_TIMES, _MOST_MB, _MOST_GROWTH = 2.0, 150.0, 1.5
_MOST_OF_MERGE = 0.5
_GROWTH_RUNS = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Cost:
    """What an act took: seconds by the clock, of the processor, and peak memory in MB."""

    wall: float
    cpu: float
    peak: float


def rows(folder: Path) -> Iterator[Row]:
    """Fills one laptop to each size and measures what it and its office do."""
    exchange_fill.make(folder / "agency")
    made = _Agency(folder / "agency", folder)
    for size, runs in SIZES:
        made.fill(size)
        out = [_Out(made) for _ in range(runs)]
        yield from _in(made, size, runs)
        yield from _out(made, size, out)
    yield from _growth(made)


class _Out:
    """One hand-over, and in turn with it what it is measured beside."""

    def __init__(self, made: "_Agency") -> None:
        self.ours = made.act("export")
        self.format = made.act("write")
        self.tools = [made.act("tools")] if made.has_tools else []


def _out(made: "_Agency", size: int, runs: list[_Out]) -> Iterator[Row]:
    ours = [one.ours for one in runs]
    tools = [cost for one in runs for cost in one.tools]
    name = f"Hand over {size:,} records"
    if tools:
        yield from _beside(name, ours, ("zstd into age", tools))
    # After what was taken in: the file of plain rows is made there.
    both = [_sum(one.format, made.act("select")) for one in runs]
    yield from _beside(name, ours, ("the same rows out of sqlite3, and writing the format", both))
    yield _memory(f"{name}, peak memory", ours, size)


def _in(made: "_Agency", size: int, runs: int) -> Iterator[Row]:
    looked: list[Cost] = []
    ours: list[Cost] = []
    read: list[Cost] = []
    rows_alone: list[Cost] = []
    for _ in range(runs):
        made.fresh_office(size)
        read.append(made.act("read"))
        looked.append(made.act("preview", size))
        ours.append(made.act("take_in", size))
        rows_alone.append(made.act("insert", size))
    both = [_sum(a, b) for a, b in zip(read, rows_alone, strict=True)]
    name = "reading the format, and the same rows into sqlite3"
    yield from _beside(f"Take in {size:,} records", ours, (name, both))
    yield _plain(f"Look at {size:,} records first", looked, "reading the format", read)
    yield _plain(
        f"Take in {size:,} records", ours, "the same rows into sqlite3, nothing read", rows_alone
    )
    if size == SIZES[0][0] and keepassxc_merge.is_there():
        text = int(_text_mb(size) * 1e6 / size)
        merged = [made.merge(size, text) for _ in range(runs)]
        yield from _beside(
            f"Take in {size:,} records", ours, (keepassxc_merge.NAME, merged), _MOST_OF_MERGE
        )
    yield _memory(f"Take in {size:,} records, peak memory", ours, size)


def _growth(made: "_Agency") -> Iterator[Row]:
    """One more bundle, the same one, for offices of both sizes."""
    small, large = (size for size, _ in SIZES)
    made.one_more(large)
    costs: dict[int, list[Cost]] = {small: [], large: []}
    for _ in range(_GROWTH_RUNS):
        for size in (small, large):
            costs[size].append(made.act("one_more", size))
    for of_it, values in (
        ("", {size: middle([one.wall for one in costs[size]]) for size in costs}),
        (", processor time", {size: middle([one.cpu for one in costs[size]]) for size in costs}),
    ):
        row = Row(
            work=f"One more bundle of {_SMALL} records at {large:,}{of_it}",
            measured=values[large] * 1000,
            beside=f"at {small:,}",
            limit=values[small] * 1000,
        )
        yield _aimed(row, _MOST_GROWTH)


def _sum(one: Cost, other: Cost) -> Cost:
    return Cost(wall=one.wall + other.wall, cpu=one.cpu + other.cpu, peak=0.0)


def _beside(
    work: str, ours: list[Cost], other: tuple[str, list[Cost]], most: float = _MOST_TIMES
) -> Iterator[Row]:
    name, theirs = other
    for of_it, measured, limit in (
        ("", [one.wall for one in ours], [one.wall for one in theirs]),
        (", processor time", [one.cpu for one in ours], [one.cpu for one in theirs]),
    ):
        row = Row(
            work=work + of_it, measured=middle(measured), beside=name, limit=middle(limit), unit="s"
        )
        yield _aimed(row, most)


def _plain(work: str, ours: list[Cost], name: str, theirs: list[Cost]) -> Row:
    return Row(
        work=work,
        measured=middle([one.wall for one in ours]),
        beside=name,
        limit=middle([one.wall for one in theirs]),
        unit="s",
    )


def _aimed(row: Row, most: float) -> Row:
    return Row(
        work=row.work,
        measured=row.measured,
        beside=row.beside,
        limit=row.limit,
        unit=row.unit,
        aim=f"at most {most} x",
        met=under_ratio(row, most),
    )


def _memory(work: str, ours: list[Cost], size: int) -> Row:
    peak = max(one.peak for one in ours)
    return Row(
        work=work,
        measured=peak,
        beside=f"{size:,} records are MB as text",
        limit=_text_mb(size),
        unit="MB",
        aim=f"at most {_MOST_MB:.0f} MB",
        met=under(peak, _MOST_MB),
    )


def _text_mb(size: int) -> float:
    return _Agency.texts[size] / 1e6


class _Agency:
    """One laptop that is filled, and copies of its office as it was before."""

    texts: dict[int, int] = {}  # noqa: RUF012 - one run, one table

    def __init__(self, agency: Path, folder: Path) -> None:
        self._agency = agency
        self._folder = folder
        self._bundle = Path()
        self._office = folder / "office-before"
        self._filled = 0
        shutil.copytree(agency / "office", self._office)
        self.has_tools = all(map(shutil.which, ("zstd", "age")))

    def fill(self, size: int) -> None:
        """Fills the laptop up to so many records that wait."""
        text = self._folder / "text"
        self._run("fill", size - self._filled, text)
        self._filled = size
        self.texts[size] = text.stat().st_size

    def fresh_office(self, size: int) -> None:
        """Makes the office of this size what it was before anything came from the laptop."""
        self._copy(self._office, self._of(size))

    def act(self, what: str, size: int = 0) -> Cost:
        """Does one act and says what it took."""
        match what:
            case "export":
                told = self._run("export", self._folder)
                self._bundle = Path(str(told["file"]))
            case "write":
                told = self._run("write", self._folder / "text", self._folder / "alone.age")
            case "select":
                told = self._run("select", self._folder / "rows.db")
            case "tools":
                told = self._run("tools", self._folder / "text", self._folder / "by-tools.age")
            case "read":
                told = self._run("read", self._bundle)
            case "one_more":
                again = self._folder / "again"
                self._copy(self._of(size), again)
                told = self._run("take_in", self._bundle, again)
            case "insert":
                told = self._run("insert", self._of(size), self._folder / "rows.db")
            case _:
                told = self._run(what, self._bundle, self._of(size))
        return Cost(wall=told["wall"], cpu=told["cpu"], peak=told["peak"])

    def merge(self, entries: int, text: int) -> Cost:
        """Lets the peer merge as many entries, each with so much text."""
        wall, cpu = keepassxc_merge.took(self._folder / "merge", entries, text)
        return Cost(wall=wall, cpu=cpu, peak=0.0)

    def one_more(self, size: int) -> None:
        """Makes the next bundle a small one: the office that has all gives its receipt."""
        told = self._run("receipt", self._of(size), self._folder)
        self._run("confirm", Path(str(told["file"])))
        self._run("fill", _SMALL, self._folder / "text")
        self.act("export")

    def _of(self, size: int) -> Path:
        return self._folder / f"office-{size}"

    def _copy(self, source: Path, target: Path) -> None:
        if target.exists():
            shutil.rmtree(target)
        shutil.copytree(source, target)

    def _run(self, *words: object) -> dict[str, float]:
        done = subprocess.run(
            [sys.executable, "-m", "tests.benchmarks.exchange_acts", str(self._agency)]
            + [str(word) for word in words],
            env=os.environ | {"PYTHONPATH": os.pathsep.join(path for path in sys.path if path)},
            stdout=subprocess.PIPE,
            text=True,
            check=True,
        )
        found: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
        return found
