"""What the screening page shows of a draft, worked out apart from any widget."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from merak.domain.answer import Answer, Basis, Given, Missing, Source, When, WhyMissing
from merak.domain.ids import ItemId
from merak.domain.indicator_set import Item, Section
from merak.domain.screening import Mode
from merak.domain.text import say
from merak.services.open_screening import OpenScreening
from merak.ui.pages.case_words import missing
from merak.ui.widgets.details import Detail
from merak.ui.widgets.item_card import CardValue
from merak.ui.widgets.section_nav import SectionValue
from merak.ui.widgets.values import Option
from merak.ui.words import language, t

FINISH = "finish"
"""The key of the last entry among the sections: what is missing, and finishing."""
_GIVEN = "="
"""Before a code of a scale, so that no code can be taken for a reason why there is none."""
_WHY_NOT = {
    WhyMissing.UNKNOWN: "circle-question-mark",
    WhyMissing.DECLINED: "hand",
    WhyMissing.NOT_APPLICABLE: "slash",
}
_MARKS = {"yes": "check", "no": "minus"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A draft as it stands with what was put in and is still on its way to the disk."""

    screening: OpenScreening
    answers: Mapping[ItemId, Answer]
    notes: Mapping[ItemId, str]

    def sections(self) -> tuple[Section, ...]:
        """Gives the sections that have something to ask."""
        asked = set(self.screening.open_items)
        sections = self.screening.indicator_set.sections
        return tuple(one for one in sections if any(item.id in asked for item in one.items))

    def asked(self, section: Section) -> tuple[Item, ...]:
        """Gives what is asked in a section, in order."""
        asked = set(self.screening.open_items)
        return tuple(item for item in section.items if item.id in asked)

    def left(self, section: Section) -> int:
        """Counts what nobody has dealt with yet in a section."""
        return sum(1 for item in self.asked(section) if item.id not in self.answers)

    def done(self) -> int:
        """Counts what has been dealt with, reasons why there is no answer included."""
        return sum(1 for item in self.screening.open_items if item in self.answers)

    def mode(self) -> Mode:
        """Gives the way of working."""
        return self.screening.draft.preparation.mode


def nav_values(shown: Shown) -> tuple[SectionValue, ...]:
    """Gives the entries of the list of sections, finishing last."""
    entries = [
        SectionValue(
            key=section.id,
            title=say(section.title, language()),
            done=len(shown.asked(section)) - shown.left(section),
            total=len(shown.asked(section)),
        )
        for section in shown.sections()
    ]
    return (*entries, SectionValue(key=FINISH, title=t("Finish"), icon="flag"))


def card_value(shown: Shown, item: Item) -> CardValue:
    """Gives what the card of an item shows."""
    answer = shown.answers.get(item.id)
    statement = say(item.say, language())
    look_for = say(item.look_for, language()) if item.look_for else ""
    asks = shown.mode() is Mode.INTERVIEW
    prompts = prompts_in(item, language()) if asks else ()
    if prompts:
        # The young person may be reading: what is written about them opens on a key.
        statement, look_for = _both(statement, look_for), ""
    return CardValue(
        item=item.id,
        number=number(shown, item.id),
        statement=statement,
        options=options(shown, item),
        prompts=prompts,
        second=_second(shown, item) if asks else (),
        look_for=look_for,
        chosen=key_of(answer) if answer else "",
        details=_details(answer) if answer and isinstance(answer.value, Given) else (),
        note=shown.notes.get(item.id, ""),
    )


def number(shown: Shown, item: ItemId) -> str:
    """Gives the number of an item, counted over the whole set."""
    every = [known.id for known in shown.screening.indicator_set.items()]
    words = t("Question {number}") if shown.mode() is Mode.INTERVIEW else t("Indicator {number}")
    return words.format(number=every.index(item) + 1)


def asked_with(shown: Shown, item: Item) -> str:
    """Gives the words that stand for an item: its first prompt, or its statement."""
    prompts = prompts_in(item, language()) if shown.mode() is Mode.INTERVIEW else ()
    return prompts[0] if prompts else say(item.say, language())


def prompts_in(item: Item, code: str) -> tuple[str, ...]:
    """Gives the words to ask with, in English where there are none in the language."""
    return item.ask.get(code) or item.ask.get("en", ())


def _second(shown: Shown, item: Item) -> tuple[str, ...]:
    code = shown.screening.draft.preparation.second_language
    return item.ask.get(code, ()) if code and code != language() else ()


def _both(statement: str, look_for: str) -> str:
    if not look_for:
        return statement
    return statement + "\n" + t("What to notice: {text}").format(text=look_for)


def options(shown: Shown, item: Item) -> tuple[Option, ...]:
    """Gives the answers of an item's scale, then the reasons why there is none."""
    choices = shown.screening.indicator_set.scales[item.scale].choices
    given = [
        Option(
            key=_GIVEN + choice.code,
            text=say(choice.label, language()),
            icon=_MARKS.get(choice.code, "circle"),
        )
        for choice in choices
    ]
    return (
        *given,
        *(Option(key=why, text=missing(why), icon=icon) for why, icon in _WHY_NOT.items()),
    )


def key_of(answer: Answer) -> str:
    """Gives the key of the option that an answer is, empty for "not asked"."""
    value = answer.value
    if isinstance(value, Given):
        return _GIVEN + value.code
    return "" if value.why is WhyMissing.NOT_ASKED else value.why


def answered(shown: Shown, item: ItemId, key: str) -> Answer:
    """Gives the answer that an option is; source, basis and time stay as they were."""
    value = Given(code=key[1:]) if key.startswith(_GIVEN) else Missing(why=WhyMissing(key))
    before = shown.answers.get(item)
    if before is not None:
        return replace(before, value=value)
    source = Source.YOUTH if shown.mode() is Mode.INTERVIEW else Source.RECORD
    return Answer(value=value, source=source)


def detailed(answer: Answer, which: str, value: str) -> Answer:
    """Gives the answer with another source, basis or time."""
    match which:
        case "source":
            return replace(answer, source=Source(value))
        case "basis":
            return replace(answer, basis=Basis(value))
        case _:
            return replace(answer, when=When(value))


def _details(answer: Answer) -> tuple[Detail, ...]:
    return (
        Detail(which="source", label=t("From"), options=_sources(), chosen=answer.source),
        Detail(which="basis", label=t("Based on"), options=_bases(), chosen=answer.basis),
        Detail(which="when", label=t("When"), options=_times(), chosen=answer.when),
    )


def _sources() -> tuple[Option, ...]:
    return (
        Option(key=Source.YOUTH, text=t("The young person")),
        Option(key=Source.OBSERVED, text=t("What I saw")),
        Option(key=Source.RECORD, text=t("A record")),
        Option(key=Source.CAREGIVER, text=t("A caregiver")),
        Option(key=Source.PROFESSIONAL, text=t("Another professional")),
    )


def _bases() -> tuple[Option, ...]:
    return (
        Option(key=Basis.EVIDENCE, text=t("Evidence")),
        Option(key=Basis.IMPRESSION, text=t("My impression")),
    )


def _times() -> tuple[Option, ...]:
    return (
        Option(key=When.NOW, text=t("Now")),
        Option(key=When.PAST_YEAR, text=t("In the past year")),
        Option(key=When.EARLIER, text=t("Earlier")),
        Option(key=When.UNKNOWN, text=t("Not known")),
    )
