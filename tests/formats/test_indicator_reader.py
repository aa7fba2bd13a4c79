"""A set is read whole, as it was written, or refused."""

import hashlib
import random
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from merak.domain.answer import Basis, Missing, Source, When, WhyMissing
from merak.domain.concern import Concern, Reach
from merak.domain.condition import ALWAYS, AgeBelow, All, AtLeast, ItemIs, Scope
from merak.domain.facts import UNKNOWN_AGE, Age
from merak.domain.ids import ItemId, SectionId
from merak.domain.indicator_set import (
    NEVER_EXPIRES,
    Administration,
    IndicatorSet,
    Redistribution,
    Translation,
    ValidationStatus,
)
from merak.domain.score import Band, SumOfPoints
from merak.formats.indicator_yaml import read
from merak.formats.problem import Problem, SetRefused

ROOT = Path(__file__).parents[2]
DATA = ROOT / "tests" / "data" / "indicators"
SHIPPED = (ROOT / "indicators" / "merak-child-2015.yaml").read_bytes()
UNDAMAGED = (DATA / "undamaged.yaml").read_bytes()


def shape(name: str) -> IndicatorSet:
    return read((DATA / "shapes" / f"shape-{name}.yaml").read_bytes(), name)


def changed(before: str, after: str) -> IndicatorSet:
    text = UNDAMAGED.decode()
    assert text.count(before) >= 1
    return read(text.replace(before, after, 1).encode(), "changed.yaml")


def problems_of(data: bytes) -> tuple[Problem, ...]:
    try:
        read(data, "mixed.yaml")
    except SetRefused as refused:
        return refused.problems
    return ()


def test_a_set_is_named_by_the_digest_of_its_bytes() -> None:
    assert read(UNDAMAGED, "x").sha256 == hashlib.sha256(UNDAMAGED).hexdigest()
    commented = UNDAMAGED + b"# a comment\n"
    assert read(commented, "x").sha256 == hashlib.sha256(commented).hexdigest()


def test_everything_written_is_in_the_set() -> None:
    small = read(UNDAMAGED, "undamaged.yaml")
    assert (small.id, small.version, small.title) == ("damaged", "1.0.0", {"en": "A small set"})
    assert small.languages == {"en": Translation.REVIEWED, "es": Translation.DRAFT}
    assert small.population.trafficking == tuple(Concern)
    assert small.administration == (Administration.INTERVIEW,)
    assert small.validation.status is ValidationStatus.NONE
    assert small.rights.redistribution is Redistribution.ALLOWED
    assert not small.rights.training_required
    assert [choice.code for choice in small.scales["yes_no"].choices] == ["yes", "no"]
    first, second = small.sections
    assert first.opens_when == ALWAYS
    first_scope = Scope(sections=(SectionId("first"),))
    assert second.opens_when == AtLeast(count=1, of=first_scope, codes=("yes",))
    paid, debt = first.items
    assert (paid.critical, paid.worth(), paid.is_present("yes")) == (True, 2, True)
    assert not paid.is_present("no")
    assert debt.concerns == tuple(Concern)
    assert (debt.ask, debt.look_for) == ({}, {"en": ""})
    (minor,) = small.overrides
    assert minor.when == All(
        parts=(AgeBelow(years=18), ItemIs(item=ItemId("paid_for_sex"), codes=("yes",)))
    )
    assert (minor.concern, minor.cite) == (Reach.SEX, "22 U.S.C. 7102")
    assert minor.starts == ("report_identified_victim",)
    (weight,) = small.scores
    assert weight.count == SumOfPoints(over=first_scope)
    assert weight.bands[1] == Band(low=2, high=3, level=small.levels[1].id)
    assert small.sufficiency.at_most_unanswered == 1
    assert small.lowest() == "none"
    assert [small.rank(level.id) for level in small.levels] == [0, 1, 2]


def test_a_set_without_a_date_never_expires() -> None:
    assert read(UNDAMAGED, "x").expires == NEVER_EXPIRES
    assert changed("administration:", "expires: 2027-12-31\nadministration:").expires == date(
        2027, 12, 31
    )


def test_prompts_are_lists_in_each_language() -> None:
    items = {item.id: item for item in shape("any-of-four").items()}
    assert items[ItemId("kept_pay")].ask == {
        "en": ("Did you get to keep what you earned?",),
        "es": ("¿Te quedaste con lo que ganaste?",),
    }


def test_a_published_set_may_show_its_points_and_another_says_so() -> None:
    assert shape("any-of-four").validation.shows_scores
    assert shape("any-of-four").validation.studies[0].sensitivity == "0.80"
    assert shape("section-levels").validation.shows_scores
    assert not shape("two-of-six").validation.shows_scores


def test_items_of_an_older_version_are_carried_over_by_name() -> None:
    carried = changed("administration:", 'replaces: {"0.9.0": {owes: debt}}\nadministration:')
    assert carried.replaces == {"0.9.0": {ItemId("owes"): ItemId("debt")}}


def test_an_example_may_say_everything_an_answer_carries() -> None:
    example = changed(
        '{say: "nothing seen", others: "no", level: none}',
        '{say: "declined", age: [13, 17], facts: {in_care: true}, level: insufficient_information, '
        "answers: {debt: {why_missing: declined, source: caregiver, basis: impression, "
        "when: past_year}}}",
    ).examples[0]
    answer = example.answers[ItemId("debt")]
    assert answer.value == Missing(why=WhyMissing.DECLINED)
    assert (answer.source, answer.basis) == (Source.CAREGIVER, Basis.IMPRESSION)
    assert answer.when is When.PAST_YEAR
    assert example.facts.age == Age(at_least=13, at_most=17)
    assert example.facts.known == {"in_care": True}


def test_an_example_without_an_age_has_an_unknown_one() -> None:
    assert read(UNDAMAGED, "x").examples[0].facts.age == UNKNOWN_AGE


def test_a_refusal_counts_its_problems_and_repeats_no_text() -> None:
    with pytest.raises(SetRefused) as refused:
        changed("debt", "Debt of Ana")
    assert str(refused.value) == str(len(refused.value.problems))


@given(st.binary(max_size=300))
def test_any_bytes_are_a_set_or_a_refusal(data: bytes) -> None:
    with pytest.raises(SetRefused):
        read(data, "any.yaml")


@given(st.integers(0, 10**9))
@settings(max_examples=60)
def test_a_set_with_lines_lost_moved_or_mixed_up_is_read_or_refused(seed: int) -> None:
    chance = random.Random(seed)
    lines = chance.choice([UNDAMAGED, *SHAPES]).decode().splitlines(keepends=True)
    for _ in range(chance.randint(1, 3)):
        here, there = chance.randrange(len(lines)), chance.randrange(len(lines))
        match chance.randrange(4):
            case 0:
                del lines[here]
            case 1:
                lines.insert(there, lines[here])
            case 2:
                lines[here], lines[there] = lines[there], lines[here]
            case _:
                words = lines[here].split(" ")
                chance.shuffle(words)
                lines[here] = " ".join(words)
    for problem in problems_of("".join(lines).encode()):
        assert problem.line >= 1
        assert problem.column >= 1
        assert problem.wrong
        assert problem.instead


SHAPES = [file.read_bytes() for file in sorted((DATA / "shapes").glob("*.yaml"))]


def test_the_shipped_set_is_read() -> None:
    assert read(SHIPPED, "merak-child-2015.yaml").id == "merak-child-2015"
