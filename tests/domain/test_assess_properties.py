"""What holds for every set and every answer."""

import random
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st
from tests.domain.drawn_sets import (
    BANDED,
    ITEMS,
    LEVELS,
    SCORES,
    answers,
    conditions,
    facts,
    few_examples,
    given_answers,
    sets,
)

from merak.domain.answer import Answer, Given, Missing, WhyMissing
from merak.domain.asking import look, look_at_the_end
from merak.domain.assessment import INSUFFICIENT, Assessment, alerts, assess, open_items
from merak.domain.concern import Concern
from merak.domain.condition import (
    ALWAYS,
    Condition,
)
from merak.domain.facts import Facts
from merak.domain.holding import holds, span
from merak.domain.ids import ItemId
from merak.domain.indicator_set import (
    IndicatorSet,
    Sufficiency,
)
from merak.domain.seen import Asked
from merak.domain.truth import Truth


def levels_of(outcome: Assessment, indicator_set: IndicatorSet) -> dict[Concern, int]:
    return {concern: indicator_set.rank(level) for concern, level in outcome.concerns.items()}


@few_examples
@given(sets(), facts, answers, st.randoms())
def test_the_order_of_answers_never_matters(
    indicator_set: IndicatorSet,
    about: Facts,
    said: dict[ItemId, Answer],
    chance: random.Random,
) -> None:
    pairs = list(said.items())
    chance.shuffle(pairs)
    for conclude in (assess, open_items, alerts):
        assert conclude(indicator_set, about, dict(pairs)) == conclude(indicator_set, about, said)


@few_examples
@given(sets(), facts, answers)
def test_an_override_always_wins(
    indicator_set: IndicatorSet, about: Facts, said: dict[ItemId, Answer]
) -> None:
    outcome = assess(indicator_set, about, said)
    levels = levels_of(outcome, indicator_set)
    for held in outcome.overrides:
        for concern in Concern:
            if held.concern.covers(concern):
                assert levels[concern] >= indicator_set.rank(held.level) > 0
        assert indicator_set.rank(outcome.level) >= indicator_set.rank(held.level)


@few_examples
@given(sets(), facts, answers, st.dictionaries(st.sampled_from(ITEMS), given_answers))
def test_hidden_items_never_count(
    indicator_set: IndicatorSet,
    about: Facts,
    said: dict[ItemId, Answer],
    other: dict[ItemId, Answer],
) -> None:
    asked = look_at_the_end(indicator_set, about, said).asked
    shown = {item: a for item, a in said.items() if asked[item] is Asked.OPEN}
    hidden = {item: a for item, a in other.items() if asked[item] is not Asked.OPEN}
    outcome = assess(indicator_set, about, said)
    assert assess(indicator_set, about, shown) == outcome
    assert assess(indicator_set, about, {**shown, **hidden}) == outcome
    assert not set(outcome.unanswered) & {i for i in ITEMS if asked[i] is not Asked.OPEN}
    reasons = [held.because for held in outcome.rules]
    reasons += [held.because for held in outcome.overrides]
    reasons += [held.because for held in outcome.stopped]
    assert {item for because in reasons for item in because} <= set(shown)


@few_examples
@given(sets(), facts, answers)
def test_why_an_answer_is_missing_changes_nothing(
    indicator_set: IndicatorSet, about: Facts, said: dict[ItemId, Answer]
) -> None:
    outcome = assess(indicator_set, about, said)
    only_given = {item: a for item, a in said.items() if isinstance(a.value, Given)}
    assert assess(indicator_set, about, only_given) == outcome
    for why in WhyMissing:
        missing = {item: Answer(value=Missing(why=why)) for item in ITEMS}
        assert assess(indicator_set, about, {**missing, **only_given}) == outcome


@few_examples
@given(
    sets(),
    conditions(ITEMS, scores=True),
    facts,
    answers,
    st.fixed_dictionaries(dict.fromkeys(ITEMS, given_answers)),
)
def test_a_missing_answer_is_never_no_whatever_it_turns_out_to_be(
    indicator_set: IndicatorSet,
    condition: Condition,
    about: Facts,
    said: dict[ItemId, Answer],
    later: dict[ItemId, Answer],
) -> None:
    # What is concluded while answers are missing stays so once they come, also under not.
    open_sections = tuple(replace(each, opens_when=ALWAYS) for each in indicator_set.sections)
    indicator_set = replace(indicator_set, sections=open_sections)
    only_given = {item: a for item, a in said.items() if isinstance(a.value, Given)}
    before = look(indicator_set, about, said)
    after = look(indicator_set, about, {**later, **only_given})
    outcome = holds(condition, before)
    if outcome is not Truth.UNKNOWN:
        assert holds(condition, after) is outcome
    for score in SCORES:
        possible = span(score, before)
        assert possible.fewest <= span(score, after).reached <= possible.most


@few_examples
@given(sets(), facts, answers)
def test_missing_answers_never_lower_a_level_reached(
    indicator_set: IndicatorSet, about: Facts, said: dict[ItemId, Answer]
) -> None:
    patient = replace(indicator_set, sufficiency=Sufficiency(at_most_unanswered=99))
    strict = replace(indicator_set, sufficiency=Sufficiency(at_most_unanswered=0))
    reached, outcome = assess(patient, about, said), assess(strict, about, said)
    for concern in Concern:
        if indicator_set.rank(reached.concerns[concern]) > 0:
            assert outcome.concerns[concern] == reached.concerns[concern]
        else:
            assert outcome.concerns[concern] in (LEVELS[0], INSUFFICIENT)
    if indicator_set.rank(reached.level) > 0:
        assert outcome.level == reached.level
    else:
        assert (outcome.level == INSUFFICIENT) == bool(outcome.unanswered)


@few_examples
@given(sets(), facts, answers)
def test_how_far_it_was_is_never_all_the_way(
    indicator_set: IndicatorSet, about: Facts, said: dict[ItemId, Answer]
) -> None:
    outcome = assess(indicator_set, about, said)
    held = {rule.id for rule in outcome.rules}
    levels = levels_of(outcome, indicator_set)
    for miss in outcome.nearest:
        assert miss.have < miss.need
        assert indicator_set.rank(miss.level) > levels[miss.concern]
        assert miss.id not in held or miss.id in BANDED
        assert set(miss.missing) <= set(outcome.unanswered)


@few_examples
@given(sets(), facts, answers)
def test_the_result_is_the_highest_concern(
    indicator_set: IndicatorSet, about: Facts, said: dict[ItemId, Answer]
) -> None:
    outcome = assess(indicator_set, about, said)
    levels = levels_of(outcome, indicator_set)
    assert indicator_set.rank(outcome.level) == max(levels.values())
    for rule in outcome.rules:
        for concern in Concern:
            if rule.concern.covers(concern):
                assert levels[concern] >= indicator_set.rank(rule.level)


@few_examples
@given(sets(), facts, answers)
def test_an_alert_in_the_draft_is_still_true_at_the_end(
    indicator_set: IndicatorSet, about: Facts, said: dict[ItemId, Answer]
) -> None:
    outcome = assess(indicator_set, about, said)
    asked = look(indicator_set, about, said).asked
    if Asked.WAITING in asked.values():
        return
    named = {held.id for held in outcome.overrides} | {held.card for held in outcome.stopped}
    critical = {item.id for item in indicator_set.items() if item.critical}
    for alert in alerts(indicator_set, about, said):
        assert alert.id in named | critical
