"""What every file that travels between a laptop and an office has in common."""

from collections.abc import Callable
from enum import StrEnum
from typing import NewType

AgencyId = NewType("AgencyId", str)
"""32 lower-case hex digits."""
BundleId = NewType("BundleId", str)
"""32 lower-case hex digits: 128 random bits."""
TrailerHash = NewType("TrailerHash", str)
"""64 lower-case hex digits: the SHA-256 of a bundle's trailer line."""
Address = NewType("Address", str)
"""The public half of a key pair that things are sealed to, as age writes it."""
AddressHash = NewType("AddressHash", str)
"""64 lower-case hex digits: the SHA-256 of an address, which tells nothing about it."""
PublicKey = NewType("PublicKey", str)
"""The public half of a signing key: 64 lower-case hex digits."""

FILE_TIME = 315_532_800
"""The time that every such file is given, in seconds: 1980 began, the first time a stick knows."""
_LETTERS = "abcdefghijkmnpqrstuvwxyz23456789"


class Why(StrEnum):
    """The closed list of reasons for taking nothing from a file."""

    NOT_AGE = "not_age"
    NOT_FOR_US = "not_for_us"
    DAMAGED = "damaged"
    MALFORMED = "malformed"
    NEWER_VERSION = "newer_version"
    UNKNOWN_DEVICE = "unknown_device"
    REVOKED_DEVICE = "revoked_device"
    BAD_SIGNATURE = "bad_signature"
    OVER_LIMIT = "over_limit"
    NOT_SENDERS = "not_senders"
    FORK = "fork"


def file_name(chance: Callable[[int], bytes]) -> str:
    """Gives a name that tells nothing; `chance(n)` gives n random bytes."""
    return "".join(_LETTERS[byte % 32] for byte in chance(8)) + ".age"
