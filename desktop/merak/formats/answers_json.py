"""Reads the facts and answers with which a set is tried out, a JSON file, whole or not at all."""

import json
from collections.abc import Mapping
from dataclasses import dataclass

from merak.domain.answer import Answer, Given
from merak.domain.facts import UNKNOWN_AGE, Facts
from merak.domain.ids import ItemId
from merak.domain.indicator_set import FACTS, IndicatorSet
from merak.errors import MerakError
from merak.formats.example_yaml import age, answer
from merak.formats.notes import Notes, nothing_named
from merak.formats.problem import Problem
from merak.formats.yaml_part import Part
from merak.formats.yaml_strict import NOTHING, Place, load


@dataclass(frozen=True, slots=True, kw_only=True)
class Tried:
    """What a set is tried with."""

    facts: Facts
    answers: Mapping[ItemId, Answer]


class AnswersRefused(MerakError):
    """Answers that are not used, with everything that is wrong in them."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__(len(problems))
        self.problems = problems


def read(data: bytes, name: str, indicator_set: IndicatorSet) -> Tried:
    """Reads facts and answers for a set; raises AnswersRefused with everything that is wrong."""
    notes = Notes(file=name)
    _check_json(data, notes)
    # What is JSON is YAML as well, once the tabs between its parts are spaces, and this tree knows
    # the place of each part. JSON has no tabs inside a text.
    document = load(data.replace(b"\t", b" "))
    if not notes.problems:
        notes.take_flaws(document.flaws)
    if notes.problems or document.root is NOTHING:
        raise AnswersRefused(tuple(notes.problems))
    notes.learn(document.root)
    tried = _tried(Part(node=document.root, path="", notes=notes), indicator_set)
    if notes.problems:
        raise AnswersRefused(
            tuple(sorted(notes.problems, key=lambda each: (each.line, each.column)))
        )
    return tried


def _check_json(data: bytes, notes: Notes) -> None:
    try:
        json.loads(data.decode("utf-8"))
    except UnicodeDecodeError:
        notes.note("", "this is not UTF-8 text", 'Save the file with the encoding "UTF-8"')
    except json.JSONDecodeError as error:
        place = Place(line=error.lineno, column=error.colno)
        wrong = f"this is not JSON: {error.msg[:1].lower()}{error.msg[1:]}"
        notes.note_at(
            place, "", wrong, "Look at the commas, brackets and quotes here and just above"
        )
    except RecursionError:
        notes.note("", "this is nested too deep", "Write it flatter")


def _tried(part: Part, indicator_set: IndicatorSet) -> Tried:
    fields = part.fields(("answers",), ("age", "facts"))
    known = {fact: entry.true_or_false() for fact, entry in fields.pairs("facts")}
    for fact, entry in fields.pairs("facts"):
        if fact not in FACTS:
            entry.note(*nothing_named("fact", fact, FACTS))
    scales = {item.id: indicator_set.scales[item.scale] for item in indicator_set.items()}
    answers: dict[ItemId, Answer] = {}
    for item, entry in fields.pairs("answers"):
        answers[ItemId(item)] = given = answer(entry, "note")
        if item not in scales:
            entry.note(*nothing_named("item", item, scales))
        elif isinstance(given.value, Given) and not scales[ItemId(item)].has(given.value.code):
            codes = [choice.code for choice in scales[ItemId(item)].choices]
            entry.note(*nothing_named("answer", given.value.code, codes))
    years = next((age(entry) for entry in fields.each("age")), UNKNOWN_AGE)
    return Tried(facts=Facts(age=years, known=known), answers=answers)
