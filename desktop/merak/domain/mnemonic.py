"""Words by which a case is known where nobody can read who it is about; never a name."""

import unicodedata

LONGEST = 40
"""Characters; more is a note and no mnemonic."""

_JOINERS = "\u200c\u200d"
"""Letters of some scripts are not written right without them."""


def tidy(typed: str) -> str:
    """Makes one line of what was typed, without letters that nobody sees."""
    return " ".join("".join(map(_seen, typed)).split())


def _seen(letter: str) -> str:
    kind = unicodedata.category(letter)
    if letter in _JOINERS or kind not in {"Cc", "Cf", "Zl", "Zp"}:
        return letter
    # What turns the direction of reading goes; what ends a line parts words.
    return "" if kind == "Cf" else " "
