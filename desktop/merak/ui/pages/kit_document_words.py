"""What a kit changes inside its documents, and which of them cannot be read, in words."""

from collections.abc import Callable, Iterator, Mapping, Sequence

from merak.domain.kit_change import How, Part
from merak.domain.text import say
from merak.services.kit_documents import Detail, Unread
from merak.ui import words
from merak.ui.words import language, n, t

_SHOWN = 20
"""How many new entries are named; every one that changes or goes is."""


def names(part: Part) -> str:
    """Returns what people call a document."""
    return _NAMES[part]()


def as_shipped(part: Part) -> str:
    """Returns what holds where the kit has no such document."""
    return _AS_SHIPPED[part]()


def day(version: str) -> str:
    """Returns the day a document came in; what names no day is said as it is."""
    try:
        return words.day(version)
    except ValueError:
        return version


def said(details: Sequence[Detail]) -> tuple[str, ...]:
    """Gives a sentence for each entry that changes."""
    return tuple(_said(details))


def unread(found: Sequence[Unread]) -> tuple[str, ...]:
    """Gives a sentence for each document that this version cannot read."""
    return tuple(_unread(one) for one in found)


def _said(details: Sequence[Detail]) -> Iterator[str]:
    for part in _NAMES:
        new = [one for one in details if one.part is part and one.how is How.ADDED]
        other = [one for one in details if one.part is part and one.how is not How.ADDED]
        for one in (*other, *new[:_SHOWN]):
            yield f"{names(part)}: {_one(one)}"
        more = len(new) - _SHOWN
        if more > 0:
            counted = n("{count} more is new.", "{count} more are new.", more)
            yield f"{names(part)}: {counted.format(count=more)}"


def _one(one: Detail) -> str:
    name = say(one.name, language())
    before, after = _fact(one.part, one.before), _fact(one.part, one.after)
    if one.how is How.ADDED:
        return t("{name} is new, {after}.").format(name=name, after=after)
    if one.how is How.REMOVED:
        return t("{name} is gone, before it was {before}.").format(name=name, before=before)
    if before == after:
        return t("{name} says something else, still {after}.").format(name=name, after=after)
    return t("{name}: {after} now. Before it was {before}.").format(
        name=name, after=after, before=before
    )


def _fact(part: Part, fact: str) -> str:
    if part is Part.DUTIES and fact:
        hours = int(fact)
        within = n("within {count} hour", "within {count} hours", hours).format(count=hours)
        return within if hours else t("at once")
    if part is Part.SITES and fact:
        kind, _, state = fact.partition(" ")
        known = {
            "detention": t("detention"),
            "shelter": t("shelter"),
            "child_welfare": t("child welfare"),
            "federal": t("federal"),
            "other": t("another kind"),
        }[kind]
        return ", ".join(one for one in (known, state) if one)
    return fact


def _unread(one: Unread) -> str:
    if one.part is Part.SETS:
        return t(
            "Indicator set {id} cannot be read by this version of the program, and nobody can"
            " screen with it here. Install the newer version."
        ).format(id=one.id)
    return t(
        "{name}: what the kit says cannot be read by this version of the program. {shipped}"
        " Install the newer version."
    ).format(name=names(one.part), shipped=as_shipped(one.part))


# The words are looked up when they are said, in the language of that moment.
_NAMES: Mapping[Part, Callable[[], str]] = {
    Part.DIRECTORY: lambda: t("Whom to call"),
    Part.DUTIES: lambda: t("Who must be told by when"),
    Part.SITES: lambda: t("Places"),
}
_AS_SHIPPED: Mapping[Part, Callable[[], str]] = {
    Part.DIRECTORY: lambda: t("The contacts that came with the program are shown."),
    Part.DUTIES: lambda: t("Reminders only say: tell your supervisor."),
    Part.SITES: lambda: t("Each laptop says its state and kind of place itself."),
}
