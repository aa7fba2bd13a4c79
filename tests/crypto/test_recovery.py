"""The recovery sheet gives back its key pair, and mistyped words are found."""

import secrets

import pytest
from hypothesis import given
from hypothesis import strategies as st

from merak.crypto import recovery
from merak.crypto.recovery import WordsMiscounted, WordsMistyped, WordsUnknown

SHEET = recovery.sheet(lambda size: bytes(range(size)))


def test_a_sheet_has_twenty_words() -> None:
    assert len(SHEET) == 20


def test_the_words_give_the_same_key_pair_each_time() -> None:
    again = [f" {word.upper()} " for word in SHEET]
    assert recovery.read(again) == recovery.read(SHEET)


def test_the_key_pair_depends_on_the_secret_alone() -> None:
    other = recovery.sheet(lambda size: bytes(range(size)))
    assert recovery.read(other) == recovery.read(SHEET)
    assert recovery.read(recovery.sheet(secrets.token_bytes)) != recovery.read(SHEET)


@given(st.integers(0, 19), st.sampled_from(["academic", "zero", "pencil"]))
def test_one_wrong_word_is_always_found(at: int, word: str) -> None:
    words = list(SHEET)
    if words[at] == word:
        word = "yoga"
    words[at] = word
    with pytest.raises(WordsMistyped):
        recovery.read(words)


@given(st.integers(0, 18))
def test_two_words_in_the_wrong_order_are_always_found(at: int) -> None:
    words = list(SHEET)
    words[at], words[at + 1] = words[at + 1], words[at]
    if words != list(SHEET):
        with pytest.raises(WordsMistyped):
            recovery.read(words)


def test_words_that_are_on_no_sheet_are_named_by_their_place() -> None:
    words = list(SHEET)
    words[2], words[19] = "pencilx", ""
    with pytest.raises(WordsUnknown) as caught:
        recovery.read(words)
    assert caught.value.positions == (3, 20)


@pytest.mark.parametrize("count", [0, 19, 21])
def test_too_few_or_too_many_words_are_counted(count: int) -> None:
    with pytest.raises(WordsMiscounted) as caught:
        recovery.read(["pencil"] * count)
    assert caught.value.count == count
