"""What the office makes of the numbers of one device: repeats, gaps, forks."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from merak.domain.bundle import NO_BUNDLE
from merak.domain.exchange import TrailerHash
from merak.domain.ledger import Arrival, Entry, Gap, arrival, contiguous, missing, runs


def one(sequence: int, previous: int = -1, *, since: int | None = None, of: str = "a") -> Entry:
    """Make a bundle of history `of` that follows the number given (by default the one before)."""
    before = sequence - 1 if previous < 0 else previous
    return Entry(
        sequence=sequence,
        since=sequence - 1 if since is None else since,
        trailer=TrailerHash(f"{of}{sequence}"),
        previous=TrailerHash(f"{of}{before}") if before else NO_BUNDLE,
    )


def test_the_first_bundle_is_new() -> None:
    assert arrival([], one(1)) is Arrival.NEW
    assert arrival([], one(5)) is Arrival.NEW


def test_the_same_bundle_again_is_here_already() -> None:
    assert arrival([one(1), one(2)], one(2)) is Arrival.HERE_ALREADY


def test_another_bundle_with_the_same_number_is_a_fork() -> None:
    assert arrival([one(1), one(2)], one(2, of="b")) is Arrival.FORK


def test_bundles_in_any_order_are_new() -> None:
    assert arrival([one(1), one(3)], one(2)) is Arrival.NEW
    assert arrival([one(3)], one(1)) is Arrival.NEW
    assert arrival([one(1), one(4)], one(2)) is Arrival.NEW


def test_a_number_that_was_spent_on_nothing_is_no_fork() -> None:
    assert arrival([one(1)], one(3, previous=1)) is Arrival.NEW
    assert arrival([one(3, previous=1)], one(1)) is Arrival.NEW


@pytest.mark.parametrize(
    ("known", "new"),
    [
        (
            [one(1), one(2)],
            Entry(sequence=3, since=0, trailer=TrailerHash("b3"), previous=TrailerHash("b2")),
        ),
        ([one(1), one(3, previous=1)], one(2)),
        ([one(1), one(2)], one(3, previous=1)),
        ([one(1)], one(4, previous=0)),
        ([one(4, previous=0)], one(1)),
    ],
    ids=[
        "after a bundle that is not the one that came",
        "between two that follow each other",
        "after one that has another after it",
        "a second beginning",
        "before a beginning",
    ],
)
def test_two_histories_under_one_name_are_a_fork(known: list[Entry], new: Entry) -> None:
    assert arrival(known, new) is Arrival.FORK


def test_nothing_is_missing_where_each_follows() -> None:
    assert contiguous([one(1), one(2)]) == 2
    assert missing([one(1), one(2)]) == ()
    assert contiguous([]) == 0
    assert missing([]) == ()


def test_a_gap_is_told_until_a_bundle_covers_it() -> None:
    known = [one(1), one(5, since=3), one(9)]
    assert contiguous(known) == 1
    assert missing(known) == (Gap(first=2, last=3), Gap(first=6, last=8))
    assert missing([*known, one(10, since=1)]) == ()
    assert contiguous([*known, one(10, since=1)]) == 10


def test_a_gap_at_the_beginning_is_told() -> None:
    assert missing([one(3)]) == (Gap(first=1, last=2),)
    assert contiguous([one(3)]) == 0


def test_a_huge_number_costs_nothing() -> None:
    assert missing([one(2**53 - 1)]) == (Gap(first=1, last=2**53 - 2),)


@given(st.lists(st.tuples(st.integers(0, 12), st.integers(1, 6)), max_size=8))
def test_gaps_are_exactly_the_numbers_that_nothing_covers(spans: list[tuple[int, int]]) -> None:
    known = [one(since + length, since=since) for since, length in spans]
    covered = {n for since, length in spans for n in range(since + 1, since + length + 1)}
    gaps = [n for gap in missing(known) for n in range(gap.first, gap.last + 1)]
    last = max(covered, default=0)
    assert gaps == [n for n in range(1, last + 1) if n not in covered]
    first_gap = next((n for n in range(1, last + 2) if n not in covered), 1)
    assert contiguous(known) == first_gap - 1


def test_numbers_are_told_as_runs() -> None:
    assert runs([]) == ()
    assert runs([5, 1, 2, 3, 3, 7, 8]) == (
        Gap(first=1, last=3),
        Gap(first=5, last=5),
        Gap(first=7, last=8),
    )
