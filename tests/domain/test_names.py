"""Names in notes."""

import dataclasses

import pytest
from hypothesis import given
from hypothesis import strategies as st

from merak.domain.identity import NOBODY, Identity
from merak.domain.names import carries, find, parts_of, replace

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


@pytest.mark.parametrize(
    "text",
    [
        "star river",
        "An-na the river",
        "mar ia",
        "neill",
        "marianne",
        "canyon anabel",
        "B 1147",
        "b1147",
        "river 2009",
    ],
)
def test_words_that_lead_back_to_a_name_carry_it(text: str) -> None:
    known = dataclasses.replace(ANA, birth_date="2009-03-05", other_names="Star Anna")
    assert carries(text, known)


@pytest.mark.parametrize("text", ["canyon lamp", "banana boat", "1", "river 11", ""])
def test_words_that_say_nothing_of_a_name_do_not_carry_it(text: str) -> None:
    assert not carries(text, dataclasses.replace(ANA, birth_date="2009-03-05"))
    assert not carries(text, NOBODY)


def test_very_short_names_and_those_without_spaces_are_carried_too() -> None:
    assert carries("li river", Identity(name="Li"))
    assert not carries("lilac river", Identity(name="Li"))
    assert carries("小李明河", Identity(name="李明"))
