"""The shipped set: what it holds, and that its levels are its policy."""

from collections import Counter
from collections.abc import Mapping
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from merak import paths
from merak.domain.answer import Answer, Given, Missing, WhyMissing
from merak.domain.assessment import Assessment, assess
from merak.domain.facts import UNKNOWN_AGE, Age, Facts
from merak.domain.ids import ItemId
from merak.domain.indicator_set import INSUFFICIENT, ValidationStatus
from merak.formats.indicator_yaml import read

FILE = paths.indicators() / "merak-child-2015.yaml"
THE_SET = read(FILE.read_bytes(), FILE.name)
LARGEST = 256 * 1024

# What each item counts for: the policy below is computed from this table, not from the file.
SEX, LABOR, BOTH = ("sex",), ("labor",), ("sex", "labor")
COUNTS_FOR: Mapping[str, tuple[tuple[str, ...], str]] = {
    "lives_with_non_guardians": (BOTH, "context"),
    "pays_or_isolated_at_home": (BOTH, "context"),
    "hotel_stays": (SEX, "context"),
    "running_or_arrests": (BOTH, "context"),
    "school_absence": (BOTH, "context"),
    "long_work_hours": (LABOR, "act"),
    "little_or_no_pay": (LABOR, "act"),
    "employer_deceit_or_abuse": (LABOR, "means"),
    "recruitment_fee": (LABOR, "means"),
    "debt": (BOTH, "means"),
    "untreated_health": (BOTH, "context"),
    "mental_health": (BOTH, "context"),
    "guarded_speech": (BOTH, "context"),
    "abuse_or_neglect": (BOTH, "context"),
    "threats": (BOTH, "means"),
    "marks_of_control": (SEX, "means"),
    "photos_advertised": (SEX, "act"),
    "feels_must_exchange": (SEX, "means"),
    "commercial_sex_minor": (SEX, "act"),
}
CRITICAL = {
    "abuse_or_neglect",
    "threats",
    "photos_advertised",
    "feels_must_exchange",
    "commercial_sex_minor",
}
LEVELS = ("none", "noted", "possible", "clear")


def result(
    present: set[str], *, age: Age = UNKNOWN_AGE, missing: frozenset[str] = frozenset()
) -> Assessment:
    """Assesses with these indicators present, these declined, and "no" to all the others."""
    answers = {}
    for item in COUNTS_FOR:
        value: Given | Missing = Given(code="yes" if item in present else "no")
        if item in missing - present:
            value = Missing(why=WhyMissing.DECLINED)
        answers[ItemId(item)] = Answer(value=value)
    return assess(THE_SET, Facts(age=age), answers)


def policy(present: set[str], concern: str, *, minor: bool) -> str:
    """Says the agency's policy again, apart from the file: the level of one concern."""
    found = Counter(COUNTS_FOR[i][1] for i in present if concern in COUNTS_FOR[i][0])
    if concern == "sex" and minor and "commercial_sex_minor" in present:
        return "clear"
    if found["act"] and found["means"]:
        return "clear"
    if found["act"] or found["means"] or found["context"] >= 2:
        return "possible"
    return "noted" if found["context"] else "none"


def test_the_shipped_set_has_nineteen_indicators_five_sex_four_labor_ten_both() -> None:
    kinds = Counter(tuple(sorted(c.value for c in item.concerns)) for item in THE_SET.items())
    assert kinds == {("sex",): 5, ("labor",): 4, ("labor", "sex"): 10}


def test_each_indicator_of_the_fact_sheet_is_the_source_of_exactly_one_item() -> None:
    lists = {"sex trafficking": 5, "labor trafficking": 4, "sex and labor trafficking": 10}
    wanted = {
        f"fact sheet, {name}, {n}" for name, many in lists.items() for n in range(1, many + 1)
    }
    assert sorted(item.source for item in THE_SET.items()) == sorted(wanted)


def test_each_item_counts_for_the_concerns_and_the_element_it_was_given() -> None:
    held = {
        item.id: (tuple(sorted((c.value for c in item.concerns), reverse=True)), item.element.value)
        for item in THE_SET.items()
    }
    assert held == dict(COUNTS_FOR)


def test_the_critical_items_are_those_where_someone_may_be_in_danger_or_a_clock_starts() -> None:
    assert {item.id for item in THE_SET.items() if item.critical} == CRITICAL
    assert all(item.is_present("yes") and not item.is_present("no") for item in THE_SET.items())


def test_the_file_is_small_enough_to_be_read_anywhere() -> None:
    assert FILE.stat().st_size <= LARGEST


def test_the_heaviest_item_comes_last() -> None:
    assert list(THE_SET.items())[-1].id == "commercial_sex_minor"


def test_the_set_says_that_its_levels_are_policy_and_not_validated() -> None:
    assert THE_SET.validation.status is ValidationStatus.NONE
    assert not THE_SET.validation.shows_scores
    assert THE_SET.scores == ()
    assert "agency policy" in THE_SET.validation.say["en"]
    assert "not validated" in THE_SET.validation.say["en"]
    assert "legal definition" in THE_SET.validation.say["en"]
    assert THE_SET.expires > date(2026, 12, 31)


def test_the_set_carries_at_least_twenty_five_examples_and_an_invented_story_among_them() -> None:
    # Reading the set has run them: it is refused when one fails.
    assert len(THE_SET.examples) >= 25
    assert any("an invented story" in example.say for example in THE_SET.examples)
    assert not any("Keisha" in example.say for example in THE_SET.examples)


def test_the_examples_touch_every_rule_and_the_override() -> None:
    held = {rule for example in THE_SET.examples for rule in example.expected.rules}
    assert held == {rule.id for rule in THE_SET.rules}
    assert any(example.expected.overrides for example in THE_SET.examples)
    assert [override.cite for override in THE_SET.overrides] == ["22 U.S.C. 7102(11)(A)"]


ANY_ITEMS = st.sets(st.sampled_from(sorted(COUNTS_FOR)))
AGES = st.sampled_from([Age(at_least=n, at_most=n) for n in (0, 12, 17, 18)] + [UNKNOWN_AGE])


@settings(deadline=None)
@given(present=ANY_ITEMS, missing=ANY_ITEMS, age=AGES)
def test_for_any_answers_the_levels_are_what_the_policy_says(present, missing, age) -> None:
    found = result(present, age=age, missing=frozenset(missing))
    minor = age.at_least < 18
    said = {concern: policy(present, concern, minor=minor) for concern in BOTH}
    whole = max(said.values(), key=LEVELS.index)
    nothing = INSUFFICIENT if len(missing - present) > 6 else "none"
    assert found.level == (nothing if whole == "none" else whole)
    assert found.concerns == {c: nothing if level == "none" else level for c, level in said.items()}


@settings(deadline=None)
@given(present=ANY_ITEMS, another=st.sampled_from(sorted(COUNTS_FOR)), age=AGES)
def test_another_indicator_never_lowers_a_level(present, another, age) -> None:
    before, after = result(present, age=age), result(present | {another}, age=age)
    assert LEVELS.index(after.level) >= LEVELS.index(before.level)
    for concern in before.concerns:
        assert LEVELS.index(after.concerns[concern]) >= LEVELS.index(before.concerns[concern])
