"""Any two of the three sheets open, one alone never, and every slip says where it is."""

import itertools
import secrets

import pytest

from merak.crypto import recovery, shares
from merak.crypto.shares import (
    ShareMiscounted,
    ShareMistyped,
    SharesApart,
    SharesTooFew,
    ShareWordsUnknown,
)

SHEETS = shares.split(lambda length: bytes(range(length)))
FIRST, SECOND, THIRD = SHEETS.shares


@pytest.mark.parametrize("two", list(itertools.permutations(SHEETS.shares, 2)))
def test_any_two_sheets_open(two: tuple[tuple[str, ...], ...]) -> None:
    assert shares.combine(two) == SHEETS.key


def test_all_three_open_too_however_they_are_typed() -> None:
    typed = [f" {word.upper()}" for word in THIRD]
    assert shares.combine([FIRST, SECOND, typed]) == SHEETS.key


@pytest.mark.parametrize(("given", "different"), [([], 0), ([FIRST], 1), ([FIRST, FIRST], 1)])
def test_one_sheet_is_too_few(given: list[tuple[str, ...]], different: int) -> None:
    with pytest.raises(SharesTooFew) as caught:
        shares.combine(given)
    assert caught.value.different == different


def test_a_missing_word_is_named_with_its_sheet() -> None:
    with pytest.raises(ShareMiscounted) as caught:
        shares.combine([FIRST, SECOND[:-1]])
    assert (caught.value.share, caught.value.count) == (2, 19)


def test_words_of_no_sheet_are_named_with_their_places() -> None:
    typed = ["hello", *FIRST[1:19], "table"]
    with pytest.raises(ShareWordsUnknown) as caught:
        shares.combine([SECOND, typed])
    assert (caught.value.share, caught.value.positions) == (2, (1, 20))


def test_a_slip_that_is_a_word_of_the_list_is_found_by_the_check() -> None:
    typed = (*FIRST[:10], "academic" if FIRST[10] != "academic" else "acid", *FIRST[11:])
    with pytest.raises(ShareMistyped) as caught:
        shares.combine([typed, SECOND])
    assert caught.value.share == 1


def test_sheets_of_two_secrets_are_told_apart() -> None:
    other = shares.split(secrets.token_bytes)
    with pytest.raises(SharesApart):
        shares.combine([FIRST, other.shares[1]])
    with pytest.raises(SharesApart):
        shares.combine([FIRST, SECOND, other.shares[2]])


def test_a_recovery_sheet_is_no_share() -> None:
    with pytest.raises(SharesApart):
        shares.combine([FIRST, recovery.sheet(secrets.token_bytes)])


def test_the_words_are_in_no_repr() -> None:
    assert FIRST[5] not in repr(SHEETS)
