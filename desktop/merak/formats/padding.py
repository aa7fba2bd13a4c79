"""How long a file is made, so that its length tells little of what is in it.

PADME (Nikitin and others, 2019): at most 12 % longer, less the larger the file, and only
O(log log length) bits are left to tell two files apart.
"""

FLOOR = 256 * 1024
"""With it, 1 to about 345 records look alike."""
HEAD_BYTES = 8
MAGIC = b"\x50\x2a\x4d\x18"
"""A zstd frame that every decompressor skips (0x184D2A50)."""
_PIECE = 64 * 1024


def padded(length: int) -> int:
    """Gives the length of the whole payload when this much of it is content."""
    return padme(max(length + HEAD_BYTES, FLOOR))


def padme(length: int) -> int:
    """Rounds up a length of at least 2 bytes to one that fewer files have."""
    exponent = length.bit_length() - 1
    spare = exponent - exponent.bit_length()
    mask = (1 << spare) - 1
    return (length + mask) & ~mask


def frame(length: int) -> "list[bytes]":
    """Gives, in pieces, the frame of zeros that follows this much content."""
    size = padded(length) - length - HEAD_BYTES
    whole, rest = divmod(size, _PIECE)
    return [MAGIC + size.to_bytes(4, "little"), *[bytes(_PIECE)] * whole, bytes(rest)]
