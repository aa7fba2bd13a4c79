"""Kills the program in the middle of a screening, again and again, and looks what is missing.

`python -m tests.rigs.kill_program --child window --kills 10000` is the long run, from the top of
the checkout with desktop/ on PYTHONPATH. What a kill cannot show is a power cut: the system still
writes what the process gave it.
"""

import argparse
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
from dataclasses import dataclass, field
from pathlib import Path

from tests.rigs import rig_vault
from tests.rigs.said import Heard

from merak.domain.ids import ScreeningId

CHILDREN = {"services": "tests.rigs.screen_for_ever", "window": "tests.rigs.type_for_ever"}
PLANTED = "planted"
_ANY_MOMENT = 0.3
"""Of the kills come at any moment from the start on, the others soon after something was saved."""
_LONGEST_S, _MOST_SAVED, _AFTER_S = 1.5, 12, 0.02
_KILLS_A_VAULT = 50
"""Notes only grow: now and then a fresh vault."""


@dataclass
class Tally:
    """What came out: every number after `acknowledged` should be 0."""

    kills: int = 0
    acknowledged: int = 0
    lost: int = 0
    unopened: int = 0
    log_broken: int = 0
    halves: int = 0
    ended_alone: int = 0
    why: set[str] = field(default_factory=set)
    """What kept vaults from opening."""

    def clean(self) -> bool:
        """Says whether nothing was lost and the child never ended by itself."""
        faults = (self.lost, self.unopened, self.log_broken, self.halves, self.ended_alone)
        return not any(faults)


@dataclass
class Rig:
    """One vault after the other, each killed many times."""

    child: str
    how: str
    chance: random.Random
    tally: Tally

    def run(self, kills: int, folder: Path) -> None:
        """Kills so many times; a planted fault need be caught only once."""
        template = folder / "template"
        draft = rig_vault.make(template)
        heard = Heard()
        for number in range(kills):
            place = folder / f"vault-{number // _KILLS_A_VAULT}"
            if number % _KILLS_A_VAULT == 0:
                shutil.copytree(template, place)
                heard = Heard()
            self._kill(place, draft, heard)
            self._look(place, draft, heard)
            if self.how == PLANTED and self.tally.lost:
                return

    def _kill(self, place: Path, draft: ScreeningId, heard: Heard) -> None:
        seed = str(self.chance.getrandbits(32))
        child = subprocess.Popen(
            [sys.executable, "-m", CHILDREN[self.child], str(place), draft, seed, self.how],
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )
        assert child.stdout
        waiting = self.chance.random() >= _ANY_MOMENT
        enough = heard.acknowledged + self.chance.randint(1, _MOST_SAVED)
        after = self.chance.random() * (_AFTER_S if waiting else _LONGEST_S)
        timer = threading.Timer(after, child.send_signal, [signal.SIGKILL])
        if not waiting:
            timer.start()
        for line in child.stdout:
            heard.take(line)
            if waiting and heard.acknowledged == enough:
                waiting = False
                timer.start()
        timer.cancel()
        self.tally.kills += 1
        self.tally.ended_alone += child.wait() != -signal.SIGKILL
        child.stdout.close()

    def _look(self, place: Path, draft: ScreeningId, heard: Heard) -> None:
        """Opens the vault and compares it with what was said."""
        try:
            session = rig_vault.reopen(place)
        except Exception as error:  # noqa: BLE001 - whatever it is, the vault did not open
            self.tally.unopened += 1
            self.tally.why.add(f"{type(error).__name__} {error}")
            return
        there = rig_vault.held(session, draft)
        self.tally.log_broken += session.log_broken
        self.tally.halves += rig_vault.halves(session, draft)
        session.close()
        self.tally.lost += len(heard.lost(there))
        self.tally.acknowledged += heard.acknowledged
        # The next child goes on from what is there, saved unsaid or not.
        heard.saved, heard.tried, heard.acknowledged = there, {}, 0


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--child", choices=sorted(CHILDREN), default="services")
    parser.add_argument("--kills", type=int, default=8)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--planted", action="store_const", const=PLANTED, default="honest")
    options = parser.parse_args()
    tally = Tally()
    rig = Rig(options.child, options.planted, random.Random(options.seed), tally)
    with tempfile.TemporaryDirectory() as folder:
        rig.run(options.kills, Path(folder))
    print(tally)
    return int(not tally.clean())


if __name__ == "__main__":
    sys.exit(main())
