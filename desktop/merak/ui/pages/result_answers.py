"""Answers of a finished screening in words, for every place of the result page that shows some."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from merak.domain.answer import Answer, Given, Missing, WhyMissing
from merak.domain.asking import look_at_the_end
from merak.domain.case_facts import for_rules
from merak.domain.ids import ItemId
from merak.domain.indicator_set import Item, Section
from merak.domain.seen import Asked
from merak.services.results import Changes, Result
from merak.ui.pages import case_words
from merak.ui.widgets.answer_lines import AnswerValue
from merak.ui.words import t

_NOT_ASKED = Answer(value=Missing(why=WhyMissing.NOT_ASKED))

REASONS = (
    WhyMissing.DECLINED,
    WhyMissing.UNKNOWN,
    WhyMissing.NOT_ASKED,
    WhyMissing.NOT_APPLICABLE,
)
"""The four reasons in the order they are shown."""


def values(result: Result, items: Iterable[ItemId]) -> tuple[AnswerValue, ...]:
    """Returns the answers to these items, each with statement, source, basis, time and note."""
    by_id = _items(result)
    return tuple(_value(result, by_id[item]) for item in items if item in by_id)


def changed(result: Result, changes: Changes) -> tuple[AnswerValue, ...]:
    """Returns the answers that differ, each with the one before beside it."""
    by_id = _items(result)
    return tuple(
        replace(_value(result, by_id[item]), before=_before(result, by_id[item], changes))
        for item in changes.items
        if item in by_id
    )


def all_values(result: Result, section: Section) -> tuple[AnswerValue, ...]:
    """Returns the answers to all items of a section."""
    return tuple(_value(result, item) for item in section.items)


def statements(result: Result, items: Iterable[ItemId]) -> tuple[str, ...]:
    """Returns the statements of these items."""
    by_id = _items(result)
    return tuple(case_words.said(by_id[item].say) for item in items if item in by_id)


def unanswered(result: Result, why: WhyMissing) -> tuple[ItemId, ...]:
    """Returns the items that were asked and have no answer for this reason."""
    return tuple(
        item
        for item in result.assessment.unanswered
        if result.answers.get(item, _NOT_ASKED).value == Missing(why=why)
    )


def closed_sections(result: Result) -> Sequence[Section]:
    """Returns the sections that the set did not open: their answers do not count."""
    seen = look_at_the_end(result.indicator_set, for_rules(result.facts), result.answers)
    return tuple(
        section
        for section in result.indicator_set.sections
        if all(seen.asked[item.id] is Asked.CLOSED for item in section.items)
    )


def _items(result: Result) -> dict[ItemId, Item]:
    return {item.id: item for item in result.indicator_set.items()}


def _before(result: Result, item: Item, changes: Changes) -> str:
    answer = changes.before.get(item.id, _NOT_ASKED)
    said = case_words.answer(result.indicator_set, item, answer)
    return t("Last time: {answer}").format(answer=said)


def _value(result: Result, item: Item) -> AnswerValue:
    answer = result.answers.get(item.id, _NOT_ASKED)
    given = isinstance(answer.value, Given)
    return AnswerValue(
        statement=case_words.said(item.say),
        answer=case_words.answer(result.indicator_set, item, answer),
        how=case_words.how(answer) if given else "",
        note=result.notes.get(item.id, ""),
        given=given,
    )
