"""Names in notes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from merak.domain.identity import NOBODY, Identity
from merak.domain.names import find, parts_of, replace

ANA = Identity(name="Ana María O'Neill-Ruiz", other_names="Bee, Star", facility_number="B-1147")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("ana said so", ["ana"]),
        ("ANA's aunt", ["ANA"]),
        ("Maria was there", ["Maria"]),
        ("calls herself Star", ["Star"]),
        ("number b-1147 on the list", ["b-1147"]),
        ("o’neill-ruiz", ["o’neill-ruiz"]),
        ("Ana’s", ["Ana"]),
        ("O'Neill-Ruiz", ["O'Neill-Ruiz"]),
        ("Anaheim, starling, beer", []),
        ("nobody was named", []),
    ],
)
def test_words_of_a_typed_name_are_found_whatever_their_case_or_accents(
    text: str, words: list[str]
) -> None:
    assert [text[one.start : one.end] for one in find(text, ANA)] == words


def test_short_parts_of_a_name_are_left_alone() -> None:
    assert parts_of(Identity(name="Li de la Cruz")) == {"cruz"}


def test_nothing_is_found_where_no_name_was_typed() -> None:
    assert find("Ana and Star", NOBODY) == ()


def test_names_next_to_each_other_become_one_code() -> None:
    text = "Ana María came. Ana left."
    assert replace(text, find(text, ANA), "2F7-K41") == "2F7-K41 came. 2F7-K41 left."


@given(st.text(max_size=80))
def test_after_replacing_no_name_is_found(text: str) -> None:
    text = f"{text} ana {text}"
    assert find(replace(text, find(text, ANA), "2F7-K41"), ANA) == ()
