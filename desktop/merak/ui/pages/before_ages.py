"""Age groups: what can be said of an age without asking for more than is known."""

from collections.abc import Sequence

from merak.domain.facts import UNKNOWN_AGE, Age
from merak.ui.widgets.values import Option
from merak.ui.words import t

AGES = {
    "under_13": Age(at_least=0, at_most=12),
    "13_to_15": Age(at_least=13, at_most=15),
    "16_or_17": Age(at_least=16, at_most=17),
    "under_18": Age(at_least=0, at_most=17),
    "18_or_over": Age(at_least=18, at_most=UNKNOWN_AGE.at_most),
    "unknown": UNKNOWN_AGE,
}


def age_options() -> Sequence[Option]:
    """Gives the age groups as choices."""
    return (
        Option(key="under_13", text=t("12 or under")),
        Option(key="13_to_15", text=t("13 to 15")),
        Option(key="16_or_17", text=t("16 or 17")),
        Option(key="under_18", text=t("Under 18, not sure")),
        Option(key="18_or_over", text=t("18 or over")),
        Option(key="unknown", text=t("I do not know")),
    )


def group_of(age: Age) -> str:
    """Gives the key of the narrowest group that an age lies in."""
    inside = [
        (group.at_most - group.at_least, key)
        for key, group in AGES.items()
        if group.at_least <= age.at_least and age.at_most <= group.at_most
    ]
    return min(inside)[1]
