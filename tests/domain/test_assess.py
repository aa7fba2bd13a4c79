"""What a set concludes, and what it says about why."""

from dataclasses import replace
from pathlib import Path

import pytest

from merak.domain.answer import Answer, Given, Missing, WhyMissing
from merak.domain.assessment import (
    INSUFFICIENT,
    AlertKind,
    Assessment,
    NearMiss,
    alerts,
    assess,
    open_items,
)
from merak.domain.concern import Concern, Reach
from merak.domain.condition import (
    EVERYTHING,
    AgeAtLeast,
    All,
    Any,
    AtLeast,
    Condition,
    ItemIs,
    Not,
    Scope,
)
from merak.domain.example import differences
from merak.domain.facts import UNKNOWN_AGE, Age, Facts
from merak.domain.ids import ItemId, LevelId, SectionId
from merak.domain.indicator_set import Card, IndicatorSet, Sufficiency
from merak.formats.indicator_yaml import read

DATA = Path(__file__).parents[1] / "data" / "indicators"
SMALL = read((DATA / "undamaged.yaml").read_bytes(), "undamaged.yaml")


def shape(name: str) -> IndicatorSet:
    return read((DATA / "shapes" / f"shape-{name}.yaml").read_bytes(), name)


def said(**codes: str) -> dict[ItemId, Answer]:
    return {ItemId(item): Answer(value=Given(code=code)) for item, code in codes.items()}


def declined(*items: str) -> dict[ItemId, Answer]:
    missing = Answer(value=Missing(why=WhyMissing.DECLINED))
    return {ItemId(item): missing for item in items}


def aged(at_least: int, at_most: int) -> Facts:
    return Facts(age=Age(at_least=at_least, at_most=at_most))


IS_PAID = ItemIs(item=ItemId("paid_for_sex"), codes=("yes",))
OWES = ItemIs(item=ItemId("debt"), codes=("yes",))
PAID = said(paid_for_sex="yes", debt="no", trusted_adult="no")


def nearest(outcome: Assessment, concern: Concern) -> NearMiss:
    return next(miss for miss in outcome.nearest if miss.concern is concern)


def test_an_override_says_its_citation_its_duties_and_its_reason() -> None:
    outcome = assess(SMALL, aged(16, 16), PAID)
    (held,) = outcome.overrides
    assert (held.id, held.level, held.concern) == ("minor", "clear", Reach.SEX)
    assert (held.cite, held.starts) == ("22 U.S.C. 7102", ("report_identified_victim",))
    assert held.because == ("paid_for_sex",)
    assert outcome.level == "clear"
    assert outcome.assumed == ()


@pytest.mark.parametrize(
    ("age", "holds", "assumed"),
    [
        (Age(at_least=0, at_most=17), True, ()),
        (UNKNOWN_AGE, True, ("under_18",)),
        (Age(at_least=13, at_most=20), True, ("under_18",)),
        (Age(at_least=18, at_most=120), False, ()),
        (Age(at_least=18, at_most=18), False, ()),
    ],
)
def test_an_unknown_age_counts_as_under_18_in_overrides_and_the_result_says_so(
    age: Age, holds: bool, assumed: tuple[str, ...]
) -> None:
    outcome = assess(SMALL, Facts(age=age), PAID)
    assert bool(outcome.overrides) is holds
    assert outcome.assumed == assumed


def test_an_unknown_age_is_not_assumed_where_the_override_does_not_hold_anyway() -> None:
    outcome = assess(SMALL, Facts(), said(paid_for_sex="no"))
    assert (outcome.overrides, outcome.assumed) == ((), ())


def test_an_unknown_age_counts_as_under_18_in_overrides_only_and_not_as_younger() -> None:
    heavy = shape("points-and-age")
    answers = said(met_at_hotel="yes")
    assert not assess(heavy, Facts(), answers).overrides
    assert assess(heavy, aged(0, 13), answers).overrides


def test_each_rule_that_holds_says_its_sentence_and_its_answers() -> None:
    outcome = assess(SMALL, aged(20, 20), said(paid_for_sex="yes", debt="yes"))
    rule = outcome.rules[0]
    assert (rule.id, rule.level, rule.say["en"]) == ("any_sign", "possible", "One sign or more.")
    assert rule.because == ("paid_for_sex", "debt")


