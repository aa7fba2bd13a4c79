"""What holds for every set and every answer."""

import random
from dataclasses import replace
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from merak.domain.answer import Answer, Basis, Given, Missing, Source, WhyMissing
from merak.domain.asking import look, look_at_the_end
from merak.domain.assessment import INSUFFICIENT, Assessment, alerts, assess, open_items
from merak.domain.concern import Concern, Reach
from merak.domain.condition import (
    ALWAYS,
    AgeAtLeast,
    AgeBelow,
    All,
    Any,
    AtLeast,
    Condition,
    FactIs,
    ItemIs,
    Not,
    Scope,
    ScoreBetween,
)
from merak.domain.element import Element
from merak.domain.facts import Age, Facts
from merak.domain.holding import holds, span
from merak.domain.ids import ItemId, OverrideId, RuleId, ScoreId, SectionId
from merak.domain.indicator_set import (
    FACTS,
    Card,
    Choice,
    IndicatorSet,
    Item,
    Override,
    Rule,
    Scale,
    Section,
    Sensitivity,
    Stop,
    Sufficiency,
)
from merak.domain.score import (
    Band,
    Case,
    Count,
    FirstOf,
    HighestPoints,
    Score,
    SumOfPoints,
    SumOfScores,
)
from merak.domain.seen import Asked
from merak.domain.truth import Truth
from merak.formats.indicator_yaml import read

DATA = Path(__file__).parents[1] / "data" / "indicators"
BASE = read((DATA / "undamaged.yaml").read_bytes(), "undamaged.yaml")
CODES = ("yes", "perhaps", "no")
SCALE = Scale(id="marks", choices=tuple(Choice(code=c, label={"en": c}) for c in CODES))
ITEMS = tuple(ItemId(f"item_{n}") for n in range(6))
SECTIONS = tuple(SectionId(f"section_{n}") for n in range(3))
LEVELS = tuple(level.id for level in BASE.levels)
SAY = {"en": "A sentence."}
SCORES = (ScoreId("sum"), ScoreId("top"), ScoreId("first"), ScoreId("all"))

