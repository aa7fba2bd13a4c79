"""Answers, notes and records what was told, through the services, until somebody kills it.

`python -m tests.rigs.screen_for_ever PLACE DRAFT SEED HOW`; with HOW "planted" it says "saved"
before it saves.
"""

import random
import sys
from collections.abc import Callable
from pathlib import Path

from tests.rigs.rig_vault import key_of, reopen
from tests.rigs.said import ANSWER, NOTE, READY, SAVED, TOLD, TRY, say

from merak.domain.answer import Answer, Given, Missing, WhyMissing
from merak.domain.ids import ItemId, ScreeningId
from merak.services import screen, tell
from merak.services.session import Session

_ANSWERS = (
    Answer(value=Given(code="yes")),
    Answer(value=Given(code="no")),
    Answer(value=Missing(why=WhyMissing.UNKNOWN)),
    Answer(value=Missing(why=WhyMissing.DECLINED)),
)
_NOTES, _TOLD = 0.3, 0.1


class Screener:
    """Does one thing after another at the draft of an open vault."""

    def __init__(self, session: Session, draft: ScreeningId, chance: random.Random) -> None:
        self._session, self._draft, self._chance = session, draft, chance
        self._items = screen.load(session, draft).open_items

    def next(self) -> tuple[str, str, Callable[[], object]]:
        """Gives the field, the value and the act that saves it."""
        session, draft, chance = self._session, self._draft, self._chance
        item = chance.choice(self._items)
        what = chance.random()
        if what < _TOLD:
            words = f"told {chance.getrandbits(60)}"
            case = screen.load(session, draft).draft.case
            return f"{TOLD}{words}", words, lambda: tell.disclosed(session, case, words)
        if what < _TOLD + _NOTES:
            words = f"noted {chance.getrandbits(60)}"
            return f"{NOTE}{item}", words, lambda: screen.note(session, draft, item, words)
        given = chance.choice(_ANSWERS)
        return f"{ANSWER}{item}", key_of(given), lambda: self._answer(item, given)

    def _answer(self, item: ItemId, given: Answer) -> None:
        shown = screen.answer(self._session, self._draft, item, given)
        self._items = shown.open_items


def main(place: str, draft: str, seed: str, how: str) -> None:
    screener = Screener(reopen(Path(place)), ScreeningId(draft), random.Random(seed))
    say(READY)
    while True:
        name, value, save = screener.next()
        say(TRY, name, value)
        if how == "planted":
            say(SAVED)
            save()
        else:
            save()
            say(SAVED)


if __name__ == "__main__":
    main(*sys.argv[1:])
