"""A finished screening: its level, why, and what follows. It needs no other source."""

from collections.abc import Callable, Iterator
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from merak.domain.fold import DutyState
from merak.domain.ids import CaseId, LevelId, RecordId
from merak.domain.indicator_set import INSUFFICIENT, ValidationStatus
from merak.domain.screening import Completeness, Mode
from merak.services import cases, finish, results
from merak.services.results import Result
from merak.services.session import Session
from merak.ui import messages, words
from merak.ui.pages import case_words, result_parts, result_why
from merak.ui.pages.case_duties import Duties
from merak.ui.pages.name_watch import watch
from merak.ui.pages.result_judgement import JudgementCard
from merak.ui.tasks import Tasks
from merak.ui.widgets.banner import Banner, BannerValue
from merak.ui.widgets.boxes import Box, Card, EvenFlow, Line, Panel, column, row
from merak.ui.widgets.buttons import Button, Kind, Side
from merak.ui.widgets.level_mark import LevelMark
from merak.ui.widgets.page import Page
from merak.ui.widgets.scroll_keys import scrolls
from merak.ui.widgets.texts import Text, heading, muted, strong
from merak.ui.widgets.values import Tone
from merak.ui.words import t


class ResultPage(Page):
    """The level in words, sex and labor apart, and every reason for it."""

    case_opened = Signal(str)
    reopened = Signal(str)
    closed = Signal()

    def __init__(self, tasks: Tasks, record: RecordId) -> None:
        super().__init__(t("Result"), gap=16)
        self._tasks, self._record = tasks, record
        self._case = CaseId("")
        self._banner = Banner()
        self.body.addWidget(self._banner)
        self._parts = Panel(16)
        self.body.addWidget(self._parts)
        self._to_do = heading("", 2)
        self._duties = Duties(tasks)
        self._duties.formed.connect(self.area.reveal)
        self._duties.recorded.connect(self._refresh)
        self._judgement: list[JudgementCard] = []
        back = Button(t("Close"), icon="arrow-left")
        back.clicked.connect(self.closed)
        self._to_case = Button(t("Open the case"), Kind.PRIMARY, "arrow-right", Side.AFTER)
        self._to_case.clicked.connect(self._open_case)
        self.set_foot(back=back, forward=self._to_case)
        self._load()

    def title(self) -> str:
        """Returns the words for the top of the window."""
        return t("Result")

    def first_focus(self) -> None:
        """Puts the keyboard on the way on; the keys that scroll work from there."""
        self._to_case.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Scrolls by Page Up, Page Down, Home and End, also from the foot."""
        if not scrolls(self.area, event):
            super().keyPressEvent(event)

    def flush(self, then: Callable[[], None]) -> None:
        """Keeps words of forms that were not sent, as additions to the case, then calls.

        A judgement is never recorded without being asked for.
        """
        begun = next((card.unfinished() for card in self._judgement), "")
        if not begun:
            self._duties.keep(then)
            return
        text = t("Begun as the reason for a judgement: {reason}").format(reason=begun)
        case, record = self._case, self._record

        def act(session: Session) -> None:
            cases.addendum(session, case, record, text)

        self._tasks.change(self, act, lambda _: self._duties.keep(then), self._not_judged)

    def _load(self) -> None:
        record = self._record
        self._tasks.read(self, lambda session: results.load(session, record), self._present)

    def _open_case(self) -> None:
        # A disabled button could not take the keyboard while the result is still read.
        if self._case:
            self.case_opened.emit(str(self._case))

    def _refresh(self) -> None:
        """Shows the duties anew and leaves the rest, where something may be typed."""
        record = self._record
        self._tasks.read(
            self,
            lambda session: results.load(session, record),
            self._present_duties,
        )

    def _present(self, result: Result) -> None:
        self._case = result.case
        self.present_title(t("Result"), "", _eyebrow(result))
        self._banner.present(_state(result))
        for part in self._made(result):
            self._parts.body.addWidget(part)

    def _made(self, result: Result) -> Iterator[QWidget]:
        summary = _summary(result)
        if result.can_reopen_until:
            summary.body.addWidget(Line())
            summary.body.addLayout(self._reopening(result.can_reopen_until))
        yield summary
        if result.duties:
            yield self._next_steps(result)
        yield from result_parts.assumed(result)
        yield from result_why.overrides(result)
        yield heading(t("Why this level?"), 2)
        for which in result.assessment.concerns:
            yield result_why.concern(result, which)
        yield result_parts.unanswered(result)
        yield result_parts.changes(result)
        yield self._judgement_of(result)
        yield result_parts.about_set(result)

    def _reopening(self, until: str) -> Box:
        line = row(12)
        said = t("You can still correct this screening, until {when}.")
        line.addWidget(muted(said.format(when=words.moment(until))), 1)
        button = Button(t("Reopen it"), Kind.QUIET, "undo-2")
        button.clicked.connect(self._reopen)
        line.addWidget(button)
        return line

    def _next_steps(self, result: Result) -> QWidget:
        made = Panel(8)
        made.body.addWidget(self._to_do)
        made.body.addWidget(self._duties)
        self._present_duties(result)
        return made

    def _present_duties(self, result: Result) -> None:
        to_do = any(line.state is DutyState.OPEN for line in result.duties)
        self._to_do.setText(t("What to do now") if to_do else t("What was done"))
        self._duties.present(result.duties)

    def _judge(self, level: LevelId, reason: str) -> None:
        record = self._record

        def act(session: Session) -> Result:
            return results.judge(session, record, level, reason)

        self._tasks.change(self, act, self._judged, self._not_judged)

    def _judgement_of(self, result: Result) -> JudgementCard:
        card = JudgementCard(result)
        card.judged.connect(self._judge)
        for one in watch(self._tasks, result.case, card.free()):
            one.appeared.connect(self.area.reveal)
        self._judgement = [card]
        return card

    def _judged(self, result: Result) -> None:
        """Puts the card with the new judgement where the form was."""
        before = self._judgement[0]
        place = self._parts.body.indexOf(before)
        self._parts.body.insertWidget(place, self._judgement_of(result))
        before.hide()
        before.deleteLater()
        self._to_case.setFocus()

    def _not_judged(self, error: Exception) -> None:
        said = messages.say(error)
        for card in self._judgement:
            card.complain(BannerValue(tone=Tone.HIGH, title=said.title, text=said.text))

    def _reopen(self) -> None:
        act = partial(finish.reopen, record=self._record)
        self._tasks.change(self, act, self.reopened.emit, self._not_reopened)

    def _not_reopened(self, error: Exception) -> None:
        said = messages.say(error)
        self._banner.present(BannerValue(tone=Tone.WARN, title=said.title, text=said.text))
        self.area.verticalScrollBar().setValue(0)


def _eyebrow(result: Result) -> str:
    mode = {
        Mode.INTERVIEW: t("interview"),
        Mode.RECORDS: t("from records"),
    }[result.preparation.mode]
    finished = t("finished {when} by {name}").format(
        when=words.moment(result.finished_at), name=result.by_name
    )
    return " · ".join((t("Case {code}").format(code=result.code), mode, finished))


def _state(result: Result) -> BannerValue:
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


def _summary(result: Result) -> Card:
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
    facts = " · ".join(case_words.facts(result.facts))
    card.body.addWidget(muted(t("What is known of the case: {facts}").format(facts=facts)))
    return card
