"""Who the young person is stays apart from everything else, and out of the notes."""

from tests.journeys.conftest import Desk
from tests.journeys.steps import KEY, begin, everything

from merak.services import home, screen
from merak.ui.hands import Hands

_NAME = "Keyla Torrance"


def _with_a_note(desk: Desk, note: str) -> Hands:
    hands = desk.unlock()
    begin(hands)
    hands.key(KEY.Key_1)
    hands.key(KEY.Key_N)
    hands.keys(note)
    return hands


def _name_them(hands: Hands, name: str = _NAME) -> None:
    hands.press("About the young person")
    hands.wait("Who they are")
    hands.write("Name", name)


def test_a_name_typed_into_a_note_is_pointed_out_at_once_and_replaced_by_one_press(
    desk: Desk,
) -> None:
    hands = _with_a_note(desk, "Came in at night. ")
    _name_them(hands)
    hands.press("Back to the questions")
    hands.until(lambda: hands.has("Stop here"), "the screening")
    hands.write("What you saw or heard, in plain words, Question 1", "Keyla was cold. ")
    hands.wait("There is a name in this note")
    code = _code(hands)
    hands.press(f"Put {code} in its place")
    hands.until(lambda: not hands.shows("There is a name in this note"), "the name gone")
    with desk.session() as session:
        (draft,) = home.load(session).drafts
        (note,) = screen.load(session, draft.id).notes.values()
        assert "Keyla" not in note
        assert code in note
        assert note.startswith("Came in at night. ")


def test_a_name_given_after_the_note_is_found_in_it_and_replaced_by_one_press(
    desk: Desk,
) -> None:
    hands = _with_a_note(desk, "Keyla came in at night. ")
    _name_them(hands)
    hands.key(KEY.Key_Tab)
    hands.wait("1 note has a name in it")
    code = _code(hands)
    hands.press(f"Put {code} in its place")
    hands.until(lambda: not hands.shows("has a name in it"), "the name gone")
    with desk.session() as session:
        (draft,) = home.load(session).drafts
        opened = screen.load(session, draft.id)
        assert list(opened.notes.values()) == [f"{code} came in at night. "]
        assert opened.identity.name == _NAME


def _code(hands: Hands) -> str:
    button = next(text for text in hands.texts() if text.startswith("Put "))
    return button.split()[1]


def test_names_on_the_laptop_are_counted_on_the_home_page_and_shown_nowhere(desk: Desk) -> None:
    hands = desk.unlock()
    assert hands.shows("0 names on this laptop.")
    begin(hands)
    _name_them(hands)
    hands.press("Back to the questions")
    hands.until(lambda: hands.has("Stop here"), "the screening")
    hands.press("Stop here")
    hands.wait("Go on with")
    assert hands.shows("1 name on this laptop")
    assert not [text for text in everything() if "Keyla" in text]


def test_half_a_name_survives_a_lock_and_is_nowhere_while_it_is_locked(desk: Desk) -> None:
    hands = desk.unlock()
    begin(hands)
    _name_them(hands, "Keyl")
    hands.key(KEY.Key_F12)
    assert not [text for text in everything() if "Keyl" in text]
    desk.unlock(hands=hands)
    hands.until(lambda: hands.has("Stop here"), "the screening")
    with desk.session() as session:
        (draft,) = home.load(session).drafts
        assert screen.load(session, draft.id).identity.name == "Keyl"


def test_a_birth_date_gives_the_age_and_an_impossible_one_stays_typed(desk: Desk) -> None:
    hands = desk.unlock()
    begin(hands, age="I do not know")
    hands.press("About the young person")
    hands.wait("Who they are")
    hands.write("Birth date, Month", "2")
    hands.write("Birth date, Day", "31")
    hands.write("Birth date, Year", "2011")
    hands.key(KEY.Key_Tab)
    assert hands.shows("That date does not exist.")
    assert "31" in list(hands.texts())
    hands.rewrite("Birth date, Day", "3")
    hands.wait("years old, by the birth date")
    hands.press("Back to the questions")
    hands.until(lambda: hands.has("Stop here"), "the screening")
    with desk.session() as session:
        (draft,) = home.load(session).drafts
        opened = screen.load(session, draft.id)
        assert opened.identity.birth_date == "2011-02-03"
        assert opened.draft.facts.age.at_least == opened.draft.facts.age.at_most


def test_a_mark_finds_the_screening_again_without_any_name(desk: Desk) -> None:
    hands = desk.unlock()
    begin(hands)
    hands.press("About the young person")
    hands.wait("Who they are")
    hands.write("A tag to find this screening by", "green jacket")
    hands.press("Home")
    hands.wait("Go on with")
    assert hands.shows("green jacket")
    assert hands.shows("0 names on this laptop.")
    hands.write("Find a case", "green")
    hands.wait("1 case found")
