"""A typed name is pointed out in every free text of its case, and one press puts the code there."""

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QPlainTextEdit, QWidget
from tests.ui.pages.cases_desk import EXCHANGE, CasesDesk

from merak.domain.ids import CaseId, RecordId
from merak.services import cases, finish, screen
from merak.services.session import NewCase
from merak.ui.hands import Hands
from merak.ui.pages.case import CasePage
from merak.ui.pages.result import ResultPage
from merak.ui.pages.told import ToldPage
from merak.ui.pages.unsafe import UnsafePage
from merak.ui.widgets.banner import Banner

POINTED_OUT = "There is a name in this note"
TOLD = "In the young person’s own words"

Opener = Callable[[CasesDesk, CaseId, RecordId], tuple[QWidget, Hands]]


def told(desk: CasesDesk, case: CaseId, _: RecordId) -> tuple[QWidget, Hands]:
    return desk.show(ToldPage(desk.tasks, case))


def unsafe(desk: CasesDesk, case: CaseId, _: RecordId) -> tuple[QWidget, Hands]:
    return desk.show(UnsafePage(desk.tasks, case))


def adding(desk: CasesDesk, case: CaseId, _: RecordId) -> tuple[QWidget, Hands]:
    page, hands = desk.show(CasePage(desk.tasks, case))
    hands.press("Add something")
    return page, hands


def in_error(desk: CasesDesk, case: CaseId, _: RecordId) -> tuple[QWidget, Hands]:
    page, hands = desk.show(CasePage(desk.tasks, case))
    hands.press("Entered in error")
    return page, hands


def mistake(desk: CasesDesk, case: CaseId, _: RecordId) -> tuple[QWidget, Hands]:
    page, hands = desk.show(CasePage(desk.tasks, case))
    hands.press("Show why")
    button = next(one for one in hands.texts() if one == "This was a mistake")
    hands.press(button)
    return page, hands


def judging(desk: CasesDesk, _: CaseId, record: RecordId) -> tuple[QWidget, Hands]:
    return desk.show(ResultPage(desk.tasks, record))


@pytest.fixture
def screened(desk: CasesDesk) -> tuple[CaseId, RecordId]:
    draft = desk.start()
    case = desk.case_of(draft)
    desk.call(draft, name="Keisha Brown")
    desk.answer(draft, (EXCHANGE,))
    return case, desk.do(finish.finish, draft)


@pytest.mark.parametrize(
    ("opener", "label"),
    [
        (told, TOLD),
        (unsafe, "What you saw or heard, and what you did"),
        (adding, "What you want to add"),
        (in_error, "In a few words"),
        (mistake, "Why was this a mistake? (needed)"),
        (judging, "Your reason"),
    ],
)
def test_a_name_is_pointed_out_at_the_words_end_and_replaced(
    desk: CasesDesk, screened: tuple[CaseId, RecordId], opener: Opener, label: str
) -> None:
    case, record = screened
    page, hands = opener(desk, case, record)
    hands.write(label, "She said that ")
    assert not hands.shows(POINTED_OUT)
    hands.write(label, "Keisha Brown ")
    assert hands.shows(POINTED_OUT)
    code = desk.do(cases.load, case).code
    hands.press(f"Put {code} in its place")
    assert not hands.shows(POINTED_OUT)
    assert hands.shows(f"She said that {code} ")
    area = next(one for one in page.findChildren(QPlainTextEdit) if code in one.toPlainText())
    area.undo()
    assert area.toPlainText() == "She said that Keisha Brown "


def test_who_was_told_is_looked_at_as_well(
    desk: CasesDesk, screened: tuple[CaseId, RecordId]
) -> None:
    _, hands = desk.show(CasePage(desk.tasks, screened[0]))
    hands.press("I have told someone")
    hands.write("Name or office", "Mother of Keisha ")
    assert hands.shows(POINTED_OUT)
    code = desk.do(cases.load, screened[0]).code
    hands.press(f"Put {code} in its place")
    assert hands.shows(f"Mother of {code}")


def test_it_goes_when_the_name_is_taken_out_by_hand(
    desk: CasesDesk, screened: tuple[CaseId, RecordId]
) -> None:
    _, hands = desk.show(ToldPage(desk.tasks, screened[0]))
    hands.write(TOLD, "Keisha ")
    hands.rewrite(TOLD, "They ")
    assert not hands.shows(POINTED_OUT)


def test_a_word_that_was_not_ended_is_looked_at_soon(
    desk: CasesDesk, screened: tuple[CaseId, RecordId]
) -> None:
    _, hands = desk.show(ToldPage(desk.tasks, screened[0]))
    hands.write(TOLD, "ask Keisha")
    hands.wait(POINTED_OUT)


def test_it_is_pointed_out_once_while_typing_goes_on(
    desk: CasesDesk, screened: tuple[CaseId, RecordId]
) -> None:
    page, hands = desk.show(ToldPage(desk.tasks, screened[0]))
    hands.write(TOLD, "Keisha ")
    shown = [one for one in page.findChildren(Banner) if one.isVisible()]
    hands.write(TOLD, "and then she ")
    assert [one for one in page.findChildren(Banner) if one.isVisible()] == shown


def test_of_a_case_that_is_not_there_yet_no_name_is_known(desk: CasesDesk) -> None:
    _, hands = desk.show(ToldPage(desk.tasks, NewCase()))
    hands.write(TOLD, "Keisha ")
    assert not hands.shows(POINTED_OUT)


def test_a_name_of_a_draft_that_is_open_is_known(desk: CasesDesk) -> None:
    draft = desk.start()
    desk.call(draft, name="Keisha")
    case = desk.do(screen.load, draft).draft.case
    _, hands = desk.show(ToldPage(desk.tasks, case))
    hands.write(TOLD, "Keisha ")
    assert hands.shows(POINTED_OUT)


def test_what_is_recorded_is_no_longer_offered_to_be_changed(
    desk: CasesDesk, screened: tuple[CaseId, RecordId]
) -> None:
    _, hands = desk.show(ToldPage(desk.tasks, screened[0]))
    hands.write(TOLD, "Keisha ")
    hands.press("Record this now")
    assert hands.shows("Recorded")
    assert not hands.shows(POINTED_OUT)
