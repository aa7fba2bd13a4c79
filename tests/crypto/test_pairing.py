"""The seven words are the same on both sides, and others as soon as anything differs."""

import pytest

from merak.crypto import age_file, pairing, signing
from merak.crypto.age_file import Recipient
from merak.crypto.signing import VerifyKey

ROOT = signing.signing_key(b"r" * 32).public
LAPTOP = signing.signing_key(b"l" * 32).public
ADDRESS = age_file.identity(b"a" * 32).recipient
WORDS = pairing.words(root=ROOT, signing=LAPTOP, recipient=ADDRESS, kit=3)


def test_the_same_keys_and_kit_give_the_same_seven_words_everywhere() -> None:
    # Written down once: another version, or another program, must come to these.
    assert " ".join(WORDS) == "scene husband apart salary syndrome reaction costume"


@pytest.mark.parametrize(
    "changed",
    [
        {"root": VerifyKey("00" * 32)},
        {"signing": VerifyKey("00" * 32)},
        {"recipient": Recipient("age1other")},
        {"kit": 4},
    ],
)
def test_any_other_key_or_kit_gives_other_words(changed: dict[str, object]) -> None:
    same = {"root": ROOT, "signing": LAPTOP, "recipient": ADDRESS, "kit": 3}
    assert pairing.words(**{**same, **changed}) != WORDS  # type: ignore[arg-type]


def test_two_words_typed_at_their_places_approve() -> None:
    assert pairing.agree(WORDS, {2: f" {WORDS[1].upper()} ", 7: WORDS[6]})


@pytest.mark.parametrize("typed", [{}, {2: WORDS[1]}, {1: WORDS[0], 2: "other"}])
def test_fewer_or_other_words_do_not(typed: dict[int, str]) -> None:
    assert not pairing.agree(WORDS, typed)


@pytest.mark.parametrize("place", [0, 8])
def test_a_place_that_is_none_does_not(place: int) -> None:
    assert not pairing.agree(WORDS, {1: WORDS[0], place: WORDS[-1]})
