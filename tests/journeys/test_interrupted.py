"""A screening that is interrupted, however that comes, and gone on with."""

from collections.abc import Callable

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QPlainTextEdit
from tests.journeys.conftest import NAME, PASSPHRASE, Desk
from tests.journeys.steps import CTRL, KEY, answer, begin, chosen, everything, focused

from merak.domain.answer import Given
from merak.domain.ids import ItemId
from merak.services import home, screen
from merak.ui.hands import Hands
from merak.ui.idle import Idle

_NOTE = "Says the cousin pays for ever"
# Words of the questions, of their answers and of the note; none may be read while it is locked.
_OF_THE_SCREENING = (
    "paying it back",
    "who helped you get it",
    "young person",
    "cousin",
    "Not known",
    "Declined",
    "Screening",
    "screening",
    "Question 10",
    "Money and debts",
    "copied",
)
Lock = Callable[[Desk, Hands], None]


def _by_f12(_: Desk, hands: Hands) -> None:
    hands.key(KEY.Key_F12)


def _by_ctrl_l(_: Desk, hands: Hands) -> None:
    hands.key(KEY.Key_L, CTRL)


def _by_button(_: Desk, hands: Hands) -> None:
    hands.press("Lock")


def _by_idling(desk: Desk, hands: Hands) -> None:
    (idle,) = desk.window().findChildren(Idle)
    # The limit is what the page asked for; a test cannot sit still for fifteen minutes.
    idle.watch(0.005)
    hands.until(lambda: hands.asks("Passphrase"), "the lock")
    hands.settle()


def _half_way(desk: Desk) -> Hands:
    """Two parts answered, a third begun, and half a note: the last word has no end yet."""
    hands = desk.unlock()
    begin(hands)
    answer(hands, "2132", "2222")
    hands.key(KEY.Key_2)
    hands.key(KEY.Key_PageDown)
    hands.key(KEY.Key_1)
    hands.key(KEY.Key_N)
    QGuiApplication.clipboard().setText("copied from a note")
    hands.keys(_NOTE)
    return hands


def _everything_is_there(hands: Hands) -> None:
    assert hands.shows("Money and debts")
    assert chosen(hands, 9) == "No"
    assert chosen(hands, 10) == "Yes"
    assert _NOTE in list(hands.texts())
    assert focused() == "Yes"
    hands.key(KEY.Key_PageUp)
    hands.press("Back")
    assert [chosen(hands, at) for at in (5, 6, 7, 8)] == ["No"] * 4
    hands.press("Back")
    assert [chosen(hands, at) for at in (1, 2, 3, 4)] == ["No", "Yes", "Not known", "No"]


@pytest.mark.parametrize("lock", [_by_f12, _by_ctrl_l, _by_button, _by_idling])
def test_a_lock_in_the_middle_of_a_word_loses_nothing_and_shows_nothing(
    desk: Desk, lock: Lock
) -> None:
    hands = _half_way(desk)
    before = list(everything())
    assert all(any(words in text for text in before) for words in _OF_THE_SCREENING)
    lock(desk, hands)
    texts = list(everything())
    for words in _OF_THE_SCREENING:
        assert not [text for text in texts if words in text], words
    assert QGuiApplication.clipboard().text() == ""
    windows = [one for one in QApplication.topLevelWidgets() if one.isVisible()]
    assert [window.windowTitle() for window in windows] == ["Merak"]
    assert focused() == "Your name"
    desk.unlock(hands=hands)
    hands.until(lambda: hands.has("Stop here"), "the screening")
    _everything_is_there(hands)


def test_the_moment_it_locks_nothing_of_it_can_be_seen_while_it_is_still_being_saved(
    desk: Desk,
) -> None:
    hands = _half_way(desk)
    # Nothing has run since: what is looked at is the first picture after the key.
    desk.window().lock()
    shown = [text for text in hands.texts() if text]
    assert "Passphrase" in shown
    for words in _OF_THE_SCREENING:
        assert not [text for text in shown if words in text], words
    assert not any(area.isVisible() for area in desk.window().findChildren(QPlainTextEdit))
    hands.settle()
    with desk.session() as session:
        (draft,) = home.load(session).drafts
        assert list(screen.load(session, draft.id).notes.values()) == [_NOTE]


def test_closing_the_window_saves_and_the_next_day_goes_on_at_the_same_card(desk: Desk) -> None:
    _half_way(desk)
    desk.stop()
    hands = desk.unlock()
    hands.wait("Go on with")
    assert hands.shows("10 of 19 answered")
    hands.press("Go on")
    hands.until(lambda: hands.has("Stop here"), "the screening")
    _everything_is_there(hands)
    with desk.session() as session:
        (draft,) = home.load(session).drafts
        opened = screen.load(session, draft.id)
        assert opened.draft.answers[ItemId("debt")].value == Given(code="yes")
        assert opened.notes == {"debt": _NOTE}


def test_stop_here_leaves_at_once_with_nothing_lost(desk: Desk) -> None:
    hands = _half_way(desk)
    hands.press("Stop here")
    hands.wait("Go on with")
    hands.press("Go on")
    hands.until(lambda: hands.has("Stop here"), "the screening")
    _everything_is_there(hands)


def test_the_last_minute_is_said_and_any_key_keeps_it_open(desk: Desk) -> None:
    hands = _half_way(desk)
    (idle,) = desk.window().findChildren(Idle)
    # A minute and a second: the word of warning comes after the second.
    idle.watch(1.02)
    hands.until(lambda: hands.shows("This screen locks in a minute."), "the warning")
    hands.key(KEY.Key_PageUp)
    assert not hands.shows("This screen locks in a minute.")
    assert hands.has("Stop here")


def test_a_second_person_who_unlocks_does_not_come_into_the_first_ones_screening(
    desk: Desk,
) -> None:
    hands = _half_way(desk)
    hands.key(KEY.Key_F12)
    desk.unlock("Sam Okafor", "meadow copper thistle harbor", hands)
    hands.wait("Begin a screening")
    assert not hands.has("Stop here")
    hands.key(KEY.Key_F12)
    desk.unlock(NAME, PASSPHRASE, hands)
    hands.wait("Begin a screening")
    hands.press("Go on")
    hands.until(lambda: hands.has("Stop here"), "the screening")
    _everything_is_there(hands)
