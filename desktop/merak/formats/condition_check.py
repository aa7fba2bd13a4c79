"""Checks conditions: what they name exists, they can hold, and they stand where they may."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from merak.domain.condition import (
    All,
    Any,
    AtLeast,
    Condition,
    FactIs,
    ItemIs,
    LevelIs,
    Not,
    Scope,
    ScoreBetween,
)
from merak.domain.element import Element
from merak.domain.ids import ItemId
from merak.domain.indicator_set import FACTS, INSUFFICIENT, IndicatorSet, Item
from merak.domain.seen import items_in
from merak.formats.notes import Notes, nothing_named, numbered

OPENS_WHEN = "opens_when"
AN_OVERRIDE = "an override"
A_RULE = "a rule"
A_CASE = "a case of a score"
A_STOP = "a stop"
AN_ACTION = "an action"
_MAY_ASK_SCORES = (A_RULE, A_CASE, AN_ACTION)


@dataclass(frozen=True, slots=True, kw_only=True)
class Use:
    """What a condition is for, and the items it may look at."""

    what: str
    items: frozenset[ItemId]


def check_condition(
    condition: Condition, use: Use, path: str, indicator_set: IndicatorSet, notes: Notes
) -> None:
    """Notes what is wrong with a condition and everything inside it."""
    for place, part in _inside(condition, path):
        check_condition(part, use, place, indicator_set, notes)
    match condition:
        case ItemIs():
            _check_item(condition, use, path, indicator_set, notes)
        case AtLeast():
            _check_at_least(condition, use, path, indicator_set, notes)
        case FactIs(fact=fact):
            _known(fact, FACTS, f"{path}.fact", "fact", notes)
        case LevelIs(levels=levels):
            known = [*(level.id for level in indicator_set.levels), INSUFFICIENT]
            if use.what != AN_ACTION:
                wrong = f"{use.what} cannot look at the level: it comes later"
                notes.note(f"{path}.level", wrong, "Only an action can")
            for level in levels:
                _known(level, known, f"{path}.level", "level", notes)
        case ScoreBetween(score=score):
            if use.what not in _MAY_ASK_SCORES:
                wrong = f"{use.what} cannot look at a score"
                notes.note(f"{path}.score", wrong, "Name the items themselves with at_least")
            scores = [known.id for known in indicator_set.scores]
            _known(score, scores, f"{path}.score", "score", notes)


def _inside(condition: Condition, path: str) -> Iterator[tuple[str, Condition]]:
    match condition:
        case All(parts=parts):
            yield from numbered(f"{path}.all", parts)
        case Any(parts=parts):
            yield from numbered(f"{path}.any", parts)
        case Not(part=part):
            yield f"{path}.not", part


def check_scope(scope: Scope, path: str, indicator_set: IndicatorSet, notes: Notes) -> None:
    """Notes names in a scope that name nothing, and a scope in which no item is."""
    before = len(notes.problems)
    items = [item.id for item in indicator_set.items()]
    sections = [section.id for section in indicator_set.sections]
    for item in scope.items:
        _known(item, items, f"{path}.items", "item", notes)
    for section in scope.sections:
        _known(section, sections, f"{path}.section", "section", notes)
    if len(notes.problems) == before and not any(True for _ in items_in(indicator_set, scope)):
        notes.note(path, "no item fits all of this", "Its keys intersect: remove one of them")


def _check_item(
    condition: ItemIs, use: Use, path: str, indicator_set: IndicatorSet, notes: Notes
) -> None:
    items = {item.id: item for item in indicator_set.items()}
    _known(condition.item, items, f"{path}.item", "item", notes)
    if condition.item in items:
        item = items[condition.item]
        _check_use(item, use, f"{path}.item", notes)
        _check_codes(condition.codes, [item], f"{path}.is", indicator_set, notes)


def _check_at_least(
    condition: AtLeast, use: Use, path: str, indicator_set: IndicatorSet, notes: Notes
) -> None:
    check_scope(condition.of, f"{path}.of", indicator_set, notes)
    items = list(items_in(indicator_set, condition.of))
    if 0 < len(items) < condition.count:
        wrong = f"{condition.count} are wanted, but only {len(items)} items fit"
        notes.note(f"{path}.at_least", wrong, f"Write {len(items)} or fewer")
    for item in items:
        if not _check_use(item, use, f"{path}.of", notes):
            break
    _check_codes(condition.codes, items, f"{path}.is", indicator_set, notes)


def _check_use(item: Item, use: Use, path: str, notes: Notes) -> bool:
    if use.what == AN_OVERRIDE and item.element is Element.PROTECTIVE:
        wrong = f'"{item.id}" protects, and nothing that protects may decide an override'
        notes.note(path, wrong, "Leave it out; name element, items or section more narrowly")
        return False
    if item.id not in use.items:
        wrong = f'{use.what} looks at "{item.id}", which is not in an earlier section'
        notes.note(path, wrong, "Look at items of earlier sections only: add section: or items:")
        return False
    return True


def _check_codes(
    codes: tuple[str, ...], items: list[Item], path: str, indicator_set: IndicatorSet, notes: Notes
) -> None:
    scales = [indicator_set.scales[i.scale] for i in items if i.scale in indicator_set.scales]
    known = {choice.code: scale for scale in scales for choice in scale.choices}
    for place, code in numbered(path, codes):
        if scales and code:
            _known(code, known, place, "answer", notes)


def _known(name: str, known: Collection[str], path: str, what: str, notes: Notes) -> None:
    # An empty name was not readable and is noted already.
    if name and name not in known:
        notes.note(path, *nothing_named(what, name, known))
