"""Everything that the raw bytes of a file system give away to somebody who knows passphrases.

The same as `carve`, without files: what was deleted, replaced or cut off lies there as well. A page
of SQLCipher is AES in CBC mode, where each block opens with the one before it; so the whole image
is decrypted with each key as one stream, once for each way that pages can lie on it, and no page
has to be found first: those of a database begin at blocks of the file system, those of a log of
writes at any multiple of 8 bytes.
"""

import re
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from tests.rigs.carve import AGE_FILE, SLOT, decoded_ages, inflated, opened, secrets_in, unwrapped

from merak.crypto import age_file
from merak.crypto.age_file import Identity

_BLOCK = 4096
_AES, _PHASES = 16, (0, 8)
_KEY = 32


def found_on(
    image: Path,
    markers: Collection[str],
    passphrases: Iterable[bytes],
    known: Iterable[Identity] = (),
) -> set[str]:
    """Give those of the markers that anything on the image says, plain or opened."""
    raw = _written(image)
    passphrases = tuple(passphrases)
    pairs = {key.recipient: key for key in known}
    for slot in SLOT.finditer(raw):
        pairs |= {key.recipient: key for key in unwrapped(slot, passphrases)}
    looked_for = re.compile(b"|".join(re.escape(marker.encode()) for marker in markers))
    said = set(looked_for.findall(raw))
    # What can be opened once a pair is known: heads of age files on the image, and in pages.
    sealed = _ages(raw)
    tried: set[tuple[bytes, str]] = set()
    keys: set[bytes] = set()
    while True:
        plain = []
        for blob in list(sealed):
            fresh = [pair for name, pair in pairs.items() if (blob, name) not in tried]
            tried |= {(blob, pair.recipient) for pair in fresh}
            plain += opened([blob], fresh) if fresh else []
        more = {piece for piece in plain if len(piece) == _KEY} - keys
        keys |= more
        pairs |= {pair.recipient: pair for pair in map(age_file.identity, more)}
        for piece in plain:
            said |= set(looked_for.findall(piece))
        if not plain and not more:
            return {marker.decode() for marker in said}
        for key in more:
            for text in _streams(raw, key):
                for piece in (text, *inflated(text)):
                    said |= set(looked_for.findall(piece))
                    sealed |= _ages(piece)
                    pairs |= {pair.recipient: pair for pair in secrets_in(piece)}


def _written(image: Path) -> bytes:
    """Give every block that has anything in it, in its order."""
    data = image.read_bytes()
    empty = bytes(_BLOCK)
    blocks = (data[start : start + _BLOCK] for start in range(0, len(data), _BLOCK))
    return b"".join(block for block in blocks if block != empty)


def _streams(raw: bytes, key: bytes) -> Iterator[bytes]:
    for phase in _PHASES:
        usable = (len(raw) - phase) // _AES * _AES
        cipher = Cipher(algorithms.AES(key), modes.CBC(bytes(_AES)))
        yield cipher.decryptor().update(raw[phase : phase + usable])


def _ages(piece: bytes) -> set[bytes]:
    found = set(decoded_ages(piece))
    for head in AGE_FILE.finditer(piece):
        # A key, or a whole small file with whatever lies behind it.
        found |= {
            piece[head.start() : head.end() + 16 + _KEY + 16],
            piece[head.start() : head.start() + _BLOCK],
        }
    return found
