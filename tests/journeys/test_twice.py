"""Hands that press twice, or too fast: everything happens once and nobody is told off."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication
from shiboken6 import isValid
from tests.journeys.conftest import Desk
from tests.journeys.steps import CTRL, KEY, NOTHING, answer, begin, screened

from merak.domain.fold import DutyState
from merak.domain.record import Kind
from merak.services import cases, home
from merak.services.session import Session
from merak.ui.hands import Hands, NotSeen

_TROUBLE = ("no longer", "went wrong", "cannot be reopened", "not on this laptop", "locked.")


def _twice(hands: Hands, words: str) -> None:
    """A double click, as people do it who learned that everything needs one."""
    every = [one for one in QApplication.allWidgets() if isinstance(one, QAbstractButton)]
    seen = [one for one in every if one.isVisible() and one.isEnabled() and one.text() == words]
    if not seen:
        raise NotSeen(words)
    QTest.mouseClick(seen[0], Qt.MouseButton.LeftButton)
    if isValid(seen[0]) and seen[0].isVisible():
        QTest.mouseDClick(seen[0], Qt.MouseButton.LeftButton)
        QTest.mouseRelease(seen[0], Qt.MouseButton.LeftButton)
    hands.settle()
    assert not [text for text in hands.texts() for said in _TROUBLE if said in text]


def _kinds(session: Session) -> list[Kind]:
    every = home.load(session).cases
    return [entry.kind for line in every for entry in cases.load(session, line.case).entries]


def test_finish_reopen_and_add_pressed_twice_happen_once(desk: Desk) -> None:
    hands = desk.unlock()
    begin(hands)
    answer(hands, *NOTHING)
    _twice(hands, "Finish")
    hands.wait("Why this level?")
    _twice(hands, "Open the case")
    hands.wait("What happened")
    _twice(hands, "Add something")
    hands.write("What you want to add", "One line.")
    _twice(hands, "Add it")
    hands.wait("Added later")
    _twice(hands, "Reopen")
    hands.until(lambda: hands.has("Stop here"), "the screening")
    _twice(hands, "Stop here")
    hands.wait("Go on with")
    _twice(hands, "Go on")
    hands.until(lambda: hands.has("Stop here"), "the screening")
    with desk.session() as session:
        assert _kinds(session).count(Kind.ADDENDUM) == 1
        assert _kinds(session).count(Kind.SCREENING) == 1
        assert len(home.load(session).drafts) == 1


def test_start_now_and_a_judgement_pressed_twice_happen_once(desk: Desk) -> None:
    hands = desk.unlock()
    _twice(hands, "Begin a screening")
    hands.press("Cancel")
    screened(hands)
    hands.press("No indicator seen")
    _twice(hands, "Record my judgement")
    with desk.session() as session:
        assert _kinds(session).count(Kind.JUDGEMENT) == 1


def test_telling_and_recording_pressed_twice_happen_once(desk: Desk) -> None:
    hands = desk.unlock()
    hands.key(KEY.Key_F8)
    hands.keys("What they said")
    _twice(hands, "Record this now")
    _twice(hands, "Go back")
    hands.wait("Tell your supervisor now")
    _twice(hands, "I have told someone")
    _twice(hands, "Record that it was told")
    assert not hands.shows("Tell your supervisor now")
    with desk.session() as session:
        (case,) = home.load(session).cases
        (duty,) = cases.load(session, case.case).duties
        assert duty.state is DutyState.DONE
        assert _kinds(session).count(Kind.DUTY_DONE) == 1
        assert _kinds(session).count(Kind.DISCLOSURE) == 1


def test_unlocking_and_taking_over_pressed_twice_happen_once(desk: Desk) -> None:
    hands = desk.unlock()
    begin(hands)
    hands.key(KEY.Key_F12)
    hands.write("Your name", "Sam Okafor")
    hands.write("Passphrase", "meadow copper thistle harbor")
    _twice(hands, "Open")
    hands.wait("Go on with")
    _twice(hands, "Take over")
    hands.until(lambda: hands.has("Stop here"), "the screening")


@pytest.mark.parametrize("again", ["Ctrl+Enter", "digit", "lock"])
def test_keys_held_down_or_repeated_do_no_harm(desk: Desk, again: str) -> None:
    hands = desk.unlock()
    begin(hands)
    if again == "Ctrl+Enter":
        for _ in range(12):
            hands.key(KEY.Key_Return, CTRL)
        assert hands.shows("Finish this screening?")
        assert hands.shows("19 questions were not asked.")
    elif again == "digit":
        for _ in range(12):
            hands.key(KEY.Key_1)
        hands.press("Stop here")
        hands.wait("1 of 19 answered")
    else:
        hands.key(KEY.Key_F12)
        hands.key(KEY.Key_F12)
        hands.key(KEY.Key_L, CTRL)
        desk.unlock(hands=hands)
        hands.until(lambda: hands.has("Stop here"), "the screening")


def test_two_cards_over_a_page_never_pile_up_and_words_on_the_first_are_kept(desk: Desk) -> None:
    hands = desk.unlock()
    hands.wait("Nothing waits for you")
    hands.key(KEY.Key_F8)
    hands.keys("They told me in the corridor")
    hands.key(KEY.Key_F9)
    hands.wait("Stay with them")
    hands.key(KEY.Key_F1)
    hands.wait("Keyboard map")
    hands.key(KEY.Key_Escape)
    hands.wait("Tell your supervisor now")
    with desk.session() as session:
        (line,) = home.load(session).cases
        entries = cases.load(session, line.case).entries
        assert "They told me in the corridor" in [
            text.text for entry in entries for text in entry.texts
        ]


def test_a_lock_under_a_card_saves_the_words_on_it_and_the_note_below_it(desk: Desk) -> None:
    hands = desk.unlock()
    begin(hands)
    hands.key(KEY.Key_1)
    hands.key(KEY.Key_N)
    hands.keys("half a no")
    hands.key(KEY.Key_F8)
    hands.keys("half a sen")
    hands.key(KEY.Key_F12)
    desk.unlock(hands=hands)
    hands.until(lambda: hands.has("Stop here"), "the screening")
    assert "half a no" in list(hands.texts())
    with desk.session() as session:
        shown = home.load(session)
        assert [duty.duty.case for duty in shown.duties] == [shown.drafts[0].case]
        entries = cases.load(session, shown.drafts[0].case).entries
        assert "half a sen" in [text.text for entry in entries for text in entry.texts]
