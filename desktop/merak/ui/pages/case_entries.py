"""The records of a case as entries of its timeline."""

from collections.abc import Iterator

from merak.domain.bodies import Card, ErrorReason, Relation
from merak.domain.decision import Decision
from merak.domain.duty import Cause, How, Told
from merak.domain.record import Kind
from merak.domain.screening import Completeness, Mode
from merak.services.timeline import Entry
from merak.ui import words
from merak.ui.pages import case_words
from merak.ui.widgets import timeline
from merak.ui.widgets.values import Action
from merak.ui.words import t

OPEN, REOPEN, ADD, ERROR = "open", "reopen", "add", "error"
"""Keys of what can be done with an entry."""

_ADDED_TO = frozenset({Kind.SCREENING, Kind.DISCLOSURE})
_MISTAKABLE = frozenset(
    {
        Kind.CASE_OPENED,
        Kind.SCREENING,
        Kind.DISCLOSURE,
        Kind.ADDENDUM,
        Kind.JUDGEMENT,
        Kind.RELATED_TO,
    }
)


def shown(entry: Entry) -> timeline.Entry:
    """Returns an entry in words, with what can be done about it."""
    icon, title = case_words.record(entry.kind)
    when = words.when(entry.at, entry.offset)
    by = t("{when}, {name}").format(when=when, name=name) if (name := _by(entry)) else when
    return timeline.Entry(
        key=entry.record,
        when=by,
        title=_title(entry) or title,
        icon=icon,
        text="\n".join(filter(None, (*_said(entry), *_typed(entry), _sealed(entry)))),
        flag=_flag(entry),
        flag_tone="warn" if entry.in_error else "neutral",
        actions=tuple(_actions(entry)),
    )


def _by(entry: Entry) -> str:
    # A laptop knows no names of the office's people; there, a supervisor's is the only answer.
    at_office = t("a supervisor at the office") if entry.kind is Kind.REVIEW else ""
    return entry.by_name or at_office


def _title(entry: Entry) -> str:
    match entry.kind, entry.codes:
        case Kind.SCREENING, (_, version, mode):
            name = t("Screening from records") if mode == Mode.RECORDS else t("Screening")
            again = t("{name}, version {version}")
            return name if version == "1" else again.format(name=name, version=version)
        case Kind.DISCLOSURE, (Card.UNSAFE,):
            return t("Not safe, or self-harm")
        case Kind.REVIEW, (decision,):
            return case_words.decision(Decision(decision))
    return ""


def _flag(entry: Entry) -> str:
    if entry.in_error:
        return t("Entered in error")
    if entry.replaced:
        return t("Replaced by a newer version")
    if entry.insufficient:
        return t("Not enough information")
    return case_words.said(entry.level)


def _said(entry: Entry) -> Iterator[str]:
    """What the codes of a record say."""
    match entry.kind, entry.codes:
        case Kind.SCREENING, (Completeness.INCOMPLETE, *_):
            yield t("Closed before it was complete.")
        case Kind.DUTY, (cause, *starts):
            yield case_words.cause(Cause(cause))
            yield case_words.said(entry.why)
            if starts:
                acts = ", ".join(case_words.start(name) for name in starts)
                yield t("What may follow: {acts}.").format(acts=acts)
        case Kind.DUTY_DONE, (told, how, told_at):
            whom, way = case_words.told(Told(told)), case_words.way(How(how))
            yield f"{whom} · {way} · {words.moment(told_at)}"
        case Kind.ENTERED_IN_ERROR, (reason,):
            yield case_words.error_reason(ErrorReason(reason))
            if entry.other_code:
                yield t("Right case: {code}").format(code=_other(entry))
        case Kind.REVIEW, (Decision.RETURNED,):
            yield t("Add something to the screening, or reopen it as long as that is offered.")
        case Kind.RELATED_TO, (how,):
            yield f"{case_words.relation(Relation(how))}: {_other(entry)}"


def _other(entry: Entry) -> str:
    return case_words.called(entry.other_code, entry.other_mnemonic)


def _typed(entry: Entry) -> Iterator[str]:
    """What was typed freely, each with what it is where that is not plain."""
    labels = {
        "who": t("Who: {text}"),
        "reference": t("Reference: {text}"),
        "reason": t("Reason: {text}"),
        "words": t("“{text}”"),
        "comment": t("“{text}”"),
    }
    for one in entry.texts:
        if not one.item:
            yield labels.get(one.field, "{text}").format(text=one.text)


def _sealed(entry: Entry) -> str:
    # A screening that goes back always has a word with it; on a laptop it goes with the name.
    returned = entry.kind is Kind.REVIEW and entry.codes == (Decision.RETURNED,)
    if entry.sealed or (returned and not entry.texts):
        return t("What was written here is sealed. Your office can read it.")
    return ""


def _actions(entry: Entry) -> Iterator[Action]:
    if entry.kind is Kind.SCREENING:
        yield Action(key=OPEN, text=t("Open the result"), icon="file-text")
    if entry.in_error:
        return
    if entry.can_reopen:
        yield Action(key=REOPEN, text=t("Reopen"), icon="undo-2")
    if entry.kind in _ADDED_TO and not entry.replaced:
        yield Action(key=ADD, text=t("Add something"), icon="plus")
    if entry.kind in _MISTAKABLE and not entry.replaced:
        whole = entry.kind is Kind.CASE_OPENED
        said = t("The whole case is an error") if whole else t("Entered in error")
        yield Action(key=ERROR, text=said, icon="ban")
