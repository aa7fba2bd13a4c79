"""Whether a passphrase is good enough: long, and not easily guessed."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

SHORTEST = 15
"""Characters; six generated words always have more."""
LEAST_SCORE = 3
"""Of zxcvbn's 0 to 4: more than 10^8 guesses."""
_READ = 72  # zxcvbn refuses longer ones; what follows only makes a passphrase better.


class Verdict(StrEnum):
    """What is wrong with a passphrase, if anything."""

    TOO_SHORT = "too_short"
    GUESSABLE = "guessable"
    STRONG = "strong"


@dataclass(frozen=True, slots=True, kw_only=True)
class Strength:
    """How a passphrase was judged; `score` goes from 0 to 4."""

    verdict: Verdict
    characters: int
    score: int


def judge(passphrase: bytes | bytearray, known: Iterable[str] = ()) -> Strength:
    """Judges a passphrase; `known` are words its owner is known by, which never count.

    zxcvbn takes text, so copies of it stay in memory until the process ends.
    """
    from zxcvbn import zxcvbn  # heavy word lists: loaded when the first passphrase is chosen

    text = passphrase.decode("utf-8", errors="replace")
    score = int(zxcvbn(text[:_READ], user_inputs=list(known))["score"]) if text else 0
    if len(text) < SHORTEST:
        verdict = Verdict.TOO_SHORT
    elif score < LEAST_SCORE:
        verdict = Verdict.GUESSABLE
    else:
        verdict = Verdict.STRONG
    return Strength(verdict=verdict, characters=len(text), score=score)
