"""Who must be told: the duties of each case together, with their forms opened in place."""

from collections.abc import Callable, Iterable, Sequence
from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QWidget

from merak.domain.duty import Cause, Proof
from merak.domain.fold import DutyState
from merak.domain.ids import CaseId, RecordId
from merak.services import cases, tell
from merak.services.case_lines import DutyLine
from merak.services.session import Session
from merak.services.tell import TimeToCome
from merak.ui import messages, words
from merak.ui.pages import case_words
from merak.ui.pages.duty_form import DutyForm, MistakeForm, ToldForm
from merak.ui.pages.name_watch import watch
from merak.ui.tasks import Tasks
from merak.ui.widgets.banner import Banner, BannerValue
from merak.ui.widgets.boxes import Box, Card, Line, Panel, clear, column, row
from merak.ui.widgets.buttons import Button, Kind
from merak.ui.widgets.foldaway import FoldAway
from merak.ui.widgets.hanging import hanging
from merak.ui.widgets.marked_text import MarkedText
from merak.ui.widgets.texts import Picture, muted, pill, strong
from merak.ui.widgets.values import Tone
from merak.ui.words import n, t


class DutyCard(Card):
    """What must be told of one case: since when, why, and what to do about it."""

    told_asked = Signal()
    mistake_asked = Signal(str)

    def __init__(self, lines: Sequence[DutyLine]) -> None:
        super().__init__(10)
        self.lines = tuple(lines)
        first = min(self.lines, key=lambda line: line.duty.received_at)
        self.body.addLayout(_head(first, len(self.lines)))
        told = Button(t("I have told someone"), Kind.DEFAULT, "user-check")
        told.setAccessibleName(f"{told.text()}, {first.code}")
        told.clicked.connect(self.told_asked)
        self.body.addWidget(told, 0, Qt.AlignmentFlag.AlignLeft)
        why = FoldAway(t("Show why"), t("Only when nobody else can see the screen."))
        why.setAccessibleName(first.code)
        for place, line in enumerate(self.lines):
            if place:
                why.body.addWidget(Line())
            why.body.addWidget(self._reason(line))
        self._place = column(0)
        self._forms: tuple[DutyForm, ...] = ()
        self.body.addLayout(self._place)
        self.body.addWidget(why)

    def forms(self) -> Sequence[DutyForm]:
        """Returns the form that is open, or nothing."""
        return self._forms

    def show_form(self, form: DutyForm) -> None:
        """Shows a form below, in place of another."""
        self.close_form()
        self._forms = (form,)
        self._place.addWidget(form)
        form.show()
        form.aim()

    def close_form(self) -> None:
        """Takes the form away."""
        self._forms = ()
        clear(self._place)

    def _reason(self, line: DutyLine) -> QWidget:
        duty = line.duty
        made = Panel(4)
        made.body.addWidget(muted(case_words.cause(duty.cause), 14))
        sentence = case_words.said(duty.why)
        if sentence and duty.cause is not Cause.DISCLOSURE:
            made.body.addWidget(strong(sentence))
        if line.cite:
            made.body.addWidget(muted(t("Source: {cite}").format(cite=line.cite)))
        if duty.starts:
            acts = ", ".join(case_words.start(name) for name in duty.starts)
            follows = t("What may follow: {acts}. Your supervisor knows who must be told by when.")
            made.body.addWidget(muted(follows.format(acts=acts)))
        mistake = Button(t("This was a mistake"), Kind.QUIET)
        about = sentence or case_words.cause(duty.cause)
        mistake.setAccessibleName(f"{mistake.text()}: {about}")
        mistake.clicked.connect(lambda: self.mistake_asked.emit(duty.id))
        line_of_button = row(0)
        line_of_button.addWidget(mistake)
        line_of_button.addStretch(1)
        made.body.addWidget(hanging(line_of_button))
        return made


def _head(first: DutyLine, count: int) -> Box:
    head = row(10)
    head.addWidget(Picture("bell", 20, "warn_mark"), 0, Qt.AlignmentFlag.AlignTop)
    names = column(2)
    names.addWidget(strong(t("Tell your supervisor now"), 15))
    received = words.moment(first.duty.received_at)
    since = n(
        "{count} thing to tell, received {when}",
        "{count} things to tell, the first received {when}",
        count,
    )
    names.addWidget(muted(since.format(count=count, when=received)))
    head.addLayout(names, 1)
    if first.tag:
        head.addWidget(pill(first.tag), 0, Qt.AlignmentFlag.AlignTop)
    head.addWidget(strong(first.code).one_line(), 0, Qt.AlignmentFlag.AlignTop)
    return head


class Duties(QWidget):
    """The duties given, and the services behind their buttons."""

    recorded = Signal()
    formed = Signal(QWidget)

    def __init__(self, tasks: Tasks) -> None:
        super().__init__()
        self._tasks = tasks
        self._cards: dict[CaseId, DutyCard] = {}
        whole = column(12)
        self._banner = Banner()
        self._list, self._past = column(12), Panel(6)
        whole.addWidget(self._banner)
        whole.addLayout(self._list)
        whole.addWidget(self._past)
        self.setLayout(whole)

    def present(self, duties: Sequence[DutyLine]) -> None:
        """Shows these duties; a form that is open in a card that stays, stays with all typed."""
        groups = _by_case(line for line in duties if line.state is DutyState.OPEN)
        for case, card in list(self._cards.items()):
            if groups.get(case) != card.lines:
                card.hide()
                self._list.removeWidget(card)
                card.deleteLater()
                del self._cards[case]
        for place, (case, lines) in enumerate(groups.items()):
            if case not in self._cards:
                self._cards[case] = self._made(lines)
                self._list.insertWidget(place, self._cards[case])
        clear(self._past.body)
        for state, times in _past(duties).items():
            self._past.body.addWidget(_closed(state, times))
        self._past.setVisible(self._past.body.count() > 0)

    def keep(self, then: Callable[[], None]) -> None:
        """Keeps words of forms that were not sent as additions to the case, then calls.

        They may be half a sentence: who was told or what was a mistake is never recorded unasked.
        """
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

        self._tasks.change(self, act, after, self._refused)

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
        form.filled.connect(partial(self._mistaken, RecordId(duty)))
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

        self._tasks.change(self, act, self._after, refused)

    def _mistaken(self, duty: RecordId, reason: str) -> None:
        def act(session: Session) -> None:
            tell.mistaken(session, duty, reason)

        self._tasks.change(self, act, self._after, self._refused)

    def _after(self, _: object) -> None:
        self._banner.present(BannerValue())
        self.recorded.emit()

    def _refused(self, error: Exception) -> None:
        said = messages.say(error)
        self._banner.present(BannerValue(tone=Tone.HIGH, title=said.title, text=said.text))


def _by_case(lines: Iterable[DutyLine]) -> dict[CaseId, tuple[DutyLine, ...]]:
    groups: dict[CaseId, tuple[DutyLine, ...]] = {}
    for line in lines:
        groups[line.duty.case] = (*groups.get(line.duty.case, ()), line)
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
