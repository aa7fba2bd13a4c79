"""About the young person: identity apart from facts, saved while it is typed."""

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication, QComboBox
from tests.ui.pages.cases_desk import CasesDesk, cases_vault, heard
from tests.ui.pages.cases_desk import one_desk as desk

from merak.domain.case_facts import Care, Citizenship, Gender, YesNo
from merak.domain.facts import UNKNOWN_AGE, Age
from merak.domain.ids import ItemId, ScreeningId
from merak.services import cases, screen
from merak.services.open_screening import OpenScreening
from merak.ui.hands import Hands
from merak.ui.pages.young_person import YoungPersonPage

__all__ = ["cases_vault", "desk"]

DEBT, HOME = ItemId("debt"), ItemId("lives_with_non_guardians")


class At:
    """The page that is shown, its draft, and hands."""

    def __init__(self, desk: CasesDesk, draft: ScreeningId) -> None:
        self._desk, self.draft = desk, draft
        self.page, self.hands = desk.show(YoungPersonPage(desk.tasks, draft))
        self.page.first_focus()

    def opened(self) -> OpenScreening:
        return self._desk.do(screen.load, self.draft)

    def pick(self, name: str, choice: str) -> None:
        """Pick from the list with this name."""
        box = next(box for box in self.page.findChildren(QComboBox) if box.accessibleName() == name)
        box.setCurrentIndex(box.findText(choice))
        box.activated.emit(box.currentIndex())
        self.hands.settle()

    def birth_date(self, day: str, month: str, year: str) -> None:
        for name, text in (("Day", day), ("Month", month), ("Year", year)):
            self.hands.write(f"Birth date, {name}", text)


@pytest.fixture
def at(desk: CasesDesk) -> Iterator[At]:
    made = At(desk, desk.start(age=UNKNOWN_AGE))
    yield made
    made.page.hide()


def test_it_is_said_who_can_read_it(at: At) -> None:
    assert at.hands.shows("Everybody who signs in on this laptop can read this part.")
    assert at.hands.shows("a name is optional")


def test_what_is_typed_is_saved_while_it_is_typed(at: At) -> None:
    at.hands.write("A tag to find this screening by", "green jacket ")
    at.hands.write("The facility's own number", "D-41 ")
    at.hands.write("Name", "Keisha ")
    identity = at.opened().identity
    assert (identity.tag, identity.facility_number, identity.name) == (
        "green jacket",
        "D-41",
        "Keisha",
    )


def test_leaving_saves_a_word_that_was_not_ended(at: At) -> None:
    done = heard(at.page.done)
    at.hands.write("Other names", "Kee")
    at.hands.press("Back to the questions")
    assert done == [()]
    assert at.opened().identity.other_names == "Kee"


def test_of_a_birth_date_only_the_age_goes_to_the_facts(at: At) -> None:
    at.birth_date("4", "3", "2010")
    assert at.hands.shows("16 years old, by the birth date")
    opened = at.opened()
    assert opened.identity.birth_date == "2010-03-04"
    assert opened.draft.facts.age == Age(at_least=16, at_most=16)


def test_facts_that_are_saved_later_keep_the_age_of_the_birth_date(at: At) -> None:
    at.birth_date("4", "3", "2010")
    at.pick("Where they live", "In foster care")
    facts = at.opened().draft.facts
    assert (facts.care, facts.age) == (Care.FOSTER, Age(at_least=16, at_most=16))


def test_a_date_that_cannot_be_is_said_and_stays_typed(at: At) -> None:
    at.birth_date("31", "2", "2010")
    at.hands.write("Name", "")
    assert at.hands.shows("That date does not exist.")
    assert at.hands.shows("31")
    assert at.opened().identity.birth_date == ""


def test_an_age_in_years_and_an_age_group_take_each_others_place(at: At) -> None:
    at.hands.write("Age in years, if it is known", "15")
    assert at.opened().draft.facts.age == Age(at_least=15, at_most=15)
    at.hands.press("16 or 17")
    assert at.opened().draft.facts.age == Age(at_least=16, at_most=17)


def test_an_age_that_is_no_number_is_said_and_stays_typed(at: At) -> None:
    at.hands.write("Age in years, if it is known", "fifteen")
    at.hands.write("Name", "")
    assert at.hands.shows("Type the age as a number, like 15.")
    assert at.hands.shows("fifteen")
    assert at.opened().draft.facts.age == UNKNOWN_AGE


def test_facts_are_saved_as_codes(at: At) -> None:
    at.hands.write("Gender, in their own words", "just a girl ")
    at.pick("Gender, for counts", "Girl")
    at.pick("Languages they speak", "Spanish")
    at.pick("Languages they speak", "French")
    at.hands.answer("Have they come back from a run just now?", "Yes")
    opened = at.opened()
    assert opened.identity.gender_words == "just a girl"
    facts = opened.draft.facts
    assert facts.gender is Gender.GIRL
    assert facts.languages == ("es", "fr")
    assert facts.returned_from_run is YesNo.YES
    at.hands.press("Take away Spanish")
    assert at.opened().draft.facts.languages == ("fr",)


def test_citizenship_is_asked_only_where_somebody_opens_it(at: At) -> None:
    assert not any(
        box.isVisible()
        for box in at.page.findChildren(QComboBox)
        if box.accessibleName() == "Citizenship"
    )
    assert at.opened().draft.facts.citizenship is Citizenship.NOT_PROVIDED
    at.hands.press("Citizenship")
    at.pick("Citizenship", "From another country")
    assert at.opened().draft.facts.citizenship is Citizenship.FOREIGN_NATIONAL


def test_a_name_that_stands_in_notes_is_pointed_out_and_replaced(desk: CasesDesk, at: At) -> None:
    desk.do(screen.note, at.draft, DEBT, "Keisha owes for the bus.")
    desk.do(screen.note, at.draft, HOME, "Lives with an aunt of Keisha.")
    at.hands.write("Name", "Keisha ")
    assert at.hands.shows("2 notes have a name in them")
    code = at.opened().code
    at.hands.press(f"Put {code} in its place")
    notes = at.opened().notes
    assert notes == {DEBT: f"{code} owes for the bus.", HOME: f"Lives with an aunt of {code}."}
    assert not at.hands.shows("have a name in them")


def test_what_was_typed_before_is_shown_again(desk: CasesDesk, at: At) -> None:
    desk.call(at.draft, name="Keisha Brown", birth_date="2010-03-04", tag="green jacket")
    again = At(desk, at.draft)
    for words in ("Keisha Brown", "green jacket", "2010", "16 years old, by the birth date"):
        assert again.hands.shows(words)
    again.page.hide()


def test_a_case_is_linked_to_another_by_its_code(desk: CasesDesk, at: At) -> None:
    other = desk.do(screen.load, desk.start())
    at.hands.press("Link to another case")
    at.hands.write("Case code, tag or name", other.code)
    at.hands.press(f"Link {other.code}")
    assert at.hands.shows(f"Linked to {other.code}")
    linked = desk.do(cases.load, desk.case_of(at.draft)).linked
    assert [line.case for line in linked] == [other.draft.case]


def test_a_case_is_never_offered_to_be_linked_to_itself(at: At) -> None:
    at.hands.press("Link to another case")
    at.hands.write("Case code, tag or name", at.opened().code)
    assert at.hands.shows("No case on this laptop has that code, tag or name.")


def test_the_page_begins_at_the_mark(at: At) -> None:
    hands: Hands = at.hands
    hands.settle()
    focused = QApplication.focusWidget()
    assert focused is not None
    assert focused.accessibleName() == "A tag to find this screening by"
