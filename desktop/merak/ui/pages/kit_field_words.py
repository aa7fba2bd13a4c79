"""What a kit changes, in words."""

from collections.abc import Callable, Iterator, Mapping, Sequence

from merak.domain.kit import (
    Addressee,
    ClearWhen,
    Document,
    Policy,
    Programme,
    Purpose,
    SealWhen,
    TrainingRule,
)
from merak.domain.kit_change import Change, How, Part
from merak.ui import words
from merak.ui.pages import kit_document_words
from merak.ui.words import n, t


def said(changes: Sequence[Change]) -> tuple[str, ...]:
    """Gives a sentence for each change; laptops and people, who have no names, are counted."""
    renewed = _renewed(changes)
    paired = [one for pair in renewed for one in pair]
    single = [
        one for one in changes if one.part not in (Part.DEVICES, Part.USERS) and one not in paired
    ]
    lines = [_SAYS[one.part](one) for one in single]
    return (*(_other_key(new) for _, new in renewed), *lines, *_counted(changes))


def first(held: Policy, sets: Sequence[Document], bundles: Sequence[Addressee]) -> tuple[str, ...]:
    """Gives what the first kit of a laptop says: rules, sets, and who opens bundles as well."""
    partners = (one for one in bundles if one.purpose is Purpose.PARTNER)
    added = (
        *((Part.SETS, one.id, one.version) for one in sets),
        *((Part.BUNDLES, one.address, f"{one.purpose} {one.programme}") for one in partners),
    )
    new = (
        Change(part=part, how=How.ADDED, id=id_, before="", after=after)
        for part, id_, after in added
    )
    return (*policy(held), *(_SAYS[one.part](one) for one in new))


def policy(held: Policy) -> tuple[str, ...]:
    """Gives what the office has decided for its laptops, a sentence for each decision."""
    idle = set() if held.seal is SealWhen.AFTER_HOURS else {"seal_hours"}
    idle |= set() if held.clear is ClearWhen.AFTER_DAYS else {"clear_days"}
    # No laptop keeps records of training yet, so it would promise what nobody does.
    idle.add("training")
    return tuple(
        f"{what()}: {_value(name, str(getattr(held, name)))}."
        for name, what in _POLICY.items()
        if name not in idle
    )


def _name(change: Change) -> str:
    return t("The office is called {after} now. Before it was {before}.").format(
        after=change.after, before=change.before
    )


def _expires(change: Change) -> str:
    day = words.day(words.local_day(change.after))
    return t("The kit is good until {day}.").format(day=day)


def _bundles(change: Change) -> str:
    texts = {
        How.ADDED: t("What you hand over can also be opened by: {who}."),
        How.REMOVED: t("What you hand over can no longer be opened by: {who}."),
        How.CHANGED: t("One who opens what you hand over is now: {who}."),
    }
    return texts[change.how].format(who=_who(change.after or change.before))


def _identities(change: Change) -> str:
    texts = {
        How.ADDED: t("Names can also be opened by: {who}."),
        How.REMOVED: t("Names can no longer be opened by: {who}."),
        How.CHANGED: t("One who opens names is now: {who}."),
    }
    return texts[change.how].format(who=_who(change.after or change.before))


def _renewed(changes: Sequence[Change]) -> tuple[tuple[Change, Change], ...]:
    """Gives the pairs of one who is gone and one who came in the same place, with a new key."""
    sealed_to = [one for one in changes if one.part in (Part.BUNDLES, Part.IDENTITIES)]
    gone = [one for one in sealed_to if one.how is How.REMOVED]
    came = [one for one in sealed_to if one.how is How.ADDED]
    return tuple(
        (old, new)
        for old in gone
        for new in came
        if (old.part, old.before) == (new.part, new.after)
        # With two in one place nobody can say which took whose: then all of them are listed.
        and sum(one.before == old.before and one.part is old.part for one in gone) == 1
        and sum(one.after == new.after and one.part is new.part for one in came) == 1
    )


def _other_key(new: Change) -> str:
    texts = {
        Part.BUNDLES: t("What you hand over is opened with another key by: {who}."),
        Part.IDENTITIES: t("Names are opened with another key by: {who}."),
    }
    return texts[new.part].format(who=_who(new.after))


def _who(value: str) -> str:
    purpose, programme = value.split()
    who = {
        Purpose.OFFICE: t("your office"),
        Purpose.RECOVERY: t("your office’s recovery key"),
        Purpose.PARTNER: t("a partner"),
    }[Purpose(purpose)]
    if Programme(programme) is Programme.SAME:
        return who
    return t("{who}, outside of your programme").format(who=who)


