"""Not safe, or self-harm: steps first, writing later."""

import pytest
from tests.ui.pages.cases_desk import CasesDesk, heard

from merak.domain.duty import Cause
from merak.services import home
from merak.services.session import NewCase
from merak.ui.hands import Hands
from merak.ui.pages.unsafe import UnsafePage

SEEN = "What you saw or heard, and what you did"
SELF_HARM = "They may hurt themselves, or have done so"


@pytest.fixture
def shown(desk: CasesDesk) -> tuple[UnsafePage, Hands]:
    return desk.show(UnsafePage(desk.tasks, NewCase()))


def test_the_steps_and_the_emergency_numbers_come_first(shown: tuple[UnsafePage, Hands]) -> None:
    _, hands = shown
    said = list(hands.texts())
    assert hands.shows("Stay with the young person. Do not leave them alone.")
    numbers = [text for text in said if text in ("911", "988", "1-888-373-7888")]
    assert numbers == ["911", "988", "1-888-373-7888"]


def test_it_asks_what_it_is_about_before_it_is_recorded(
    desk: CasesDesk, shown: tuple[UnsafePage, Hands]
) -> None:
    page, hands = shown
    recorded = heard(page.recorded)
    hands.write(SEEN, "Fresh cuts on the arm.")
    hands.press("Record this now")
    assert recorded == []
    assert hands.shows("Please choose one.")
    hands.press(SELF_HARM)
    assert not hands.shows("Please choose one.")
    hands.press("Record this now")
    duties = desk.do(home.load).duties
    assert [duty.duty.cause for duty in duties] == [Cause.UNSAFE]
    assert recorded == [(duties[0].duty.case,)]


def test_a_lock_does_not_wait_for_the_choice(
    desk: CasesDesk, shown: tuple[UnsafePage, Hands]
) -> None:
    page, hands = shown
    hands.write(SEEN, "Somebody waits outside.")
    page.flush(lambda: None)
    hands.settle()
    assert len(desk.do(home.load).duties) == 1


def test_record_and_go_back_asks_for_the_choice_and_keeps_the_words(
    shown: tuple[UnsafePage, Hands],
) -> None:
    page, hands = shown
    closed = heard(page.closed)
    hands.write(SEEN, "Somebody waits outside.")
    hands.press("Go back")
    hands.press("Record and go back")
    assert closed == []
    assert hands.shows("Somebody waits outside.")
    hands.press(SELF_HARM)
    hands.press("Go back")
    hands.press("Record and go back")
    assert closed == [()]
