"""Who a case is about: kept apart from everything else, in the private file."""

from dataclasses import dataclass
from datetime import date

from merak.domain.facts import OLDEST, Age


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity:
    """Who the young person is, as far as anyone typed it; an empty text means nothing was typed."""

    name: str = ""
    other_names: str = ""
    facility_number: str = ""
    birth_date: str = ""
    """ISO date, or empty."""
    gender_words: str = ""
    """The young person's own words for their gender."""
    tag: str = ""
    """A private mark that tells drafts apart ("green jacket"); never a name."""


NOBODY = Identity()


def names_somebody(identity: Identity) -> bool:
    """Says whether anything here says who the young person is."""
    return any((identity.name, identity.other_names, identity.facility_number, identity.birth_date))


def age_on(birth: date, day: date) -> Age:
    """Gives the age in whole years on a day.

    Raises ValueError where the birth date lies after the day or more than 120 years before it.
    """
    years = day.year - birth.year - ((day.month, day.day) < (birth.month, birth.day))
    if not 0 <= years <= OLDEST:
        raise ValueError("birth date out of bounds")
    return Age(at_least=years, at_most=years)
