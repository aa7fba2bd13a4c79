"""Before you begin: what must be settled before the first question, and nothing more."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedWidget, QWidget

from merak.domain.ids import CaseId, ScreeningId, SetHash
from merak.domain.screening import Assent, Interpreter, Mode, Preparation
from merak.services import screen
from merak.services.screen import Beginning, SetLine
from merak.services.session import NewCase, Session
from merak.ui.messages import say as say_error
from merak.ui.pages.before_parts import CanWait, Declined, ModeCard, SetCard
from merak.ui.pages.before_steps import AgeStep, AssentStep, LimitsStep, SafetyStep, Step
from merak.ui.pages.how_you_work import INTERPRETER, Help
from merak.ui.tasks import Tasks
from merak.ui.widgets.banner import Banner, BannerValue
from merak.ui.widgets.boxes import Card, column
from merak.ui.widgets.buttons import Button, Kind, Side
from merak.ui.widgets.page import Page
from merak.ui.widgets.return_focus import return_focus
from merak.ui.widgets.values import Tone
from merak.ui.words import n, t


class BeforePage(QWidget):
    """Asks for four things, or two where only records are read, and starts the screening."""

    started = Signal(str)
    cancelled = Signal()
    disclosure_asked = Signal()
    unsafe_asked = Signal()

    def __init__(self, tasks: Tasks, case: CaseId | NewCase) -> None:
        super().__init__()
        self._tasks, self._case = tasks, case
        self._starting = self._met = False
        self._form = Page(self.title(), t("A few things first. Everything else can wait."))
        self._stop = Page(t("Then stop here"))
        self._pages = QStackedWidget()
        self._banner = Banner()
        self._set, self._mode = SetCard(), ModeCard()
        self._set.hide()
        self._safety, self._limits = SafetyStep(), LimitsStep()
        self._assent, self._age = AssentStep(), AgeStep()
        self._can_wait, self._later = CanWait(), Card(0, (20, 6, 20, 8))
        self._declined = Declined()
        self._cancel = Button(t("Cancel"))
        self._start = Button(t("Start now"), Kind.PRIMARY, "arrow-right", Side.AFTER)
        self._lay_out()
        self._connect()
        self._steps_change()
        self._look_for_sets()

    def title(self) -> str:
        """Returns what the page is called in the window."""
        return t("Before you begin")

    def first_focus(self) -> None:
        """Puts the keyboard where work begins, or back to where it was."""
        if not (self._met and return_focus(self)):
            (self._set if self._set.asks() else self._mode).aim()
        self._met = True

    def flush(self, then: Callable[[], None]) -> None:
        """Has nothing to save: until "Start now" nothing is written anywhere."""
        then()

    def take_case(self, case: str) -> None:
        """Belongs to this case from now on: something was told before the first question."""
        self._case = CaseId(case)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Opens the two cards that are always there."""
        if event.key() == Qt.Key.Key_F8:
            self.disclosure_asked.emit()
        elif event.key() == Qt.Key.Key_F9:
            self.unsafe_asked.emit()
        else:
            event.ignore()

    def _lay_out(self) -> None:
        self._later.body.addWidget(self._can_wait)
        for part in (self._banner, self._set, self._mode, *self._all_steps(), self._later):
            self._form.body.addWidget(part)
        self._stop.body.addWidget(self._declined)
        self._left = self._form.set_foot(back=self._cancel, forward=self._start)
        self._pages.addWidget(self._form)
        self._pages.addWidget(self._stop)
        whole = column(0)
        whole.addWidget(self._pages)
        self.setLayout(whole)

    def _connect(self) -> None:
        self._set.chosen.connect(self._set_changes)
        self._mode.chosen.connect(self._steps_change)
        for step in self._all_steps():
            step.changed.connect(self._count)
        self._safety.unsafe_asked.connect(self.unsafe_asked)
        self._assent.declined.connect(self._stop_kindly)
        self._declined.acted.connect(self._after_stop)
        self._cancel.clicked.connect(self.cancelled)
        self._start.clicked.connect(self._begin)
        keys = QShortcut(QKeySequence("Ctrl+Return"), self)
        keys.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        keys.activated.connect(self._begin)

    def _look_for_sets(self) -> None:
        self._tasks.read(self, screen.sets, self._present_sets, self._refused)

    def _present_sets(self, lines: Sequence[SetLine]) -> None:
        self._banner.present(BannerValue())
        at_the_start = self._mode.is_aimed()
        self._set.present(lines)
        # The choice comes first where there is one, and so does the keyboard.
        if at_the_start and self._set.asks():
            self._set.aim()

    def _set_changes(self) -> None:
        for line in self._set.line():
            self._can_wait.help.offer(line.languages)
            self._mode.offer(line.administration)
        self._steps_change()

    def _all_steps(self) -> tuple[Step, ...]:
        return (self._safety, self._limits, self._assent, self._age)

    def _steps(self) -> tuple[Step, ...]:
        if self._mode.mode() is Mode.RECORDS:
            return (self._safety, self._age)
        return self._all_steps()

    def _steps_change(self) -> None:
        self._safety.use(self._mode.mode())
        # Where nobody is asked, nobody interprets and nothing is read aloud.
        self._later.setVisible(self._mode.mode() is Mode.INTERVIEW)
        asked = self._steps()
        for step in self._all_steps():
            step.setVisible(step in asked)
        for at, step in enumerate(asked, 1):
            step.number(at, len(asked))
        self._count()

    def _count(self) -> None:
        left = sum(1 for step in self._steps() if step.missing())
        words = n("{count} step left", "{count} steps left", left).format(count=left)
        self._left.setText(words if left else t("Ready"))

    def _stop_kindly(self) -> None:
        self._pages.setCurrentWidget(self._stop)
        self._declined.aim()

    def _after_stop(self, what: str) -> None:
        if what == "leave":
            self.cancelled.emit()
            return
        self._assent.take_back()
        self._pages.setCurrentWidget(self._form)
        if what == "records":
            self._mode.present(Mode.RECORDS)
            self._steps_change()
            self._aim(self._safety if self._safety.missing() else self._age)
        else:
            self._aim(self._assent)

    def _aim(self, step: Step) -> None:
        step.aim()
        self._form.area.reveal(step)

    def _begin(self) -> None:
        missing = [step for step in self._steps() if step.missing()]
        for step in self._steps():
            step.complain()
        if missing:
            self._aim(missing[0])
        elif not self._mode.offered():
            self._form.area.reveal(self._mode)
        elif not self._set.line():
            # Why there is nothing to ask is said again, or it has been mended meanwhile.
            self._look_for_sets()
        elif not self._starting:
            # Two presses in a row must not begin two screenings.
            self._starting = True
            start = _Start(beginning=self._beginning(), interpreter=self._help_words())
            self._tasks.change(self, start.act, self.started.emit, self._refused)

    def _beginning(self) -> Beginning:
        interview = self._mode.mode() is Mode.INTERVIEW
        nobody = Help(interpreter=Interpreter.NONE, second_language="")
        chosen = self._can_wait.help.value() if interview else nobody
        return Beginning(
            set_hash=next((line.hash for line in self._set.line()), SetHash("")),
            preparation=Preparation(
                mode=self._mode.mode(),
                private_place=self._safety.private_place(),
                safe_now=self._safety.safe_now(),
                limits_explained=interview,
                assent=Assent.GIVEN if interview else Assent.NOT_ASKED,
                interpreter=chosen.interpreter,
                second_language=chosen.second_language,
            ),
            age=self._age.age(),
            case=self._case,
        )

    def _help_words(self) -> str:
        return self._can_wait.help.words() if self._mode.mode() is Mode.INTERVIEW else ""

    def _refused(self, error: Exception) -> None:
        self._starting = False
        message = say_error(error)
        self._banner.present(BannerValue(tone=Tone.HIGH, title=message.title, text=message.text))
        self._form.area.reveal(self._banner)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Start:
    """What is done on the vault's thread; it must not reach for a widget."""

    beginning: Beginning
    interpreter: str

    def act(self, session: Session) -> ScreeningId:
        """Starts the screening and keeps the interpreter's words with it."""
        screening = screen.start(session, self.beginning)
        if self.interpreter:
            screen.text(session, screening, INTERPRETER, self.interpreter)
        return screening
