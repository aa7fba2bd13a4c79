"""Generated passphrases: words of the EFF long list, 12.9 bits each."""

from collections.abc import Callable
from functools import cache
from importlib import resources

WORDS = 6
"""Six words are 77 bits."""
LIST_LENGTH = 7776
_TWO_BYTES = 65536
_FAIR = _TWO_BYTES - _TWO_BYTES % LIST_LENGTH


def generate(chance: Callable[[int], bytes], count: int = WORDS) -> tuple[str, ...]:
    """Draws words, each of the list as likely as any other; `chance(n)` gives n random bytes."""
    return tuple(word_list()[_draw(chance)] for _ in range(count))


@cache
def word_list() -> tuple[str, ...]:
    """Gives the EFF long list, in its order in the xkcdpass package."""
    # Read as a file: importing xkcdpass would load its command line.
    data = resources.files("xkcdpass").joinpath("static", "eff-long").read_text("ascii")
    return tuple(data.split())


def _draw(chance: Callable[[int], bytes]) -> int:
    while True:
        number = int.from_bytes(chance(2))
        # A remainder of the whole range would favour the first words of the list.
        if number < _FAIR:
            return number % LIST_LENGTH
