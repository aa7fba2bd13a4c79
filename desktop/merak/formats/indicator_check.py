"""Checks a set that was read: names name something, once, and its examples come out."""

from collections.abc import Collection, Iterable, Iterator
from typing import Protocol

from merak.domain.answer import Given
from merak.domain.concern import Reach
from merak.domain.example import differences
from merak.domain.ids import ItemId, LevelId
from merak.domain.indicator_set import (
    FACTS,
    INSUFFICIENT,
    Card,
    Example,
    IndicatorSet,
    Item,
    Scale,
)
from merak.formats.condition_check import (
    A_RULE,
    A_STOP,
    AN_ACTION,
    AN_OVERRIDE,
    OPENS_WHEN,
    Use,
    check_condition,
)
from merak.formats.notes import Notes, nothing_named, numbered
from merak.formats.score_check import check_scores


def check(indicator_set: IndicatorSet, notes: Notes) -> None:
    """Notes what is wrong between the parts of a set."""
    _check_names(indicator_set, notes)
    _check_population(indicator_set, notes)
    for path, item in _items(indicator_set):
        _check_item(item, indicator_set, path, notes)
    _check_levels(indicator_set, notes)
    _check_conditions(indicator_set, notes)
    check_scores(indicator_set, notes)
    _check_stops(indicator_set, notes)
    known = [item.id for item in indicator_set.items()]
    for version, carried in indicator_set.replaces.items():
        for old, new in carried.items():
            _known(new, known, f"replaces.{version}.{old}", "item", notes)
    for count, example in enumerate(indicator_set.examples, start=1):
        _check_example(example, indicator_set, f"tests[{count}]", notes)


def check_examples(indicator_set: IndicatorSet, notes: Notes) -> None:
    """Runs the worked examples; each one that comes out otherwise is noted at its place."""
    for count, example in enumerate(indicator_set.examples, start=1):
        for difference in differences(indicator_set, example):
            wrong = f'this example gives "{difference.came}", not "{difference.expected}"'
            instead = "Correct the example, or the rules until it comes out"
            notes.note(f"tests[{count}].{difference.key}", wrong, instead)


def _items(indicator_set: IndicatorSet) -> Iterator[tuple[str, Item]]:
    for count, section in enumerate(indicator_set.sections, start=1):
        for place, item in enumerate(section.items, start=1):
            yield f"sections[{count}].items[{place}]", item


def _check_names(indicator_set: IndicatorSet, notes: Notes) -> None:
    items = ((f"{path}.id", item.id) for path, item in _items(indicator_set))
    rules = _ids(numbered("rules", indicator_set.rules))
    scores = _ids(numbered("scores", indicator_set.scores))
    _once(_ids(numbered("sections", indicator_set.sections)), "section", notes)
    _once(items, "item", notes)
    _once(_ids(numbered("levels", indicator_set.levels)), "level", notes)
    _once(_ids(numbered("overrides", indicator_set.overrides)), "override", notes)
    _once((*rules, *scores), "rule or score", notes)
    for name, scale in indicator_set.scales.items():
        choices = numbered(f"answers.{name}", scale.choices)
        _once(((f"{path}.code", choice.code) for path, choice in choices), "code", notes)


def _check_population(indicator_set: IndicatorSet, notes: Notes) -> None:
    population = indicator_set.population
    if population.age_min > population.age_max:
        instead = "Write the youngest age first"
        notes.note("population.age_max", "this is below age_min", instead)


def _check_item(item: Item, indicator_set: IndicatorSet, path: str, notes: Notes) -> None:
    for concern in item.concerns:
        if concern not in indicator_set.population.trafficking:
            wrong = f'the set does not look for "{concern}"'
            notes.note(f"{path}.concerns", wrong, "Add it to population.trafficking, or remove it")
    if item.critical and item.worth() <= 0:
        wrong = "a critical item needs an answer that brings points"
        notes.note(f"{path}.critical", wrong, 'Add points: {"yes": 1} with the answer that counts')
    _known(item.scale, indicator_set.scales, f"{path}.scale", "scale of answers", notes)
    if item.scale in indicator_set.scales:
        scale = indicator_set.scales[item.scale]
        for code in item.points:
            _on_scale(code, scale, f"{path}.points.{code}", notes)


def _check_levels(indicator_set: IndicatorSet, notes: Notes) -> None:
    levels = [level.id for level in indicator_set.levels]
    if len(set(levels)) == 1:
        notes.note("levels", "one level says nothing", "Write two or more, the lowest first")
    used: set[LevelId] = {level.id for level in indicator_set.levels[:1]}
    for path, named in _levels_named(indicator_set):
        used.add(named)
        _known(named, levels, path, "level", notes)
    for path, override in numbered("overrides", indicator_set.overrides):
        if override.level in levels[:1]:
            wrong = f'"{override.level}" is the lowest level, and an override never lowers'
            notes.note(f"{path}.level", wrong, "Write a higher level")
    for path, level in numbered("levels", indicator_set.levels):
        if level.id == INSUFFICIENT:
            notes.note(f"{path}.id", f"{INSUFFICIENT} is built in", "Remove this level")
        elif level.id and level.id not in used:
            wrong = f'no rule, override or band gives the level "{level.id}"'
            notes.note(f"{path}.id", wrong, "Remove the level, or write the rule that gives it")


