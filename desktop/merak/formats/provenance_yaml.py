"""The first part of a set: for whom it was made, whose it is, and what is known of it."""

from datetime import date

from merak.domain.concern import Concern
from merak.domain.facts import OLDEST
from merak.domain.indicator_set import (
    NEVER_EXPIRES,
    Population,
    Redistribution,
    Rights,
    Study,
    Validation,
    ValidationStatus,
)
from merak.formats.yaml_part import Part

NO_POPULATION = Population(age_min=0, age_max=OLDEST, settings=(), trafficking=tuple(Concern))
NO_VALIDATION = Validation(status=ValidationStatus.NONE)
NO_RIGHTS = Rights(holder="", licence="", redistribution=Redistribution.FORBIDDEN)


def population(part: Part) -> Population:
    """Reads for whom the set was made."""
    fields = part.fields(("age_min", "age_max", "settings", "trafficking"))
    trafficking = (entry.word(Concern) for entry in fields.some_entries("trafficking"))
    return Population(
        age_min=fields.number("age_min", 0, OLDEST),
        age_max=fields.number("age_max", 0, OLDEST),
        settings=fields.names("settings"),
        trafficking=tuple(dict.fromkeys(trafficking)) or tuple(Concern),
    )


def validation(part: Part) -> Validation:
    """Reads what is known of how well the set works."""
    fields = part.fields(("status",), ("say", "studies", "shows_scores"))
    status = fields.word("status", ValidationStatus.NONE)
    published = status is ValidationStatus.PUBLISHED
    if published != fields.has("studies"):
        wrong = "published without studies" if published else "studies, but not published"
        part.note(wrong, "Write status: published together with studies")
    if not published and not fields.has("say"):
        part.note("a set without a study says so", 'Add say: {en: "..."}')
    return Validation(
        status=status,
        say=fields.words_for_people("say"),
        studies=tuple(_study(entry) for entry in fields.some_entries("studies")),
        shows_scores=fields.true_or_false("shows_scores", absent=published),
    )


def _study(part: Part) -> Study:
    fields = part.fields(("cite", "n"), ("sensitivity", "specificity", "ppv", "population"))
    return Study(
        cite=fields.text("cite"),
        n=fields.number("n", 1, 9_999_999),
        sensitivity=fields.text("sensitivity"),
        specificity=fields.text("specificity"),
        ppv=fields.text("ppv"),
        population=fields.text("population"),
    )


def rights(part: Part) -> Rights:
    """Reads whose set it is."""
    fields = part.fields(("holder", "licence", "redistribution"), ("credit", "training_required"))
    return Rights(
        holder=fields.text("holder"),
        licence=fields.text("licence"),
        redistribution=fields.word("redistribution", Redistribution.FORBIDDEN),
        credit=fields.text("credit"),
        training_required=fields.true_or_false("training_required", absent=False),
    )


def day(part: Part) -> date:
    """Reads a date."""
    text = part.text()
    try:
        return date.fromisoformat(text) if len(text) == len("2027-12-31") else _no_date(part)
    except ValueError:
        return _no_date(part)


def _no_date(part: Part) -> date:
    part.note("this is no date", "Write year, month and day: 2027-12-31")
    return NEVER_EXPIRES
