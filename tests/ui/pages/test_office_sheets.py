"""The office's three sheets: shown one by one, two of them tried, mistakes named."""

import pytest
from tests.ui.pages.cases_desk import heard
from tests.ui.pages.office_desk import OfficeDesk, numbered

from merak.services import office
from merak.ui.hands import Hands
from merak.ui.pages.office_sheets import OfficeSheetsPage


def written(at_office: OfficeDesk) -> tuple[OfficeSheetsPage, Hands, list[tuple[str, ...]]]:
    """The page after all three sheets were written down."""
    page, hands = at_office.show(OfficeSheetsPage(at_office.tasks))
    hands.press("Make the three sheets")
    sheets = []
    for _ in range(3):
        sheets.append(numbered(page, "The twenty words of this sheet"))
        hands.press("I have written it down")
    return page, hands, sheets


def type_sheets(hands: Hands, one: tuple[str, ...], another: tuple[str, ...]) -> None:
    hands.rewrite("One sheet, word 1", " ".join(one))
    hands.rewrite("Another sheet, word 1", " ".join(another))
    hands.press("Try the two sheets")


@pytest.mark.parametrize("pair", [(0, 1), (0, 2), (2, 1)])
def test_any_two_sheets_will_do(at_office: OfficeDesk, pair: tuple[int, int]) -> None:
    page, hands, sheets = written(at_office)
    done = heard(page.tried)
    assert not at_office.do(office.is_ready)
    type_sheets(hands, sheets[pair[0]], sheets[pair[1]])
    assert len(done) == 1
    assert at_office.do(office.is_ready)


def test_a_word_of_no_sheet_is_named_and_nothing_typed_is_lost(at_office: OfficeDesk) -> None:
    page, hands, sheets = written(at_office)
    wrong = (*sheets[1][:6], "qqqqqqq", *sheets[1][7:])
    type_sheets(hands, sheets[0], wrong)
    assert hands.shows("Sheet 2: word 7 is on no recovery sheet.")
    done = heard(page.tried)
    hands.rewrite("Another sheet, word 7", sheets[1][6])
    hands.press("Try the two sheets")
    assert len(done) == 1


def test_the_same_sheet_twice_is_not_two(at_office: OfficeDesk) -> None:
    _, hands, sheets = written(at_office)
    type_sheets(hands, sheets[0], sheets[0])
    assert hands.shows("Two different sheets are needed.")
    assert not at_office.do(office.is_ready)


def test_missing_words_are_counted(at_office: OfficeDesk) -> None:
    _, hands, sheets = written(at_office)
    type_sheets(hands, sheets[0][:18], sheets[1])
    assert hands.shows("2 words are missing")


def test_the_words_can_be_shown_again_from_the_first_sheet_on(at_office: OfficeDesk) -> None:
    page, hands, sheets = written(at_office)
    assert not any(word in list(hands.texts()) for word in sheets[0])
    hands.press("Show the words again")
    assert numbered(page, "The twenty words of this sheet") == sheets[0]


def test_later_forgets_the_words(at_office: OfficeDesk) -> None:
    page, hands, sheets = written(at_office)
    left = heard(page.later)
    hands.write("One sheet, word 1", sheets[0][0])
    hands.press("Do this later")
    assert len(left) == 1
    assert not any(word in list(hands.texts()) for word in sheets[0])
