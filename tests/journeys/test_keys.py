"""The keys of the keyboard map do what it says, and no key ever answers by accident."""

from PySide6.QtCore import Qt
from tests.journeys.conftest import Desk
from tests.journeys.steps import CTRL, KEY, SHIFT, begin, chosen, focused, screened

from merak.services import home, screen
from merak.ui.hands import Hands


def _at_the_first_card(desk: Desk) -> Hands:
    hands = desk.unlock()
    begin(hands)
    return hands


def test_f1_shows_the_map_over_any_page_and_escape_takes_it_away(desk: Desk) -> None:
    hands = desk.unlock()
    hands.key(KEY.Key_F1)
    assert hands.shows("Keyboard map")
    hands.key(KEY.Key_Escape)
    begin(hands)
    hands.key(KEY.Key_1)
    hands.key(KEY.Key_F1)
    assert hands.shows("Keyboard map")
    hands.key(KEY.Key_Escape)
    assert chosen(hands, 1) == "Yes"


def test_a_new_screening_is_begun_by_ctrl_n_from_home_only(desk: Desk) -> None:
    hands = desk.unlock()
    hands.wait("Nothing waits for you")
    hands.key(KEY.Key_N, CTRL)
    hands.wait("How will you work?")
    hands.press("Cancel")
    hands.wait("Nothing waits for you")


def test_digits_answer_the_card_that_has_the_focus(desk: Desk) -> None:
    hands = _at_the_first_card(desk)
    for key, words in (
        (KEY.Key_1, "Yes"),
        (KEY.Key_2, "No"),
        (KEY.Key_3, "Not known"),
        (KEY.Key_4, "Declined"),
        (KEY.Key_5, "Does not apply"),
    ):
        hands.key(key)
        assert chosen(hands, 1) == words
    hands.key(KEY.Key_6)
    assert chosen(hands, 1) == "Does not apply"
    assert chosen(hands, 2) == ""


def test_arrows_move_between_answers_and_never_change_one(desk: Desk) -> None:
    hands = _at_the_first_card(desk)
    hands.key(KEY.Key_2)
    for key in (KEY.Key_Right, KEY.Key_Right, KEY.Key_Left, KEY.Key_Down, KEY.Key_Up):
        hands.key(key)
        assert chosen(hands, 1) == "No"
    hands.key(KEY.Key_Right)
    assert focused() == "Declined"
    hands.key(KEY.Key_Space)
    assert chosen(hands, 1) == "Declined"
    hands.key(KEY.Key_Delete)
    assert chosen(hands, 1) == ""
    with desk.session() as session:
        (draft,) = home.load(session).drafts
        assert screen.load(session, draft.id).draft.answers == {}


def test_digits_and_letters_typed_in_a_note_never_answer_nor_move(desk: Desk) -> None:
    hands = _at_the_first_card(desk)
    hands.key(KEY.Key_2)
    hands.key(KEY.Key_N)
    hands.keys("Room 1, 3 nights, jskn 4 5")
    assert chosen(hands, 1) == "No"
    assert [chosen(hands, at) for at in (2, 3, 4)] == ["", "", ""]
    hands.key(KEY.Key_Escape)
    assert focused() == "No"
    hands.key(KEY.Key_1)
    assert chosen(hands, 1) == "Yes"
    with desk.session() as session:
        (draft,) = home.load(session).drafts
        notes = screen.load(session, draft.id).notes
        assert list(notes.values()) == ["Room 1, 3 nights, jskn 4 5"]


def test_digits_typed_into_a_search_or_a_date_never_answer(desk: Desk) -> None:
    hands = _at_the_first_card(desk)
    hands.press("About the young person")
    hands.wait("Who they are")
    hands.write("The facility's own number", "12345")
    hands.press("Back to the questions")
    hands.until(lambda: hands.has("Stop here"), "the screening")
    assert [chosen(hands, at) for at in (1, 2, 3, 4)] == ["", "", "", ""]


def test_n_opens_the_note_s_the_statement_and_page_keys_move(desk: Desk) -> None:
    hands = _at_the_first_card(desk)
    statement = "The young person lives with people who act as parents"
    assert not hands.shows(statement)
    hands.key(KEY.Key_S)
    assert hands.shows(statement)
    hands.key(KEY.Key_S)
    assert not hands.shows(statement)
    hands.key(KEY.Key_PageDown)
    hands.key(KEY.Key_1)
    assert chosen(hands, 2) == "Yes"
    hands.key(KEY.Key_J)
    hands.key(KEY.Key_1)
    assert chosen(hands, 3) == "Yes"
    hands.key(KEY.Key_K)
    hands.key(KEY.Key_PageUp)
    hands.key(KEY.Key_N)
    assert hands.asks("What you saw or heard, in plain words, Question 1")
    assert focused().endswith("Question 1")


def test_ctrl_r_opens_what_the_rules_say_and_closes_it_again(desk: Desk) -> None:
    hands = _at_the_first_card(desk)
    hands.key(KEY.Key_1)
    assert not hands.shows("Noted")
    hands.key(KEY.Key_R, CTRL)
    assert hands.shows("Noted")
    hands.key(KEY.Key_R, CTRL)
    assert not hands.shows("Noted")


def test_the_keyboard_never_gets_lost_on_any_page_of_a_journey(desk: Desk) -> None:
    hands = desk.unlock()
    seen: list[tuple[str, str]] = []

    def look(page: str) -> None:
        seen.append((page, focused()))
        hands.key(KEY.Key_Tab)
        seen.append((page, focused()))
        hands.key(KEY.Key_Tab, SHIFT)

    look("home")
    screened(hands)
    look("result")
    hands.press("Open the case")
    look("case")
    for key, page in ((KEY.Key_F1, "keys"), (KEY.Key_F8, "told"), (KEY.Key_F9, "unsafe")):
        hands.key(Qt.Key(key))
        look(page)
        hands.key(KEY.Key_Escape)
        look("case again")
    hands.press("Settings")
    look("settings")
    hands.press("Lock")
    look("unlock")
    assert not [one for one in seen if not one[1]]
