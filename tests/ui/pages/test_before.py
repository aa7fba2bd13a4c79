"""Before you begin: what must be settled first, and a kind stop."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from tests.ui.pages.cases_desk import CasesDesk, cases_vault, heard
from tests.ui.pages.cases_desk import one_desk as desk

from merak.domain.facts import Age
from merak.domain.screening import Assent, Interpreter, Mode, SafeNow
from merak.services import home, screen
from merak.services.session import NewCase
from merak.ui.hands import Hands
from merak.ui.pages.before import BeforePage

__all__ = ["cases_vault", "desk"]

SAFE = "Is the young person safe right now?"
PRIVATE = "Nobody else can see or hear us here"
SAID = "I have said this, and they could ask about it"
AGREED = "They want to go on"
DECLINED = "They do not want to"


@pytest.fixture
def page(desk: CasesDesk) -> Iterator[BeforePage]:
    shown = desk.show(BeforePage(desk.tasks, NewCase()))[0]
    yield shown
    shown.hide()


@pytest.fixture
def hands(desk: CasesDesk, page: BeforePage) -> Hands:
    made = Hands(page, desk.tasks)
    page.first_focus()
    return made


def settle_all(hands: Hands) -> None:
    hands.press(PRIVATE)
    hands.answer(SAFE, "Yes")
    hands.press(SAID)
    hands.press(AGREED)
    hands.answer("How old are they?", "13 to 15")


def drafts(desk: CasesDesk) -> int:
    return len(desk.do(home.load).drafts)


def test_four_things_are_asked_and_nothing_more(hands: Hands) -> None:
    assert hands.shows("1 of 4")
    assert hands.shows("4 of 4")
    assert hands.shows("4 steps left")
    assert not hands.shows("Interpreter service")


def test_what_is_missing_is_said_in_its_place_and_nothing_starts(
    desk: CasesDesk, page: BeforePage, hands: Hands
) -> None:
    started, before = heard(page.started), drafts(desk)
    hands.press(PRIVATE)
    hands.press("Start now")
    assert hands.shows("Say whether the young person is safe right now.")
    assert hands.shows("Say these words first, then tick that you have.")
    assert hands.shows("Ask the young person whether they want to go on.")
    assert started == []
    assert drafts(desk) == before


def test_start_keeps_what_was_settled(desk: CasesDesk, page: BeforePage, hands: Hands) -> None:
    started = heard(page.started)
    settle_all(hands)
    assert hands.shows("Ready")
    hands.press("Start now")
    draft = desk.do(screen.load, started[0][0]).draft
    assert draft.facts.age == Age(at_least=13, at_most=15)
    prepared = draft.preparation
    assert prepared.mode is Mode.INTERVIEW
    assert prepared.private_place
    assert prepared.limits_explained
    assert prepared.safe_now is SafeNow.YES
    assert prepared.assent is Assent.GIVEN


def test_pressing_start_twice_begins_one_screening(
    desk: CasesDesk, page: BeforePage, hands: Hands
) -> None:
    before = drafts(desk)
    settle_all(hands)
    page._begin()
    page._begin()
    hands.settle()
    assert drafts(desk) == before + 1


def test_records_are_read_without_limits_and_assent(
    desk: CasesDesk, page: BeforePage, hands: Hands
) -> None:
    started = heard(page.started)
    hands.press("Go through the records")
    assert hands.shows("2 steps left")
    assert not hands.has(SAID)
    assert not hands.has(AGREED)
    hands.answer(SAFE, "Not known")
    hands.answer("How old are they?", "I do not know")
    hands.press("Start now")
    prepared = desk.do(screen.load, started[0][0]).draft.preparation
    assert prepared.mode is Mode.RECORDS
    assert prepared.assent is Assent.NOT_ASKED
    assert not prepared.limits_explained


def test_not_safe_points_to_the_steps_and_does_not_start(page: BeforePage, hands: Hands) -> None:
    started, unsafe = heard(page.started), heard(page.unsafe_asked)
    settle_all(hands)
    hands.answer(SAFE, "No")
    assert hands.shows("Their safety comes first")
    hands.press("Start now")
    assert hands.shows("Start only once the young person is safe.")
    assert started == []
    hands.press("Open the steps")
    assert unsafe == [()]


def test_a_declined_assent_stops_and_writes_nothing(
    desk: CasesDesk, page: BeforePage, hands: Hands
) -> None:
    cancelled, before = heard(page.cancelled), drafts(desk)
    hands.press(DECLINED)
    assert hands.shows("Then stop here")
    assert not hands.has("Start now")
    assert drafts(desk) == before
    hands.press("Back to the home page")
    assert cancelled == [()]


def test_after_a_no_the_records_can_be_read_where_rules_allow(hands: Hands) -> None:
    hands.press(DECLINED)
    assert hands.shows("only if your rules allow it")
    hands.press("Go through the records instead")
    assert hands.shows("2 steps left")
    assert not hands.has(AGREED)


def test_a_changed_mind_asks_again(hands: Hands) -> None:
    settle_all(hands)
    hands.press(DECLINED)
    hands.press("They changed their mind")
    assert hands.shows("Ask whether they want to go on")
    assert hands.shows("1 step left")


def test_an_interpreter_can_wait_and_is_kept_with_service_and_number(
    desk: CasesDesk, page: BeforePage, hands: Hands
) -> None:
    started = heard(page.started)
    settle_all(hands)
    hands.press("More")
    hands.press("Yes, by phone")
    hands.write("Interpreter service and their number", "Language line, agent 41")
    language = page._can_wait.help._language.input
    language.setCurrentIndex(language.findText("Spanish"))
    hands.press("Start now")
    opened = desk.do(screen.load, started[0][0])
    assert opened.draft.preparation.interpreter is Interpreter.BY_PHONE
    assert opened.draft.preparation.second_language == "es"
    assert opened.texts["interpreter"] == "Language line, agent 41"


def test_the_card_for_a_disclosure_is_one_key_away(page: BeforePage, hands: Hands) -> None:
    told = heard(page.disclosure_asked)
    hands.key(Qt.Key.Key_F8)
    assert told == [()]


def test_after_a_card_the_keyboard_is_back_where_it_was(page: BeforePage, hands: Hands) -> None:
    page._age.aim()
    at = page.focusWidget()
    page.first_focus()
    assert page.focusWidget() is at


def test_where_nobody_is_asked_nobody_interprets(
    desk: CasesDesk, page: BeforePage, hands: Hands
) -> None:
    started = heard(page.started)
    hands.press("More")
    hands.press("Yes, by phone")
    hands.write("Interpreter service and their number", "Language line")
    hands.press("Go through the records")
    assert not hands.has("More")
    hands.answer(SAFE, "Yes")
    hands.answer("How old are they?", "13 to 15")
    hands.press("Start now")
    opened = desk.do(screen.load, started[0][0])
    assert opened.draft.preparation.interpreter is Interpreter.NONE
    assert "interpreter" not in opened.texts
