"""The forms that text in a file that travels may have; msgspec holds values to them on reading."""

import msgspec

HEX_32 = msgspec.Meta(pattern=r"\A[0-9a-f]{32}\Z")
HEX_64 = msgspec.Meta(pattern=r"\A[0-9a-f]{64}\Z")
MAYBE_HEX_64 = msgspec.Meta(pattern=r"\A(?:[0-9a-f]{64})?\Z")
TIME = msgspec.Meta(
    pattern=r"\A\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\dZ\Z"
)
DAY = msgspec.Meta(pattern=r"\A\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])\Z")
KIND = msgspec.Meta(pattern=r"\A[a-z][a-z_]{0,63}\Z")
ADDRESS = msgspec.Meta(pattern=r"\Aage1[0-9a-z]{1,4000}\Z")
SIGNATURE = msgspec.Meta(pattern=r"\A[A-Za-z0-9+/]{86}==\Z")
"""64 bytes in base64."""
LABEL = msgspec.Meta(max_length=200)
NAME = msgspec.Meta(min_length=1, max_length=200)
MINUTES = msgspec.Meta(ge=1, le=30)
COUNT = msgspec.Meta(ge=0)
NUMBER = msgspec.Meta(ge=1)
