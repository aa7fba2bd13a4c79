"""Checks scores: no circles, and bands that cover every possible number of points once."""

from collections.abc import Iterator, Mapping
from itertools import pairwise

from merak.domain.condition import Condition, ScoreBetween, parts_of
from merak.domain.ids import ItemId, ScoreId
from merak.domain.indicator_set import IndicatorSet
from merak.domain.score import Band, FirstOf, Score, SumOfPoints, SumOfScores
from merak.domain.seen import items_in
from merak.formats.condition_check import A_CASE, Use, check_condition, check_scope
from merak.formats.notes import Notes, nothing_named, numbered

MOST = 40
DEEPEST = 3


def check_scores(indicator_set: IndicatorSet, notes: Notes) -> None:
    """Notes what is wrong with the scores of a set."""
    before = len(notes.problems)
    if len(indicator_set.scores) > MOST:
        notes.note("scores", f"these are more than {MOST} scores", "Write fewer")
    every = frozenset(item.id for item in indicator_set.items())
    for path, score in numbered("scores", indicator_set.scores):
        _check_names(score, path, every, indicator_set, notes)
    uses = {score.id: set(_uses(score)) for score in indicator_set.scores}
    circles = {score for score in uses if score in _reached(score, uses)}
    deep = _too_deep(uses)
    for path, score in numbered("scores", indicator_set.scores):
        if score.id in circles:
            wrong = f'"{score.id}" counts itself, directly or through other scores'
            notes.note(path, wrong, "Remove one of the scores from the circle")
        elif score.id in deep:
            wrong = f"this is a score of scores of scores, more than {DEEPEST} deep"
            notes.note(path, wrong, "Count the items directly")
        if not score.concludes and not score.bands:
            instead = "Remove concludes, or add bands"
            notes.note(f"{path}.concludes", "without bands nothing could conclude", instead)
    if len(notes.problems) == before:
        for path, score in numbered("scores", indicator_set.scores):
            if score.bands:
                _check_bands(score, path, indicator_set, notes)


def _check_names(
    score: Score, path: str, every: frozenset[ItemId], indicator_set: IndicatorSet, notes: Notes
) -> None:
    match score.count:
        case SumOfScores(scores=scores):
            known = [each.id for each in indicator_set.scores]
            for place, part in numbered(f"{path}.sum_of", scores):
                if part and part not in known:
                    notes.note(place, *nothing_named("score", part, known))
                if scores.count(part) > 1:
                    notes.note(place, f'"{part}" is counted twice', "Name each score once")
        case FirstOf(over=over, cases=cases):
            check_scope(over, f"{path}.over", indicator_set, notes)
            use = Use(what=A_CASE, items=every)
            for place, case in numbered(f"{path}.first_of", cases):
                check_condition(case.when, use, f"{place}.when", indicator_set, notes)
        case _:
            over = score.count.over
            check_scope(over, f"{path}.over", indicator_set, notes)
            if not any(item.points for item in items_in(indicator_set, over)):
                wrong = "no item here has points"
                notes.note(f"{path}.over", wrong, 'Give the items points, like {"yes": 1}')


def _too_deep(uses: Mapping[ScoreId, set[ScoreId]]) -> set[ScoreId]:
    """Gives the scores from which so many steps lead on; counting them could take for ever."""
    starts = set(uses)
    for _ in range(DEEPEST):
        starts = {score for score, used in uses.items() if used & starts}
    return starts


def _reached(start: ScoreId, uses: Mapping[ScoreId, set[ScoreId]]) -> set[ScoreId]:
    reached: set[ScoreId] = set()
    ahead = set(uses[start])
    while ahead:
        score = ahead.pop()
        reached.add(score)
        ahead |= uses.get(score, set()) - reached
    return reached


def _uses(score: Score) -> Iterator[ScoreId]:
    if isinstance(score.count, SumOfScores):
        yield from score.count.scores
    if isinstance(score.count, FirstOf):
        for case in score.count.cases:
            yield from _scores_in(case.when)


def _scores_in(condition: Condition) -> Iterator[ScoreId]:
    if isinstance(condition, ScoreBetween):
        yield condition.score
    for part in parts_of(condition):
        yield from _scores_in(part)


def _check_bands(score: Score, path: str, indicator_set: IndicatorSet, notes: Notes) -> None:
    for place, band in numbered(f"{path}.bands", score.bands):
        if band.low > band.high:
            notes.note(
                f"{place}.to", f"{band.high} is below {band.low}", "Write the lower one first"
            )
            return
    ordered = sorted(enumerate(score.bands, start=1), key=lambda each: each[1].low)
    for (_, below), (count, above) in pairwise(ordered):
        _check_meeting(below, above, f"{path}.bands[{count}].from", notes)
    fewest, most = _possible(score, indicator_set)
    (first, lowest), (last, highest) = ordered[0], ordered[-1]
    if lowest.low > fewest:
        wrong = f"{fewest} points are possible, but the lowest band begins at {lowest.low}"
        notes.note(f"{path}.bands[{first}].from", wrong, f"Begin it at {fewest}")
    if highest.high < most:
        wrong = f"{most} points are possible, but the highest band ends at {highest.high}"
        notes.note(f"{path}.bands[{last}].to", wrong, f"End it at {most}")


def _check_meeting(below: Band, above: Band, path: str, notes: Notes) -> None:
    if above.low <= below.high:
        wrong = f"the bands overlap: {above.low} to {below.high} is in two of them"
        notes.note(path, wrong, f"Write {below.high + 1}")
    elif above.low > below.high + 1:
        wrong = f"no band has the points between {below.high} and {above.low}"
        notes.note(path, wrong, f"Write {below.high + 1}")


def _possible(score: Score, indicator_set: IndicatorSet) -> tuple[int, int]:
    """Gives the fewest and the most points a score can have; scores have no circles by now."""
    match score.count:
        case SumOfScores(scores=scores):
            parts = [s for s in indicator_set.scores if s.id in scores]
            ends = [_possible(part, indicator_set) for part in parts]
            return sum(low for low, _ in ends), sum(high for _, high in ends)
        case FirstOf(cases=cases, otherwise=otherwise):
            points = [otherwise, *(case.points for case in cases)]
            return min(points), max(points)
        case _:
            items = items_in(indicator_set, score.count.over)
            each = [(0, *item.points.values()) for item in items]
            join = sum if isinstance(score.count, SumOfPoints) else max
            return join(map(min, each)), join(map(max, each))
