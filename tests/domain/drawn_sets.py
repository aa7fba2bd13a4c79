"""Drawing whole indicator sets, facts and answers."""

from dataclasses import replace
from pathlib import Path

from hypothesis import settings
from hypothesis import strategies as st

from merak.domain.answer import Answer, Basis, Given, Missing, Source, WhyMissing
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
