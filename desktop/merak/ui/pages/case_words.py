"""What the pages of cases call things: times, answers, levels, reasons, records."""

from merak.domain.answer import Answer, Basis, Given, Missing, Source, When, WhyMissing
from merak.domain.bodies import ErrorReason, Relation
from merak.domain.case_facts import Care, CaseFacts, Citizenship, Gender, Runs, YesNo
from merak.domain.concern import Concern, Reach
from merak.domain.decision import Decision
from merak.domain.duty import Cause, How, Told
from merak.domain.facts import OLDEST, UNKNOWN_AGE, Age
from merak.domain.ids import LevelId
from merak.domain.indicator_set import INSUFFICIENT, Colour, IndicatorSet, Item
from merak.domain.record import Kind, UnknownKind
from merak.domain.text import Text, say
from merak.ui import words
from merak.ui.widgets.level_mark import LevelTone, LevelValue
from merak.ui.words import t


def said(text: Text) -> str:
    """Returns a set's text in the language of the program, empty where there is none."""
    return say(text, words.language()) if text else ""


def called(code: str, mnemonic: str) -> str:
    """Returns what a case is called on this laptop: its code, with its words where it has any."""
    return t("{code} ({words})").format(code=code, words=mnemonic) if mnemonic else code


def level(indicator_set: IndicatorSet, level_id: LevelId) -> LevelValue:
    """Returns how a level of a set is shown; insufficient information is no level of it."""
    if level_id == INSUFFICIENT:
        return LevelValue(text=t("Not enough information"), tone=LevelTone.OPEN)
    for known in indicator_set.levels:
        if known.id == level_id:
            return LevelValue(text=said(known.label), tone=_TONES[known.colour])
    return LevelValue(text=level_id, tone=LevelTone.OPEN)


_TONES = {
    Colour.NEUTRAL: LevelTone.NEUTRAL,
    Colour.NOTICE: LevelTone.NOTICE,
    Colour.CAUTION: LevelTone.CAUTION,
    Colour.DANGER: LevelTone.DANGER,
}


def concern(which: Concern | Reach) -> str:
    """Returns the name of a concern."""
    if which.value == Concern.SEX.value:
        return t("Sex trafficking")
    if which.value == Concern.LABOR.value:
        return t("Labor trafficking")
    return t("Sex and labor trafficking")


def age(known: Age) -> str:
    """Returns an age or age band in words."""
    if known == UNKNOWN_AGE:
        return t("Age not known")
    if known.at_least == known.at_most:
        return t("Age {years}").format(years=known.at_least)
    if known.at_most >= OLDEST:
        return t("Age {years} or over").format(years=known.at_least)
    if not known.at_least:
        return t("Under {years}").format(years=known.at_most + 1)
    return t("Age {low} to {high}").format(low=known.at_least, high=known.at_most)


def answer(indicator_set: IndicatorSet, item: Item, given: Answer) -> str:
    """Returns the answer as its scale says it, or why there is none."""
    match given.value:
        case Given(code=code):
            choices = indicator_set.scales[item.scale].choices
            return next((said(one.label) for one in choices if one.code == code), code)
        case Missing(why=why):
            return missing(why)


def missing(why: WhyMissing) -> str:
    """Returns in one or two words why there is no answer."""
    return {
        WhyMissing.UNKNOWN: t("Not known"),
        WhyMissing.DECLINED: t("Declined"),
        WhyMissing.NOT_ASKED: t("Not asked"),
        WhyMissing.NOT_APPLICABLE: t("Does not apply"),
    }[why]


def how(given: Answer) -> str:
    """Returns how an answer came about: who said it, on what basis, of when."""
    parts = (_source(given.source), _basis(given.basis), _when(given.when))
    return " · ".join(parts)


def _source(source: Source) -> str:
    return {
        Source.YOUTH: t("from the young person"),
        Source.OBSERVED: t("seen by the screener"),
        Source.RECORD: t("from a record"),
        Source.CAREGIVER: t("from a caregiver"),
        Source.PROFESSIONAL: t("from another professional"),
    }[source]


def _basis(basis: Basis) -> str:
    return {Basis.EVIDENCE: t("evidence"), Basis.IMPRESSION: t("impression")}[basis]


def _when(when: When) -> str:
    return {
        When.NOW: t("now"),
        When.PAST_YEAR: t("in the past year"),
        When.EARLIER: t("more than a year ago"),
        When.UNKNOWN: t("when is not known"),
    }[when]


def cause(why: Cause) -> str:
    """Returns what started a duty."""
    return {
        Cause.OVERRIDE: t("What was found decides by itself, by law."),
        Cause.CRITICAL: t("An answer that cannot wait."),
        Cause.DISCLOSURE: t("The young person told something."),
        Cause.UNSAFE: t("The young person may not be safe."),
        Cause.LEVEL: t("The result of the screening."),
    }[why]


