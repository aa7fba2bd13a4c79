"""A peer that does a like job: KeePassXC merging one encrypted database into another."""

import hashlib
import os
import resource
import shutil
import subprocess
import time
from base64 import b64encode
from pathlib import Path

NAME = "KeePassXC merging as many entries"
_AT = "2026-11-22T10:00:00Z"
_WORD = "one passphrase for both"
_LEAST_KDF = "100"
"""Milliseconds of key derivation: the least that the program takes."""


def is_there() -> bool:
    """Says whether the program is installed."""
    return shutil.which("keepassxc-cli") is not None


def took(folder: Path, entries: int, text: int) -> tuple[float, float]:
    """Gives seconds by the clock and of the processor for merging so many entries.

    Each has a note of `text` characters. Opening, deriving keys and saving are taken off, by a
    merge of nothing.
    """
    folder.mkdir()
    _make(folder, "ours", 0, text)
    _make(folder, "none", 0, text)
    _make(folder, "theirs", entries, text)
    empty = _merge(folder, "none")
    full = _merge(folder, "theirs")
    shutil.rmtree(folder)
    return full[0] - empty[0], full[1] - empty[1]


def _merge(folder: Path, other: str) -> tuple[float, float]:
    before, began = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    _run("merge", "-q", "-s", folder / "ours.kdbx", folder / f"{other}.kdbx")
    wall, after = time.perf_counter() - began, resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return wall, cpu


def _make(folder: Path, name: str, entries: int, text: int) -> None:
    source = folder / f"{name}.xml"
    rows = "".join(_entry(number, text) for number in range(entries))
    source.write_text(
        '<?xml version="1.0" encoding="utf-8"?><KeePassFile><Meta></Meta><Root>'
        f"<Group><UUID>{_uuid('root')}</UUID><Name>Root</Name>{_times()}{rows}</Group>"
        "</Root></KeePassFile>"
    )
    _run("import", "-q", "-p", "-t", _LEAST_KDF, source, folder / f"{name}.kdbx")


def _entry(number: int, text: int) -> str:
    words = hashlib.sha256(str(number).encode()).hexdigest()
    # Not the same letters again and again: no database would pack records so small.
    note = b64encode(hashlib.shake_256(words.encode()).digest(text * 3 // 4)).decode("ascii")
    fields = {"Title": number, "UserName": words, "Password": words, "URL": "", "Notes": note}
    told = "".join(
        f"<String><Key>{key}</Key><Value>{value}</Value></String>" for key, value in fields.items()
    )
    return f"<Entry><UUID>{_uuid(words)}</UUID>{_times()}{told}</Entry>"


def _uuid(name: str) -> str:
    return b64encode(hashlib.sha256(name.encode()).digest()[:16]).decode("ascii")


def _times() -> str:
    kinds = ("LastModification", "Creation", "LastAccess", "Expiry")
    told = "".join(f"<{kind}Time>{_AT}</{kind}Time>" for kind in kinds)
    return (
        f"<Times>{told}<LocationChanged>{_AT}</LocationChanged><Expires>False</Expires>"
        "<UsageCount>0</UsageCount></Times>"
    )


def _run(*words: object) -> None:
    subprocess.run(
        ["keepassxc-cli", *map(str, words)],
        input=f"{_WORD}\n{_WORD}\n",
        env=os.environ | {"QT_QPA_PLATFORM": "offscreen"},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        text=True,
        check=True,
    )
