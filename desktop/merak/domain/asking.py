"""Which items are asked now.

A section opens when its condition holds and is closed when it is known not to hold. In between
there are two cases, because a missing answer must never hide a question that might matter. While
an item that the condition looks at still waits for its answer, the section waits too: the answer
will tell. Once nothing waits any more and the condition is still unknown (the gate question was
declined, the fact of the case is not known), the section opens. When a screening is finished, what
has no answer counts as not asked, so that nothing waits any more.
"""

from collections.abc import Iterator, Mapping

from merak.domain.answer import Answer, Missing, WhyMissing
from merak.domain.condition import AtLeast, Condition, ItemIs, parts_of
from merak.domain.facts import Facts
from merak.domain.holding import holds
from merak.domain.ids import ItemId
from merak.domain.indicator_set import IndicatorSet
from merak.domain.seen import Asked, Seen, items_in
from merak.domain.truth import Truth

_NOT_ASKED = Answer(value=Missing(why=WhyMissing.NOT_ASKED))


def look(indicator_set: IndicatorSet, facts: Facts, answers: Mapping[ItemId, Answer]) -> Seen:
    """Gives what the rules see of a draft."""
    asked: dict[ItemId, Asked] = {}
    seen = Seen(indicator_set=indicator_set, facts=facts, answers=answers, asked=asked)
    for section in indicator_set.sections:
        # A section can look only at earlier ones, so one pass in order settles all of them.
        state = _state(section.opens_when, seen)
        asked.update((item.id, state) for item in section.items)
    return seen


def look_at_the_end(
    indicator_set: IndicatorSet, facts: Facts, answers: Mapping[ItemId, Answer]
) -> Seen:
    """Gives what the rules see once no more is asked: what has no answer was not asked."""
    complete = {item.id: answers.get(item.id, _NOT_ASKED) for item in indicator_set.items()}
    return look(indicator_set, facts, complete)


def looks_at(condition: Condition, indicator_set: IndicatorSet) -> Iterator[ItemId]:
    """Goes through the items that the condition looks at, scores left out."""
    if isinstance(condition, ItemIs):
        yield condition.item
    elif isinstance(condition, AtLeast):
        yield from (item.id for item in items_in(indicator_set, condition.of))
    for part in parts_of(condition):
        yield from looks_at(part, indicator_set)


def _state(condition: Condition, seen: Seen) -> Asked:
    outcome = holds(condition, seen)
    if outcome is not Truth.UNKNOWN:
        return Asked.OPEN if outcome is Truth.TRUE else Asked.CLOSED
    waits = any(_waits(item, seen) for item in looks_at(condition, seen.indicator_set))
    return Asked.WAITING if waits else Asked.OPEN


def _waits(item: ItemId, seen: Seen) -> bool:
    state = seen.asked.get(item, Asked.CLOSED)
    return state is Asked.WAITING or (state is Asked.OPEN and item not in seen.answers)
