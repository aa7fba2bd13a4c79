"""Who must be told: the duties of each case together, with their forms opened in place."""

from collections.abc import Callable, Iterable, Sequence
from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QWidget

from merak.domain.duty import Proof
from merak.domain.fold import DutyState
from merak.domain.ids import CaseId, RecordId
from merak.services import cases, tell
from merak.services.case_lines import DutyLine
from merak.services.session import Session
from merak.services.tell import TimeToCome
from merak.ui import messages, words
from merak.ui.pages.case_duty_card import DutyCard
from merak.ui.pages.duty_form import DutyForm, MistakeForm, ToldForm
from merak.ui.pages.name_watch import watch
from merak.ui.tasks import Tasks
from merak.ui.widgets.banner import Banner, BannerValue
from merak.ui.widgets.boxes import Panel, clear, column
from merak.ui.widgets.buttons import Button, Kind
from merak.ui.widgets.marked_text import MarkedText
from merak.ui.widgets.values import Tone
from merak.ui.words import n

_Together = tuple[CaseId, frozenset[str]]


class Duties(QWidget):
    """The duties given, and the services behind their buttons."""

    recorded = Signal()
    formed = Signal(QWidget)

    def __init__(self, tasks: Tasks, at_first: int = 1_000) -> None:
        super().__init__()
        self._tasks, self._most = tasks, at_first
        self._duties: Sequence[DutyLine] = ()
        self._cards: dict[_Together, DutyCard] = {}
        whole = column(12)
        self._banner = Banner()
        self._list, self._past = column(12), Panel(6)
        self._more = Button("", Kind.QUIET, "chevron-down")
        self._more.clicked.connect(self._show_all)
        self._more.hide()
        whole.addWidget(self._banner)
        whole.addLayout(self._list)
        whole.addWidget(self._more, 0, Qt.AlignmentFlag.AlignLeft)
        whole.addWidget(self._past)
        self.setLayout(whole)

    def present(self, duties: Sequence[DutyLine]) -> None:
        """Shows these duties; a form that is open in a card that stays, stays with all typed."""
        self._duties = duties
        every = _together(line for line in duties if line.state is DutyState.OPEN)
        groups = dict(list(every.items())[: self._most])
        hidden = len(every) - len(groups)
        more = n("Show {count} more case", "Show {count} more cases", hidden)
        self._more.present(more.format(count=hidden))
        self._more.setVisible(hidden > 0)
        for case, card in list(self._cards.items()):
            if groups.get(case) != card.lines:
                card.hide()
                self._list.removeWidget(card)
                card.deleteLater()
                del self._cards[case]
        for place, (case, lines) in enumerate(groups.items()):
            if case not in self._cards:
                self._cards[case] = self._made(lines)
            card = self._cards[case]
            card.present_due(lines)
            # What is overdue by now moves up with the form that is open in it.
            if self._list.indexOf(card) != place:
                self._list.insertWidget(place, card)
        clear(self._past.body)
        for state, times in _past(duties).items():
            self._past.body.addWidget(_closed(state, times))
        self._past.setVisible(self._past.body.count() > 0)

    def _show_all(self) -> None:
        self._most = len(self._duties)
        first = len(self._cards)
        self.present(self._duties)
        # The keyboard goes on where the button was.
        list(self._cards.values())[first].aim()

    def keep(self, then: Callable[[], None]) -> None:
        """Keeps words of forms that were not sent as additions to the case, then calls.

        They may be half a sentence: who was told or what was a mistake is never recorded unasked.
        """
        open_forms = [form for card in self._cards.values() for form in card.forms()]
        # Words that are being recorded are not kept a second time; if that fails, they are.
        if any(map(self._tasks.is_recording, open_forms)):
            self._tasks.when_idle(self, partial(self.keep, then))
            return
        begun = [
            (card, form.duty, form.unfinished())
            for card in self._cards.values()
            for form in card.forms()
            if form.unfinished()
        ]
        if not begun:
            then()
            return
        kept = [(card.lines[0].duty.case, duty, said) for card, duty, said in begun]

        def act(session: Session) -> None:
            for case, duty, said in kept:
                cases.addendum(session, case, duty, said)

        def after(_: object) -> None:
            for card, _duty, _said in begun:
                card.close_form()
            then()

        # One of them stands for all: whoever leaves twice keeps them once.
        self._tasks.record(self, begun[0][0].forms()[0], act, after, self._refused)

    def _made(self, lines: tuple[DutyLine, ...]) -> DutyCard:
        card = DutyCard(lines)
        card.told_asked.connect(partial(self._open_told, card))
        card.mistake_asked.connect(partial(self._open_mistake, card))
        return card

    def _open_told(self, card: DutyCard) -> None:
        def then(now: str) -> None:
            if card in self._cards.values():
                form = ToldForm(card.lines[0].duty.id, now)
                form.cancelled.connect(card.close_form)
                form.filled.connect(partial(self._done, card, form))
                self._show(card, form)

        self._tasks.read(self, lambda session: session.now(), then)

    def _open_mistake(self, card: DutyCard, duty: str) -> None:
        form = MistakeForm(RecordId(duty))
        form.cancelled.connect(card.close_form)
        form.filled.connect(partial(self._mistaken, form, RecordId(duty)))
        self._show(card, form)

    def _show(self, card: DutyCard, form: DutyForm) -> None:
        self.keep(partial(self._open, card, form))

    def _open(self, card: DutyCard, form: DutyForm) -> None:
        card.show_form(form)
        for one in watch(self._tasks, card.lines[0].duty.case, form.free()):
            one.appeared.connect(self.formed)
        # Only once it has a size can a page scroll to it.
        QTimer.singleShot(0, form, partial(self._tell_where, form))

    def _tell_where(self, form: DutyForm) -> None:
        self.formed.emit(form)
        # A form taller than the window: where the keyboard is matters most.
        where: QWidget | None = form.focusWidget()
        if where is not None:
            self.formed.emit(where)

    def _done(self, card: DutyCard, form: ToldForm, proof: Proof) -> None:
        duties = tuple(line.duty.id for line in card.lines)

        def act(session: Session) -> None:
            tell.done(session, duties, proof)

        def refused(error: Exception) -> None:
            if isinstance(error, TimeToCome):
                form.too_early()
            else:
                self._refused(error)

        self._tasks.record(self, form, act, self._after, refused)

    def _mistaken(self, form: MistakeForm, duty: RecordId, reason: str) -> None:
        def act(session: Session) -> None:
            tell.mistaken(session, duty, reason)

        self._tasks.record(self, form, act, self._after, self._refused)

    def _after(self, _: object) -> None:
        self._banner.present(BannerValue())
        self.recorded.emit()

    def _refused(self, error: Exception) -> None:
        said = messages.say(error)
        self._banner.present(BannerValue(tone=Tone.HIGH, title=said.title, text=said.text))


