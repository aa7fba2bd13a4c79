"""What stands above the reasons of a result: whose it is, whether it counts, and its levels."""

from PySide6.QtWidgets import QWidget

from merak.domain.indicator_set import INSUFFICIENT, ValidationStatus
from merak.domain.screening import Completeness, Mode
from merak.services.results import Result
from merak.ui import words
from merak.ui.pages import case_words, result_why
from merak.ui.widgets.banner import BannerValue
from merak.ui.widgets.boxes import Card, EvenFlow, column
from merak.ui.widgets.level_mark import LevelMark
from merak.ui.widgets.marked_text import MarkedText
from merak.ui.widgets.texts import Text, muted, strong
from merak.ui.widgets.values import Tone
from merak.ui.words import t


def eyebrow(result: Result) -> str:
    """Returns whose screening it is, by code, how it was made and when."""
    mode = {
        Mode.INTERVIEW: t("interview"),
        Mode.RECORDS: t("from records"),
    }[result.preparation.mode]
    finished = t("finished {when} by {name}").format(
        when=words.moment(result.finished_at), name=result.by_name
    )
    called = case_words.called(result.code, result.mnemonic)
    return " · ".join((t("Case {code}").format(code=called), mode, finished))


def state(result: Result) -> BannerValue:
    """Returns what keeps this version from counting; nothing where it counts."""
    if result.in_error:
        return BannerValue(
            tone=Tone.WARN,
            title=t("This screening was entered in error"),
            text=t("It counts nowhere. It is kept so that nothing disappears unseen."),
        )
    if result.replaced:
        return BannerValue(
            tone=Tone.WARN,
            title=t("There is a newer version of this screening"),
            text=t("The case shows it."),
        )
    return BannerValue()


def summary(result: Result) -> Card:
    """Returns a card with the levels and what is known of the case."""
    known, assessment = result.indicator_set, result.assessment
    card = Card(14)
    card.body.addWidget(LevelMark(case_words.level(known, assessment.level), 22))
    if assessment.level == INSUFFICIENT:
        card.body.addWidget(Text(result_why.not_enough(result)))
    if known.validation.status is ValidationStatus.NONE:
        policy = t("A level is agency policy, not validated: a help to decide, and no proof.")
        card.body.addWidget(muted(policy, 14))
    apart = EvenFlow(24, 260)
    for which, level in assessment.concerns.items():
        cell = QWidget()
        inner = column(6)
        inner.addWidget(strong(case_words.concern(which)))
        inner.addWidget(LevelMark(case_words.level(known, level), 14))
        cell.setLayout(inner)
        apart.addWidget(cell)
    card.body.addLayout(apart)
    if result.completeness is Completeness.INCOMPLETE:
        card.body.addWidget(Text(t("This screening was closed before it was complete.")))
    if result.sealed:
        card.body.addWidget(
            MarkedText(t("What was written here is sealed. Your office can read it."), "lock")
        )
    facts = " · ".join(case_words.facts(result.facts))
    card.body.addWidget(muted(t("What is known of the case: {facts}").format(facts=facts)))
    return card
