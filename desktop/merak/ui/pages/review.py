"""Review: a screening as its laptop shows it, and the supervisor's decision beside it."""

from collections.abc import Callable, Iterator, Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from merak.domain.decision import Decision
from merak.domain.ids import CaseId, RecordId
from merak.services import cases, holds, results, reviews
from merak.services.holds import Hold
from merak.services.results import Result
from merak.services.reviews import Added, Review
from merak.services.session import Session
from merak.ui import messages
from merak.ui.pages import (
    result_parts,
    result_summary,
    result_why,
    retention_words,
    review_parts,
)
from merak.ui.pages.review_decision import DecisionCard
from merak.ui.pages.review_names import NamesCard
from merak.ui.tasks import Tasks
from merak.ui.widgets.banner import Banner, BannerValue
from merak.ui.widgets.buttons import Button, Kind
from merak.ui.widgets.focus_follower import FocusFollower
from merak.ui.widgets.marked_text import MarkedText
from merak.ui.widgets.scroll_keys import scrolls
from merak.ui.widgets.sides import Sides
from merak.ui.widgets.texts import heading
from merak.ui.widgets.values import Tone
from merak.ui.widgets.wide_page import WidePage
from merak.ui.words import t

Shown = tuple[Result, Sequence[Review], Sequence[Added], Hold]


class ReviewPage(WidePage):
    """Nothing of the screening can be changed here; the decision is a record of its own."""

    decided = Signal(str)
    """In words what was decided, for the page that comes next."""
    closed = Signal()
    _leaving = Signal()

    def __init__(self, tasks: Tasks, record: RecordId) -> None:
        super().__init__(t("Review"), gap=16)
        self._tasks, self._record = tasks, record
        self._code, self._case = "", CaseId("")
        self._banner = Banner()
        self._sides = Sides(shares=(5, 3))
        self._decision = DecisionCard()
        self._decision.decided.connect(self._decide)
        for part in (self._banner, self._sides):
            self.body.addWidget(part)
        self._sides.hide()
        self._close = Button(t("Back to the list"), Kind.DEFAULT, "arrow-left")
        self._close.clicked.connect(self.closed)
        self.set_foot(back=self._close)
        FocusFollower(self.area)
        tasks.read(self, self._read, self._present, failed=self._failed)

    def title(self) -> str:
        """Returns the words for the top of the window."""
        return t("Review")

    def first_focus(self) -> None:
        """Puts the keyboard on the way back; the keys that scroll work from there."""
        self._close.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Scrolls by Page Up, Page Down, Home and End, also from the foot."""
        if not scrolls(self.area, event):
            super().keyPressEvent(event)

    def flush(self, then: Callable[[], None]) -> None:
        """Takes names off the page, and keeps a comment that was begun beside the screening.

        A decision is never recorded without being asked for.
        """
        self._leaving.emit()
        self._keep(then)

    def _keep(self, then: Callable[[], None]) -> None:
        if self._tasks.is_recording(self._decision):
            self._tasks.when_idle(self, partial(self._keep, then))
            return
        begun = self._decision.unfinished()
        if not begun:
            then()
            return

        def kept(_: object) -> None:
            self._decision.let_go()
            then()

        content = t("Begun as a comment: {text}").format(text=begun)
        act = partial(cases.addendum, case=self._case, refers_to=self._record, content=content)
        self._tasks.record(self, self._decision, act, kept, self._refused)

    def _read(self, session: Session) -> Shown:
        found = reviews.of_screening(session, self._record)
        result = results.load(session, self._record)
        added = reviews.added(session, self._record)
        return result, found, added, holds.of(session, result.case)

    def _present(self, shown: Shown) -> None:
        result, before, added, hold = shown
        self._code, self._case = result.code, result.case
        self.present_title(t("Review"), "", result_summary.eyebrow(result))
        self._banner.present(result_summary.state(result))
        for part in _parts(result):
            self._sides.first.body.addWidget(part)
        names = NamesCard(self._tasks, result.case)
        self._leaving.connect(names.forget)
        self._sides.second.body.addWidget(names)
        self._sides.second.body.addWidget(MarkedText(retention_words.held(hold), "lock", "muted"))
        for review in before:
            self._sides.second.body.addWidget(review_parts.decided(review))
        for part in review_parts.added(added):
            self._sides.second.body.addWidget(part)
        self._sides.second.body.addWidget(self._decision)
        self._sides.show()

    def _decide(self, decision: Decision, comment: str) -> None:
        act = partial(reviews.review, screening=self._record, decision=decision, comment=comment)
        self._decision.setEnabled(False)
        done = partial(self._done, decision)
        self._tasks.record(self, self._decision, act, done, self._refused)

    def _done(self, decision: Decision, _: RecordId) -> None:
        self._decision.let_go()
        said = {
            Decision.CONFIRMED: t("{code} is confirmed"),
            Decision.RETURNED: t("{code} goes back with your comment"),
        }[decision]
        self.decided.emit(said.format(code=self._code))

    def _refused(self, error: Exception) -> None:
        self._decision.setEnabled(True)
        self._decision.refused(error)

    def _failed(self, error: Exception) -> None:
        said = messages.say(error)
        self._banner.present(BannerValue(tone=Tone.HIGH, title=said.title, text=said.text))


def _parts(result: Result) -> Iterator[QWidget]:
    yield result_summary.summary(result)
    yield from review_parts.duties(result)
    yield from result_parts.assumed(result)
    yield from result_why.overrides(result)
    yield heading(t("Why this level?"), 2)
    for which in result.assessment.concerns:
        yield result_why.concern(result, which)
    yield result_parts.unanswered(result)
    yield result_parts.changes(result)
    yield from review_parts.judgement(result)
    yield result_parts.about_set(result)
