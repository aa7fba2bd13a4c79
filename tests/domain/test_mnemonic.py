"""Words to know a case by: one line, and nothing in it that nobody sees."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from merak.domain.mnemonic import tidy


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  canyon   lamp ", "canyon lamp"),
        ("canyon\nlamp\u2028boat", "canyon lamp boat"),
        ("canyon\x00\x1b[31m lamp", "canyon [31m lamp"),
        ("\u202ecanyon\u200f lamp\ufeff", "canyon lamp"),
        ("می\u200cروم", "می\u200cروم"),
        ("\u202e \n", ""),
    ],
)
def test_what_is_typed_becomes_one_line_of_what_is_seen(typed: str, kept: str) -> None:
    assert tidy(typed) == kept


@given(st.text())
def test_what_is_tidy_stays_as_it_is(typed: str) -> None:
    assert tidy(tidy(typed)) == tidy(typed)
