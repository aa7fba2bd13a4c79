"""The small files to one addressee: a signed line inside an age file."""

from collections.abc import Sequence

from merak.crypto import age_file
from merak.crypto.age_file import (
    AgeFileDamaged,
    Identity,
    NotForThisKey,
    Recipient,
)
from merak.domain.exchange import Address, Why
from merak.formats.age_start import hold_start
from merak.formats.refused import FileRefused

LARGEST = 1024 * 1024
"""In bytes, of the whole file."""


def seal(line: bytes, recipients: Sequence[Address]) -> bytes:
    """Gives the file's bytes; raises NotARecipient, and ValueError where it would be too large."""
    sealed = age_file.encrypt(line + b"\n", [Recipient(address) for address in recipients])
    if len(sealed) > LARGEST:
        raise ValueError("too large to be read again")
    return sealed


def open_line(data: bytes, keys: Sequence[Identity]) -> bytes:
    """Gives the line without its LF.

    Raises FileRefused: over limit, not age, newer version, not for us, damaged, malformed.
    """
    if len(data) > LARGEST:
        raise FileRefused(Why.OVER_LIMIT)
    hold_start(data)
    try:
        line = age_file.decrypt(data, *keys)
    except NotForThisKey:
        raise FileRefused(Why.NOT_FOR_US) from None
    except AgeFileDamaged:
        raise FileRefused(Why.DAMAGED) from None
    if not line.endswith(b"\n"):
        raise FileRefused(Why.MALFORMED)
    return line[:-1]
