"""What the pages of access must know of keys and users; the pages themselves know services only."""

from enum import StrEnum

from merak.crypto.recovery import SHEET_WORDS, WordsMistyped, WordsUnknown
from merak.crypto.shares import SHARE_WORDS, ShareMiscounted, ShareMistyped, ShareWordsUnknown
from merak.crypto.slot import WrongPassphrase
from merak.crypto.strength import SHORTEST, Verdict
from merak.storage.errors import NameTaken, NoSuchUser, WrongSheet
from merak.storage.secret_keys import KeyName
from merak.storage.users import Role, User

__all__ = [
    "SHARE_WORDS",
    "SHEET_WORDS",
    "SHORTEST",
    "KeyName",
    "Role",
    "ShareMiscounted",
    "ShareMistyped",
    "ShareWordsUnknown",
    "User",
    "Verdict",
    "Wrong",
    "wrong",
    "wrong_words",
]


class Wrong(StrEnum):
    """Which of the things a person typed was refused."""

    NAME = "name"
    PASSPHRASE = "passphrase"  # noqa: S105  a field's name
    SHEET = "sheet"
    NOTHING_TYPED = "nothing_typed"


def wrong(error: Exception) -> Wrong:
    """Says what an error is about, so that the page can put the focus there."""
    if isinstance(error, NoSuchUser | NameTaken):
        return Wrong.NAME
    if isinstance(error, WrongPassphrase):
        return Wrong.PASSPHRASE
    if isinstance(error, WordsUnknown | WordsMistyped | WrongSheet):
        return Wrong.SHEET
    return Wrong.NOTHING_TYPED


def wrong_words(error: Exception) -> tuple[int, ...]:
    """Gives the positions, from 1, of words that are on no sheet."""
    return error.positions if isinstance(error, WordsUnknown) else ()
