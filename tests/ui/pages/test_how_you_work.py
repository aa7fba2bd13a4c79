"""Safety, interpreter and second language can change while a screening is open."""

import pytest
from tests.ui.pages.cases_desk import CasesDesk, heard, pick

from merak.domain.ids import ScreeningId
from merak.domain.screening import Interpreter, Mode, Preparation, SafeNow
from merak.services import screen
from merak.services.open_screening import OpenScreening
from merak.ui.hands import Hands
from merak.ui.pages.young_person import YoungPersonPage

SAFE = "Is the young person safe right now?"
SERVICE = "Interpreter service and their number"
AGAIN = "Somebody else listens now"


@pytest.fixture
def draft(desk: CasesDesk) -> ScreeningId:
    return desk.start()


@pytest.fixture
def at(desk: CasesDesk, draft: ScreeningId) -> tuple[YoungPersonPage, Hands]:
    return desk.show(YoungPersonPage(desk.tasks, draft))


def opened(desk: CasesDesk, draft: ScreeningId) -> OpenScreening:
    return desk.do(screen.load, draft)


def test_an_interpreter_is_kept_at_once_with_service_and_number(
    desk: CasesDesk, draft: ScreeningId, at: tuple[YoungPersonPage, Hands]
) -> None:
    _, hands = at
    assert not hands.asks(SERVICE)
    hands.press("Yes, by phone")
    hands.write(SERVICE, "Language line, agent 41 ")
    now = opened(desk, draft)
    assert now.draft.preparation.interpreter is Interpreter.BY_PHONE
    assert now.texts["interpreter"] == "Language line, agent 41"


def test_another_interpreter_means_asking_again(
    desk: CasesDesk, draft: ScreeningId, at: tuple[YoungPersonPage, Hands]
) -> None:
    _, hands = at
    assert not hands.shows(AGAIN)
    hands.press("Yes, by phone")
    assert hands.shows(AGAIN)
    hands.answer(SAFE, "Yes")
    assert not hands.shows(AGAIN)
    hands.press("Yes, in the room")
    assert hands.shows(AGAIN)
    assert opened(desk, draft).draft.preparation.safe_now is SafeNow.YES


def test_nobody_interpreting_any_more_asks_nothing(at: tuple[YoungPersonPage, Hands]) -> None:
    _, hands = at
    hands.press("Yes, by phone")
    hands.answer(SAFE, "Yes")
    hands.answer("Does somebody interpret?", "No")
    assert not hands.shows(AGAIN)


def test_not_safe_any_more_leads_to_the_steps(
    desk: CasesDesk, draft: ScreeningId, at: tuple[YoungPersonPage, Hands]
) -> None:
    page, hands = at
    unsafe = heard(page.unsafe_asked)
    hands.answer(SAFE, "No")
    assert opened(desk, draft).draft.preparation.safe_now is SafeNow.NO
    hands.press("Open the steps")
    assert unsafe == [()]


def test_a_second_language_can_be_chosen_later(
    desk: CasesDesk, draft: ScreeningId, at: tuple[YoungPersonPage, Hands]
) -> None:
    page, hands = at
    pick(page, "A second language on the screen", "Spanish")
    hands.settle()
    assert opened(desk, draft).draft.preparation.second_language == "es"


def test_what_was_settled_before_stays_as_it_was(
    desk: CasesDesk, draft: ScreeningId, at: tuple[YoungPersonPage, Hands]
) -> None:
    before = opened(desk, draft).draft.preparation
    _, hands = at
    hands.press("Yes, by phone")
    after = opened(desk, draft).draft.preparation
    kept = ("mode", "private_place", "limits_explained", "assent", "safe_now")
    assert [getattr(after, one) for one in kept] == [getattr(before, one) for one in kept]


def test_what_was_changed_is_shown_again(
    desk: CasesDesk, draft: ScreeningId, at: tuple[YoungPersonPage, Hands]
) -> None:
    _, hands = at
    hands.press("Yes, in the room")
    hands.write(SERVICE, "Mr. Ito, 555-0101 ")
    _, hands = desk.show(YoungPersonPage(desk.tasks, draft))
    assert hands.shows("Mr. Ito, 555-0101")
    assert not hands.shows(AGAIN)


def test_a_name_beside_the_interpreter_is_pointed_out(
    desk: CasesDesk, draft: ScreeningId, at: tuple[YoungPersonPage, Hands]
) -> None:
    desk.call(draft, name="Keisha")
    _, hands = at
    hands.press("Yes, by phone")
    hands.write(SERVICE, "an aunt of Keisha ")
    code = opened(desk, draft).code
    hands.press(f"Put {code} in its place")
    hands.settle()
    assert opened(desk, draft).texts["interpreter"] == f"an aunt of {code}"


def test_from_records_only_safety_is_asked_about(desk: CasesDesk, draft: ScreeningId) -> None:
    desk.do(screen.prepare, draft, Preparation(mode=Mode.RECORDS))
    _, hands = desk.show(YoungPersonPage(desk.tasks, draft))
    assert hands.shows("You go through the records.")
    assert hands.shows(SAFE)
    assert not hands.has("Yes, by phone")
