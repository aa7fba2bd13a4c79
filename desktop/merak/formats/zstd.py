"""zstd in one place: the standard library's module, or what brings it to older Pythons."""

import sys
from typing import Final

if sys.version_info >= (3, 14):  # pragma: no cover - one of the two runs
    from compression.zstd import (
        CompressionParameter,
        DecompressionParameter,
        ZstdCompressor,
        ZstdDecompressor,
        ZstdError,
    )
else:  # pragma: no cover
    from backports.zstd import (
        CompressionParameter,
        DecompressionParameter,
        ZstdCompressor,
        ZstdDecompressor,
        ZstdError,
    )

MAGIC: Final = b"\x28\xb5\x2f\xfd"
_LEVEL = 3
_WINDOW_LOG = 23
"""8 MiB: what a reader must hold in memory."""

__all__ = [
    "MAGIC",
    "ZstdCompressor",
    "ZstdDecompressor",
    "ZstdError",
    "compressor",
    "decompressor",
    "wants_too_much",
]


def compressor() -> ZstdCompressor:
    """Gives one that writes frames every reader of bundles takes."""
    return ZstdCompressor(
        options={
            CompressionParameter.compression_level: _LEVEL,
            CompressionParameter.window_log: _WINDOW_LOG - 2,
        }
    )


def decompressor() -> ZstdDecompressor:
    """Gives one for one frame, which refuses a larger window or a dictionary."""
    return ZstdDecompressor(options={DecompressionParameter.window_log_max: _WINDOW_LOG})


def wants_too_much(error: ZstdError) -> bool:
    """Says whether the frame was refused for its window, not for what is in it."""
    return "memory" in str(error)