def _together(lines: Iterable[DutyLine]) -> dict[_Together, tuple[DutyLine, ...]]:
    """Groups what one telling closes: of one case, and told to the same by the office's rules."""
    groups: dict[_Together, tuple[DutyLine, ...]] = {}
    for line in lines:
        key = (line.duty.case, frozenset(one.rule for one in line.duty.tell))
        groups[key] = (*groups.get(key, ()), line)
    return groups


def _past(duties: Sequence[DutyLine]) -> dict[DutyState, list[str]]:
    """When what is closed now came in, the earliest first; told apart from mistakes."""
    closed: dict[DutyState, list[str]] = {}
    for line in duties:
        if line.state is not DutyState.OPEN:
            closed.setdefault(line.state, []).append(line.duty.received_at)
    return {state: sorted(times) for state, times in closed.items()}


def _closed(state: DutyState, times: Sequence[str]) -> QWidget:
    count, first = len(times), words.moment(times[0])
    if state is DutyState.DONE:
        said = n(
            "Somebody was told what came in on {when}.",
            "Somebody was told of {count} things, the first of {when}.",
            count,
        )
        return MarkedText(said.format(when=first, count=count), "circle-check", "ok_mark")
    said = n(
        "A reminder of {when} was a mistake and is gone.",
        "{count} reminders were a mistake and are gone, the first of {when}.",
        count,
    )
    return MarkedText(said.format(when=first, count=count), "ban", "muted")
