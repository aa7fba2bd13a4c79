"""Enter pressed twice, or a lock, while a save is under way: what was said is on record once."""

from collections.abc import Callable, Iterator
from threading import Event

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QWidget
from tests.ui.pages.cases_desk import BEN, EXCHANGE, CasesDesk, pick

from merak.domain.bodies import Relation
from merak.domain.ids import CaseId, RecordId
from merak.domain.log_entry import Act
from merak.domain.record import Kind
from merak.services import cases, results
from merak.services.session import Session
from merak.storage import log
from merak.ui.hands import Hands, to_widget
from merak.ui.pages.case import CasePage
from merak.ui.pages.home import HomePage
from merak.ui.pages.result import ResultPage

JUDGE = "Record my judgement"


class SlowDisk:
    """Holds up the vault's thread, as a slow stick or an old disk does, until it is let go."""

    def __init__(self, desk: CasesDesk) -> None:
        self._desk, self._gate = desk, Event()

    def hold(self) -> None:
        self._gate.clear()
        self._desk.tasks.read(self._desk.tasks, lambda _: self._gate.wait(20), lambda _: None)

    def let_go(self) -> None:
        self._gate.set()


@pytest.fixture
def slow(desk: CasesDesk) -> Iterator[SlowDisk]:
    disk = SlowDisk(desk)
    yield disk
    disk.let_go()


@pytest.fixture
def record(desk: CasesDesk) -> RecordId:
    return desk.screened((EXCHANGE,))


@pytest.fixture
def case(desk: CasesDesk, record: RecordId) -> CaseId:
    return desk.do(results.load, record).case


def kinds(desk: CasesDesk, case: CaseId) -> list[Kind]:
    return [entry.kind for entry in desk.do(cases.load, case).entries]


def added(desk: CasesDesk, case: CaseId) -> list[str]:
    entries = desk.do(cases.load, case).entries
    return [text.text for one in entries if one.kind is Kind.ADDENDUM for text in one.texts]


def given(session: Session) -> int:
    return [entry.act for entry in log.entries(session.work)].count(Act.CASE_GIVEN)


def enter_twice(page: QWidget, hands: Hands, slow: SlowDisk, words: str) -> None:
    every = page.findChildren(QAbstractButton)
    button = next(one for one in every if one.isVisible() and one.text() == words)
    slow.hold()
    for _ in range(2):
        to_widget(button, Qt.Key.Key_Return, Qt.KeyboardModifier.NoModifier, "\r")
    slow.let_go()
    hands.settle()


def leave_while_saving(
    page: CasePage | ResultPage | HomePage, hands: Hands, slow: SlowDisk, press: Callable[[], None]
) -> None:
    gone: list[str] = []
    slow.hold()
    press()
    for _ in range(2):
        page.flush(lambda: gone.append("gone"))
    slow.let_go()
    hands.settle()
    assert gone == ["gone", "gone"]


def button(page: QWidget, words: str) -> QAbstractButton:
    every = page.findChildren(QAbstractButton)
    return next(one for one in every if one.isVisible() and one.text() == words)


def test_an_addition_is_made_once(desk: CasesDesk, slow: SlowDisk, case: CaseId) -> None:
    page, hands = desk.show(CasePage(desk.tasks, case))
    hands.press("Add something")
    hands.write("What you want to add", "One line.")
    enter_twice(page, hands, slow, "Add it")
    assert added(desk, case) == ["One line."]


def test_an_error_and_a_gift_are_on_record_once(
    desk: CasesDesk, slow: SlowDisk, case: CaseId
) -> None:
    page, hands = desk.show(CasePage(desk.tasks, case))
    hands.press("Give to a colleague")
    pick(page, "To whom?", BEN)
    enter_twice(page, hands, slow, "Give the case")
    assert desk.do(given) == 1
    hands.press("Entered in error")
    hands.press("It was only practice")
    hands.press("Mark as entered in error")
    enter_twice(page, hands, slow, "Yes, it was entered in error")
    assert kinds(desk, case).count(Kind.ENTERED_IN_ERROR) == 1


def test_a_judgement_is_made_once(desk: CasesDesk, slow: SlowDisk, record: RecordId) -> None:
    page, hands = desk.show(ResultPage(desk.tasks, record))
    hands.press("No indicator seen")
    hands.write("Your reason", "It was a card game.")
    enter_twice(page, hands, slow, JUDGE)
    case = desk.do(results.load, record).case
    assert kinds(desk, case).count(Kind.JUDGEMENT) == 1


@pytest.mark.parametrize("told", [True, False])
def test_who_was_told_and_what_was_a_mistake_are_on_record_once(
    desk: CasesDesk, slow: SlowDisk, case: CaseId, told: bool
) -> None:
    page, hands = desk.show(HomePage(desk.tasks))
    if told:
        hands.press("I have told someone")
        enter_twice(page, hands, slow, "Record that it was told")
        assert kinds(desk, case).count(Kind.DUTY_DONE) == 1
    else:
        hands.press("Show why")
        hands.press("This was a mistake")
        hands.write("Why was this a mistake? (needed)", "A wrong answer.")
        enter_twice(page, hands, slow, "Take the reminder away")
        assert kinds(desk, case).count(Kind.ENTERED_IN_ERROR) == 1


def test_a_link_is_made_once(desk: CasesDesk, slow: SlowDisk, case: CaseId) -> None:
    other = desk.do(results.load, desk.screened()).case
    page, hands = desk.show(CasePage(desk.tasks, case))
    hands.press("Link to another case")
    hands.write("Case code, tag or name", desk.do(cases.load, other).code)
    enter_twice(page, hands, slow, "Link")
    assert kinds(desk, case).count(Kind.RELATED_TO) == 1
    assert Relation.SIBLING in desk.do(cases.load, case).entries[0].codes


def test_a_lock_while_words_are_recorded_keeps_them_once(
    desk: CasesDesk, slow: SlowDisk, case: CaseId
) -> None:
    page, hands = desk.show(CasePage(desk.tasks, case))
    hands.press("Add something")
    hands.write("What you want to add", "One line.")
    leave_while_saving(page, hands, slow, button(page, "Add it").click)
    assert added(desk, case) == ["One line."]


def test_a_lock_while_a_judgement_is_recorded_adds_nothing(
    desk: CasesDesk, slow: SlowDisk, record: RecordId
) -> None:
    page, hands = desk.show(ResultPage(desk.tasks, record))
    hands.press("No indicator seen")
    hands.write("Your reason", "It was a card game.")
    leave_while_saving(page, hands, slow, button(page, JUDGE).click)
    case = desk.do(results.load, record).case
    assert kinds(desk, case).count(Kind.JUDGEMENT) == 1
    assert added(desk, case) == []


def test_leaving_twice_at_once_keeps_half_a_sentence_once(
    desk: CasesDesk, slow: SlowDisk, record: RecordId
) -> None:
    page, hands = desk.show(ResultPage(desk.tasks, record))
    hands.press("I have told someone")
    hands.write("Name or office", "Officer Diaz")
    hands.write("Your reason", "She came")
    leave_while_saving(page, hands, slow, lambda: None)
    assert len(added(desk, desk.do(results.load, record).case)) == 2
