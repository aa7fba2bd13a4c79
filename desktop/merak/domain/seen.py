"""What the rules may look at: facts, and the answers of items that are not hidden."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import Enum

from merak.domain.answer import Answer, Given
from merak.domain.condition import Scope
from merak.domain.facts import Facts
from merak.domain.ids import ItemId, LevelId
from merak.domain.indicator_set import IndicatorSet, Item

NO_LEVEL = LevelId("")


class Asked(Enum):
    """Whether an item is asked: it is, its section is closed, or an earlier answer will tell."""

    OPEN = "open"
    CLOSED = "closed"
    WAITING = "waiting"


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """Facts and answers as the rules see them; `level` is set only for the actions."""

    indicator_set: IndicatorSet
    facts: Facts
    answers: Mapping[ItemId, Answer]
    asked: Mapping[ItemId, Asked]
    level: LevelId = NO_LEVEL

    def code(self, item: ItemId) -> str:
        """Gives the code that counts for the item, "" where there is none or the item is hidden."""
        answer = self.answers.get(item)
        if answer is None or self.asked.get(item) is not Asked.OPEN:
            return ""
        return answer.value.code if isinstance(answer.value, Given) else ""

    def items(self, scope: Scope) -> Iterator[Item]:
        """Goes through the items in scope, without closed sections and answers of another kind."""
        for item in items_in(self.indicator_set, scope):
            if self.asked.get(item.id) is not Asked.CLOSED and self._is_of_kind(item.id, scope):
                yield item

    def unanswered(self) -> tuple[ItemId, ...]:
        """Gives the items that are asked and have no code."""
        return tuple(
            item.id
            for item in self.indicator_set.items()
            if self.asked[item.id] is Asked.OPEN and not self.code(item.id)
        )

    def _is_of_kind(self, item: ItemId, scope: Scope) -> bool:
        if not self.code(item):
            return True
        answer = self.answers[item]
        return (not scope.basis or answer.basis in scope.basis) and (
            not scope.source or answer.source in scope.source
        )


def items_in(indicator_set: IndicatorSet, scope: Scope) -> Iterator[Item]:
    """Goes through the items that fit every part of the scope, closed sections included."""
    for section in indicator_set.sections:
        if scope.sections and section.id not in scope.sections:
            continue
        for item in section.items:
            if (
                (not scope.items or item.id in scope.items)
                and (not scope.concerns or not set(scope.concerns).isdisjoint(item.concerns))
                and (not scope.elements or item.element in scope.elements)
                and (not scope.points or item.worth() in scope.points)
            ):
                yield item
