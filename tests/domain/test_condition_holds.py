"""Conditions in three values: true, false, and unknown for what nobody answered."""

import pytest

from merak.domain import truth
from merak.domain.answer import Answer, Basis, Given, Missing, Source, WhyMissing
from merak.domain.concern import Concern, Reach, reach_of
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
    LevelIs,
    Not,
    Scope,
    parts_of,
)
from merak.domain.element import Element
from merak.domain.facts import UNKNOWN_AGE, Age, Facts
from merak.domain.holding import holds
from merak.domain.ids import ItemId, LevelId, SectionId, SetHash
from merak.domain.indicator_set import (
    Administration,
    Choice,
    Colour,
    IndicatorSet,
    Item,
    Level,
    Population,
    Redistribution,
    Rights,
    Scale,
    Section,
    Sensitivity,
    Sufficiency,
    Translation,
    Validation,
    ValidationStatus,
)
from merak.domain.seen import Asked, Seen
from merak.domain.truth import Truth

TRUE, FALSE, UNKNOWN = Truth.TRUE, Truth.FALSE, Truth.UNKNOWN
A, B, C = ItemId("a"), ItemId("b"), ItemId("c")
SAY = {"en": "A sentence."}


def item(name: ItemId, element: Element, concerns: tuple[Concern, ...], points: int) -> Item:
    return Item(
        id=name,
        say=SAY,
        scale="yes_no",
        concerns=concerns,
        element=element,
        sensitivity=Sensitivity.SPECIAL,
        source="invented",
        points={"yes": points},
    )


SET = IndicatorSet(
    id="small",
    version="1.0.0",
    sha256=SetHash("0" * 64),
    title=SAY,
    languages={"en": Translation.REVIEWED},
    population=Population(age_min=0, age_max=17, settings=(), trafficking=tuple(Concern)),
    administration=(Administration.INTERVIEW,),
    validation=Validation(status=ValidationStatus.NONE),
    rights=Rights(holder="us", licence="CC0-1.0", redistribution=Redistribution.ALLOWED),
    scales={
        "yes_no": Scale(
            id="yes_no", choices=(Choice(code="yes", label=SAY), Choice(code="no", label=SAY))
        )
    },
    sections=(
        Section(
            id=SectionId("one"),
            title=SAY,
            items=(
                item(A, Element.ACT, (Concern.SEX,), 3),
                item(B, Element.MEANS, (Concern.SEX, Concern.LABOR), 1),
            ),
        ),
        Section(
            id=SectionId("two"), title=SAY, items=(item(C, Element.MEANS, (Concern.LABOR,), 1),)
        ),
    ),
    levels=(Level(id=LevelId("none"), label=SAY, colour=Colour.NEUTRAL),),
    sufficiency=Sufficiency(at_most_unanswered=0),
)
YES = Answer(value=Given(code="yes"))
NO = Answer(value=Given(code="no"))
DECLINED = Answer(value=Missing(why=WhyMissing.DECLINED))
SEEMS = Answer(value=Given(code="yes"), source=Source.OBSERVED, basis=Basis.IMPRESSION)


def outcome(
    condition: Condition,
    answers: dict[ItemId, Answer] | None = None,
    *,
    facts: Facts | None = None,
    closed: tuple[ItemId, ...] = (),
    level: str = "",
) -> Truth:
    asked = {each.id: Asked.OPEN for each in SET.items()} | dict.fromkeys(closed, Asked.CLOSED)
    seen = Seen(
        indicator_set=SET,
        facts=facts or Facts(),
        answers=answers or {},
        asked=asked,
        level=LevelId(level),
    )
    return holds(condition, seen)


def is_yes(name: ItemId) -> ItemIs:
    return ItemIs(item=name, codes=("yes",))


def two_yes(**scope: object) -> AtLeast:
    return AtLeast(count=2, of=Scope(**scope), codes=("yes",))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("at_least", "at_most", "below_18"),
    [
        (16, 16, TRUE),
        (0, 17, TRUE),
        (17, 18, UNKNOWN),
        (13, 20, UNKNOWN),
        (18, 18, FALSE),
        (18, 120, FALSE),
        (0, 120, UNKNOWN),
    ],
)
def test_an_age_is_a_range(at_least: int, at_most: int, below_18: Truth) -> None:
    facts = Facts(age=Age(at_least=at_least, at_most=at_most))
    assert outcome(AgeBelow(years=18), facts=facts) is below_18
    assert outcome(AgeAtLeast(years=18), facts=facts) is truth.opposite(below_18)


def test_an_unknown_age_is_neither_below_nor_above() -> None:
    facts = Facts(age=UNKNOWN_AGE)
    assert outcome(AgeBelow(years=18), facts=facts) is UNKNOWN


def test_a_fact_that_is_not_known_is_unknown() -> None:
    in_care = FactIs(fact="in_care")
    assert outcome(in_care) is UNKNOWN
    assert outcome(in_care, facts=Facts(known={"in_care": True})) is TRUE
    assert outcome(in_care, facts=Facts(known={"in_care": False})) is FALSE


