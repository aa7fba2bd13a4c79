"""Answers a screening without end and says each number once it is saved: killed by kill.py.

`python answer_for_ever.py FOLDER DRAFT FROM HOW` unlocks the vault and goes on from a number. With
HOW "planted" it sometimes says "saved" of what it has thrown away: the rig must catch it.
"""

import secrets
import sys
from pathlib import Path

from merak.domain.answer import Answer, Given
from merak.domain.bodies import TextWritten
from merak.domain.ids import CaseId, ItemId, ScreeningId
from merak.domain.log_entry import Act
from merak.storage import draft_texts, drafts, opening, place
from merak.storage.vault import Vault

NAME, PASSPHRASE, AT = "Ana", b"seven herons by the weir", "2026-11-22T10:00:00Z"
ITEMS, RECORD_EVERY, PLANTED_EVERY = 19, 5, 7


class ThrownAway(Exception):
    """The planted fault."""


def save(vault: Vault, draft: ScreeningId, number: int) -> None:
    item = ItemId(f"item_{number % ITEMS}")
    with vault.transaction() as change:
        drafts.put_answer(vault.work, draft, item, Answer(value=Given(code=f"c{number}")), AT)
        draft_texts.put_note(vault.private, draft, item, f"note {number}")
        if number % RECORD_EVERY == 0:
            text = TextWritten(field="note", text=f"record {number}")
            change.write(text, case=CaseId("ab" * 16), at=AT, offset=0)
            change.log(Act.ADDENDUM_ADDED, at=AT)


def throw_away(vault: Vault, draft: ScreeningId, number: int) -> None:
    try:
        with vault.transaction():
            item = ItemId(f"item_{number % ITEMS}")
            drafts.put_answer(vault.work, draft, item, Answer(value=Given(code="c0")), AT)
            raise ThrownAway
    except ThrownAway:
        return


def main(folder: str, draft: str, start: str, how: str) -> None:
    held = place.take(Path(folder))
    vault = opening.unlock(
        held, name=NAME, passphrase=PASSPHRASE, at=AT, chance=secrets.token_bytes
    )
    number = int(start)
    while True:
        planted = how == "planted" and number % PLANTED_EVERY == 0
        (throw_away if planted else save)(vault, ScreeningId(draft), number)
        sys.stdout.write(f"{number}\n")
        sys.stdout.flush()
        number += 1


if __name__ == "__main__":
    main(*sys.argv[1:])
