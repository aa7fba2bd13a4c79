"""Facts of a case, as codes: nothing here says who the young person is."""

from dataclasses import dataclass, field
from enum import StrEnum

from merak.domain.facts import UNKNOWN_AGE, Age, Facts


class Gender(StrEnum):
    """The category that counts use; the young person's own words lie in the private file."""

    GIRL = "girl"
    BOY = "boy"
    TRANSGENDER = "transgender"
    ANOTHER = "another"
    NOT_PROVIDED = "not_provided"


class Citizenship(StrEnum):
    """Kept only where a duty needs it; the default says nothing."""

    US_CITIZEN = "us_citizen"
    FOREIGN_NATIONAL = "foreign_national"
    NOT_PROVIDED = "not_provided"


class Care(StrEnum):
    """Where the young person lives by law at the time of the screening."""

    FAMILY = "family"
    KINSHIP = "kinship"
    FOSTER = "foster"
    GROUP_HOME = "group_home"
    SHELTER = "shelter"
    DETENTION = "detention"
    ON_OWN = "on_own"
    NOT_PROVIDED = "not_provided"


IN_CARE = frozenset({Care.KINSHIP, Care.FOSTER, Care.GROUP_HOME})


class Runs(StrEnum):
    """How often the young person has run from care."""

    NEVER = "never"
    ONCE = "once"
    SEVERAL = "several"
    NOT_PROVIDED = "not_provided"


class YesNo(StrEnum):
    """A fact that may not be known."""

    YES = "yes"
    NO = "no"
    NOT_PROVIDED = "not_provided"


class PlaceOfScreening(StrEnum):
    """Where the screening happens."""

    DETENTION = "detention"
    SHELTER = "shelter"
    CHILD_WELFARE_OFFICE = "child_welfare_office"
    SCHOOL_OR_CLINIC = "school_or_clinic"
    ELSEWHERE = "elsewhere"
    NOT_PROVIDED = "not_provided"


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseFacts:
    """What is known of the case; every field has a value that says "not provided"."""

    age: Age = UNKNOWN_AGE
    gender: Gender = Gender.NOT_PROVIDED
    citizenship: Citizenship = Citizenship.NOT_PROVIDED
    care: Care = Care.NOT_PROVIDED
    runs: Runs = Runs.NOT_PROVIDED
    returned_from_run: YesNo = YesNo.NOT_PROVIDED
    place: PlaceOfScreening = PlaceOfScreening.NOT_PROVIDED
    languages: tuple[str, ...] = field(default=())
    """ISO 639-1 codes of the languages the young person speaks."""


def for_rules(facts: CaseFacts) -> Facts:
    """Gives the facts that a set's conditions may look at; not provided stays unknown."""
    known: dict[str, bool] = {}
    if facts.citizenship is not Citizenship.NOT_PROVIDED:
        known["foreign_national"] = facts.citizenship is Citizenship.FOREIGN_NATIONAL
    # Detention, a shelter or living alone leave open who has custody: unknown, not "no".
    if facts.care in IN_CARE:
        known["in_care"] = True
    elif facts.care is Care.FAMILY:
        known["in_care"] = False
    if facts.returned_from_run is not YesNo.NOT_PROVIDED:
        known["returned_from_run"] = facts.returned_from_run is YesNo.YES
    return Facts(age=facts.age, known=known)
