"""What an agency must hold by a plain model: counts of what was done in each case, and no code.

An act in a case is counted on its laptop: its screening is the first, what is disclosed, told or
given away comes after. The office has a case as far as bundles told of it and purges did not.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from merak.domain.ids import CaseId, RecordId
from merak.domain.receipt import Keeping

Counts = dict[CaseId, int]


@dataclass(frozen=True, kw_only=True)
class File:
    """A bundle on a stick: what it tells of, and which decisions on the shared case."""

    path: Path
    told: Counts
    given: frozenset[RecordId]


@dataclass(frozen=True, kw_only=True)
class Paper:
    """A receipt on a stick."""

    path: Path
    keeping: Keeping
    told: Counts


@dataclass
class Here:
    """What a laptop must know."""

    acts: Counts = field(default_factory=dict)
    """Of each case that is neither cleared nor purged."""
    nameless: set[CaseId] = field(default_factory=set)
    """Their names were sealed, or purged by the office."""
    duties: dict[CaseId, tuple[int, int]] = field(default_factory=dict)
    """Where somebody must still be told: which act opened it, and in which hour."""
    files: list[File] = field(default_factory=list)
    papers: list[Paper] = field(default_factory=list)
    durable: Counts = field(default_factory=dict)
    given: dict[RecordId, RecordId] = field(default_factory=dict)
    """Decisions made here about whose the shared case is, each with the one it replaces."""
    last_given: RecordId = RecordId("")
    forked: bool = False

    def clearable(self) -> set[CaseId]:
        """Gives the cases that the office has durably and nothing keeps."""
        return {
            case
            for case, count in self.acts.items()
            if self.durable.get(case, 0) >= count and case not in self.duties
        }

    def purge(self, purged: Counts) -> None:
        """Drops what the office purged; what was done since stays, without a name."""
        for case, count in purged.items():
            if case not in self.acts:
                continue
            if case in self.duties and self.duties[case][0] <= count:
                del self.duties[case]
            if self.acts[case] <= count:
                del self.acts[case]
            else:
                self.nameless.add(case)


@dataclass
class Office:
    """What the office must hold."""

    told: Counts = field(default_factory=dict)
    purged: Counts = field(default_factory=dict)
    brought: set[Path] = field(default_factory=set)
    covered: set[Path] = field(default_factory=set)
    """What a backup has."""
    given: set[RecordId] = field(default_factory=set)

    def cases(self) -> set[CaseId]:
        """Gives the cases of which something came that was not purged."""
        return {case for case, count in self.told.items() if count > self.purged.get(case, 0)}

    def whole(self) -> list[CaseId]:
        """Gives the cases of which nothing was purged."""
        return sorted(case for case in self.told if case not in self.purged)

    def bring(self, file: File) -> None:
        """Takes in a bundle: it can only add."""
        self.brought.add(file.path)
        self.given |= file.given
        raise_to(self.told, file.told)

    def purge(self, case: CaseId) -> None:
        """Takes out what came so far."""
        self.purged[case] = self.told[case]

    def in_conflict(self, laptops: Iterable[Here]) -> bool:
        """Says whether two decisions on the shared case stand and neither knew of the other."""
        replaces = {key: value for here in laptops for key, value in here.given.items()}
        replaced = {replaces[one] for one in self.given}
        return len(self.given - replaced) > 1


def raise_to(counts: Counts, least: Counts) -> None:
    """Raises each count to at least this."""
    for case, count in least.items():
        counts[case] = max(counts.get(case, 0), count)
