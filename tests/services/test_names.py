"""Typed names are found in any free text of a case."""

import pytest
from tests.services.conftest import Laptop

from merak.domain.identity import Identity
from merak.domain.ids import CaseId, ScreeningId
from merak.services import cases, finish, names, screen
from merak.storage.errors import UnknownRecord


@pytest.fixture
def draft(laptop: Laptop) -> ScreeningId:
    made = laptop.start()
    screen.identify(laptop.session, made, Identity(name="Keisha Brown", other_names="Kee"))
    return made


def spans(laptop: Laptop, case: CaseId, text: str) -> list[str]:
    found = names.in_text(laptop.session, case, text).names
    return [text[one.start : one.end] for one in found]


def test_a_name_of_a_draft_is_found_before_it_is_finished(
    laptop: Laptop, draft: ScreeningId
) -> None:
    case = laptop.case_of(draft)
    assert spans(laptop, case, "They call keisha “Kee”.") == ["keisha", "Kee"]


def test_a_name_of_the_case_is_found_after_its_draft_is_finished(
    laptop: Laptop, draft: ScreeningId
) -> None:
    case = laptop.case_of(draft)
    laptop.answer_all(draft)
    finish.finish(laptop.session, draft)
    assert spans(laptop, case, "Ms. Brown asked.") == ["Brown"]


def test_a_name_that_two_drafts_have_is_found_once(laptop: Laptop, draft: ScreeningId) -> None:
    case = laptop.case_of(draft)
    other = laptop.start(case)
    screen.identify(laptop.session, other, Identity(name="Keisha"))
    assert spans(laptop, case, "Keisha") == ["Keisha"]


def test_the_code_that_can_take_its_place_is_the_cases(laptop: Laptop, draft: ScreeningId) -> None:
    case = laptop.case_of(draft)
    code = cases.load(laptop.session, case).code
    assert names.in_text(laptop.session, case, "nothing").code == code


def test_names_of_other_cases_are_no_names_here(laptop: Laptop, draft: ScreeningId) -> None:
    other = laptop.case_of(laptop.start())
    assert spans(laptop, other, "Keisha Brown") == []


def test_half_a_letter_does_not_stop_it(laptop: Laptop, draft: ScreeningId) -> None:
    assert spans(laptop, laptop.case_of(draft), "Keisha")[0] == "Keisha"
    assert names.in_text(laptop.session, laptop.case_of(draft), "\ud83d Keisha").names


def test_a_case_that_is_not_there_is_refused(laptop: Laptop) -> None:
    with pytest.raises(UnknownRecord):
        names.in_text(laptop.session, CaseId("f" * 32), "Keisha")