def _levels_named(indicator_set: IndicatorSet) -> Iterator[tuple[str, LevelId]]:
    for path, override in numbered("overrides", indicator_set.overrides):
        yield f"{path}.level", override.level
    for path, rule in numbered("rules", indicator_set.rules):
        yield f"{path}.level", rule.level
    for path, score in numbered("scores", indicator_set.scores):
        for place, band in numbered(f"{path}.bands", score.bands):
            yield f"{place}.level", band.level


def _check_conditions(indicator_set: IndicatorSet, notes: Notes) -> None:
    earlier: set[ItemId] = set()
    for path, section in numbered("sections", indicator_set.sections):
        use = Use(what=OPENS_WHEN, items=frozenset(earlier))
        check_condition(section.opens_when, use, f"{path}.opens_when", indicator_set, notes)
        earlier.update(item.id for item in section.items)
    every = frozenset(earlier)
    override = Use(what=AN_OVERRIDE, items=every)
    for path, each in numbered("overrides", indicator_set.overrides):
        check_condition(each.when, override, f"{path}.when", indicator_set, notes)
        _check_reach(each.concern, path, indicator_set, notes)
    rule = Use(what=A_RULE, items=every)
    for path, given in numbered("rules", indicator_set.rules):
        check_condition(given.when, rule, f"{path}.when", indicator_set, notes)
        _check_reach(given.concern, path, indicator_set, notes)
    for path, score in numbered("scores", indicator_set.scores):
        _check_reach(score.concern, path, indicator_set, notes)
    stop = Use(what=A_STOP, items=every)
    for path, ends in numbered("stops", indicator_set.stops):
        check_condition(ends.when, stop, f"{path}.when", indicator_set, notes)
    action = Use(what=AN_ACTION, items=every)
    for path, acts in numbered("actions", indicator_set.actions):
        check_condition(acts.when, action, f"{path}.when", indicator_set, notes)


def _check_reach(reach: Reach, path: str, indicator_set: IndicatorSet, notes: Notes) -> None:
    if not any(reach.covers(concern) for concern in indicator_set.population.trafficking):
        wrong = f'the set does not look for "{reach}"'
        notes.note(f"{path}.concern", wrong, "Add it to population.trafficking, or change it")


def _check_stops(indicator_set: IndicatorSet, notes: Notes) -> None:
    deciding = [override.when for override in indicator_set.overrides]
    for path, stop in numbered("stops", indicator_set.stops):
        if stop.card is Card.DISCLOSURE and stop.when not in deciding:
            wrong = "a disclosure ends the asking, but no override says what follows from it"
            notes.note(f"{path}.when", wrong, "Write an override with the same when")


def _check_example(example: Example, indicator_set: IndicatorSet, path: str, notes: Notes) -> None:
    expected = example.expected
    items = {item.id: item for item in indicator_set.items()}
    for item, answer in example.answers.items():
        _known(item, items, f"{path}.answers.{item}", "item", notes)
        scale = indicator_set.scales.get(items[item].scale) if item in items else None
        if scale is not None and isinstance(answer.value, Given):
            _on_scale(answer.value.code, scale, f"{path}.answers.{item}", notes)
    for fact in example.facts.known:
        _known(fact, FACTS, f"{path}.facts.{fact}", "fact", notes)
    levels = (*(level.id for level in indicator_set.levels), INSUFFICIENT)
    _known(expected.level, levels, f"{path}.level", "level", notes)
    overrides = [override.id for override in indicator_set.overrides]
    scores = [score.id for score in indicator_set.scores]
    rules = [*(rule.id for rule in indicator_set.rules), *scores]
    for override in expected.overrides:
        _known(override, overrides, f"{path}.overrides", "override", notes)
    for rule in expected.rules:
        _known(rule, rules, f"{path}.rules", "rule", notes)
    for score in expected.scores:
        _known(score, scores, f"{path}.scores.{score}", "score", notes)
    for concern, level in expected.concerns.items():
        concerns = indicator_set.population.trafficking
        _known(concern, concerns, f"{path}.concerns.{concern}", "concern of this set", notes)
        _known(level, levels, f"{path}.concerns.{concern}", "level", notes)


def _known(name: str, known: Collection[str], path: str, what: str, notes: Notes) -> None:
    # An empty name was not readable and is noted already.
    if name and name not in known:
        notes.note(path, *nothing_named(what, name, known))


def _on_scale(code: str, scale: Scale, path: str, notes: Notes) -> None:
    if code and not scale.has(code):
        codes = ", ".join(choice.code for choice in scale.choices)
        notes.note(path, f'"{code}" is not on the scale "{scale.id}"', f"Use one of: {codes}")


class _Named(Protocol):
    @property
    def id(self) -> str: ...


def _ids(entries: Iterable[tuple[str, _Named]]) -> Iterator[tuple[str, str]]:
    return ((f"{path}.id", entry.id) for path, entry in entries)


def _once(names: Iterable[tuple[str, str]], what: str, notes: Notes) -> None:
    seen: set[str] = set()
    for path, name in names:
        if name in seen:
            wrong = f'"{name}" is already the name of another {what}'
            notes.note(path, wrong, "Choose another name")
        elif name:
            seen.add(name)
