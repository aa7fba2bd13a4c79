"""What came out: each figure beside its limit, both of the same run."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import median


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One line: what was measured, beside what, and what is aimed at.

    `most` is the greatest ratio aimed at, 0 where the aim is not a ratio; `met` says whether the
    aim is met, an empty text where there is none.
    """

    work: str
    measured: float
    beside: str
    limit: float
    unit: str = "ms"
    aim: str = ""
    met: str = ""

    def ratio(self) -> float:
        """How many times the limit it takes."""
        return self.measured / self.limit


def under_ratio(row: Row, most: float) -> str:
    """Says whether a row's ratio is within an aim."""
    return _yes(row.ratio() <= most)


def under(measured: float, most: float) -> str:
    """Says whether a figure is within an aim."""
    return _yes(measured <= most)


def middle(values: Sequence[float]) -> float:
    """The median."""
    return median(values)


def p99(values: Sequence[float]) -> float:
    """What 99 of 100 stay under."""
    return sorted(values)[min(len(values) - 1, int(len(values) * 0.99))]


def markdown(rows: Iterable[Row]) -> str:
    """Writes the rows as a table."""
    lines = [
        "| Work | Measured | Beside | Its figure | Ratio | Aim | Met |",
        "|---|---:|---|---:|---:|---|---|",
    ]
    for row in rows:
        cells = (
            row.work,
            f"{_figure(row.measured)} {row.unit}",
            row.beside,
            f"{_figure(row.limit)} {row.unit}",
            f"{row.ratio():.2f}",
            row.aim,
            row.met,
        )
        lines.append(f"| {' | '.join(cells)} |")
    return "\n".join(lines) + "\n"


def _figure(value: float) -> str:
    return f"{value:.0f}" if value >= 100 else f"{value:.2g}" if value < 1 else f"{value:.1f}"


def _yes(holds: bool) -> str:
    return "yes" if holds else "no"
