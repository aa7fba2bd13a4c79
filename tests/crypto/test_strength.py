"""A passphrase is long and hard to guess, or it is not taken."""

import secrets

import pytest

from merak.crypto import strength, words
from merak.crypto.strength import Verdict


@pytest.mark.parametrize(
    ("typed", "verdict"),
    [
        ("", Verdict.TOO_SHORT),
        ("xK9#mQ2$vL", Verdict.TOO_SHORT),
        ("passwordpassword", Verdict.GUESSABLE),
        ("aaaaaaaaaaaaaaaaaaaa", Verdict.GUESSABLE),
        ("seven herons by the weir", Verdict.STRONG),
        ("x" * 60 + "seven herons by the weir" * 4, Verdict.STRONG),
        ("río tranquilo de noche clara", Verdict.STRONG),
    ],
)
def test_a_passphrase_is_judged(typed: str, verdict: Verdict) -> None:
    found = strength.judge(bytearray(typed.encode()))
    assert (found.verdict, found.characters) == (verdict, len(typed))


def test_the_owners_name_does_not_count() -> None:
    name = "annabelle-montgomery"
    assert strength.judge(name.encode(), [name]).verdict is Verdict.GUESSABLE


def test_six_generated_words_are_always_strong() -> None:
    for _ in range(5):
        phrase = " ".join(words.generate(secrets.token_bytes))
        assert strength.judge(phrase.encode()).verdict is Verdict.STRONG