def start(name: str) -> str:
    """Returns what a neutral duty of a set is about."""
    known = {
        "report_identified_victim": t("report that a trafficked young person was identified"),
        "mandated_report": t("report suspected abuse"),
        "consult_specialist": t("ask the specialist"),
        "missing_from_care": t("report a young person missing from care"),
        "foreign_national_minor": t("report a minor from another country"),
    }
    return known.get(name) or name.replace("_", " ")


def told(who: Told) -> str:
    """Returns who was told."""
    return {
        Told.SUPERVISOR: t("My supervisor"),
        Told.SPECIALIST: t("The specialist"),
        Told.HOTLINE: t("A hotline"),
        Told.AUTHORITY: t("An authority"),
        Told.MEDICAL: t("Medical staff"),
        Told.OTHER: t("Somebody else"),
    }[who]


def way(how_told: How) -> str:
    """Returns how somebody was told."""
    return {
        How.IN_PERSON: t("In person"),
        How.BY_PHONE: t("By phone"),
        How.IN_WRITING: t("In writing"),
    }[how_told]


def error_reason(reason: ErrorReason) -> str:
    """Returns why something was entered in error."""
    return {
        ErrorReason.WRONG_YOUNG_PERSON: t("It is about another young person"),
        ErrorReason.DUPLICATE: t("It was entered twice"),
        ErrorReason.PRACTICE: t("It was only practice"),
        ErrorReason.OTHER: t("Another reason"),
    }[reason]


def record(kind: Kind | UnknownKind) -> tuple[str, str]:
    """Returns the icon and the name of a kind of record in a timeline."""
    known = {
        Kind.CASE_OPENED: ("folder-open", t("Case opened")),
        Kind.CASE_FACTS: ("list", t("Facts of the case")),
        Kind.IDENTITY: ("user", t("Who the young person is")),
        Kind.TEXT: ("pencil", t("Text added")),
        Kind.SCREENING: ("clipboard-check", t("Screening")),
        Kind.DISCLOSURE: ("message-circle", t("Something was told")),
        Kind.ADDENDUM: ("plus", t("Added later")),
        Kind.ENTERED_IN_ERROR: ("ban", t("Entered in error")),
        Kind.JUDGEMENT: ("scale", t("Professional judgement")),
        Kind.RELATED_TO: ("link", t("Linked to another case")),
        Kind.DUTY: ("bell", t("Somebody must be told")),
        Kind.DUTY_DONE: ("circle-check", t("Somebody was told")),
        Kind.REVIEW: ("inbox", t("Answer from the office")),
    }
    if isinstance(kind, Kind):
        return known.get(kind, ("file-text", t("Record")))
    return "file-text", t("Record of a newer version")


def decision(said_by_office: Decision) -> str:
    """Returns what the office said to a screening."""
    return {
        Decision.CONFIRMED: t("Confirmed by the office"),
        Decision.RETURNED: t("The office asks to look at it again"),
    }[said_by_office]


def facts(known: CaseFacts) -> tuple[str, ...]:
    """Returns what is known of a case, leaving out what was not provided."""
    said_of = (
        age(known.age),
        {
            Gender.GIRL: t("girl"),
            Gender.BOY: t("boy"),
            Gender.TRANSGENDER: t("transgender"),
            Gender.ANOTHER: t("another gender"),
            Gender.NOT_PROVIDED: "",
        }[known.gender],
        _care(known.care),
        {
            Runs.NEVER: t("never ran from care"),
            Runs.ONCE: t("ran from care once"),
            Runs.SEVERAL: t("ran from care several times"),
            Runs.NOT_PROVIDED: "",
        }[known.runs],
        t("has come back from a run") if known.returned_from_run is YesNo.YES else "",
        {
            Citizenship.US_CITIZEN: t("US citizen"),
            Citizenship.FOREIGN_NATIONAL: t("from another country"),
            Citizenship.NOT_PROVIDED: "",
        }[known.citizenship],
    )
    return tuple(filter(None, said_of))


def _care(care: Care) -> str:
    return {
        Care.FAMILY: t("lives with family"),
        Care.KINSHIP: t("in kinship care"),
        Care.FOSTER: t("in foster care"),
        Care.GROUP_HOME: t("in a group home"),
        Care.SHELTER: t("in a shelter"),
        Care.DETENTION: t("in detention"),
        Care.ON_OWN: t("lives on their own"),
        Care.NOT_PROVIDED: "",
    }[care]


def relation(how: Relation) -> str:
    """Returns how two cases belong together."""
    return {
        Relation.SIBLING: t("Brother or sister"),
        Relation.SAME_EXPLOITER: t("Harmed by the same person"),
        Relation.TOGETHER: t("Were together"),
    }[how]
