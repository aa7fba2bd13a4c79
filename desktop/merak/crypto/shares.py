"""The office's recovery secret as three sheets of paper, of which any two open it (SLIP-39)."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise

import shamir_mnemonic
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from shamir_mnemonic.share import Share
from shamir_mnemonic.wordlist import WORD_INDEX_MAP

from merak.crypto.age_file import SECRET_BYTES, Identity, identity
from merak.errors import MerakError

SHARES = 3
NEEDED = 2
SHARE_WORDS = 20
_SEED_BYTES = 16
_PURPOSE = b"merak office recovery 1"


class ShareMiscounted(MerakError):
    """Carries which of the shares given (from 1) has how many words; each has twenty."""

    def __init__(self, share: int, count: int) -> None:
        super().__init__(f"{share}: {count}")
        self.share = share
        self.count = count


class ShareWordsUnknown(MerakError):
    """Carries which of the shares given (from 1) has words, at positions from 1, of no sheet."""

    def __init__(self, share: int, positions: tuple[int, ...]) -> None:
        super().__init__(f"{share}: {','.join(map(str, positions))}")
        self.share = share
        self.positions = positions


class ShareMistyped(MerakError):
    """Carries which of the shares given (from 1) fails the check over all its words."""

    def __init__(self, share: int) -> None:
        super().__init__(str(share))
        self.share = share


class SharesApart(MerakError):
    """The shares are not of one secret, so they are from different sets of sheets."""


class SharesTooFew(MerakError):
    """Carries how many different shares were given; two are needed."""

    def __init__(self, different: int) -> None:
        super().__init__(str(different))
        self.different = different


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheets:
    """A new recovery key pair, and the words of the three sheets."""

    key: Identity
    shares: tuple[tuple[str, ...], ...]

    def __repr__(self) -> str:
        return f"Sheets({len(self.shares)})"


def split(chance: Callable[[int], bytes]) -> Sheets:
    """Makes a new recovery secret and its sheets; `chance(n)` gives n random bytes."""
    seed = chance(_SEED_BYTES)
    [group] = shamir_mnemonic.generate_mnemonics(1, [(NEEDED, SHARES)], seed)
    return Sheets(key=_derive(seed), shares=tuple(tuple(words.split()) for words in group))


def combine(shares: Sequence[Sequence[str]]) -> Identity:
    """Gives the key pair of any two sheets (a third must agree).

    Raises ShareMiscounted, ShareWordsUnknown, ShareMistyped, SharesTooFew, SharesApart.
    """
    lines = [_checked(words, at) for at, words in enumerate(shares, start=1)]
    different = sorted(set(lines))
    if len(different) < NEEDED:
        raise SharesTooFew(len(different))
    # The library takes exactly as many as are needed; each pair must fit.
    try:
        seeds = [
            shamir_mnemonic.combine_mnemonics([first, second])
            for first, second in pairwise(different)
        ]
    except shamir_mnemonic.MnemonicError:
        raise SharesApart from None
    return _derive(seeds[0])


def _checked(words: Sequence[str], share: int) -> str:
    tidy = [word.strip().lower() for word in words]
    if len(tidy) != SHARE_WORDS:
        raise ShareMiscounted(share, len(tidy))
    unknown = tuple(at for at, word in enumerate(tidy, start=1) if word not in WORD_INDEX_MAP)
    if unknown:
        raise ShareWordsUnknown(share, unknown)
    line = " ".join(tidy)
    try:
        Share.from_mnemonic(line)
    except shamir_mnemonic.MnemonicError:
        raise ShareMistyped(share) from None
    return line


def _derive(seed: bytes) -> Identity:
    return identity(HKDF(SHA256(), SECRET_BYTES, None, _PURPOSE).derive(seed))
