"""The recovery sheet: twenty words on paper that open the vault when passphrases are lost.

The words are a SLIP-39 share, one of one, of 128 random bits; the key pair is derived from them.
"""

from collections.abc import Callable, Sequence

import shamir_mnemonic
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from shamir_mnemonic.wordlist import WORD_INDEX_MAP

from merak.crypto.age_file import SECRET_BYTES, Identity, identity
from merak.errors import MerakError

SHEET_WORDS = 20
_SEED_BYTES = 16
_PURPOSE = b"merak recovery sheet 1"


class WordsMiscounted(MerakError):
    """Carries how many words were given; a sheet has twenty."""

    def __init__(self, count: int) -> None:
        super().__init__(str(count))
        self.count = count


class WordsUnknown(MerakError):
    """Carries the positions, from 1, of words that are on no sheet."""

    def __init__(self, positions: tuple[int, ...]) -> None:
        super().__init__(",".join(map(str, positions)))
        self.positions = positions


class WordsMistyped(MerakError):
    """Each word could be on a sheet, but the check over all of them fails."""


def sheet(chance: Callable[[int], bytes]) -> tuple[str, ...]:
    """Makes the words of a new sheet; `chance(n)` gives n random bytes."""
    [[words]] = shamir_mnemonic.generate_mnemonics(1, [(1, 1)], chance(_SEED_BYTES))
    return tuple(words.split())


def read(words: Sequence[str]) -> Identity:
    """Gives the key pair of a sheet; raises WordsMiscounted, WordsUnknown, WordsMistyped."""
    tidy = [word.strip().lower() for word in words]
    if len(tidy) != SHEET_WORDS:
        raise WordsMiscounted(len(tidy))
    unknown = tuple(at for at, word in enumerate(tidy, start=1) if word not in WORD_INDEX_MAP)
    if unknown:
        raise WordsUnknown(unknown)
    try:
        seed = shamir_mnemonic.combine_mnemonics([" ".join(tidy)])
    except shamir_mnemonic.MnemonicError:
        raise WordsMistyped from None
    return identity(HKDF(SHA256(), SECRET_BYTES, None, _PURPOSE).derive(seed))
