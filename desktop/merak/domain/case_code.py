"""The label of a case, like 2F7-K41: the beginning of its random id in letters easy to copy."""

from collections.abc import Collection

from merak.domain.ids import CaseId

SHORTEST = 6
"""Letters; 30 bits."""
LONGEST = 26
"""Letters of the whole id."""
_GROUP = 3
# Crockford's letters: no I, L, O, U. What a hand writes for 1 and 0 is read back below.
_LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_BITS, _LAST, _ID_BITS = 5, 31, 128
_LOOK_ALIKES = str.maketrans("ILO", "110", "- ")


def stem(case: CaseId, length: int = SHORTEST) -> str:
    """Gives the first letters of the case's code, without hyphens."""
    number = int(case, 16) << (_BITS * LONGEST - _ID_BITS)
    places = range(LONGEST - 1, LONGEST - 1 - min(length, LONGEST), -1)
    return "".join([_LETTERS[number >> _BITS * place & _LAST] for place in places])


def code(case: CaseId, others: Collection[CaseId] = ()) -> str:
    """Gives the shortest code that no other case shares, whatever the order they came in."""
    rivals = [other for other in others if other != case]
    length = SHORTEST
    while length < LONGEST and any(stem(o, length) == stem(case, length) for o in rivals):
        length += _GROUP
    letters = stem(case, length)
    return "-".join(letters[at : at + _GROUP] for at in range(0, len(letters), _GROUP))


def typed(text: str) -> str:
    """Gives the letters meant by a typed or read-out code, without hyphens, look-alikes mended."""
    return text.upper().translate(_LOOK_ALIKES)
