"""Handed over on a laptop whose own disk is full: what is said is what happened."""

import pytest
from tests.ui.pages.exchange_desk import ExchangeDesk, between, made_exchange
from tests.ui.pages.test_hand_over import NAME, name_of, opened, screened, write

from merak.storage import generations
from merak.storage.errors import DiskFull

__all__ = ["between", "made_exchange"]


def test_names_that_are_sealed_but_not_yet_off_the_disk_are_said_so(
    between: ExchangeDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    between.enrol()
    case = between.on_laptop(screened)

    def refuse(*_: object) -> None:
        raise DiskFull

    monkeypatch.setattr(generations, "write_without", refuse)
    hands = opened(between)
    write(hands, between.stick)
    hands.wait("the old file is still on the disk")
    assert hands.shows("Handed over:")
    assert not hands.shows("names could not be sealed")
    assert between.on_laptop(name_of, case) != NAME