# A whole set is drawn each time, which takes far longer than to assess it.
few_examples = settings(max_examples=settings().max_examples // 4)

BANDED = tuple(RuleId(score) for score in SCORES)
codes = st.lists(st.sampled_from(CODES), min_size=1, max_size=2, unique=True).map(tuple)
few = st.lists(st.sampled_from(list(Concern)), max_size=1).map(tuple)


def scopes(items: tuple[ItemId, ...]) -> st.SearchStrategy[Scope]:
    return st.builds(
        Scope,
        items=st.lists(st.sampled_from(items), min_size=1, unique=True).map(tuple),
        concerns=few,
        elements=st.lists(st.sampled_from([Element.ACT, Element.MEANS]), max_size=1).map(tuple),
        points=st.lists(st.integers(1, 3), max_size=1).map(tuple),
        basis=st.lists(st.sampled_from(list(Basis)), max_size=1).map(tuple),
        source=st.lists(st.sampled_from([Source.YOUTH]), max_size=1).map(tuple),
    )


def conditions(items: tuple[ItemId, ...], *, scores: bool = False) -> st.SearchStrategy[Condition]:
    leaves: st.SearchStrategy[Condition] = st.one_of(
        st.builds(ItemIs, item=st.sampled_from(items), codes=codes),
        st.builds(AtLeast, count=st.integers(1, 3), of=scopes(items), codes=codes),
        st.builds(AgeBelow, years=st.integers(10, 20)),
        st.builds(AgeAtLeast, years=st.integers(10, 20)),
        st.builds(FactIs, fact=st.sampled_from(FACTS)),
    )
    if scores:
        between = st.tuples(st.integers(-2, 6), st.integers(0, 4))
        leaves |= st.builds(
            lambda score, ends: ScoreBetween(score=score, low=ends[0], high=sum(ends)),
            st.sampled_from(SCORES),
            between,
        )
    return st.recursive(
        leaves,
        lambda inner: st.one_of(
            st.builds(All, parts=st.lists(inner, min_size=1, max_size=3).map(tuple)),
            st.builds(Any, parts=st.lists(inner, min_size=1, max_size=3).map(tuple)),
            st.builds(Not, part=inner),
        ),
        max_leaves=4,
    )


def some_items(lowest: int) -> st.SearchStrategy[Item]:
    return st.builds(
        Item,
        id=st.just(ITEMS[0]),
        say=st.just(SAY),
        scale=st.just(SCALE.id),
        concerns=st.sampled_from([(Concern.SEX,), (Concern.LABOR,), tuple(Concern)]),
        element=st.sampled_from([Element.ACT, Element.MEANS, Element.CONTEXT]),
        sensitivity=st.just(Sensitivity.SPECIAL),
        source=st.just("invented"),
        points=st.dictionaries(st.sampled_from(CODES), st.integers(lowest, 3)),
        critical=st.booleans(),
    )


@st.composite
def sets(draw: st.DrawFn, lowest: int = -1) -> IndicatorSet:
    sections = []
    for n, name in enumerate(SECTIONS):
        mine, earlier = ITEMS[2 * n : 2 * n + 2], ITEMS[: 2 * n]
        items = tuple(replace(draw(some_items(lowest)), id=item) for item in mine)
        opens = draw(st.just(ALWAYS) | conditions(earlier)) if earlier else ALWAYS
        sections.append(Section(id=name, title=SAY, items=items, opens_when=opens))
    higher = st.sampled_from(LEVELS[1:])
    reach = st.sampled_from(list(Reach))
    rules = [
        Rule(id=RuleId(f"r{n}"), concern=draw(reach), when=when, level=draw(higher), say=SAY)
        for n, when in enumerate(draw(st.lists(conditions(ITEMS, scores=True), max_size=3)))
    ]
    overrides = [
        Override(
            id=OverrideId(f"o{n}"),
            when=when,
            concern=draw(reach),
            level=draw(higher),
            say=SAY,
            cite="a law",
            starts=("tell_someone",),
        )
        for n, when in enumerate(draw(st.lists(conditions(ITEMS), max_size=2)))
    ]
    stops = draw(st.lists(conditions(ITEMS), max_size=1))
    return replace(
        BASE,
        scales={SCALE.id: SCALE},
        sections=tuple(sections),
        rules=tuple(rules),
        overrides=tuple(overrides),
        scores=draw(some_scores()),
        stops=tuple(Stop(when=when, card=Card.NOT_SAFE) for when in stops),
        sufficiency=Sufficiency(at_most_unanswered=draw(st.integers(0, 6))),
    )


@st.composite
def some_scores(draw: st.DrawFn) -> tuple[Score, ...]:
    bands = (
        Band(low=-99, high=1, level=LEVELS[0]),
        Band(low=2, high=4, level=LEVELS[1]),
        Band(low=5, high=99, level=LEVELS[2]),
    )
    case = Case(when=draw(conditions(ITEMS)), points=draw(st.integers(0, 3)))
    over = draw(scopes(ITEMS))
    counts: tuple[Count, ...] = (
        SumOfPoints(over=draw(scopes(ITEMS))),
        HighestPoints(over=draw(scopes(ITEMS))),
        FirstOf(over=over, cases=(case,), otherwise=draw(st.integers(0, 1))),
        SumOfScores(scores=SCORES[:3]),
    )
    return tuple(
        Score(
            id=name,
            count=count,
            bands=bands if draw(st.booleans()) else (),
            concern=draw(st.sampled_from(list(Reach))),
            concludes=draw(st.booleans()),
            say=draw(st.sampled_from([SAY, {"en": ""}])),
        )
        for name, count in zip(SCORES, counts, strict=True)
    )


def ages() -> st.SearchStrategy[Age]:
    ends = st.tuples(st.integers(0, 25), st.integers(0, 25)).map(sorted)
    return ends.map(lambda pair: Age(at_least=pair[0], at_most=pair[1]))


facts = st.builds(Facts, age=ages(), known=st.dictionaries(st.sampled_from(FACTS), st.booleans()))
given_answers = st.builds(
    Answer,
    value=st.builds(Given, code=st.sampled_from(CODES)),
    source=st.sampled_from(list(Source)),
    basis=st.sampled_from(list(Basis)),
)
missing_answers = st.builds(Answer, value=st.builds(Missing, why=st.sampled_from(list(WhyMissing))))
answers = st.dictionaries(st.sampled_from(ITEMS), given_answers | missing_answers)


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
