"""Cases that belong together: linked from the page of one, shown on both, ended on both."""

import pytest
from tests.ui.pages.cases_desk import CasesDesk, heard, pick

from merak.domain.bodies import Relation
from merak.domain.ids import CaseId
from merak.services import cases, tell
from merak.services.session import NewCase
from merak.ui.hands import Hands
from merak.ui.pages.case import CasePage

ONE_SIDE = "Both cases will show it."


@pytest.fixture
def pair(desk: CasesDesk) -> tuple[CaseId, CaseId]:
    first, second = (desk.do(tell.disclosed, NewCase(), "") for _ in range(2))
    return first, second


def shown(desk: CasesDesk, case: CaseId) -> tuple[CasePage, Hands]:
    return desk.show(CasePage(desk.tasks, case))


def code(desk: CasesDesk, case: CaseId) -> str:
    return desk.do(cases.load, case).code


def test_a_link_made_on_the_page_shows_on_both(
    desk: CasesDesk, pair: tuple[CaseId, CaseId]
) -> None:
    first, second = pair
    page, hands = shown(desk, first)
    hands.press("Link to another case")
    assert hands.shows(ONE_SIDE)
    pick(page, "How they belong together", "Harmed by the same person")
    hands.write("Case code, tag or name", code(desk, second))
    hands.press(f"Link {code(desk, second)}")
    assert hands.shows(f"Linked to {code(desk, second)}")
    assert hands.has(f"Open case {code(desk, second)}")
    page, hands = shown(desk, second)
    opened = heard(page.case_opened)
    assert hands.shows("Harmed by the same person")
    hands.press(f"Open case {code(desk, first)}")
    assert opened == [(first,)]


def test_a_link_in_error_ends_on_both_sides(desk: CasesDesk, pair: tuple[CaseId, CaseId]) -> None:
    first, second = pair
    desk.do(cases.link, first, second, Relation.SIBLING)
    _, hands = shown(desk, first)
    hands.press(f"Linked to {code(desk, second)}: entered in error")
    hands.press("It is about another young person")
    assert not hands.shows("Whose is it?")
    hands.press("Mark as entered in error")
    hands.press("Yes, it was entered in error")
    assert not hands.has(f"Open case {code(desk, second)}")
    for one in pair:
        assert desk.do(cases.load, one).linked == ()


def test_each_way_of_belonging_together_is_a_link_of_its_own(
    desk: CasesDesk, pair: tuple[CaseId, CaseId]
) -> None:
    first, second = pair
    desk.do(cases.link, first, second, Relation.SIBLING)
    desk.do(cases.link, first, second, Relation.TOGETHER)
    _, hands = shown(desk, first)
    said = list(hands.texts())
    assert said.count("Brother or sister") >= 1
    assert said.count("Were together") >= 1