@pytest.mark.parametrize(
    ("when", "because"),
    [
        (Any(parts=(IS_PAID, OWES)), ("debt",)),
        (Not(part=IS_PAID), ("paid_for_sex",)),
        (Not(part=All(parts=(IS_PAID, OWES))), ("paid_for_sex",)),
        (Not(part=Any(parts=(IS_PAID, Not(part=OWES)))), ("paid_for_sex", "debt")),
        (All(parts=(OWES, AgeAtLeast(years=18))), ("debt",)),
        (
            Not(part=AtLeast(count=2, of=EVERYTHING, codes=("yes",))),
            ("paid_for_sex", "trusted_adult"),
        ),
    ],
)
def test_only_the_answers_that_make_a_rule_hold_are_its_reason(
    when: Condition, because: tuple[str, ...]
) -> None:
    one = replace(SMALL, rules=(replace(SMALL.rules[0], when=when),), scores=())
    answers = said(paid_for_sex="no", debt="yes", trusted_adult="no")
    (rule,) = assess(one, aged(20, 20), answers).rules
    assert rule.because == because


def test_a_band_is_a_rule_named_by_its_score() -> None:
    outcome = assess(SMALL, aged(20, 20), PAID)
    band = outcome.rules[1]
    assert (band.id, band.level, band.say["en"]) == ("weight", "possible", "Possible concern")
    assert band.because == ("paid_for_sex",)
    (score,) = outcome.scores
    assert (score.id, score.points, score.level) == ("weight", 2, "possible")


def test_the_lowest_band_is_no_reason() -> None:
    assert assess(SMALL, aged(20, 20), said(paid_for_sex="no", debt="no")).rules == ()


def test_concerns_are_concluded_apart_and_the_highest_is_the_result() -> None:
    outcome = assess(SMALL, aged(16, 16), PAID)
    assert outcome.concerns == {Concern.SEX: "clear", Concern.LABOR: "possible"}
    assert outcome.level == "clear"


def test_too_little_is_insufficient_only_at_the_lowest_level() -> None:
    strict = replace(SMALL, sufficiency=Sufficiency(at_most_unanswered=0))
    nothing = assess(strict, Facts(), {})
    assert nothing.level == INSUFFICIENT
    assert set(nothing.concerns.values()) == {INSUFFICIENT}
    reached = assess(strict, aged(20, 20), said(debt="yes"))
    assert reached.level == "possible"
    enough = assess(strict, Facts(), said(paid_for_sex="no", debt="no"))
    assert enough.level == "none"


def test_duties_come_once_in_order_those_of_overrides_first() -> None:
    outcome = assess(SMALL, aged(16, 16), PAID)
    assert outcome.starts == ("report_identified_victim", "consult_specialist")


def test_how_far_the_highest_rule_was() -> None:
    short = shape("short-and-long-form")
    facts = Facts(known={"foreign_national": False})
    answers = said(which_form="short", no_way_out="yes") | declined("pay_withheld")
    outcome = assess(short, facts, answers)
    labor = nearest(outcome, Concern.LABOR)
    assert (labor.id, labor.level, labor.have, labor.need) == ("three_labor", "clear", 1, 3)
    assert labor.missing == ("pay_withheld",)
    sex = nearest(outcome, Concern.SEX)
    assert (sex.id, sex.have, sex.need) == ("act_and_means", 1, 2)
    assert sex.missing == ("sex_for_need",)


def test_how_far_a_score_was_from_its_next_highest_band() -> None:
    domains = shape("anchored-domains")
    outcome = assess(domains, Facts(), said(tells_it="no", being_away="4"))
    miss = nearest(outcome, Concern.SEX)
    assert (miss.id, miss.level, miss.have, miss.need) == ("sum", "high", 4, 8)
    assert miss.missing == ("company_kept",)


def test_of_equally_high_rules_the_nearest_is_told() -> None:
    gate = shape("gate-and-impression")
    facts = Facts(known={"returned_from_run": True})
    outcome = assess(gate, facts, said(seems_not_free="yes"))
    assert nearest(outcome, Concern.SEX).id == "said_and_seen"


def test_how_far_a_score_inside_a_rule_was() -> None:
    heavy = shape("points-and-age")
    outcome = assess(heavy, aged(16, 16), said(late_often="no"))
    missed = {miss.id for miss in outcome.nearest}
    assert missed == {"evidence"}
    only_impression = replace(heavy, scores=tuple(replace(s, bands=()) for s in heavy.scores))
    near = nearest(assess(only_impression, aged(16, 16), said(late_often="no")), Concern.LABOR)
    assert (near.id, near.have, near.need) == ("seems_so", 0, 1)
    assert len(near.missing) == 5


def test_at_the_highest_level_nothing_was_missed() -> None:
    outcome = assess(SMALL, aged(16, 16), PAID)
    assert Concern.SEX not in {miss.concern for miss in outcome.nearest}


def test_a_section_opens_when_an_answer_opens_it_and_waits_until_then() -> None:
    assert open_items(SMALL, Facts(), {}) == ("paid_for_sex", "debt")
    assert open_items(SMALL, Facts(), said(debt="yes"))[-1] == "trusted_adult"
    assert "trusted_adult" not in open_items(SMALL, Facts(), said(debt="no"))
    assert "trusted_adult" not in open_items(SMALL, Facts(), said(paid_for_sex="no", debt="no"))


