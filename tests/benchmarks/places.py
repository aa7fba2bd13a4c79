"""Vaults to measure with: as many cases as wanted, each screened once."""

import secrets
from pathlib import Path

from tests.rigs import rig_vault

from merak.domain.answer import Answer, Given
from merak.domain.ids import ScreeningId
from merak.services import finish, screen
from merak.services.session import Session

_ANSWERED = 3
_NO = Answer(value=Given(code="no"))


def with_cases(place: Path, cases: int) -> None:
    """Makes a vault with so many cases and one open draft."""
    rig_vault.make(place)
    session = rig_vault.reopen(place)
    for _ in range(cases - 1):
        _screened(session)
    session.close()


def _screened(session: Session) -> None:
    draft = rig_vault.begin(session)
    for item in screen.load(session, draft).open_items[:_ANSWERED]:
        screen.answer(session, draft, item, _NO)
    finish.finish(session, ScreeningId(draft))


def key() -> str:
    """A key as sqlcipher takes one."""
    return f"x'{secrets.token_hex(32)}'"
