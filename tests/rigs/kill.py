"""Kills a process that answers, again and again, and looks whether anything it said is missing.

`python tests/rigs/kill.py --kills 10000` is the long run. What a kill cannot show is a power cut:
the system still writes what the process gave it.
"""

import argparse
import random
import secrets
import signal
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from merak.crypto import recovery
from merak.crypto.passphrase import LEAST
from merak.domain.case_facts import CaseFacts
from merak.domain.ids import CaseId, ItemId, ScreeningId, SetHash
from merak.domain.record import Kind
from merak.domain.screening import Draft, Preparation
from merak.storage import creation, draft_texts, drafts, opening, place, records

NAME, PASSPHRASE, AT = "Ana", b"seven herons by the weir", "2026-11-22T10:00:00Z"
CASE, DRAFT = CaseId("ab" * 16), ScreeningId("cd" * 16)
CHILD = Path(__file__).with_name("answer_for_ever.py")
ITEMS, RECORD_EVERY, MOST_ANSWERS = 19, 5, 60


@dataclass
class Tally:
    """What came out: every number but `kills` and `saved` should be 0."""

    kills: int = 0
    saved: int = 0
    lost: int = 0
    unopened: int = 0
    false_alarms: int = 0


def prepare(folder: Path) -> None:
    with place.take(folder) as held:
        sheet = recovery.sheet(secrets.token_bytes)
        vault = creation.create(
            held,
            name=NAME,
            passphrase=PASSPHRASE,
            recovery_recipient=recovery.read(sheet).recipient,
            parameters=LEAST,
            at=AT,
            chance=secrets.token_bytes,
        )
        with vault.transaction():
            drafts.start(
                vault.work,
                Draft(
                    id=DRAFT,
                    case=CASE,
                    set_hash=SetHash("0" * 64),
                    owner=vault.user.id,
                    started_at=AT,
                    saved_at=AT,
                    preparation=Preparation(),
                    facts=CaseFacts(),
                ),
            )
        vault.close()


def answer_and_die(folder: Path, start: int, how: str, chance: random.Random) -> int:
    """Lets the child save some answers, kills it at a random moment, gives the last it said."""
    child = subprocess.Popen(
        [sys.executable, str(CHILD), str(folder), DRAFT, str(start), how],
        stdout=subprocess.PIPE,
        text=True,
    )
    assert child.stdout
    said = start - 1
    for _ in range(chance.randint(1, MOST_ANSWERS)):
        said = int(child.stdout.readline())
    # Within the next answers: no sleep would be so fine.
    until = time.perf_counter() + chance.random() * 0.003
    while time.perf_counter() < until:
        pass
    child.send_signal(signal.SIGKILL)
    rest = child.stdout.read().split("\n")
    child.wait()
    child.stdout.close()
    # A line without its end was not said.
    return int(rest[-2]) if len(rest) > 1 else said


def look(folder: Path, said: int, tally: Tally) -> None:
    """Opens the vault and counts what was said to be saved and is not there."""
    with place.take(folder) as held:
        try:
            vault = opening.unlock(
                held, name=NAME, passphrase=PASSPHRASE, at=AT, chance=secrets.token_bytes
            )
        except Exception:  # noqa: BLE001 - whatever it is, the vault did not open
            tally.unopened += 1
            return
        tally.false_alarms += len(vault.findings)
        codes = {i: a.value for i, a in drafts.by_id(vault.work, DRAFT).answers.items()}
        notes = draft_texts.notes(vault.private, DRAFT)
        written = {
            int(str(r.body["text"]).split()[1])
            for r in records.of_case(vault.private, CASE, [Kind.TEXT])
        }
        vault.close()
    for number in range(max(1, said - ITEMS + 1), said + 1):
        item = ItemId(f"item_{number % ITEMS}")
        kept = int(getattr(codes.get(item), "code", "c0")[1:])
        noted = int(notes.get(item, "note 0").split()[1])
        # One more may have been saved than was said.
        tally.lost += kept < number or noted < number
    wanted = set(range(RECORD_EVERY, said + 1, RECORD_EVERY))
    tally.lost += len(wanted - written)


def run(kills: int, how: str, seed: int) -> Tally:
    """Kills so many times, in one vault, and gives what came out."""
    chance = random.Random(seed)
    tally = Tally()
    with tempfile.TemporaryDirectory() as folder:
        vault = Path(folder, "vault")
        prepare(vault)
        said = 0
        for _ in range(kills):
            # The next one answers after what may have been saved unsaid.
            said = answer_and_die(vault, said + 1, how, chance)
            tally.kills += 1
            tally.saved = said
            look(vault, said, tally)
    return tally


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=8)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--planted", action="store_const", const="planted", default="honest")
    options = parser.parse_args()
    tally = run(options.kills, options.planted, options.seed)
    print(tally)
    return int(bool(tally.lost or tally.unopened or tally.false_alarms))


if __name__ == "__main__":
    sys.exit(main())
