"""What a child that will be killed says, a line each: what it is about to do, and that it is saved.

"try FIELD VALUE" comes before the act, "saved" once the program has said that it is on the disk.
"""

import json
import sys
from dataclasses import dataclass, field

READY, SAVED, TRY = "ready", "saved", "try"
ANSWER, NOTE, TOLD = "answer:", "note:", "told:"


def say(word: str, *values: str) -> None:
    """Says a line, which is with the parent when this returns."""
    sys.stdout.write(json.dumps([word, *values]) + "\n")
    sys.stdout.flush()


@dataclass
class Heard:
    """What the vault must hold: what was said to be saved, and one thing that may be."""

    saved: dict[str, str] = field(default_factory=dict)
    tried: dict[str, str] = field(default_factory=dict)
    acknowledged: int = 0

    def take(self, line: str) -> None:
        """Takes a whole line; one cut short was not said."""
        if not line.endswith("\n"):
            return
        word, *values = json.loads(line)
        if word == TRY:
            self.tried = {values[0]: values[1]}
        elif word == SAVED:
            self.saved |= self.tried
            self.acknowledged += 1
            self.tried = {}

    def lost(self, there: dict[str, str]) -> tuple[str, ...]:
        """Gives the fields that hold neither what was saved nor what may have been."""
        return tuple(
            name
            for name in {*self.saved, *self.tried, *there}
            if not self._fits(name, there.get(name, ""))
        )

    def _fits(self, name: str, held: str) -> bool:
        saved, tried = self.saved.get(name, ""), self.tried.get(name)
        if held in (saved, tried):
            return True
        # A note may have been saved in the middle of the word that was being typed.
        growing = tried is not None and name.startswith(NOTE)
        return growing and held.startswith(saved) and str(tried).startswith(held)
