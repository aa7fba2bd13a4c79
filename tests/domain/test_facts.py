"""An age is a range of whole years."""

import pytest

from merak.domain.facts import UNKNOWN_AGE, Age


@pytest.mark.parametrize(("at_least", "at_most"), [(-1, 3), (17, 16), (0, 121)])
def test_an_age_that_cannot_be_is_refused(at_least: int, at_most: int) -> None:
    with pytest.raises(ValueError, match="out of bounds"):
        Age(at_least=at_least, at_most=at_most)


def test_an_unknown_age_is_any_age() -> None:
    assert (UNKNOWN_AGE.at_least, UNKNOWN_AGE.at_most) == (0, 120)
