"""What the first bytes of a sealed file tell before any key is tried."""

import re

from merak.crypto.age_file import FIRST_LINE
from merak.domain.exchange import Why
from merak.formats.refused import FileRefused

_VERSION = re.compile(rb"age-encryption\.org/v([0-9]*)")


def hold_start(first: bytes) -> None:
    """Makes sure that a file with these first bytes may be an age file.

    Raises FileRefused: not age, newer version, damaged (cut off, or its line ends were changed).
    """
    if first.startswith(FIRST_LINE):
        return
    found = _VERSION.match(first)
    if not found:
        raise FileRefused(Why.NOT_AGE)
    raise FileRefused(Why.DAMAGED if found[1] in (b"", b"1") else Why.NEWER_VERSION)
