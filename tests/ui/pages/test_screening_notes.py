"""Notes: saved while they are typed, kept through a full disk, and free of names."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from tests.ui.pages.cases_desk import CasesDesk, cases_vault, heard
from tests.ui.pages.cases_desk import one_desk as desk

from merak.domain.ids import ItemId, ScreeningId
from merak.services import screen
from merak.services.session import Session
from merak.ui.hands import Hands
from merak.ui.pages.screening import ScreeningPage

__all__ = ["cases_vault", "desk"]

KEY = Qt.Key
FIRST = ItemId("lives_with_non_guardians")
LONG = "She said it twice. " * 2_000


@pytest.fixture
def draft(desk: CasesDesk) -> ScreeningId:
    return desk.start()


@pytest.fixture
def page(desk: CasesDesk, draft: ScreeningId) -> Iterator[ScreeningPage]:
    shown = desk.show(ScreeningPage(desk.tasks, draft))[0]
    shown.first_focus()
    yield shown
    shown.hide()


@pytest.fixture
def hands(desk: CasesDesk, page: ScreeningPage) -> Hands:
    made = Hands(page, desk.tasks)
    made.settle()
    made.key(KEY.Key_N)
    return made


def note(desk: CasesDesk, draft: ScreeningId) -> str:
    return desk.do(screen.load, draft).notes.get(FIRST, "")


def fill_disk(desk: CasesDesk) -> None:
    """Let the private file grow no more: SQLite says the disk is full."""
    desk.do(lambda session: _most_pages(session, 1))


def empty_disk(desk: CasesDesk) -> None:
    desk.do(lambda session: _most_pages(session, 1_000_000))


def _most_pages(session: Session, pages: int) -> None:
    session.private.value(f"PRAGMA max_page_count = {pages}")


def test_a_note_is_on_the_disk_at_each_words_end(
    desk: CasesDesk, draft: ScreeningId, hands: Hands
) -> None:
    hands.keys("Stays with ")
    assert note(desk, draft) == "Stays with "


def test_leaving_saves_the_word_that_was_not_ended(
    desk: CasesDesk, draft: ScreeningId, page: ScreeningPage, hands: Hands
) -> None:
    hands.keys("Stays with an aun")
    went: list[bool] = []
    page.flush(lambda: went.append(True))
    hands.settle()
    assert went == [True]
    assert note(desk, draft) == "Stays with an aun"


def test_saving_shows_from_the_first_key(page: ScreeningPage, hands: Hands) -> None:
    hands.keys("a")
    assert page._foot.saved.words() == "Saving…"


def test_an_answer_does_not_disturb_the_note_being_typed(
    desk: CasesDesk, draft: ScreeningId, page: ScreeningPage, hands: Hands
) -> None:
    hands.keys("Half a wor")
    page._draft.answer(FIRST, "=yes")
    hands.settle()
    assert page._cards.note(FIRST) == "Half a wor"
    hands.keys("d ")
    assert note(desk, draft) == "Half a word "


def test_escape_in_a_note_goes_to_the_answers_and_keeps_the_text(
    desk: CasesDesk, draft: ScreeningId, hands: Hands
) -> None:
    hands.keys("Stays with an aunt")
    hands.key(KEY.Key_Escape)
    assert hands.shows("Stays with an aunt")
    assert note(desk, draft) == "Stays with an aunt"
    hands.key(KEY.Key_1)
    assert FIRST in desk.do(screen.load, draft).draft.answers


def test_a_note_is_still_there_after_going_about(
    desk: CasesDesk, draft: ScreeningId, page: ScreeningPage, hands: Hands
) -> None:
    hands.keys("Stays with an aunt ")
    hands.key(KEY.Key_Escape)
    hands.key(KEY.Key_R, Qt.KeyboardModifier.ControlModifier)
    hands.key(KEY.Key_Escape)
    assert hands.shows("Stays with an aunt ")
    hands.go_to("School")
    hands.go_to("Home")
    assert hands.shows("Stays with an aunt ")
    assert note(desk, draft) == "Stays with an aunt "


def test_a_name_is_pointed_out_at_once_and_replaced_with_one_press(
    desk: CasesDesk, draft: ScreeningId
) -> None:
    desk.call(draft, name="Keisha Brown")
    page, hands = desk.show(ScreeningPage(desk.tasks, draft))
    page.first_focus()
    hands.key(KEY.Key_N)
    code = desk.do(screen.load, draft).code
    hands.keys("Keisha's aunt and Keisha Brown came. ")
    assert hands.shows("There is a name in this note")
    hands.press(f"Put {code} in its place")
    assert not hands.shows("There is a name in this note")
    assert note(desk, draft) == f"{code}'s aunt and {code} came. "
    page.hide()


def test_a_name_that_was_typed_after_the_note_is_pointed_out_on_coming_back(
    desk: CasesDesk, draft: ScreeningId
) -> None:
    desk.do(screen.note, draft, FIRST, "Keisha came alone.")
    desk.call(draft, name="Keisha Brown")
    page, hands = desk.show(ScreeningPage(desk.tasks, draft))
    page.first_focus()
    hands.settle()
    assert hands.shows("There is a name in this note")
    page.hide()


def test_on_a_full_disk_the_text_stays_and_it_is_said_what_to_do(
    desk: CasesDesk, draft: ScreeningId, page: ScreeningPage, hands: Hands
) -> None:
    fill_disk(desk)
    try:
        page._cards._cards[FIRST].note.setPlainText(LONG)
        page._draft.retry()
        hands.settle()
        assert page._foot.saved.words() == "Not saved"
        assert hands.has("Save again")
        assert page._cards.note(FIRST) == LONG
        went: list[bool] = []
        page.flush(lambda: went.append(True))
        hands.settle()
        assert went == []
    finally:
        empty_disk(desk)
    hands.press("Save again")
    assert page._foot.saved.words().startswith("Saved ")
    assert not hands.has("Save again")
    assert note(desk, draft) == LONG


def test_after_a_full_disk_the_next_answer_saves_the_note_too(
    desk: CasesDesk, draft: ScreeningId, page: ScreeningPage, hands: Hands
) -> None:
    fill_disk(desk)
    try:
        page._cards._cards[FIRST].note.setPlainText(LONG)
        page._draft.retry()
        hands.settle()
    finally:
        empty_disk(desk)
    hands.key(KEY.Key_Escape)
    hands.key(KEY.Key_2)
    assert note(desk, draft) == LONG


def test_stopping_with_a_note_half_typed_loses_nothing(
    desk: CasesDesk, draft: ScreeningId, page: ScreeningPage, hands: Hands
) -> None:
    left = heard(page.left)
    hands.keys("Half a wor")
    hands.press("Stop here")
    assert left == [()]
    assert note(desk, draft) == "Half a wor"
