"""Vectors of what can be right and wrong with the age file, the frames and the padding."""

import base64

from tests.rigs.plain_bundle import CHUNK, padded, sealed, stored
from tests.rigs.vectors_agency import FOLDER, OFFICE, OTHERS, RECOVERY, Vector, as_sent

_TO = [OFFICE, RECOVERY]


def age_files() -> list[Vector]:
    whole = sealed(as_sent().payload(), _TO, "whole")
    head = whole.index(b"\n--- ") + 5
    start = whole.index(b"\n", head) + 1 + 16
    flipped = bytearray(whole)
    flipped[start + 2 * CHUNK] ^= 1
    mac = bytearray(whole)
    mac[head] = ord("A") if mac[head] != ord("A") else ord("B")
    armor = b"-----BEGIN AGE ENCRYPTED FILE-----\n%s-----END AGE ENCRYPTED FILE-----\n"
    cases: list[tuple[str, str, str, bytes]] = [
        ("good-sealed-to-two", "good", "A whole file.", whole),
        ("empty", "not_age", "Nothing is in it.", b""),
        ("a-picture", "not_age", "Another kind of file.", b"\x89PNG\r\n\x1a\n" + bytes(64)),
        (
            "armored",
            "not_age",
            "Text armor: only binary files travel.",
            armor % base64.encodebytes(whole[:600]),
        ),
        (
            "age-version-2",
            "newer_version",
            "A version of age to come.",
            whole[:600].replace(b"age-encryption.org/v1", b"age-encryption.org/v2"),
        ),
        ("cut-in-first-line", "damaged", "Ends in age's first line.", whole[:21]),
        (
            "line-ends-changed",
            "damaged",
            "A program took it for text and changed its line ends.",
            whole[:600].replace(b"\n", b"\r\n"),
        ),
        (
            "sealed-to-others",
            "not_for_us",
            "Sealed to keys that this office does not have.",
            sealed(b"x", [OTHERS, RECOVERY], "others"),
        ),
        ("sealed-with-passphrase", "not_for_us", "A passphrase is never used.", _scrypt()),
        ("byte-flipped", "damaged", "One bit is another.", bytes(flipped)),
        (
            "check-of-header-wrong",
            "damaged",
            "The check over age's own header fails.",
            bytes(mac[:600]),
        ),
        ("cut-in-header", "damaged", "Ends in age's own header.", whole[:100]),
        ("cut-in-chunk", "damaged", "The last byte is missing.", whole[:-1]),
        (
            "cut-between-chunks",
            "damaged",
            "Ends where a chunk does.",
            whole[: start + 2 * (CHUNK + 16)],
        ),
        ("bytes-after-end", "damaged", "A byte too many.", whole + b"\n"),
    ]
    return [Vector(f"{name}.age", why, 0, what, data) for name, why, what, data in cases]


def _scrypt() -> bytes:
    stanza = b"-> scrypt %s 4\n%s\n" % (b"A" * 22, b"A" * 43)
    return b"age-encryption.org/v1\n" + stanza + b"--- " + b"A" * 43 + b"\n" + bytes(40)


def compressed() -> Vector:
    """Give the one as our own writer made it; packed once and kept."""
    path = FOLDER / "good-compressed.age"
    data = path.read_bytes() if path.exists() else _pack()
    return Vector(path.name, "good", 0, "As Merak 0.1.0 packs it.", data, stored_only=True)


def _pack() -> bytes:
    from merak.formats import zstd

    frame = zstd.compressor()
    text = b"".join(as_sent().lines())
    return sealed(padded(frame.compress(text) + frame.flush()), _TO, "compressed")


def payloads() -> list[Vector]:
    text = b"".join(as_sent().lines())
    half = len(text) // 2
    two = stored(text[:half]) + stored(b"") + stored(text[half:])
    large = stored(text, window=0x70)
    checked = bytearray(stored(text))
    checked[4] = 0x04  # says that a checksum follows
    plain = as_sent().payload()
    content = plain.rindex(b"\x50\x2a\x4d\x18")
    cases: list[tuple[str, str, int, str, bytes]] = [
        ("good-two-frames", "good", 0, "The text may be in several frames.", padded(two)),
        ("window-16-mib", "over_limit", 0, "A frame that needs 16 MiB of memory.", padded(large)),
        ("not-zstd", "malformed", 1, "The text as it is, not packed.", padded(text)),
        ("frame-cut", "malformed", 0, "The frame ends early.", stored(text)[:-40]),
        (
            "frame-checksum-wrong",
            "malformed",
            0,
            "The frame's own check fails.",
            padded(bytes(checked) + bytes(4)),
        ),
        ("payload-empty", "malformed", 1, "Nothing at all.", b""),
        (
            "header-without-end",
            "malformed",
            1,
            "Half of the first line.",
            padded(stored(text[:300])),
        ),
        ("padding-missing", "malformed", 0, "No padding.", plain[:content]),
        ("padding-short", "malformed", 0, "One zero too few.", plain[:-1]),
        ("padding-long", "malformed", 0, "One zero too many.", plain + b"\0"),
        (
            "padding-not-zero",
            "malformed",
            0,
            "Something is hidden in the padding.",
            plain[:-9] + b"x" + plain[-8:],
        ),
        (
            "padding-of-another-length",
            "malformed",
            0,
            "Longer than PADME says.",
            plain[: content + 4] + (1 << 20).to_bytes(4, "little") + bytes(1 << 20),
        ),
        (
            "frame-after-padding",
            "malformed",
            0,
            "A frame after the padding.",
            plain + stored(b"more\n"),
        ),
    ]
    return [Vector(f"{name}.payload", why, at, what, data) for name, why, at, what, data in cases]


def vectors() -> list[Vector]:
    return [*age_files(), compressed(), *payloads()]
