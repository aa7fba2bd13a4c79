"""Receipts are cumulative, and tell a laptop what it may forget."""

from dataclasses import replace

import pytest

from merak.domain.exchange import AgencyId, BundleId, TrailerHash
from merak.domain.ids import DeviceId, RecordId
from merak.domain.ledger import Gap
from merak.domain.receipt import Keeping, Receipt, confirmed, durable, rolled_back

RECEIPT = Receipt(
    agency=AgencyId("aa" * 16),
    office=DeviceId("bb" * 16),
    device=DeviceId("cc" * 16),
    bundle=BundleId("dd" * 16),
    sequence=3,
    trailer=TrailerHash("ee" * 32),
    content="ff" * 32,
    counts={"screening": 2},
    refused=(),
    contiguous=3,
    missing=(),
    keeping=Keeping.TAKEN_IN,
    created="2026-11-22T10:00:00Z",
)
LATER = replace(RECEIPT, sequence=5, contiguous=5, keeping=Keeping.DURABLE)


def gap(first: int, last: int) -> Gap:
    return Gap(first=first, last=last)


def test_the_last_receipt_mends_lost_ones() -> None:
    assert confirmed([LATER]) == 5
    assert confirmed([LATER, RECEIPT]) == 5
    assert confirmed([]) == 0


def test_only_what_is_durable_may_be_forgotten() -> None:
    assert durable([RECEIPT]) == 0
    assert durable([replace(LATER, contiguous=4), replace(RECEIPT, contiguous=9)]) == 4


def test_a_receipt_for_a_bundle_that_was_never_made_tells_of_a_rollback() -> None:
    assert rolled_back([RECEIPT], spent=2)
    assert rolled_back([replace(RECEIPT, contiguous=7)], spent=6)
    assert not rolled_back([RECEIPT], spent=3)


@pytest.mark.parametrize(
    "changed",
    [
        {"missing": (gap(4, 4), gap(6, 9))},
        {"refused": (RecordId("00" * 32), RecordId("11" * 32))},
    ],
)
def test_numbers_that_go_together_are_sound(changed: dict[str, object]) -> None:
    assert replace(RECEIPT, **changed).is_sound()  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "changed",
    [
        {"missing": (gap(5, 4),)},
        {"missing": (gap(3, 4),)},
        {"missing": (gap(5, 6),)},
        {"missing": (gap(4, 6), gap(5, 7))},
        {"missing": (gap(4, 4), gap(4, 4))},
        {"refused": (RecordId("11" * 32), RecordId("00" * 32))},
    ],
)
def test_numbers_that_contradict_each_other_are_not(changed: dict[str, object]) -> None:
    assert not replace(RECEIPT, **changed).is_sound()  # type: ignore[arg-type]


def test_a_receipt_tells_what_the_office_has() -> None:
    told = replace(RECEIPT, sequence=7, contiguous=2, missing=(gap(3, 4), gap(6, 6)))
    assert [number for number in range(1, 10) if told.has(number)] == [1, 2, 5, 7]
