"""Feeds wrong bundles and kits to their readers and looks whether one is taken, or anything breaks.

`python -m tests.rigs.fuzz_bundle --mutants 1000000` is the long run (with `desktop` and the top of
the checkout on PYTHONPATH); `--from N` begins elsewhere. A mutant is made again from its number.
"""

import argparse
import io
import json
import random
import sys
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from tests.rigs import mutants, plain_reader
from tests.rigs.plain_bundle import KIT_TYPE, envelope, sealed
from tests.rigs.vectors_agency import BASE, OFFICE, RECOVERY, ROOT
from tests.rigs.vectors_agency import kit as kit_bytes

from merak.codec import canonical
from merak.crypto import age_file
from merak.domain.exchange import Address, PublicKey
from merak.domain.roster import DeviceKind
from merak.formats import dsse, kit
from merak.formats.bundle_header import addressed
from merak.formats.bundle_reader import Opened, open_bundle, open_payload, trust
from merak.formats.refused import FileRefused

MOST_MIB = 300
KIT_LINE = kit_bytes()
KIT = kit.read(KIT_LINE, PublicKey(ROOT.verify.hex()))
PLAIN_KIT = json.loads(plain_reader.unbase64(json.loads(KIT_LINE)["payload"]))
TRUSTED = trust(KIT, DeviceKind.OFFICE)
OURS = addressed([Address(OFFICE.address)])
KEY = age_file.identity(OFFICE.secret)
LINES = BASE.lines()
PAYLOAD = BASE.payload()
SEALED = sealed(PAYLOAD, [OFFICE, RECOVERY], "fuzz")
CONTENT = PAYLOAD.index(b"\x50\x2a\x4d\x18") + 24
"""Behind it is nothing but padding."""


@dataclass
class Tally:
    """What came out: `accepted` and `unhandled` must stay 0."""

    mutants: int = 0
    refused: Counter[str] = field(default_factory=Counter)
    lawful: int = 0
    """Taken, and rightly: signed by a device, or the same content packed otherwise."""
    accepted: int = 0
    unhandled: int = 0
    seen: list[str] = field(default_factory=list)

    def note(self, number: int, what: str) -> None:
        self.seen = [*self.seen, f"{number}: {what}"][:20]


def taken(opened: Opened) -> list[bytes]:
    with opened:
        lines = [record.canonical for record in opened.records()]
        opened.finish()
    return lines


def outside(chance: random.Random) -> bool:
    """Change the age file: the reader must refuse whatever differs."""
    upto = chance.choice((420, 420, 0))
    data = mutants.of_bytes(SEALED, chance, upto)
    taken(open_bundle(io.BytesIO(data), [KEY], TRUSTED))
    return data == SEALED


def _inside(payload: bytes) -> bool:
    lines = taken(open_payload(io.BytesIO(payload), OURS, TRUSTED))
    try:
        return plain_reader.read(plain_reader.text_of(payload), PLAIN_KIT, OURS[0]) == lines
    except Exception:  # noqa: BLE001 - the plain reader refuses with anything
        return False


def payload(chance: random.Random) -> bool:
    """Change what is inside the age file."""
    return _inside(mutants.of_bytes(PAYLOAD, chance, chance.choice((CONTENT, CONTENT, 0))))


def lines(chance: random.Random) -> bool:
    """Change lines and envelopes without a key."""
    return _inside(mutants.packed(mutants.of_lines)(LINES, chance))


def signed(chance: random.Random) -> bool:
    """Change values and sign again."""
    return _inside(mutants.packed(mutants.signed_again)(LINES, chance))


def nearly(chance: random.Random) -> bool:
    """Sign again what fits together but for its records."""
    return _inside(mutants.packed(mutants.again_by_id)(LINES, chance))


def kit_line(chance: random.Random) -> bool:
    """Change a kit without the root key."""
    data = mutants.of_bytes(KIT_LINE, chance)
    kit.read(data, PublicKey(ROOT.verify.hex()))
    return data == KIT_LINE


def kit_signed(chance: random.Random) -> bool:
    """Change a kit's values and sign again: what is taken must say exactly what was signed."""
    value = mutants.of_value(PLAIN_KIT, chance)
    inside = mutants.written(value)
    found = kit.read(envelope(inside, KIT_TYPE, ROOT), PublicKey(ROOT.verify.hex()))
    return canonical(dsse.to_plain(found, kit.FORMAT)) == inside


WAYS: tuple[Callable[[random.Random], bool], ...] = (
    outside, payload, payload, lines, lines, signed, nearly, nearly, kit_line, kit_signed,
)  # fmt: skip


def run(count: int, start: int = 0, ways: tuple[Callable[..., bool], ...] = WAYS) -> Tally:
    """Try so many mutants; a way gives True where what was taken may be taken."""
    tally = Tally()
    for number in range(start, start + count):
        chance = random.Random(number)
        way = ways[number % len(ways)]
        tally.mutants += 1
        try:
            rightly = way(chance)
        except FileRefused as refused:
            tally.refused[refused.why.value] += 1
        except Exception as error:  # noqa: BLE001 - finding these is what it is for
            tally.unhandled += 1
            tally.note(number, f"{way.__name__} {type(error).__name__}")
        else:
            tally.lawful += rightly
            tally.accepted += not rightly
            if not rightly:
                tally.note(number, f"{way.__name__} accepted")
    return tally


def peak_mib() -> float:
    """Give the most memory this process ever had.

    Not by getrusage: there a process begins with what the one that started it had.
    """
    for line in Path("/proc/self/status").read_text().splitlines():
        if line.startswith("VmHWM:"):
            return int(line.split()[1]) / 1024
    raise OSError("/proc/self/status")


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--mutants", type=int, default=1000)
    parser.add_argument("--from", type=int, default=0, dest="start")
    words = parser.parse_args()
    tally = run(words.mutants, words.start)
    print(f"{tally}\npeak {peak_mib():.0f} MiB")
    return 1 if tally.accepted or tally.unhandled or peak_mib() > MOST_MIB else 0


if __name__ == "__main__":
    sys.exit(main())
