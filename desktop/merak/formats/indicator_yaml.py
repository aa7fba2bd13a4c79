"""Reads an indicator set from the bytes of its file, whole or not at all."""

import re
from collections.abc import Mapping

from merak import codec
from merak.domain.condition import ALWAYS
from merak.domain.element import Element
from merak.domain.ids import ItemId, LevelId, SectionId, SetHash
from merak.domain.indicator_set import (
    FORMAT,
    NEVER_EXPIRES,
    Administration,
    Choice,
    Colour,
    IndicatorSet,
    Item,
    Level,
    Scale,
    Section,
    Sensitivity,
    Sufficiency,
    Translation,
)
from merak.formats import indicator_check, provenance_yaml, rules_yaml
from merak.formats.condition_yaml import MOST_POINTS, concerns, condition
from merak.formats.example_yaml import example
from merak.formats.notes import ENGLISH, Notes
from merak.formats.problem import Problem, SetRefused
from merak.formats.yaml_part import Fields, Part, is_language
from merak.formats.yaml_strict import NOTHING, load

__all__ = ["Problem", "SetRefused", "read"]

_REQUIRED = (
    "format",
    "id",
    "version",
    "title",
    "languages",
    "population",
    "administration",
    "validation",
    "rights",
    "answers",
    "sections",
    "levels",
    "sufficiency",
    "tests",
)
_OPTIONAL = ("replaces", "expires", "overrides", "rules", "scores", "stops", "actions")
_SET_ID = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
_VERSION = re.compile(r"(0|[1-9][0-9]*)(\.(0|[1-9][0-9]*)){2}")


def read(data: bytes, name: str) -> IndicatorSet:
    """Reads and checks a set; raises SetRefused with everything that is wrong in it."""
    document = load(data)
    notes = Notes(file=name)
    notes.take_flaws(document.flaws)
    if document.root is NOTHING:
        raise _refused(notes)
    notes.learn(document.root)
    indicator_set = _set(Part(node=document.root, path="", notes=notes), codec.digest(data))
    indicator_check.check(indicator_set, notes)
    if not notes.problems:
        indicator_check.check_examples(indicator_set, notes)
    if notes.problems:
        raise _refused(notes)
    return indicator_set


def _refused(notes: Notes) -> SetRefused:
    if not notes.problems:
        notes.note("", "the file is empty", "Begin with format: 1")
    return SetRefused(tuple(sorted(notes.problems, key=lambda each: (each.line, each.column))))


def _set(part: Part, sha256: str) -> IndicatorSet:
    fields = part.fields(_REQUIRED, _OPTIONAL)
    for form in fields.each("format"):
        if form.text() not in ("", str(FORMAT)):
            form.note("this Merak cannot read this format", f"Write format: {FORMAT}")
    languages = _languages(fields, part.notes)
    scales = {scale: _scale(scale, entry) for scale, entry in fields.pairs("answers")}
    sections = tuple(_section(entry) for entry in fields.some_entries("sections"))
    codes = {name: tuple(choice.code for choice in each.choices) for name, each in scales.items()}
    population = (provenance_yaml.population(entry) for entry in fields.each("population"))
    enough = (rules_yaml.sufficiency(entry) for entry in fields.each("sufficiency"))
    return IndicatorSet(
        id=next((p.shaped(_SET_ID, "Use a-z, 0-9 and hyphens") for p in fields.each("id")), ""),
        version=next(
            (p.shaped(_VERSION, 'Write three numbers: "1.0.0"') for p in fields.each("version")), ""
        ),
        sha256=SetHash(sha256),
        title=fields.words_for_people("title"),
        languages=languages,
        population=next(population, provenance_yaml.NO_POPULATION),
        administration=tuple(
            entry.word(Administration) for entry in fields.some_entries("administration")
        ),
        validation=next(
            (provenance_yaml.validation(p) for p in fields.each("validation")),
            provenance_yaml.NO_VALIDATION,
        ),
        rights=next(
            (provenance_yaml.rights(entry) for entry in fields.each("rights")),
            provenance_yaml.NO_RIGHTS,
        ),
        scales=scales,
        sections=sections,
        levels=tuple(_level(entry) for entry in fields.some_entries("levels")),
        sufficiency=next(enough, Sufficiency(at_most_unanswered=0)),
        overrides=tuple(rules_yaml.override(entry) for entry in fields.entries("overrides")),
        rules=tuple(rules_yaml.rule(entry) for entry in fields.entries("rules")),
        scores=tuple(rules_yaml.score(entry) for entry in fields.entries("scores")),
        stops=tuple(rules_yaml.stop(entry) for entry in fields.entries("stops")),
        actions=tuple(rules_yaml.action(entry) for entry in fields.entries("actions")),
        examples=tuple(example(entry, sections, codes) for entry in fields.some_entries("tests")),
        expires=next(
            (provenance_yaml.day(entry) for entry in fields.each("expires")), NEVER_EXPIRES
        ),
        replaces={version: _carried(entry) for version, entry in fields.pairs("replaces")},
    )


def _languages(fields: Fields, notes: Notes) -> Mapping[str, Translation]:
    languages: dict[str, Translation] = {}
    for language, entry in fields.pairs("languages"):
        if is_language(language):
            languages[language] = entry.word(Translation)
        else:
            entry.note(
                f'"{language}" is no code of a language', "Write a code like en, es or pt-BR"
            )
    if fields.has("languages") and ENGLISH not in languages:
        notes.note("languages", "English is missing", "Add en: reviewed")
    notes.languages = frozenset({ENGLISH, *languages})
    reviewed = (code for code, how in languages.items() if how is Translation.REVIEWED)
    notes.complete = frozenset({ENGLISH, *reviewed})
    return languages


def _scale(name: str, part: Part) -> Scale:
    choices: list[Choice] = []
    for entry in part.some_entries():
        fields = entry.fields(("code", "label"))
        choices.append(Choice(code=fields.text("code"), label=fields.words_for_people("label")))
    return Scale(id=name, choices=tuple(choices))


def _section(part: Part) -> Section:
    fields = part.fields(("id", "title", "items"), ("opens_when",))
    return Section(
        id=SectionId(fields.name("id")),
        title=fields.words_for_people("title"),
        items=tuple(_item(entry) for entry in fields.some_entries("items")),
        opens_when=next((condition(entry) for entry in fields.each("opens_when")), ALWAYS),
    )


def _item(part: Part) -> Item:
    required = ("id", "say", "scale", "concerns", "element", "sensitivity", "source")
    fields = part.fields(required, ("ask", "look_for", "points", "critical"))
    points = fields.pairs("points")
    return Item(
        id=ItemId(fields.name("id")),
        say=fields.words_for_people("say"),
        scale=fields.name("scale"),
        concerns=concerns(fields),
        element=fields.word("element", Element.CONTEXT),
        sensitivity=fields.word("sensitivity", Sensitivity.SPECIAL),
        source=fields.text("source"),
        ask=next((entry.lists_for_people() for entry in fields.each("ask")), {}),
        look_for=fields.words_for_people("look_for"),
        points={code: entry.number(-MOST_POINTS, MOST_POINTS) for code, entry in points},
        critical=fields.true_or_false("critical", absent=False),
    )


def _level(part: Part) -> Level:
    fields = part.fields(("id", "label", "colour"))
    return Level(
        id=LevelId(fields.name("id")),
        label=fields.words_for_people("label"),
        colour=fields.word("colour", Colour.NEUTRAL),
    )


def _carried(part: Part) -> Mapping[ItemId, ItemId]:
    return {ItemId(old): ItemId(new.name()) for old, new in part.pairs()}
