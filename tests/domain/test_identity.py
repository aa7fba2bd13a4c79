"""Who a case is about."""

from datetime import date

import pytest

from merak.domain.facts import Age
from merak.domain.identity import NOBODY, Identity, age_on, names_somebody


def test_the_day_before_the_birthday_is_still_the_younger_age() -> None:
    born = date(2010, 6, 15)
    assert age_on(born, date(2026, 6, 14)) == Age(at_least=15, at_most=15)
    assert age_on(born, date(2026, 6, 15)) == Age(at_least=16, at_most=16)


def test_someone_born_on_a_leap_day_turns_a_year_older_on_the_first_of_march() -> None:
    born = date(2008, 2, 29)
    assert age_on(born, date(2026, 2, 28)).at_least == 17
    assert age_on(born, date(2026, 3, 1)).at_least == 18


@pytest.mark.parametrize("born", [date(2026, 6, 16), date(1900, 1, 1)])
def test_a_birth_date_that_cannot_be_is_refused(born: date) -> None:
    with pytest.raises(ValueError, match="birth date"):
        age_on(born, date(2026, 6, 15))


def test_a_tag_alone_names_nobody() -> None:
    assert not names_somebody(NOBODY)
    assert not names_somebody(Identity(tag="green jacket", gender_words="nonbinary"))
    assert names_somebody(Identity(facility_number="B-114"))
