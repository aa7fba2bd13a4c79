"""The seven words that two people compare before a laptop is enrolled.

Enrolment goes by files, so whoever puts files of their own in between can try keys at leisure until
a short string fits. 70 bits, each try costing one scrypt, are out of reach.
"""

from collections.abc import Sequence

from cryptography.hazmat.primitives.kdf.scrypt import Scrypt
from shamir_mnemonic.wordlist import WORDLIST

from merak.codec import canonical
from merak.crypto.age_file import Recipient
from merak.crypto.signing import VerifyKey

WORDS = 7
_BITS_A_WORD = 10
_BYTES = 9
_COST, _BLOCK, _LANES = 2**16, 8, 1
"""64 MiB and about 0.2 s on a laptop."""
_PURPOSE = b"merak pairing 1"


def words(
    *, root: VerifyKey, signing: VerifyKey, recipient: Recipient, kit: int
) -> tuple[str, ...]:
    """Gives the same seven words on both sides if both hold the same keys and kit serial.

    `root` is the agency's key, `signing` and `recipient` are the laptop's two, `kit` the serial of
    the kit that the laptop answered.
    """
    bound = canonical({"kit": kit, "recipient": recipient, "root": root, "signing": signing})
    derived = Scrypt(_PURPOSE, _BYTES, _COST, _BLOCK, _LANES).derive(bound)
    number = int.from_bytes(derived) >> (8 * _BYTES - WORDS * _BITS_A_WORD)
    places = (number >> _BITS_A_WORD * back & 1023 for back in range(WORDS - 1, -1, -1))
    return tuple(WORDLIST[place] for place in places)


def agree(ours: Sequence[str], typed: dict[int, str]) -> bool:
    """Says whether the words typed, by position from 1, are the ones at these positions.

    Two at least must be typed, so that approving takes a look at the words.
    """
    return len(typed) >= 2 and all(
        1 <= at <= len(ours) and word.strip().lower() == ours[at - 1] for at, word in typed.items()
    )