def _set(change: Change) -> str:
    return t("Indicator set {id}: {what}.").format(id=change.id, what=_what(change))


def _document(change: Change) -> str:
    if change.how is How.REMOVED:
        return kit_document_words.as_shipped(change.part)
    before, after = (
        kit_document_words.day(one.split(" ")[0]) for one in (change.before, change.after)
    )
    texts = {
        How.ADDED: t("{name}: your office’s own, of {after}."),
        How.CHANGED: t("{name}: what your office wrote on {after}, in place of {before}."),
    }
    if before == after:
        texts[How.CHANGED] = t("{name}: your office has changed it, on {after}.")
    return texts[change.how].format(
        name=kit_document_words.names(change.part), after=after, before=before
    )


def _what(change: Change) -> str:
    before, after = change.before.split(" ")[0], change.after.split(" ")[0]
    if change.how is How.ADDED:
        return t("new, version {version}").format(version=after)
    if change.how is How.REMOVED:
        return t("no longer in the kit")
    if before == after:
        return t("its text was changed, version {version}").format(version=after)
    return t("version {after} in place of {before}").format(after=after, before=before)


def _rule(change: Change) -> str:
    what = _POLICY[change.id]()
    return t("{what}: {after}. Before it was: {before}.").format(
        what=what, after=_value(change.id, change.after), before=_value(change.id, change.before)
    )


# The words are looked up when they are said, in the language of that moment.
_POLICY: Mapping[str, Callable[[], str]] = {
    "seal": lambda: t("Names are sealed"),
    "seal_hours": lambda: t("Hours after finishing until names are sealed"),
    "seal_limit_hours": lambda: t("Hours that sealing waits, at most, for somebody to be told"),
    "idle_lock_minutes": lambda: t("Minutes until the program locks"),
    "screening_lock_minutes": lambda: t("Minutes until it locks during a screening"),
    "training": lambda: t("When training is missing"),
    "clear": lambda: t("What the office has is cleared here"),
    "clear_days": lambda: t("Days after the receipt until it is cleared"),
}


def _value(name: str, value: str) -> str:
    choices: Mapping[str, Mapping[str, str]] = {
        "seal": {
            SealWhen.AT_FINISH: t("when a screening is finished"),
            SealWhen.AT_HAND_OVER: t("when you hand over"),
            SealWhen.AFTER_HOURS: t("some hours after a screening is finished"),
        },
        "training": {
            TrainingRule.OFF: t("nothing happens"),
            TrainingRule.WARN: t("a warning is shown"),
            TrainingRule.BAR: t("no screening can begin"),
        },
        "clear": {
            ClearWhen.BY_HAND: t("when somebody here decides"),
            ClearWhen.AFTER_DAYS: t("some days after the receipt"),
        },
    }
    return choices[name][value] if name in choices else value


_SAYS: Mapping[Part, Callable[[Change], str]] = {
    Part.NAME: _name,
    Part.EXPIRES: _expires,
    Part.BUNDLES: _bundles,
    Part.IDENTITIES: _identities,
    Part.SETS: _set,
    Part.DUTIES: _document,
    Part.DIRECTORY: _document,
    Part.SITES: _document,
    Part.POLICY: _rule,
}


def _counted(changes: Sequence[Change]) -> Iterator[str]:
    for (part, how), text in _COUNTS.items():
        count = sum(one.part is part and one.how is how for one in changes)
        if count:
            yield text(count).format(count=count)


_COUNTS: Mapping[tuple[Part, How], Callable[[int], str]] = {
    (Part.DEVICES, How.ADDED): lambda count: n(
        "{count} laptop or office is new.", "{count} laptops or offices are new.", count
    ),
    (Part.DEVICES, How.REMOVED): lambda count: n(
        "{count} laptop or office is gone.", "{count} laptops or offices are gone.", count
    ),
    (Part.DEVICES, How.CHANGED): lambda count: n(
        "{count} laptop or office has other keys or was taken out.",
        "{count} laptops or offices have other keys or were taken out.",
        count,
    ),
    (Part.USERS, How.ADDED): lambda count: n(
        "{count} person is new.", "{count} people are new.", count
    ),
    (Part.USERS, How.REMOVED): lambda count: n(
        "{count} person has left.", "{count} people have left.", count
    ),
    (Part.USERS, How.CHANGED): lambda count: n(
        "{count} person has another task.", "{count} people have other tasks.", count
    ),
}
