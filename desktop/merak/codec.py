"""The canonical form of records and everything signed: RFC 8785 with fewer kinds of value.

Names are ASCII, there are no fractions, whole numbers stay below 2^53 in size, and text holds no
lone surrogates, so any JSON reader anywhere reads back the same value.
"""

import hashlib
import re
from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import TypeAlias

import msgspec

from merak.errors import MerakError

Value: TypeAlias = None | bool | int | str | list["Value"] | dict[str, "Value"]

LARGEST = 2**53 - 1
DEEPEST = 64

_ENCODER = msgspec.json.Encoder(order="sorted")
_LONG_NUMBER = re.compile(rb"[0-9]{16}")
_TEXT = re.compile(rb'"(?:[^"\\]++|\\.)*+"')
_DIGITS = bytes.maketrans(b"123456789", b"0" * 9)
_LONG = b"0" * 16
_BRACKETS = bytes.maketrans(b"{[}]", b"(())")
_NO_BRACKET = bytes(set(range(256)) - set(b'{[}]"'))


class Fault(StrEnum):
    """What keeps a value or some bytes from the canonical form."""

    NAME = "name"
    NUMBER = "number"
    TEXT = "text"
    KIND = "kind"
    DEPTH = "depth"
    BYTES = "bytes"


class NotCanonical(MerakError):
    """Carries the fault, never the value."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault.value)
        self.fault = fault


def _no_fraction(_: str) -> None:
    raise NotCanonical(Fault.NUMBER)


_DECODER = msgspec.json.Decoder(float_hook=_no_fraction)


def canonical(value: object) -> bytes:
    """Gives the one byte form of the value; tuples count as lists. Raises NotCanonical."""
    return _ENCODER.encode(_plain(value, 0))


def parse(data: bytes, deepest: int = DEEPEST) -> Value:
    """Reads bytes that are exactly the canonical form of a value. Raises NotCanonical."""
    # Before it is parsed: a reader is not made to build what it will refuse.
    if is_deeper(data, deepest):
        raise NotCanonical(Fault.DEPTH)
    try:
        decoded = _DECODER.decode(data)
        value: Value = decoded if _needs_no_looking(data) else _plain(decoded, 0)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise NotCanonical(Fault.BYTES) from error
    if _ENCODER.encode(value) != data:
        raise NotCanonical(Fault.BYTES)
    return value


def digest(data: bytes) -> str:
    """Gives the SHA-256 of the bytes as 64 lower-case hex digits."""
    return hashlib.sha256(data).hexdigest()


def _plain(value: object, depth: int) -> Value:
    if isinstance(value, str):
        return _text(value)
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, int):
        if not -LARGEST <= value <= LARGEST:
            raise NotCanonical(Fault.NUMBER)
        return int(value)
    if depth == DEEPEST:
        raise NotCanonical(Fault.DEPTH)
    if isinstance(value, Mapping):
        return {_name(name): _plain(inner, depth + 1) for name, inner in value.items()}
    if isinstance(value, Sequence) and not isinstance(value, bytes | bytearray | memoryview):
        return [_plain(inner, depth + 1) for inner in value]
    raise NotCanonical(Fault.NUMBER if isinstance(value, float) else Fault.KIND)


def is_deeper(data: bytes, most: int) -> bool:
    """Says whether JSON text nests deeper than this, without reading it."""
    if data.count(b"{") + data.count(b"[") <= most:
        return False
    if b"\\" in data:
        left = _TEXT.sub(b"", data).translate(_BRACKETS, _NO_BRACKET)
    else:
        # Every quote begins or ends a text. Those without a bracket go, and then mostly all have.
        left = data.translate(_BRACKETS, _NO_BRACKET).replace(b'""', b"")
        left = b"".join(left.split(b'"')[::2]) if b'"' in left else left
    # Only brackets outside of texts are left; then each pass takes the innermost pairs away.
    for _ in range(most):
        if not left:
            break
        left = left.replace(b"()", b"")
    return bool(left)


def _needs_no_looking(data: bytes) -> bool:
    """Says whether the bytes alone show that no value in them is one of those refused.

    Nearly every record is ASCII without escapes, and the decoder lets no fraction through: what is
    left are numbers that are too long.
    """
    if not data.isascii() or b"\\" in data:
        return False
    if _LONG not in data.translate(_DIGITS):
        return True
    # Mostly it stands in a text, as part of an id.
    return _LONG_NUMBER.search(b"".join(data.split(b'"')[::2])) is None


def _text(value: str) -> str:
    # isascii is a flag on the string, so nearly every text passes without being encoded.
    if not value.isascii():
        try:
            value.encode("utf-8")
        except UnicodeEncodeError as error:
            raise NotCanonical(Fault.TEXT) from error
    return str(value)


def _name(name: object) -> str:
    if not isinstance(name, str) or not name.isascii():
        raise NotCanonical(Fault.NAME)
    return str(name)
