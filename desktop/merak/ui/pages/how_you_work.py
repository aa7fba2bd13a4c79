"""Who interprets and which language stands beside: asked before, and changed while screening."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import Signal

from merak.domain.screening import Interpreter, Mode, Preparation, SafeNow
from merak.ui.pages.before_steps import safe_options, steps_first
from merak.ui.pages.young_person_languages import language_name
from merak.ui.widgets.banner import Banner, BannerValue
from merak.ui.widgets.boxes import Card, Panel
from merak.ui.widgets.choice import AnswerSegments
from merak.ui.widgets.fields import ChoiceField, TextField
from merak.ui.widgets.texts import heading, muted, strong
from merak.ui.widgets.values import Option, Tone
from merak.ui.words import language, t

INTERPRETER = "interpreter"
"""The field of a draft's texts for the interpreter's service and number."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Help:
    """Who interprets, and the language beside the program's own, empty for none."""

    interpreter: Interpreter
    second_language: str


class HelpFields(Panel):
    """Interpreter, their service as free text, and a second language."""

    changed = Signal()
    other_interpreter = Signal()

    def __init__(self) -> None:
        super().__init__(14)
        self._value = Interpreter.NONE
        self._segments = AnswerSegments(t("Interpreter"))
        self.service = TextField(
            t("Interpreter service and their number"),
            t("Never a person from the same group, and never tell them the young person's name."),
        )
        self._language = ChoiceField(
            t("A second language on the screen"),
            (Option(key="", text=t("None")),),
            t("Questions are shown in it beside the program's language."),
        )
        self.body.addWidget(strong(t("Does somebody interpret?")))
        for part in (self._segments, self.service, self._language):
            self.body.addWidget(part)
        self._segments.chosen.connect(self._choose)
        self._segments.cleared.connect(lambda: self._choose(Interpreter.NONE))
        self._language.edited.connect(self.changed)
        self._show()

    def present(self, known: Help, service: str) -> None:
        """Shows who interprets, and the language beside."""
        self._value = known.interpreter
        self.service.present(service)
        self._language.present(known.second_language)
        self._show()

    def offer(self, codes: Sequence[str]) -> None:
        """Offers the languages that the questions are there in; keeps the one chosen."""
        options = [Option(key=one, text=language_name(one)) for one in codes if one != language()]
        self._language.offer((Option(key="", text=t("None")), *options), self._language.value())

    def value(self) -> Help:
        """Gives what is chosen."""
        return Help(interpreter=self._value, second_language=self._language.value())

    def words(self) -> str:
        """Gives service and number as typed, empty where nobody interprets."""
        return self.service.value().strip() if self._value is not Interpreter.NONE else ""

    def _choose(self, key: str) -> None:
        before, self._value = self._value, Interpreter(key)
        self._show()
        self.changed.emit()
        if self._value not in (before, Interpreter.NONE):
            self.other_interpreter.emit()

    def _show(self) -> None:
        self._segments.present(_interpreters(), self._value)
        self.service.setVisible(self._value is not Interpreter.NONE)


class HowCard(Card):
    """How the screening goes on: safety, interpreter, second language; all of it can change."""

    changed = Signal()
    unsafe_asked = Signal()

    def __init__(self) -> None:
        super().__init__(14)
        self._before = Preparation()
        question = t("Is the young person safe right now?")
        self._way = muted("", 14)
        self._safe = AnswerSegments(question)
        self._safe_now = SafeNow.NOT_KNOWN
        self._steps, self._again = Banner(Tone.WARN), Banner()
        self.help = HelpFields()
        self.body.addWidget(heading(t("How you work"), 2))
        # Who listens comes first: whether it is safe depends on it.
        for part in (
            self._way,
            self.help,
            self._again,
            strong(question),
            self._safe,
            self._steps,
        ):
            self.body.addWidget(part)
        self._safe.chosen.connect(self._choose)
        self._safe.cleared.connect(lambda: self._choose(SafeNow.NOT_KNOWN))
        self._steps.acted.connect(lambda _: self.unsafe_asked.emit())
        self.help.changed.connect(self.changed)
        self.help.other_interpreter.connect(self._ask_again)

    def present(self, known: Preparation, service: str, codes: Sequence[str]) -> None:
        """Shows what was settled before the first question, and the languages to choose from."""
        self._before = known
        self._way.setText(_way(known.mode))
        # Where nobody is asked, nobody interprets and nothing is read aloud.
        self.help.setVisible(known.mode is Mode.INTERVIEW)
        self._safe_now = known.safe_now
        self.help.offer(codes)
        chosen = Help(interpreter=known.interpreter, second_language=known.second_language)
        self.help.present(chosen, service)
        self._show()

    def value(self) -> Preparation:
        """Gives what was settled, with what was changed here."""
        chosen = self.help.value()
        return replace(
            self._before,
            safe_now=self._safe_now,
            interpreter=chosen.interpreter,
            second_language=chosen.second_language,
        )

    def _choose(self, key: str) -> None:
        self._safe_now = SafeNow(key)
        self._show()
        self._again.present(BannerValue())
        self.changed.emit()

    def _show(self) -> None:
        self._safe.present(safe_options(), self._safe_now)
        self._steps.present(steps_first() if self._safe_now is SafeNow.NO else BannerValue())

    def _ask_again(self) -> None:
        self._again.present(
            BannerValue(
                title=t("Somebody else listens now"),
                text=t(
                    "Ask again whether the young person feels safe with them and wants to go on,"
                    " then answer below. You can stop at any time."
                ),
            )
        )


def _way(mode: Mode) -> str:
    if mode is Mode.RECORDS:
        return t("You go through the records. Nobody is asked.")
    return t("You talk with the young person. What is below can change at any time.")


def _interpreters() -> Sequence[Option]:
    return (
        Option(key=Interpreter.NONE, text=t("No"), icon="minus"),
        Option(key=Interpreter.IN_PERSON, text=t("Yes, in the room"), icon="users"),
        Option(key=Interpreter.BY_PHONE, text=t("Yes, by phone"), icon="phone"),
    )
