"""Parts of a result that an office only reads: who must be told, the judgement, and reviews."""

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from merak.domain.fold import DutyState
from merak.services.case_lines import DutyLine
from merak.services.results import Judgement, NoJudgement, Result
from merak.services.reviews import Added, Review
from merak.ui import words
from merak.ui.pages import case_words
from merak.ui.pages.review_answer import said_by
from merak.ui.widgets.boxes import Card, Panel, row
from merak.ui.widgets.level_mark import LevelMark
from merak.ui.widgets.marked_text import MarkedText
from merak.ui.widgets.texts import Text, heading, muted, strong
from merak.ui.words import t


def duties(result: Result) -> tuple[QWidget, ...]:
    """Returns a card with who must be told and was told, nothing where nobody must."""
    if not result.duties:
        return ()
    card = Card(12)
    card.body.addWidget(heading(t("Who must be told"), 2))
    for line in result.duties:
        card.body.addWidget(_duty(line))
    return (card,)


def _duty(line: DutyLine) -> QWidget:
    made = Panel(4)
    said = {
        DutyState.OPEN: (t("Not recorded yet that somebody was told"), "bell", "warn_mark"),
        DutyState.DONE: (t("Somebody was told"), "circle-check", "ok_mark"),
        DutyState.MISTAKEN: (t("Entered in error"), "ban", "muted"),
    }[line.state]
    made.body.addWidget(MarkedText(*said))
    since = t("Known since {when}").format(when=words.moment(line.duty.received_at))
    parts = (case_words.cause(line.duty.cause), case_words.said(line.duty.why), since)
    for part in filter(None, parts):
        made.body.addWidget(muted(part))
    return made


def judgement(result: Result) -> tuple[QWidget, ...]:
    """Returns a card with the professional's own level, nothing where nobody has judged."""
    match result.judgement:
        case NoJudgement():
            return ()
        case Judgement(level=level, reason=reason, at=at, by_name=by_name):
            card = Card(10)
            card.body.addWidget(heading(t("Professional judgement"), 2))
            head = row(12)
            when = words.moment(at)
            said = t("{name} judged on {when}").format(name=by_name, when=when)
            head.addWidget(strong(said), 1)
            head.addWidget(LevelMark(case_words.level(result.indicator_set, level)))
            card.body.addLayout(head)
            if level != result.assessment.level:
                card.body.addWidget(muted(t("This differs from what the rules say.")))
            if reason:
                card.body.addWidget(Text(reason))
            return (card,)


def decided(review: Review) -> QWidget:
    """Returns a card with a decision that holds already; the next one takes its place."""
    card = Card(8)
    card.body.addWidget(heading(case_words.decision(review.decision), 3))
    card.body.addWidget(muted(said_by(review)))
    if review.comment:
        card.body.addWidget(Text(review.comment))
    return card


def added(found: Sequence[Added]) -> tuple[QWidget, ...]:
    """Returns a card with what was added to a screening since, nothing where nothing was."""
    if not found:
        return ()
    card = Card(10)
    card.body.addWidget(heading(t("Added later"), 3))
    for one in found:
        card.body.addWidget(muted(" · ".join(filter(None, (one.by_name, words.moment(one.at))))))
        card.body.addWidget(Text(one.text or t("Nobody here can open these words.")))
    return (card,)
