"""Facts of a case, as the rules see them."""

import pytest

from merak.domain.case_facts import Care, CaseFacts, Citizenship, YesNo, for_rules
from merak.domain.facts import UNKNOWN_AGE, Age


def test_what_was_not_provided_is_unknown_to_the_rules() -> None:
    facts = for_rules(CaseFacts())
    assert facts.known == {}
    assert facts.age == UNKNOWN_AGE


@pytest.mark.parametrize(
    ("care", "known"),
    [
        (Care.FOSTER, {"in_care": True}),
        (Care.KINSHIP, {"in_care": True}),
        (Care.GROUP_HOME, {"in_care": True}),
        (Care.FAMILY, {"in_care": False}),
        (Care.DETENTION, {}),
        (Care.SHELTER, {}),
        (Care.ON_OWN, {}),
    ],
)
def test_only_what_says_who_has_custody_says_in_care(care: Care, known: dict[str, bool]) -> None:
    assert for_rules(CaseFacts(care=care)).known == known


def test_citizenship_and_return_from_a_run_reach_the_rules_when_provided() -> None:
    facts = CaseFacts(citizenship=Citizenship.FOREIGN_NATIONAL, returned_from_run=YesNo.YES)
    assert for_rules(facts).known == {"foreign_national": True, "returned_from_run": True}
    facts = CaseFacts(citizenship=Citizenship.US_CITIZEN, returned_from_run=YesNo.NO)
    assert for_rules(facts).known == {"foreign_national": False, "returned_from_run": False}


@pytest.mark.parametrize(("low", "high"), [(-1, 5), (6, 5), (0, 121)])
def test_an_age_range_out_of_bounds_cannot_be_made(low: int, high: int) -> None:
    with pytest.raises(ValueError, match="age range"):
        Age(at_least=low, at_most=high)
