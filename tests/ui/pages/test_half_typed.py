"""Words of a form that was not sent are kept beside what they are about, never as if sent."""

import pytest
from tests.ui.pages.cases_desk import EXCHANGE, CasesDesk

from merak.domain.fold import DutyState
from merak.domain.ids import CaseId
from merak.domain.record import Kind
from merak.services import cases, results
from merak.ui.hands import Hands
from merak.ui.pages.case import CasePage
from merak.ui.pages.home import HomePage
from merak.ui.pages.result import ResultPage


@pytest.fixture
def case(desk: CasesDesk) -> CaseId:
    return desk.do(results.load, desk.screened((EXCHANGE,))).case


def added(desk: CasesDesk, case: CaseId) -> list[str]:
    entries = desk.do(cases.load, case).entries
    return [text.text for one in entries if one.kind is Kind.ADDENDUM for text in one.texts]


def leave(page: HomePage | CasePage | ResultPage, hands: Hands) -> None:
    gone: list[str] = []
    page.flush(lambda: gone.append("gone"))
    hands.settle()
    assert gone == ["gone"]


def test_who_was_told_is_kept_and_still_has_to_be_told(desk: CasesDesk, case: CaseId) -> None:
    page, hands = desk.show(HomePage(desk.tasks))
    hands.press("I have told someone")
    hands.write("Name or office", "Officer Diaz")
    hands.write("Reference number", "44-2")
    leave(page, hands)
    assert added(desk, case) == ["Begun as who was told: Officer Diaz · 44-2"]
    duties = desk.do(cases.load, case).duties
    assert {line.state for line in duties} == {DutyState.OPEN}


def test_a_reason_for_a_mistake_is_kept_on_each_page_that_asks_for_it(
    desk: CasesDesk, case: CaseId
) -> None:
    page, hands = desk.show(CasePage(desk.tasks, case))
    hands.press("Show why")
    hands.press("This was a mistake")
    hands.write("Why was this a mistake? (needed)", "Wrong ans")
    leave(page, hands)
    assert added(desk, case) == ["Begun as the reason for a mistake: Wrong ans"]


def test_a_reason_for_an_error_is_kept(desk: CasesDesk, case: CaseId) -> None:
    page, hands = desk.show(CasePage(desk.tasks, case))
    hands.press("Entered in error")
    hands.write("In a few words", "It was her si")
    leave(page, hands)
    assert added(desk, case) == ["Begun as entered in error: It was her si"]


def test_leaving_twice_keeps_the_words_once(desk: CasesDesk, case: CaseId) -> None:
    page, hands = desk.show(HomePage(desk.tasks))
    hands.press("I have told someone")
    hands.write("Name or office", "Officer Diaz")
    leave(page, hands)
    leave(page, hands)
    assert len(added(desk, case)) == 1


def test_both_of_a_result_are_kept(desk: CasesDesk) -> None:
    record = desk.screened((EXCHANGE,))
    page, hands = desk.show(ResultPage(desk.tasks, record))
    hands.press("I have told someone")
    hands.write("Name or office", "Officer Diaz")
    hands.write("Your reason", "She came by herself")
    leave(page, hands)
    assert sorted(added(desk, desk.do(results.load, record).case)) == [
        "Begun as the reason for a judgement: She came by herself",
        "Begun as who was told: Officer Diaz",
    ]


def test_another_form_in_its_place_keeps_the_words(desk: CasesDesk, case: CaseId) -> None:
    _, hands = desk.show(CasePage(desk.tasks, case))
    hands.press("Add something")
    hands.write("What you want to add", "She asked for")
    hands.press("Give to a colleague")
    assert added(desk, case) == ["She asked for"]
    assert hands.has("Give the case")


def test_what_is_put_away_by_not_now_is_gone(desk: CasesDesk, case: CaseId) -> None:
    page, hands = desk.show(HomePage(desk.tasks))
    hands.press("I have told someone")
    hands.write("Name or office", "Officer Diaz")
    hands.press("Not now")
    leave(page, hands)
    assert added(desk, case) == []


def test_choices_alone_keep_nothing(desk: CasesDesk, case: CaseId) -> None:
    page, hands = desk.show(HomePage(desk.tasks))
    hands.press("I have told someone")
    leave(page, hands)
    assert added(desk, case) == []
