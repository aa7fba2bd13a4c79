"""A receipt of an office that was put back says what the laptop sends again."""

import secrets

from tests.services.agency import KEEPER, PASSPHRASE
from tests.ui.pages.exchange_desk import ExchangeDesk, between, made_exchange
from tests.ui.pages.test_hand_over import opened, screened
from tests.ui.pages.test_hand_over_receipts import bring, receipt, take

from merak.services import backup, unlock

__all__ = ["between", "made_exchange"]


def test_what_the_office_lost_is_said_to_go_again(between: ExchangeDesk) -> None:
    between.enrol()
    top = between.stick.parent
    between.on_laptop(screened)
    bring(between)
    made = backup.write(between.office, top)
    between.on_laptop(screened)
    bring(between)
    hands = opened(between)
    take(hands, receipt(between))
    assert not hands.shows("go with the next hand-over")
    between.clock.forward(hours=2)
    between.office.close()
    backup.restore(made.path, top / "restored")
    between.office = unlock.unlock(
        top / "restored", KEEPER, bytearray(PASSPHRASE), between.clock, secrets.token_bytes
    )
    take(hands, receipt(between))
    assert hands.shows("The office was put back from a backup and lost")
    assert hands.shows("go with the next hand-over")
    assert hands.shows("Hand over now")
