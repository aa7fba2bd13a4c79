"""A finished screening: its level, why, and what follows. It needs no other source."""

from collections.abc import Callable, Iterator, Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from merak.domain.fold import DutyState
from merak.domain.ids import CaseId, LevelId, RecordId
from merak.services import cases, finish, results, reviews
from merak.services.results import Result
from merak.services.reviews import Review
from merak.services.session import Session
from merak.ui import messages, words
from merak.ui.pages import result_parts, result_summary, result_why
from merak.ui.pages.case_duties import Duties
from merak.ui.pages.name_watch import watch
from merak.ui.pages.result_judgement import JudgementCard
from merak.ui.pages.review_answer import AnswerCard
from merak.ui.tasks import Tasks
from merak.ui.widgets.banner import Banner, BannerValue
from merak.ui.widgets.boxes import Box, Line, Panel, clear, row
from merak.ui.widgets.buttons import Button, Kind, Side
from merak.ui.widgets.page import Page
from merak.ui.widgets.scroll_keys import scrolls
from merak.ui.widgets.texts import heading, muted
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
        self._answers = Panel(16)
        self._answers.hide()
        self.body.addWidget(self._answers)
        self._parts = Panel(16)
        self.body.addWidget(self._parts)
        self._to_do = heading("", 2)
        self._duties = Duties(tasks)
        self._duties.formed.connect(self.area.reveal)
        self._duties.recorded.connect(self._refresh)
        self._judgement: list[JudgementCard] = []
        self._said: list[AnswerCard] = []
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
        self._keep_added(partial(self._keep_judgement, then))

    def _keep_added(self, then: Callable[[], None]) -> None:
        # Words that are being recorded are not kept a second time; if that fails, they are.
        if any(map(self._tasks.is_recording, (*self._said, *self._judgement))):
            self._tasks.when_idle(self, partial(self._keep_added, then))
            return
        begun = [card for card in self._said if card.unfinished()]
        if not begun:
            then()
            return
        # Two supervisors may have answered; what was typed to either is one addition.
        act = self._adding("\n".join(card.unfinished() for card in begun))
        self._tasks.record(self, begun[0], act, partial(_kept, begun, then), begun[0].refused)

    def _keep_judgement(self, then: Callable[[], None]) -> None:
        begun = [card for card in self._judgement if card.unfinished()]
        if not begun:
            self._duties.keep(then)
            return
        said = begun[0].unfinished()
        act = self._adding(t("Begun as the reason for a judgement: {reason}").format(reason=said))
        after = partial(_kept, begun, partial(self._duties.keep, then))
        self._tasks.record(self, begun[0], act, after, self._not_judged)

    def _adding(self, text: str) -> Callable[[Session], RecordId]:
        return partial(cases.addendum, case=self._case, refers_to=self._record, content=text)

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
        self.present_title(t("Result"), "", result_summary.eyebrow(result))
        self._banner.present(result_summary.state(result))
        for part in self._made(result):
            self._parts.body.addWidget(part)
        self._load_answers()

    def _load_answers(self) -> None:
        act = partial(reviews.of_screening, screening=self._record)
        self._tasks.read(self, act, self._present_answers)

    def _present_answers(self, found: Sequence[Review]) -> None:
        clear(self._answers.body)
        self._said = [AnswerCard(review) for review in found]
        for card in self._said:
            card.added.connect(partial(self._add, card))
            for one in watch(self._tasks, self._case, card.free()):
                one.appeared.connect(self.area.reveal)
            self._answers.body.addWidget(card)
        self._answers.setVisible(bool(found))

    def _add(self, card: AnswerCard, text: str) -> None:
        act = self._adding(text)
        self._tasks.record(self, card, act, lambda _: self._load_answers(), card.refused)

    def _made(self, result: Result) -> Iterator[QWidget]:
        summary = result_summary.summary(result)
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

    def _judge(self, card: JudgementCard, level: LevelId, reason: str) -> None:
        record = self._record

        def act(session: Session) -> Result:
            return results.judge(session, record, level, reason)

        self._tasks.record(self, card, act, self._judged, self._not_judged)

    def _judgement_of(self, result: Result) -> JudgementCard:
        card = JudgementCard(result)
        card.judged.connect(partial(self._judge, card))
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


def _kept(cards: Sequence[AnswerCard | JudgementCard], then: Callable[[], None], _: object) -> None:
    for card in cards:
        card.let_go()
    then()
