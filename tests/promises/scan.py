"""Looks for words in every byte below some folders, in the forms that programs leave them in."""

import base64
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

# How many characters of base64 at the front belong to what stands before the words as well.
_BLURRED = (0, 2, 3)


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """Where something was found, by the name of what was looked for."""

    path: Path
    what: str
    form: str


def forms(words: str) -> Iterator[tuple[str, bytes]]:
    """Gives the name and the bytes of each form; bytes without base64 are in lower case."""
    for encoding in ("utf-8", "utf-16-le", "utf-16-be"):
        plain = words.lower().encode(encoding)
        yield encoding, plain
        yield f"{encoding} reversed", plain[::-1]
        for raw in (words.encode(encoding), plain, words.upper().encode(encoding)):
            yield f"{encoding} hex", raw.hex().encode()
            for offset in range(3):
                yield f"{encoding} base64 at {offset}", _base64(raw, offset)


def _base64(raw: bytes, offset: int) -> bytes:
    """Gives those characters that stay the same whatever stands before and after."""
    whole = base64.b64encode(bytes(offset) + raw).rstrip(b"=")
    sharp_end = len(whole) if (offset + len(raw)) % 3 == 0 else len(whole) - 1
    return whole[_BLURRED[offset] : sharp_end]


def scan(folders: Iterable[Path], looked_for: Mapping[str, str]) -> list[Found]:
    """Reads every file and every name of a file below the folders."""
    patterns = [
        (what, form, pattern, "base64" in form)
        for what, words in looked_for.items()
        for form, pattern in dict.fromkeys(forms(words))
    ]
    found = []
    for path in (path for folder in folders for path in sorted(folder.rglob("*"))):
        content = str(path).encode() + b"\n"
        if path.is_file() and not path.is_symlink():
            content += path.read_bytes()
        lowered = content.lower()
        found += [
            Found(path=path, what=what, form=form)
            for what, form, pattern, exact in patterns
            if pattern in (content if exact else lowered)
        ]
    return found
