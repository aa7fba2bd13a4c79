"""What is settled before the first question: each step is a card that says when it is done."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from merak.domain.facts import UNKNOWN_AGE, Age
from merak.domain.screening import Assent, Mode, SafeNow
from merak.ui.pages.before_ages import AGES, age_options
from merak.ui.widgets.banner import Banner, BannerValue
from merak.ui.widgets.boxes import Card, column, row
from merak.ui.widgets.choice import AnswerSegments
from merak.ui.widgets.marked_text import MarkedText
from merak.ui.widgets.said_aloud import SaidAloud
from merak.ui.widgets.texts import Picture, eyebrow, heading, muted, strong
from merak.ui.widgets.ticks import Tick
from merak.ui.widgets.values import Action, Option, Tone
from merak.ui.words import t

_NOTHING = ""


class Step(Card):
    """One thing to settle: its question, which of the steps it is, a mark once it is settled."""

    changed = Signal()

    def __init__(self, question: str, missing: str, target: QWidget) -> None:
        super().__init__(10)
        self._missing = missing
        self._target = target
        self._place = ""
        top = row(8)
        self._number = eyebrow("").one_line()
        self._mark = Picture("circle-check", 18, "primary")
        top.addWidget(heading(question, 3), 1)
        top.addWidget(self._number, 0, Qt.AlignmentFlag.AlignTop)
        top.addWidget(self._mark, 0, Qt.AlignmentFlag.AlignTop)
        self.body.addLayout(top)
        self.inside = column(10)
        self.body.addLayout(self.inside)
        self._error = MarkedText(icon="circle-alert", role="high_mark")
        self.body.addWidget(self._error)
        self._refresh()

    def missing(self) -> str:
        """Says what is still to be done here; empty once it is settled."""
        return self._missing

    def number(self, at: int, of: int) -> None:
        """Shows which of the steps it is."""
        self._place = t("{number} of {all}").format(number=at, all=of)
        self._refresh()

    def complain(self) -> None:
        """Says what is missing, in the step itself."""
        self._error.present(self._missing, Tone.HIGH)

    def aim(self) -> None:
        """Puts the keyboard where the step is answered."""
        target = self._target
        if isinstance(target, AnswerSegments):
            target.aim()
        else:
            target.setFocus(Qt.FocusReason.TabFocusReason)

    def _stands(self, missing: str) -> None:
        self._missing = missing
        self._refresh()
        if not missing:
            self._error.present("")
        self.changed.emit()

    def _refresh(self) -> None:
        self._number.setText(self._place if self._missing else t("Done"))
        self._mark.setVisible(not self._missing)


class SafetyStep(Step):
    """Whether the place is private and the young person safe; not safe leads to the steps."""

    unsafe_asked = Signal()

    def __init__(self) -> None:
        question = t("Is the young person safe right now?")
        self._tick = Tick(t("Nobody else can see or hear us here"))
        self._safe = AnswerSegments(question)
        self._value = _NOTHING
        self._mode = Mode.INTERVIEW
        self._banner = Banner(Tone.WARN)
        super().__init__(t("A safe and private place"), self._wanting(), self._tick)
        self.inside.addWidget(self._tick)
        self.inside.addWidget(strong(question))
        self.inside.addWidget(self._safe)
        self.inside.addWidget(self._banner)
        self._safe.present(safe_options(), _NOTHING)
        self._safe.chosen.connect(self._choose)
        self._safe.cleared.connect(lambda: self._choose(_NOTHING))
        self._tick.toggled.connect(lambda _: self._look())
        self._banner.acted.connect(lambda _: self.unsafe_asked.emit())

    def use(self, mode: Mode) -> None:
        """Asks for a private place only where somebody is talked with."""
        self._mode = mode
        self._tick.setVisible(mode is Mode.INTERVIEW)
        self._look()

    def private_place(self) -> bool:
        """Says whether the place was ticked as private."""
        return self._tick.isChecked() and self._mode is Mode.INTERVIEW

    def safe_now(self) -> SafeNow:
        """Gives what was found out about safety."""
        return SafeNow(self._value) if self._value else SafeNow.NOT_KNOWN

    def _choose(self, key: str) -> None:
        self._value = key
        self._banner.present(steps_first() if key == SafeNow.NO else BannerValue())
        self._look()

    def _look(self) -> None:
        asks_place = self._mode is Mode.INTERVIEW and not self._tick.isChecked()
        self._target = self._tick if asks_place else self._safe
        self._stands(self._wanting())

    def _wanting(self) -> str:
        if self._value == SafeNow.NO:
            return t("Start only once the young person is safe.")
        if self._mode is Mode.INTERVIEW and not self._tick.isChecked():
            return t("Find a place where nobody else can see or hear you, then tick the box.")
        return "" if self._value else t("Say whether the young person is safe right now.")


def steps_first() -> BannerValue:
    """Returns what to do first where the young person is not safe."""
    return BannerValue(
        tone=Tone.WARN,
        title=t("Their safety comes first"),
        text=t("The questions can wait. Follow your site's steps, then come back here."),
        actions=(Action(key="unsafe", text=t("Open the steps"), icon="life-buoy"),),
    )


def safe_options() -> Sequence[Option]:
    """Returns the answers to whether the young person is safe."""
    return (
        Option(key=SafeNow.YES, text=t("Yes"), icon="check"),
        Option(key=SafeNow.NO, text=t("No"), icon="minus"),
        Option(key=SafeNow.NOT_KNOWN, text=t("Not known"), icon="circle-question-mark"),
    )


class LimitsStep(Step):
    """What stays private and what does not, in words to say aloud."""

    def __init__(self) -> None:
        self._tick = Tick(t("I have said this, and they could ask about it"))
        self._asked = t("Say these words first, then tick that you have.")
        super().__init__(t("Say what stays private, and what cannot"), self._asked, self._tick)
        self.inside.addWidget(muted(t("In your own voice, before the first question:")))
        self.inside.addWidget(SaidAloud(_limits()))
        self.inside.addWidget(self._tick)
        self._tick.toggled.connect(lambda said: self._stands("" if said else self._asked))


def _limits() -> Sequence[str]:
    return (
        t("“I would like to ask you some things, so that we can find out what would help you."),
        t("I write some of it down. Only people here whose work is to help you can read it."),
        t(
            "There is one thing I cannot keep to myself: if someone is hurting you, or if you or"
            " someone else is in danger, I have to tell my supervisor so that you get help."
        ),
        t(
            "I will not ask about any court case or charge. Please keep that for your lawyer,"
            " because it could be used against you."
        ),
        t("You do not have to answer. You can skip anything and stop whenever you want.”"),
    )


class AssentStep(Step):
    """What the young person says to being asked."""

    declined = Signal()

    def __init__(self) -> None:
        title = t("Ask whether they want to go on")
        self._segments = AnswerSegments(title)
        self._asked = t("Ask the young person whether they want to go on.")
        super().__init__(title, self._asked, self._segments)
        self.inside.addWidget(muted(t("Wait for an answer. Silence is not a yes.")))
        self.inside.addWidget(self._segments)
        self._segments.present(_assent_options(), _NOTHING)
        self._segments.chosen.connect(self._choose)
        self._segments.cleared.connect(lambda: self._choose(_NOTHING))

    def take_back(self) -> None:
        """Leaves the question open again."""
        self._segments.present(_assent_options(), _NOTHING)
        self._stands(self._asked)

    def _choose(self, key: str) -> None:
        self._stands("" if key == Assent.GIVEN else self._asked)
        if key == Assent.DECLINED:
            self.declined.emit()


def _assent_options() -> Sequence[Option]:
    return (
        Option(key=Assent.GIVEN, text=t("They want to go on"), icon="check"),
        Option(key=Assent.DECLINED, text=t("They do not want to"), icon="minus"),
    )


class AgeStep(Step):
    """How old the young person is, as far as it is known."""

    def __init__(self) -> None:
        title = t("How old are they?")
        self._segments = AnswerSegments(title)
        self._value = _NOTHING
        self._asked = t("Choose an age group. “I do not know” is fine too.")
        super().__init__(title, self._asked, self._segments)
        self.inside.addWidget(muted(t("A good guess is enough. The exact age can come later.")))
        self.inside.addWidget(self._segments)
        self._segments.present(age_options(), _NOTHING)
        self._segments.chosen.connect(self._choose)
        self._segments.cleared.connect(lambda: self._choose(_NOTHING))

    def age(self) -> Age:
        """Gives the age group chosen."""
        return AGES.get(self._value, UNKNOWN_AGE)

    def _choose(self, key: str) -> None:
        self._value = key
        self._stands("" if key else self._asked)
