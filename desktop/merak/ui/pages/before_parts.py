"""The rest of "before you begin": the way of working, what can wait, and a kind stop."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal

from merak.domain.screening import Interpreter, Mode
from merak.domain.text import say
from merak.services.screen import SetLine
from merak.ui.pages.young_person_languages import language_name
from merak.ui.widgets.boxes import Card, Flow
from merak.ui.widgets.buttons import Button, Kind
from merak.ui.widgets.choice import AnswerSegments, ChoiceCards
from merak.ui.widgets.fields import ChoiceField, TextField
from merak.ui.widgets.foldaway import FoldAway
from merak.ui.widgets.texts import Text, body, heading, muted, strong
from merak.ui.widgets.values import Option
from merak.ui.words import language, t


class ModeCard(Card):
    """How the set is worked through."""

    chosen = Signal()

    def __init__(self) -> None:
        super().__init__(10)
        title = t("How will you work?")
        self._cards = ChoiceCards(title)
        self._mode = Mode.INTERVIEW
        self.body.addWidget(heading(title, 3))
        self.body.addWidget(self._cards)
        self._cards.chosen.connect(self._choose)
        self.present(self._mode)

    def present(self, mode: Mode) -> None:
        """Shows a way of working."""
        self._mode = mode
        self._cards.present(_modes(), mode)

    def mode(self) -> Mode:
        """Gives the way of working chosen."""
        return self._mode

    def aim(self) -> None:
        """Puts the keyboard on the choice."""
        self._cards.aim()

    def _choose(self, key: str) -> None:
        self._mode = Mode(key)
        self.chosen.emit()


def _modes() -> Sequence[Option]:
    return (
        Option(
            key=Mode.INTERVIEW,
            text=t("Talk with the young person"),
            hint=t("You ask in your own words. They can skip anything and stop at any time."),
        ),
        Option(
            key=Mode.RECORDS,
            text=t("Go through the records"),
            hint=t("You answer from the file and from what was seen. Nobody is asked."),
        ),
    )


class CanWait(FoldAway):
    """Interpreter, second language and which set: all of it can be settled later."""

    def __init__(self) -> None:
        super().__init__(t("More"), t("All of this can wait."))
        self._interpreter = AnswerSegments(t("Interpreter"))
        self._value = Interpreter.NONE
        self._service = TextField(
            t("Interpreter service and their number"),
            t("Never a person from the same group, and never tell them the young person's name."),
        )
        self._language = ChoiceField(
            t("A second language on the screen"),
            (Option(key="", text=t("None")),),
            t("Questions are shown in it beside the program's language."),
        )
        self._set = ChoiceField(t("Which questions"))
        self.body.addWidget(strong(t("Does somebody interpret?")))
        self.body.addWidget(self._interpreter)
        for field in (self._service, self._language, self._set):
            self.body.addWidget(field)
        self._interpreter.present(_interpreters(), self._value)
        self._interpreter.chosen.connect(self._interprets)
        self._interpreter.cleared.connect(lambda: self._interprets(Interpreter.NONE))
        self._language.present("")
        self._set.edited.connect(self._other_set)
        self._interprets(self._value)
        self._lines: Mapping[str, SetLine] = {}

    def present(self, lines: Sequence[SetLine]) -> None:
        """Shows the sets there are; where there is one, nothing is asked."""
        self._lines = {line.hash: line for line in lines}
        options = [Option(key=line.hash, text=say(line.title, language())) for line in lines]
        self._set.offer(options, options[0].key if options else "")
        self._set.setVisible(len(options) > 1)
        self._other_set()

    def set_hash(self) -> str:
        """Gives the hash of the set chosen, empty where there is none at all."""
        return self._set.value()

    def second_language(self) -> str:
        """Gives the code of the second language, empty for none."""
        return self._language.value()

    def interpreter(self) -> Interpreter:
        """Gives who interprets."""
        return self._value

    def interpreter_words(self) -> str:
        """Gives the service and number as typed, empty where nobody interprets."""
        return self._service.value().strip() if self._value is not Interpreter.NONE else ""

    def _interprets(self, key: str) -> None:
        self._value = Interpreter(key)
        self._interpreter.present(_interpreters(), self._value)
        self._service.setVisible(self._value is not Interpreter.NONE)

    def _other_set(self) -> None:
        line = self._lines.get(self._set.value())
        codes = [code for code in (line.languages if line else ()) if code != language()]
        options = [Option(key=code, text=language_name(code)) for code in codes]
        self._language.offer((Option(key="", text=t("None")), *options), self._language.value())


def _interpreters() -> Sequence[Option]:
    return (
        Option(key=Interpreter.NONE, text=t("No"), icon="minus"),
        Option(key=Interpreter.IN_PERSON, text=t("Yes, in the room"), icon="users"),
        Option(key=Interpreter.BY_PHONE, text=t("Yes, by phone"), icon="phone"),
    )


class Declined(Card):
    """What to do when the young person does not want to be asked: stop, kindly."""

    acted = Signal(str)

    def __init__(self) -> None:
        super().__init__(14, (28, 24, 28, 24))
        for text in (
            t("They have the right to say no, and it is good that they feel they can."),
            t("Thank them for listening. Tell them that saying no changes nothing for them here."),
            t("Tell them whom they can talk to, if one day they want to."),
        ):
            self.body.addWidget(Text(text, 17))
        self.body.addWidget(muted(t("Nothing was written down."), 14))
        self.body.addWidget(
            body(
                t(
                    "Go through the records only if your rules allow it, and tell the young"
                    " person that you will."
                )
            )
        )
        self._home = Button(t("Back to the start page"), Kind.PRIMARY)
        records = Button(t("Go through the records instead"))
        mind = Button(t("They changed their mind"), Kind.QUIET)
        buttons = Flow(10)
        for key, button in (("leave", self._home), ("records", records), ("again", mind)):
            buttons.addWidget(button)
            button.clicked.connect(lambda _=False, key=key: self.acted.emit(key))
        self.body.addLayout(buttons)

    def aim(self) -> None:
        """Puts the keyboard on leaving."""
        self._home.setFocus(Qt.FocusReason.TabFocusReason)
