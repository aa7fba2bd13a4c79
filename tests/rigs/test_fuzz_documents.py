"""T-KIT in short mode: no document of a kit breaks its reader, whatever stands in it.

MERAK_MUTANTS sets how many; the promise is held with 1,000,000.
"""

import os
import random
import re
from collections import Counter
from collections.abc import Callable

import pytest
from tests.rigs import mutants

from merak import paths
from merak.formats import directory, duties, indicator_yaml, plain_yaml, sites
from merak.formats.problem import DocumentRefused, SetRefused

FEW = 800
RESOURCES = paths.resources()
Reader = Callable[[bytes, str], object]


def _example(folder: str) -> bytes:
    page = (RESOURCES / folder / "README.md").read_text(encoding="utf-8")
    return str(re.findall(r"```yaml\n(.*?)```", page, re.DOTALL)[0]).encode()


GOOD: tuple[tuple[Reader, bytes], ...] = (
    (directory.read, (RESOURCES / "directory" / "emergency.yaml").read_bytes()),
    (duties.read, _example("duties")),
    (sites.read, _example("sites")),
    (indicator_yaml.read, (paths.indicators() / "merak-child-2015.yaml").read_bytes()),
)
_WORDS = (
    b"format: 2", b"&a ", b"*a", b"<<: ", b"!!python/name:os.system ", b"!!map ", b"%YAML 1.1\n",
    b"---\n", b"? ", b"[" * 40, b"{a: " * 40, b"\xe2\x80\xae", b"\x00", b"\xff\xfe", b"~", b".nan",
    b"1e999", b"99999999999999999999999", b"0x10", b"yes", b"2026-13-99", b"|\n", b">-\n", b"\t",
    b"#", b'"', b"'", b"\\", b"x" * 70_000,
)  # fmt: skip


def _mutant(good: bytes, chance: random.Random) -> bytes:
    for _ in range(chance.choice((1, 1, 2, 5))):
        if chance.random() < 0.5:
            good = mutants.of_bytes(good, chance) or b"\n"
        else:
            at = chance.randrange(len(good))
            good = good[:at] + chance.choice(_WORDS) + good[at + chance.choice((0, 0, 5, 40)) :]
    return good


def tried(count: int, seed: int = 1) -> Counter[str]:
    """Read so many mutants; say how many were refused, read, or broke their reader."""
    chance, found = random.Random(seed), Counter[str]()
    for number in range(count):
        # Sets take a hundred times as long to read as the others.
        read, good = GOOD[3 if number % 40 == 0 else number % 3]
        try:
            read(_mutant(good, chance), "mine.yaml")
        except (DocumentRefused, SetRefused) as refused:
            found["refused" if refused.problems else "refused without a word"] += 1
        except Exception as error:  # noqa: BLE001  what the rig is there to find
            found[f"unhandled {type(error).__name__}"] += 1
        else:
            found["read"] += 1
    return found


def test_no_mutant_of_a_document_breaks_its_reader() -> None:
    found = tried(int(os.environ.get("MERAK_MUTANTS", str(FEW))))
    assert set(found) == {"refused", "read"}
    assert found["refused"] > found["read"]


def test_a_reader_that_breaks_is_caught(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(_: str) -> tuple[str, str]:
        raise KeyError

    monkeypatch.setattr(plain_yaml, "_said", broken)
    assert tried(300)["unhandled KeyError"] > 0