@pytest.mark.parametrize(
    ("answers", "expected"),
    [({}, UNKNOWN), ({A: DECLINED}, UNKNOWN), ({A: NO}, FALSE), ({A: YES}, TRUE)],
)
def test_an_item_without_a_code_is_unknown_also_under_not(
    answers: dict[ItemId, Answer], expected: Truth
) -> None:
    assert outcome(is_yes(A), answers) is expected
    assert outcome(Not(part=is_yes(A)), answers) is truth.opposite(expected)


def test_an_item_in_a_closed_section_is_unknown_by_itself_and_outside_every_scope() -> None:
    answers = {A: YES, B: YES}
    assert outcome(is_yes(B), answers, closed=(B,)) is UNKNOWN
    assert outcome(two_yes(sections=(SectionId("one"),)), answers) is TRUE
    assert outcome(two_yes(sections=(SectionId("one"),)), answers, closed=(B,)) is FALSE


@pytest.mark.parametrize(
    ("answers", "expected"),
    [
        ({A: YES, B: YES}, TRUE),
        ({A: YES, B: YES, C: DECLINED}, TRUE),
        ({A: YES, B: NO}, UNKNOWN),
        ({A: YES, B: NO, C: NO}, FALSE),
        ({A: NO, B: NO}, FALSE),
        ({A: DECLINED, B: DECLINED, C: NO}, UNKNOWN),
    ],
)
def test_at_least_is_false_only_when_no_answer_could_change_it(
    answers: dict[ItemId, Answer], expected: Truth
) -> None:
    assert outcome(two_yes(), answers) is expected


def test_the_parts_of_a_scope_intersect() -> None:
    answers = {A: YES, B: YES, C: YES}

    def one(**scope: object) -> Truth:
        wanted = AtLeast(count=1, of=Scope(**scope), codes=("yes",))  # type: ignore[arg-type]
        return outcome(wanted, answers)

    assert one(items=(A,), concerns=(Concern.LABOR,)) is FALSE
    assert one(elements=(Element.ACT,), points=(1,)) is FALSE
    assert one(elements=(Element.ACT,), points=(1, 3)) is TRUE
    assert one(sections=(SectionId("two"),), concerns=(Concern.LABOR,)) is TRUE


def test_an_item_for_both_concerns_counts_for_each() -> None:
    answers = {A: YES, B: YES, C: YES}
    assert outcome(two_yes(concerns=(Concern.SEX,)), answers) is TRUE
    assert outcome(two_yes(concerns=(Concern.LABOR,)), answers) is TRUE


def test_basis_and_source_leave_other_answers_outside() -> None:
    answers = {A: YES, B: SEEMS, C: NO}
    assert outcome(two_yes(), answers) is TRUE
    assert outcome(two_yes(basis=(Basis.EVIDENCE,)), answers) is FALSE
    assert outcome(two_yes(source=(Source.YOUTH, Source.OBSERVED)), answers) is TRUE
    assert outcome(two_yes(source=(Source.YOUTH,)), answers) is FALSE
    # Without an answer it could still be evidence.
    assert outcome(two_yes(basis=(Basis.EVIDENCE,)), {A: YES, B: SEEMS}) is UNKNOWN


def test_all_any_and_not_follow_strong_three_valued_logic() -> None:
    unknown, true, false = is_yes(A), is_yes(B), is_yes(C)
    answers = {B: YES, C: NO}
    assert outcome(All(parts=(true, unknown)), answers) is UNKNOWN
    assert outcome(All(parts=(false, unknown)), answers) is FALSE
    assert outcome(Any(parts=(false, unknown)), answers) is UNKNOWN
    assert outcome(Any(parts=(true, unknown)), answers) is TRUE
    assert outcome(Any(parts=()), answers) is FALSE
    assert outcome(ALWAYS, answers) is TRUE
    assert outcome(Not(part=All(parts=(false, unknown))), answers) is TRUE


def test_only_the_level_that_is_named_is_meant() -> None:
    either = LevelIs(levels=(LevelId("possible"), LevelId("clear")))
    assert outcome(either, level="clear") is TRUE
    assert outcome(either, level="none") is FALSE


def test_conditions_tell_their_parts() -> None:
    assert parts_of(All(parts=(ALWAYS,))) == (ALWAYS,)
    assert parts_of(Not(part=ALWAYS)) == (ALWAYS,)
    assert parts_of(is_yes(A)) == ()


def test_the_reach_of_an_item_is_its_concern_or_each() -> None:
    assert reach_of((Concern.LABOR,)) is Reach.LABOR
    assert reach_of((Concern.SEX, Concern.LABOR)) is Reach.EACH
    assert Reach.SEX.covers(Concern.SEX)
    assert not Reach.SEX.covers(Concern.LABOR)
