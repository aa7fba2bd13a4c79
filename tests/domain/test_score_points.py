"""Points of scores, and what they can still become while answers are missing."""

from pathlib import Path

import pytest

from merak.domain.answer import Answer, Given, Missing, WhyMissing
from merak.domain.asking import look
from merak.domain.condition import Not, ScoreBetween
from merak.domain.facts import Facts
from merak.domain.holding import Span, holds, span
from merak.domain.ids import ItemId, ScoreId
from merak.domain.indicator_set import IndicatorSet
from merak.domain.seen import Seen
from merak.domain.truth import Truth
from merak.formats.indicator_yaml import read

SHAPES = Path(__file__).parents[1] / "data" / "indicators" / "shapes"
TRUE, FALSE, UNKNOWN = Truth.TRUE, Truth.FALSE, Truth.UNKNOWN


def shape(name: str) -> IndicatorSet:
    return read((SHAPES / f"shape-{name}.yaml").read_bytes(), name)


def seen(name: str, **codes: str) -> Seen:
    answers = {
        ItemId(item): Answer(value=Given(code=code) if code else Missing(why=WhyMissing.DECLINED))
        for item, code in codes.items()
    }
    return look(shape(name), Facts(), answers)


def points(score: str, view: Seen) -> Span:
    return span(ScoreId(score), view)


def test_a_sum_counts_what_is_answered_and_knows_what_is_possible() -> None:
    nothing = points("sum", seen("anchored-domains", being_away=""))
    assert nothing == Span(reached=0, fewest=0, most=10)
    one = points("sum", seen("anchored-domains", being_away="4"))
    assert one == Span(reached=4, fewest=4, most=9)
    both = points("sum", seen("anchored-domains", being_away="4", company_kept="3"))
    assert both == Span(reached=7, fewest=7, most=7)


def test_the_highest_counts_the_item_that_has_most() -> None:
    one = points("worst", seen("anchored-domains", being_away="2"))
    assert one == Span(reached=2, fewest=2, most=5)
    both = points("worst", seen("anchored-domains", being_away="2", company_kept="3"))
    assert both == Span(reached=3, fewest=3, most=3)


def test_the_first_case_that_holds_counts_and_an_unknown_one_stays_possible() -> None:
    kind = "section-levels"
    assert points("home_points", seen(kind)) == Span(reached=0, fewest=0, most=4)
    possible = points("home_points", seen(kind, moves_often="possible"))
    assert possible == Span(reached=2, fewest=2, most=4)
    clear = points("home_points", seen(kind, moves_often="clear"))
    assert clear == Span(reached=4, fewest=4, most=4)
    no = points("home_points", seen(kind, moves_often="no", nobody_asks="no"))
    assert no == Span(reached=0, fewest=0, most=0)


def test_a_sum_of_scores_adds_what_each_can_be() -> None:
    view = seen("section-levels", moves_often="clear", old_injuries="no", new_things="possible")
    assert points("total", view) == Span(reached=6, fewest=6, most=10)


def test_points_below_zero_are_possible_as_well() -> None:
    view = seen("points-and-age", late_often="yes", trusted_adult="yes")
    assert points("evidence", view) == Span(reached=0, fewest=0, most=9)
    assert points("evidence", seen("points-and-age")) == Span(reached=0, fewest=-1, most=10)


@pytest.mark.parametrize(
    ("low", "high", "expected"),
    [(4, 9, TRUE), (0, 10, TRUE), (4, 4, UNKNOWN), (5, 9, UNKNOWN), (0, 3, FALSE), (10, 12, FALSE)],
)
def test_between_holds_only_whatever_the_missing_answers_are(
    low: int, high: int, expected: Truth
) -> None:
    view = seen("anchored-domains", being_away="4")
    between = ScoreBetween(score=ScoreId("sum"), low=low, high=high)
    assert holds(between, view) is expected
    opposite = {TRUE: FALSE, FALSE: TRUE, UNKNOWN: UNKNOWN}[expected]
    assert holds(Not(part=between), view) is opposite
