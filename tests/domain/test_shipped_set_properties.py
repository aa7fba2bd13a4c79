"""What holds for the shipped set, whatever is answered."""

import random
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from merak.domain.answer import Answer, Given, Missing, WhyMissing
from merak.domain.assessment import INSUFFICIENT, UNDER_18, Assessment, alerts, assess, open_items
from merak.domain.concern import Concern
from merak.domain.element import Element
from merak.domain.facts import Age, Facts
from merak.domain.ids import ItemId
from merak.formats.indicator_yaml import read

FILE = Path(__file__).parents[2] / "indicators" / "merak-child-2015.yaml"
SET = read(FILE.read_bytes(), FILE.name)
ITEMS = {item.id: item for item in SET.items()}
YES = Answer(value=Given(code="yes"))

one_answer = st.sampled_from([YES, Answer(value=Given(code="no"))]) | st.builds(
    Answer, value=st.builds(Missing, why=st.sampled_from(list(WhyMissing)))
)
answers = st.dictionaries(st.sampled_from(sorted(ITEMS)), one_answer)
ages = st.tuples(st.integers(0, 30), st.integers(0, 30)).map(sorted)
facts = st.builds(
    Facts,
    age=ages.map(lambda ends: Age(at_least=ends[0], at_most=ends[1])),
    known=st.dictionaries(st.sampled_from(["foreign_national", "in_care"]), st.booleans()),
)


def ranks(outcome: Assessment) -> dict[Concern, int]:
    return {concern: SET.rank(level) for concern, level in outcome.concerns.items()}


def codes(said: dict[ItemId, Answer]) -> dict[ItemId, str]:
    return {item: a.value.code for item, a in said.items() if isinstance(a.value, Given)}


@given(facts, answers, st.randoms())
def test_the_order_of_answers_never_matters(
    about: Facts, said: dict[ItemId, Answer], chance: random.Random
) -> None:
    pairs = list(said.items())
    chance.shuffle(pairs)
    for conclude in (assess, alerts, open_items):
        assert conclude(SET, about, dict(pairs)) == conclude(SET, about, said)


@given(facts, answers, st.sampled_from(sorted(ITEMS)))
def test_another_indicator_present_never_lowers_the_level(
    about: Facts, said: dict[ItemId, Answer], item: ItemId
) -> None:
    before, after = assess(SET, about, said), assess(SET, about, {**said, item: YES})
    assert SET.rank(after.level) >= SET.rank(before.level)
    for concern in Concern:
        assert ranks(after)[concern] >= ranks(before)[concern]
    assert set(before.starts) <= set(after.starts)


@given(facts, answers)
def test_a_minor_in_commercial_sex_is_clear_whatever_else_is_answered(
    about: Facts, said: dict[ItemId, Answer]
) -> None:
    acts = {ItemId("commercial_sex_minor"): YES}
    outcome = assess(SET, about, {**said, **acts})
    if about.age.at_least < 18:
        assert outcome.concerns[Concern.SEX] == SET.levels[-1].id == outcome.level
        assert (UNDER_18 in outcome.assumed) == (about.age.at_most >= 18)
        assert "report_identified_victim" in outcome.starts
    else:
        assert outcome.overrides == ()


@given(facts, answers)
def test_a_missing_answer_is_never_no(about: Facts, said: dict[ItemId, Answer]) -> None:
    given_only = {item: a for item, a in said.items() if isinstance(a.value, Given)}
    outcome = assess(SET, about, said)
    assert assess(SET, about, given_only) == outcome
    assert len(outcome.unanswered) == len(ITEMS) - len(given_only)


@given(facts, answers)
def test_more_than_six_without_an_answer_hide_no_level_above_the_lowest(
    about: Facts, said: dict[ItemId, Answer]
) -> None:
    outcome = assess(SET, about, said)
    too_many = len(outcome.unanswered) > 6
    seen = [item for item, code in codes(said).items() if code == "yes"]
    assert (outcome.level == INSUFFICIENT) == (too_many and not seen)
    assert (outcome.level == SET.lowest()) == (not too_many and not seen)


@given(facts, answers)
def test_the_level_of_a_concern_is_what_the_policy_says(
    about: Facts, said: dict[ItemId, Answer]
) -> None:
    outcome = assess(SET, about, said)
    decided = {c for c in Concern for held in outcome.overrides if held.concern.covers(c)}
    for concern in Concern:
        elements = [
            ITEMS[item].element
            for item, code in codes(said).items()
            if code == "yes" and concern in ITEMS[item].concerns
        ]
        act, means = Element.ACT in elements, Element.MEANS in elements
        if concern in decided or (act and means):
            expected = "clear"
        elif act or means or elements.count(Element.CONTEXT) >= 2:
            expected = "possible"
        elif elements:
            expected = "noted"
        else:
            expected = SET.levels[0].id
        assert SET.levels[ranks(outcome)[concern]].id == expected
