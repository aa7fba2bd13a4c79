"""The parts of the result page beside the reasons: what was not answered, what changed, the set."""

from PySide6.QtWidgets import QWidget

from merak.domain.answer import WhyMissing
from merak.domain.assessment import UNDER_18
from merak.domain.indicator_set import Redistribution, ValidationStatus
from merak.services.results import Changes, FirstScreening, Result
from merak.ui import words
from merak.ui.pages import case_words, result_answers
from merak.ui.widgets.answer_lines import AnswerLines
from merak.ui.widgets.boxes import Card, Panel, row
from merak.ui.widgets.foldaway import FoldAway
from merak.ui.widgets.level_mark import LevelMark
from merak.ui.widgets.marked_text import MarkedText
from merak.ui.widgets.sentences import Sentences
from merak.ui.widgets.texts import Text, heading, muted, strong
from merak.ui.words import n, t


def unanswered(result: Result) -> QWidget:
    """Returns a card with what has no answer, by reason; none of the reasons is a "no"."""
    card = Card(12)
    card.body.addWidget(heading(t("What was not answered"), 2))
    count = len(result.assessment.unanswered)
    if not count:
        card.body.addWidget(Text(t("Every indicator that was asked has an answer.")))
    else:
        said = n("{count} indicator has no answer.", "{count} indicators have no answer.", count)
        none = t("None of them counts as “no”.")
        card.body.addWidget(Text(f"{said.format(count=count)} {none}"))
    for why in result_answers.REASONS:
        items = result_answers.unanswered(result, why)
        if items:
            group = Panel(4)
            group.body.addWidget(strong(f"{case_words.missing(why)} ({len(items)})"))
            group.body.addWidget(muted(_meaning(why)))
            statements = result_answers.statements(result, items)
            group.body.addWidget(Sentences(statements, "circle-question-mark", "muted"))
            card.body.addWidget(group)
    closed = result_answers.closed_sections(result)
    if closed:
        titles = ", ".join(case_words.said(section.title) for section in closed)
        said = t(
            "Not opened, because the set found no reason to: {sections}. What stands there "
            "does not count."
        )
        card.body.addWidget(muted(said.format(sections=titles)))
    everything = FoldAway(t("All answers"), t("In the order in which the set asks."))
    everything.opened.connect(lambda: _fill(everything, result))
    card.body.addWidget(everything)
    return card


def _meaning(why: WhyMissing) -> str:
    return {
        WhyMissing.DECLINED: t("The young person chose not to answer. That is their right."),
        WhyMissing.UNKNOWN: t("It was asked or looked for, and nobody could say."),
        WhyMissing.NOT_ASKED: t("Nobody asked, or the asking stopped before."),
        WhyMissing.NOT_APPLICABLE: t("The question does not fit this young person."),
    }[why]


def _fill(fold: FoldAway, result: Result) -> None:
    if fold.body.count():
        return
    for section in result.indicator_set.sections:
        fold.body.addWidget(heading(case_words.said(section.title), 3))
        fold.body.addWidget(AnswerLines(result_answers.all_values(result, section)))


def assumed(result: Result) -> tuple[QWidget, ...]:
    """Returns a card for what had to be assumed, nothing where nothing was."""
    if not result.assessment.assumed:
        return ()
    card = Card(10)
    card.body.addWidget(heading(t("What was assumed"), 2))
    for what in result.assessment.assumed:
        text = what
        if what == UNDER_18:
            text = t(
                "The age is not known for sure. The young person was counted as under 18. "
                "Please find out the age: the result may change."
            )
        card.body.addWidget(MarkedText(text, "circle-question-mark", "warn_mark"))
    return (card,)


def changes(result: Result) -> QWidget:
    """Returns a card with what differs from the screening before."""
    card = Card(12)
    card.body.addWidget(heading(t("What changed since last time"), 2))
    match result.changes:
        case FirstScreening():
            first = t("This is the first screening of this young person with this set.")
            card.body.addWidget(Text(first))
        case Changes(since=since, level_before=before, items=items) as differs:
            head = row(10)
            said = t("On {when} the level was").format(when=words.moment(since))
            head.addWidget(Text(said).one_line())
            head.addWidget(LevelMark(case_words.level(result.indicator_set, before)))
            head.addStretch(1)
            card.body.addLayout(head)
            if items:
                different = n(
                    "{count} answer is different now.",
                    "{count} answers are different now.",
                    len(items),
                )
                fold = FoldAway(t("Show what is different"), different.format(count=len(items)))
                fold.body.addWidget(AnswerLines(result_answers.changed(result, differs)))
                card.body.addWidget(fold)
            else:
                card.body.addWidget(Text(t("All answers are the same.")))
    return card


def about_set(result: Result) -> QWidget:
    """Returns a card with how far the set can be relied on and whose it is."""
    known = result.indicator_set
    card = Card(8)
    card.body.addWidget(heading(t("How far you can rely on this"), 2))
    if known.validation.status is ValidationStatus.NONE:
        card.body.addWidget(strong(t("These levels are agency policy. They are not validated.")))
    if said := case_words.said(known.validation.say):
        card.body.addWidget(Text(said))
    for study in known.validation.studies:
        size = t("{cite} ({count} young people)").format(cite=study.cite, count=study.n)
        figures = (
            (t("sensitivity"), study.sensitivity),
            (t("specificity"), study.specificity),
            (t("positive predictive value"), study.ppv),
        )
        said = ", ".join(f"{name} {figure}" for name, figure in figures if figure)
        card.body.addWidget(Text(". ".join(filter(None, (size, said, study.population)))))
    card.body.addWidget(heading(t("The set"), 3))
    name = t("{title}, version {version}").format(
        title=case_words.said(known.title), version=known.version
    )
    card.body.addWidget(Text(name))
    for line in filter(None, (_rights(result), known.rights.credit, _until(result))):
        card.body.addWidget(muted(line))
    mark = t("Content mark {mark}").format(mark=known.sha256[:16])
    card.body.addWidget(muted(mark, 12))
    return card


def _rights(result: Result) -> str:
    rights = result.indicator_set.rights
    passing = {
        Redistribution.ALLOWED: t("It may be passed on."),
        Redistribution.ON_REQUEST: t("Ask before passing it on."),
        Redistribution.FORBIDDEN: t("It may not be passed on."),
    }[rights.redistribution]
    whose = t("Rights: {holder}, {licence}.").format(holder=rights.holder, licence=rights.licence)
    trained = t("Only for people trained on it.") if rights.training_required else ""
    return " ".join(filter(None, (whose, passing, trained)))


def _until(result: Result) -> str:
    expires = result.indicator_set.expires
    if expires.year >= _FOREVER:
        return ""
    day = words.day(expires.isoformat())
    if result.finished_at[:10] > expires.isoformat():
        return t("It was to be looked at again by {day}, before this screening.").format(day=day)
    return t("To be looked at again by {day}.").format(day=day)


_FOREVER = 9999
