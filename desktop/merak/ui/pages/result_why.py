"""Why this level: rule by rule with the answers, and how far the next level was."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from merak.domain.assessment import NearMiss, OverrideHeld, RuleHeld
from merak.domain.concern import Concern
from merak.domain.indicator_set import INSUFFICIENT
from merak.services.results import Result
from merak.ui.pages import case_words, result_answers
from merak.ui.widgets.answer_lines import AnswerLines
from merak.ui.widgets.boxes import Card, Line, Panel, row
from merak.ui.widgets.foldaway import FoldAway
from merak.ui.widgets.level_mark import LevelMark
from merak.ui.widgets.sentences import Sentences
from merak.ui.widgets.texts import Picture, Text, heading, muted, strong
from merak.ui.words import n, t

_SHOWN = 3


def overrides(result: Result) -> tuple[QWidget, ...]:
    """Returns a card for each override that holds, apart from the rules."""
    return tuple(_override(result, held) for held in result.assessment.overrides)


def _override(result: Result, held: OverrideHeld) -> QWidget:
    card = Card(10)
    head = row(10)
    head.addWidget(Picture("scale", 22, "primary"), 0, Qt.AlignmentFlag.AlignTop)
    head.addWidget(heading(t("This decides by itself"), 2), 1)
    head.addWidget(LevelMark(case_words.level(result.indicator_set, held.level)))
    card.body.addLayout(head)
    card.body.addWidget(strong(case_words.said(held.say), 15))
    source = t("{concern}. Source: {cite}. Nothing else that was answered can lower this.")
    which = case_words.concern(held.concern)
    card.body.addWidget(muted(source.format(concern=which, cite=held.cite)))
    card.body.addWidget(Line())
    card.body.addWidget(muted(t("Because of these answers")))
    card.body.addWidget(AnswerLines(result_answers.values(result, held.because)))
    return card


def concern(result: Result, which: Concern) -> QWidget:
    """Returns a card with all that led to the level of one concern."""
    known, assessment = result.indicator_set, result.assessment
    level = assessment.concerns[which]
    card = Card(12)
    head = row(12)
    head.addWidget(heading(case_words.concern(which), 2), 1)
    head.addWidget(LevelMark(case_words.level(known, level)), 0, Qt.AlignmentFlag.AlignTop)
    card.body.addLayout(head)
    decides = [held for held in assessment.overrides if held.concern.covers(which)]
    rules = [rule for rule in assessment.rules if rule.concern.covers(which)]
    rules.sort(key=lambda rule: known.rank(rule.level), reverse=True)
    if decides:
        card.body.addWidget(
            muted(t("What decides by itself, above, already gives this level."), 14)
        )
    if level == INSUFFICIENT:
        above = t("Too many indicators have no answer, as said above.")
        said_above = assessment.level == INSUFFICIENT
        card.body.addWidget(Text(above if said_above else not_enough(result)))
    elif not rules and not decides:
        card.body.addWidget(Text(t("No rule of the set held: nothing answered points to it.")))
    highest = [rule for rule in rules if known.rank(rule.level) >= known.rank(level)]
    for place, rule in enumerate(highest):
        if place:
            card.body.addWidget(Line())
        card.body.addWidget(_rule(result, rule))
    if rules[len(highest) :]:
        card.body.addWidget(_lower(result, rules[len(highest) :]))
    for miss in assessment.nearest:
        if miss.concern is which:
            card.body.addWidget(Line())
            card.body.addWidget(_next(result, miss))
    if not any(miss.concern is which for miss in assessment.nearest):
        card.body.addWidget(muted(t("There is no higher level for this concern.")))
    return card


def not_enough(result: Result) -> str:
    """Returns why no level can be given."""
    count, allowed = len(result.assessment.unanswered), result.indicator_set.sufficiency
    sentence = n(
        "{count} indicator has no answer. ", "{count} indicators have no answer. ", count
    ).format(count=count)
    return sentence + t(
        "This set gives no lowest level where more than {allowed} have none, because a missing "
        "answer is not a “no”."
    ).format(allowed=allowed.at_most_unanswered)


def _rule(result: Result, rule: RuleHeld) -> Panel:
    panel = Panel(10)
    head = row(12)
    head.addWidget(strong(case_words.said(rule.say), 15), 1)
    mark = LevelMark(case_words.level(result.indicator_set, rule.level), 12)
    head.addWidget(mark, 0, Qt.AlignmentFlag.AlignTop)
    panel.body.addLayout(head)
    panel.body.addWidget(AnswerLines(result_answers.values(result, rule.because)))
    return panel


def _lower(result: Result, rules: list[RuleHeld]) -> QWidget:
    """The rules below the level reached: they held too, and are one press away."""
    count = n("{count} rule", "{count} rules", len(rules)).format(count=len(rules))
    fold = FoldAway(t("What held for lower levels"), count)
    for place, rule in enumerate(rules):
        if place:
            fold.body.addWidget(Line())
        fold.body.addWidget(_rule(result, rule))
    return fold


def _next(result: Result, miss: NearMiss) -> QWidget:
    """The highest rule that did not hold, and how far it was; points of a score are not shown."""
    panel = Panel(8)
    level = case_words.level(result.indicator_set, miss.level).text
    panel.body.addWidget(strong(t("Why not “{level}”?").format(level=level), 15))
    panel.body.addWidget(muted(t("This rule did not hold:")))
    panel.body.addWidget(Text(case_words.said(miss.say)))
    is_score = any(str(score.id) == str(miss.id) for score in result.indicator_set.scores)
    if not is_score:
        far = t("{have} of {need} conditions are met.")
        panel.body.addWidget(strong(far.format(have=miss.have, need=miss.need)))
    missing = result_answers.statements(result, miss.missing)
    if not missing:
        panel.body.addWidget(muted(t("Every question that could lead to it was answered.")))
        return panel
    panel.body.addWidget(muted(t("These have no answer and could lead to it:")))
    if len(missing) <= _SHOWN:
        panel.body.addWidget(Sentences(missing, "circle-question-mark", "muted"))
    else:
        words = n("{count} indicator", "{count} indicators", len(missing))
        fold = FoldAway(t("Show them"), words.format(count=len(missing)))
        fold.body.addWidget(Sentences(missing, "circle-question-mark", "muted"))
        panel.body.addWidget(fold)
    return panel
