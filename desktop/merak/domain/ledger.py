"""What an office has had from one device: repeats, gaps, and whether two laptops are one.

A number is spent before the first byte is written, so a number may stay unused; and a bundle holds
everything since the last receipt, so one that arrives closes the gaps before it.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise
from typing import Annotated

from merak.domain.bundle import NO_BUNDLE, Sent
from merak.domain.exchange import TrailerHash
from merak.domain.shape import NUMBER


class PeerState(StrEnum):
    """Whether what a device sends is taken."""

    ENROLLED = "enrolled"
    REVOKED = "revoked"
    FORKED = "forked"
    """Two laptops send under its name; nothing more is taken."""


class Arrival(StrEnum):
    """What a bundle is to an office that keeps this ledger."""

    NEW = "new"
    HERE_ALREADY = "here_already"
    FORK = "fork"
    """The device was cloned or put back: two histories under one name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One bundle of a device that was taken in."""

    sequence: int
    since: int
    trailer: TrailerHash
    previous: TrailerHash


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """Numbers one after the other that have not come, or that have; first and last included."""

    first: Annotated[int, NUMBER]
    last: Annotated[int, NUMBER]


def entry(sent: Sent) -> Entry:
    """Gives what the ledger keeps of a bundle."""
    return Entry(
        sequence=sent.header.sequence,
        since=sent.header.since,
        trailer=sent.trailer_hash,
        previous=sent.header.previous,
    )


def arrival(known: Sequence[Entry], new: Entry) -> Arrival:
    """Says what the bundle is beside those that came from the same device before."""
    same = [one for one in known if one.sequence == new.sequence]
    if same:
        return Arrival.HERE_ALREADY if same[0].trailer == new.trailer else Arrival.FORK
    everything = sorted([*known, new], key=lambda one: one.sequence)
    by_trailer = {one.trailer: one.sequence for one in everything}
    beside = [pair for pair in pairwise(everything) if new in pair]
    fits = all(_follows(before, after, by_trailer) for before, after in beside)
    return Arrival.NEW if fits else Arrival.FORK


def contiguous(known: Iterable[Entry]) -> int:
    """Gives the last number up to which nothing is missing, 0 where the first is."""
    reached = 0
    for one in sorted(known, key=lambda one: one.since):
        if one.since > reached:
            break
        reached = max(reached, one.sequence)
    return reached


def missing(known: Iterable[Entry]) -> tuple[Gap, ...]:
    """Gives the numbers whose records are in no bundle that has come, up to the last that came.

    One that was spent on a hand-over that never was is covered by the next bundle.
    """
    gaps: list[Gap] = []
    # From the last one back: what a bundle covers, none before it needs to.
    covered_from = None
    for one in sorted(known, key=lambda one: one.sequence, reverse=True):
        if covered_from is not None and one.sequence < covered_from:
            gaps.append(Gap(first=one.sequence + 1, last=covered_from))
        covered_from = one.since if covered_from is None else min(covered_from, one.since)
    if covered_from:
        gaps.append(Gap(first=1, last=covered_from))
    return tuple(reversed(gaps))


def runs(numbers: Iterable[int]) -> tuple[Gap, ...]:
    """Gives numbers as runs of those that follow each other."""
    found: list[Gap] = []
    for number in sorted(set(numbers)):
        if found and number == found[-1].last + 1:
            found[-1] = Gap(first=found[-1].first, last=number)
        else:
            found.append(Gap(first=number, last=number))
    return tuple(found)


def _follows(before: Entry, after: Entry, by_trailer: dict[TrailerHash, int]) -> bool:
    if after.previous in by_trailer:
        return after.previous == before.trailer
    # Its predecessor has not come: there must be a number left for it, and there must be one.
    return after.previous != NO_BUNDLE and before.sequence + 1 < after.sequence