def test_a_missing_answer_hides_no_section() -> None:
    answers = said(paid_for_sex="no") | declined("debt")
    assert "trusted_adult" in open_items(SMALL, Facts(), answers)
    assert "trusted_adult" in assess(SMALL, Facts(), said(paid_for_sex="no")).unanswered


def test_a_fact_nobody_knows_hides_no_section() -> None:
    short = shape("short-and-long-form")
    assert "papers_taken" in open_items(short, Facts(), said(which_form="short"))
    born_here = Facts(known={"foreign_national": False})
    assert "papers_taken" not in open_items(short, born_here, said(which_form="short"))


def test_the_long_form_waits_for_the_choice_and_opens_when_it_is_declined() -> None:
    short = shape("short-and-long-form")
    assert "locked_in" not in open_items(short, Facts(), {})
    assert "locked_in" in open_items(short, Facts(), declined("which_form"))
    assert "locked_in" not in open_items(short, Facts(), said(which_form="short"))


def test_a_section_waits_for_a_section_that_waits() -> None:
    first, second = SMALL.sections
    last = replace(second.items[0], id=ItemId("last"))
    condition = AtLeast(count=1, of=Scope(sections=(second.id,)), codes=("yes",))
    third = replace(second, id=SectionId("third"), items=(last,))
    third = replace(third, opens_when=condition)
    chained = replace(SMALL, sections=(first, second, third))
    assert "last" not in open_items(chained, Facts(), {})
    gate = said(debt="yes")
    assert "last" not in open_items(chained, Facts(), gate)
    assert "last" in open_items(chained, Facts(), gate | said(trusted_adult="yes"))
    assert "last" in open_items(chained, Facts(), gate | declined("trusted_adult"))


def test_a_stop_ends_the_asking_and_leaves_what_was_answered_to_be_corrected() -> None:
    parts = shape("first-part-opens-second")
    answers = said(found_far_away="yes", discloses_now="yes")
    assert open_items(parts, Facts(), answers) == ("discloses_now", "found_far_away")
    outcome = assess(parts, Facts(), answers)
    (stop,) = outcome.stopped
    assert (stop.card, stop.because) == (Card.DISCLOSURE, ("discloses_now",))
    assert outcome.level == "clear"


def test_a_disclosure_outranks_what_is_missing() -> None:
    parts = shape("first-part-opens-second")
    outcome = assess(parts, Facts(), said(discloses_now="yes"))
    assert len(outcome.unanswered) > parts.sufficiency.at_most_unanswered
    assert outcome.level == "clear"


def test_overrides_critical_items_and_stops_act_at_once() -> None:
    parts = shape("first-part-opens-second")
    override, critical, stop = alerts(parts, Facts(), said(discloses_now="yes"))
    assert (override.kind, override.id) == (AlertKind.OVERRIDE, "disclosure")
    assert override.starts == ("forensic_interview", "mandated_report")
    assert override.cite == "policy of the agency"
    assert (critical.kind, critical.id) == (AlertKind.CRITICAL, "discloses_now")
    assert (critical.concern, critical.starts) == (Reach.EACH, ())
    assert (stop.kind, stop.card, stop.id) == (AlertKind.STOP, "disclosure", "disclosure")
    assert {each.because for each in (override, critical, stop)} == {("discloses_now",)}


def test_a_critical_item_answered_no_or_not_at_all_is_quiet() -> None:
    assert alerts(SMALL, aged(20, 20), said(paid_for_sex="no")) == ()
    assert alerts(SMALL, aged(20, 20), declined("paid_for_sex")) == ()
    (alert,) = alerts(SMALL, aged(20, 20), PAID)
    assert (alert.kind, alert.concern) == (AlertKind.CRITICAL, Reach.SEX)


def test_something_that_protects_lowers_points_and_never_an_override() -> None:
    heavy = shape("points-and-age")
    alone = said(met_at_hotel="yes", trusted_adult="no")
    protected = said(met_at_hotel="yes", trusted_adult="yes")
    assert assess(heavy, aged(15, 15), alone).level == "medium"
    assert assess(heavy, aged(15, 15), protected).level != "medium"
    assert assess(heavy, aged(13, 13), protected).level == "high"


def test_worked_examples_compare_only_what_they_name() -> None:
    example = SMALL.examples[1]
    assert differences(SMALL, example) == ()
    wrong = replace(example, expected=replace(example.expected, level=LevelId("none")))
    (difference,) = differences(SMALL, wrong)
    assert (difference.key, difference.expected, difference.came) == ("level", "none", "clear")
