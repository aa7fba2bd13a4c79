"""Being told something: the card works with no set and no case, and loses nothing."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from tests.ui.pages.cases_desk import CasesDesk, heard

from merak.domain.ids import CaseId
from merak.domain.record import Kind
from merak.services import cases, home
from merak.services.session import NewCase
from merak.ui.hands import Hands
from merak.ui.pages.told import ToldPage
from merak.ui.widgets.level_mark import LevelMark

WORDS = "In the young person’s own words"


@pytest.fixture
def shown(desk: CasesDesk) -> tuple[ToldPage, Hands]:
    return desk.show(ToldPage(desk.tasks, NewCase()))


def told(desk: CasesDesk, case: CaseId) -> list[str]:
    entries = desk.do(cases.load, case).entries
    return [text.text for entry in entries if entry.kind is Kind.DISCLOSURE for text in entry.texts]


def test_it_says_what_to_say_what_not_to_ask_and_whom_to_call(
    shown: tuple[ToldPage, Hands],
) -> None:
    _, hands = shown
    for said in (
        "Thank you for telling me.",
        "Please do not ask",
        "National Human Trafficking Hotline",
        "1-888-373-7888",
        "Text 233733",
        "1-800-843-5678",
    ):
        assert hands.shows(said)


def test_a_number_that_was_not_confirmed_is_marked(shown: tuple[ToldPage, Hands]) -> None:
    _, hands = shown
    marks = [text for text in hands.texts() if text.startswith("Not confirmed")]
    assert len(marks) == 3
    assert hands.shows("Last checked Nov 22, 2026")


def test_an_entry_checked_over_a_year_ago_is_marked(desk: CasesDesk) -> None:
    desk.clock.moment = desk.clock.moment.replace(year=2028)
    _, hands = desk.show(ToldPage(desk.tasks, NewCase()))
    assert hands.shows("Last checked over a year ago")


def test_nothing_on_it_may_trouble_a_young_person_who_sees_it(
    shown: tuple[ToldPage, Hands],
) -> None:
    page, _ = shown
    said = " ".join(label.text().lower() for label in page.findChildren(QLabel))
    for word in ("victim", "suspect", "score", "prostitut", "concern", "indicator"):
        assert word not in said
    assert page.findChildren(LevelMark) == []


def test_recording_begins_a_case_and_a_duty_at_once(
    desk: CasesDesk, shown: tuple[ToldPage, Hands]
) -> None:
    page, hands = shown
    recorded = heard(page.recorded)
    hands.write(WORDS, "He says I owe him.")
    hands.press("Record this now")
    case = CaseId(str(recorded[0][0]))
    assert told(desk, case) == ["He says I owe him."]
    assert [duty.duty.case for duty in desk.do(home.load).duties] == [case]
    assert hands.shows("Recorded")
    assert hands.shows("He says I owe him.")


def test_it_can_be_recorded_without_words(desk: CasesDesk, shown: tuple[ToldPage, Hands]) -> None:
    _, hands = shown
    hands.press("Record this now")
    assert len(desk.do(home.load).duties) == 1


def test_two_presses_record_once(desk: CasesDesk, shown: tuple[ToldPage, Hands]) -> None:
    page, hands = shown
    page._box.record_asked.emit("once")
    page._box.record_asked.emit("once")
    hands.settle()
    assert len(desk.do(home.load).duties) == 1


def test_a_case_that_is_there_gets_it(desk: CasesDesk) -> None:
    draft = desk.start()
    case = desk.case_of(draft)
    _, hands = desk.show(ToldPage(desk.tasks, case))
    assert not hands.shows("There is no case yet.")
    hands.write(WORDS, "At the motel.")
    hands.press("Record this now")
    assert told(desk, case) == ["At the motel."]


def test_going_back_with_words_not_recorded_asks_first(
    desk: CasesDesk, shown: tuple[ToldPage, Hands]
) -> None:
    page, hands = shown
    closed = heard(page.closed)
    hands.write(WORDS, "He says")
    hands.key(Qt.Key.Key_Escape)
    assert closed == []
    hands.press("Stay here")
    hands.press("Go back")
    hands.press("Record and go back")
    assert closed == [()]
    assert told(desk, desk.do(home.load).cases[0].case) == ["He says"]


def test_words_are_left_behind_only_when_that_is_chosen(
    desk: CasesDesk, shown: tuple[ToldPage, Hands]
) -> None:
    page, hands = shown
    closed = heard(page.closed)
    hands.write(WORDS, "Wrong window")
    hands.press("Go back")
    hands.press("Go back without them")
    assert closed == [()]
    assert desk.do(home.load).cases == ()


def test_with_nothing_typed_going_back_is_one_press(shown: tuple[ToldPage, Hands]) -> None:
    page, hands = shown
    closed = heard(page.closed)
    hands.key(Qt.Key.Key_Escape)
    assert closed == [()]


def test_a_lock_records_what_was_typed(desk: CasesDesk, shown: tuple[ToldPage, Hands]) -> None:
    page, hands = shown
    hands.write(WORDS, "He says")
    gone: list[str] = []
    page.flush(lambda: gone.append("gone"))
    assert gone == []
    hands.settle()
    assert gone == ["gone"]
    assert told(desk, desk.do(home.load).cases[0].case) == ["He says"]


def test_a_lock_while_it_is_being_recorded_waits_and_records_once(
    desk: CasesDesk, shown: tuple[ToldPage, Hands]
) -> None:
    page, hands = shown
    hands.write(WORDS, "He says")
    gone: list[str] = []
    page._box.record_asked.emit("He says")
    page.flush(lambda: gone.append("gone"))
    page.go_back()
    hands.settle()
    assert gone == ["gone"]
    assert len(desk.do(home.load).duties) == 1


def test_a_refusal_keeps_the_words_and_says_what_to_do(desk: CasesDesk) -> None:
    page, hands = desk.show(ToldPage(desk.tasks, CaseId("f" * 32)))
    hands.write(WORDS, "He says")
    hands.press("Record this now")
    assert hands.shows("He says")
    assert not hands.shows("Recorded")
    hands.press("Record this now")
    assert page._box.words() == "He says"
