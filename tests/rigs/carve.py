"""Everything that a vault's folder gives away to somebody who knows passphrases.

Not by the way the program reads: every key block in any file is tried with every passphrase, every
page of every file with every key that came out, whatever it belongs to now. A page is decrypted
without asking its checksum, and what is compressed or sealed inside is opened as far as it goes.
"""

import base64
import re
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

from merak.crypto import age_file, slot
from merak.crypto.age_file import Identity
from merak.errors import MerakError

PAGE, RESERVED, IV = 4096, 80, 16
_WAL_HEAD, _FRAME_HEAD = 32, 24
AGE_FILE = re.compile(rb"age-encryption\.org/v1\n(?:[^\n]*\n)+?--- [^\n]{43}\n")
_SEALED_KEY = 16 + 32 + 16
"""Bytes after the head of an age file that holds a key: nonce, key, tag."""
SLOT = re.compile(rb"merak-slot/[^\n]+\n(\{[^\n]+\})\n[^\n]+\n[0-9a-f]{64}\n")
_BASE64 = re.compile(rb"YWdlLWVuY3J5cHRpb24u[A-Za-z0-9+/]+=*")
_VAULT = re.compile(rb'"vault":"([0-9a-f]{32})"')


def carve(folder: Path, passphrases: Iterable[bytes], known: Iterable[Identity] = ()) -> bytes:
    """Give all plaintext that can be reached, one piece after the other."""
    files = [path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()]
    pairs = {key.recipient: key for key in known}
    for data in files:
        for found in SLOT.finditer(data):
            pairs |= {key.recipient: key for key in unwrapped(found, passphrases)}
    keys: set[bytes] = set()
    plain: list[bytes] = list(files)
    tried: set[tuple[int, bytes]] = set()
    known_pairs = 0
    # What a page says can be a key again: go on until nothing new comes out.
    while True:
        for piece in opened(plain, list(pairs.values())):
            if len(piece) == 32:
                keys.add(piece)
                pair = age_file.identity(piece)
                pairs[pair.recipient] = pair
            plain.append(piece)
        fresh = [(n, key) for n in range(len(files)) for key in keys if (n, key) not in tried]
        if not fresh and known_pairs == len(pairs):
            return b"\n".join(plain)
        known_pairs = len(pairs)
        for n, key in fresh:
            tried.add((n, key))
            for page in _pages(files[n]):
                text = _decrypted(page, key)
                plain.append(text)
                plain += inflated(text)
                pairs |= {pair.recipient: pair for pair in secrets_in(text)}


def unwrapped(found: re.Match[bytes], passphrases: Iterable[bytes]) -> Iterator[Identity]:
    """Give the pair of a slot if one of the passphrases opens it."""
    named = _VAULT.search(found[1])
    if not named:
        return
    for passphrase in passphrases:
        try:
            yield slot.unseal(found[0], named[1].decode(), passphrase)
        except MerakError:
            continue


def opened(pieces: list[bytes], pairs: list[Identity]) -> list[bytes]:
    """Give what these pairs open of the age files in the pieces, as they are or in base64."""
    found = []
    for piece in list(pieces):
        blobs = list(decoded_ages(piece))
        for head in AGE_FILE.finditer(piece):
            # Whole, or with whatever else lies behind it on a page.
            blobs += [piece[head.start() :], piece[head.start() : head.end() + _SEALED_KEY]]
        for blob in blobs:
            try:
                found.append(age_file.decrypt(blob, *pairs))
            except MerakError:
                continue
    return [one for one in found if one not in pieces]


def decoded_ages(piece: bytes) -> Iterator[bytes]:
    """Give the age files that lie in it in base64."""
    for text in _BASE64.findall(piece):
        yield base64.b64decode(text[: len(text) // 4 * 4])


def _pages(data: bytes) -> Iterator[bytes]:
    for start in range(0, len(data) - PAGE + 1, PAGE):
        yield data[start : start + PAGE]
    for start in range(_WAL_HEAD + _FRAME_HEAD, len(data) - PAGE + 1, PAGE + _FRAME_HEAD):
        yield data[start : start + PAGE]


def _decrypted(page: bytes, key: bytes) -> bytes:
    end = PAGE - RESERVED
    cipher = Cipher(algorithms.AES(key), modes.CBC(page[end : end + IV]))
    # The first page begins with the salt; its first block then decrypts to noise, no more.
    body = cipher.decryptor().update(page[16:end])
    whole = Cipher(algorithms.AES(key), modes.CBC(page[end : end + IV])).decryptor()
    return body + whole.update(page[:end])


def inflated(text: bytes) -> Iterator[bytes]:
    """Give what comes out wherever packed bytes may begin."""
    for at in re.finditer(rb"\x78[\x01\x5e\x9c\xda]", text):
        try:
            yield zlib.decompressobj().decompress(text[at.start() :])
        except zlib.error:
            continue


def secrets_in(text: bytes) -> Iterator[Identity]:
    """Secret halves of the vault's own pairs: 32 bytes right after their public half."""
    for found in re.finditer(rb"(age1[0-9a-z]{58})(.{32})", text, re.DOTALL):
        pair = age_file.identity(found[2])
        if pair.recipient.encode() == found[1]:
            yield pair
