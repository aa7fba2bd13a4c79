"""The rest of "before you begin": the way of working, what can wait, and a kind stop."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication

from merak.domain.provenance import Administration
from merak.domain.screening import Mode
from merak.domain.text import say
from merak.services.screen import SetLine
from merak.ui import words
from merak.ui.pages.how_you_work import HelpFields
from merak.ui.widgets.banner import Banner, BannerValue
from merak.ui.widgets.boxes import Card, Flow
from merak.ui.widgets.buttons import Button, Kind
from merak.ui.widgets.choice import ChoiceCards
from merak.ui.widgets.fields import ChoiceField
from merak.ui.widgets.foldaway import FoldAway
from merak.ui.widgets.texts import Text, body, heading, muted
from merak.ui.widgets.values import Option, Tone
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
        self._offered: Sequence[Mode] = tuple(Mode)
        self._only = muted("", 14)
        self.body.addWidget(self._only)
        self._cards.chosen.connect(self._choose)
        self.present(self._mode)

    def offer(self, ways: Sequence[Administration]) -> None:
        """Offers what the set allows; a way it does not allow is left for one that it does."""
        self._offered = [mode for mode in Mode if _ALLOWS[mode] & frozenset(ways)]
        if self._offered and self._mode not in self._offered:
            self._mode = self._offered[0]
        self.present(self._mode)

    def present(self, mode: Mode) -> None:
        """Shows a way of working."""
        self._mode = mode
        self._cards.present([way for way in _modes() if way.key in self._offered], mode)
        self._cards.setVisible(bool(self._offered))
        self._only.setText(_only(len(self._offered)))
        self._only.setVisible(len(self._offered) < len(Mode))

    def offered(self) -> Sequence[Mode]:
        """Gives the ways of working that the set allows; none for self-report alone."""
        return self._offered

    def mode(self) -> Mode:
        """Gives the way of working chosen."""
        return self._mode

    def aim(self) -> None:
        """Puts the keyboard on the choice."""
        self._cards.aim()

    def is_aimed(self) -> bool:
        """Says whether the keyboard is here."""
        at = QApplication.focusWidget()
        return at is not None and self.isAncestorOf(at)

    def _choose(self, key: str) -> None:
        self._mode = Mode(key)
        self.chosen.emit()


_ALLOWS = {
    Mode.INTERVIEW: frozenset({Administration.INTERVIEW}),
    Mode.RECORDS: frozenset({Administration.RECORDS, Administration.OBSERVATION}),
}
"""What a set must say of itself for a way of working."""


def _only(ways: int) -> str:
    if ways:
        return t("These questions are made for this way of working only.")
    return t("These questions are for young people to answer alone. Choose other questions.")


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


class SetCard(Card):
    """Which questions; hidden where there is one set, for nothing is to choose then."""

    chosen = Signal()

    def __init__(self) -> None:
        super().__init__(10)
        self._lines: Sequence[SetLine] = ()
        self._set = ChoiceField(t("Which questions?"))
        self._expired = Banner(Tone.WARN)
        self.body.addWidget(self._set)
        self.body.addWidget(self._expired)
        self._set.edited.connect(self._choose)

    def present(self, lines: Sequence[SetLine]) -> None:
        """Shows the sets there are, the first one chosen."""
        self._lines = lines
        options = [Option(key=line.hash, text=say(line.title, language())) for line in lines]
        self._set.offer(options, options[0].key if options else "")
        self._set.setVisible(len(options) > 1)
        self._choose()

    def line(self) -> Sequence[SetLine]:
        """Gives the set chosen; none where there is no set at all."""
        return [line for line in self._lines if line.hash == self._set.value()]

    def aim(self) -> None:
        """Puts the keyboard on the choice."""
        self._set.aim()

    def asks(self) -> bool:
        """Says whether there is anything to choose."""
        return len(self._lines) > 1

    def _choose(self) -> None:
        expired = [line for line in self.line() if line.expired]
        self._expired.present(_expired(expired[0].expires) if expired else BannerValue())
        self.setVisible(self.asks() or bool(expired))
        self.chosen.emit()


def _expired(day: str) -> BannerValue:
    return BannerValue(
        tone=Tone.WARN,
        title=t("These questions were meant to be renewed by {day}").format(day=words.day(day)),
        text=t("You can use them all the same. Tell your supervisor that newer ones are needed."),
    )


class CanWait(FoldAway):
    """Interpreter and second language: all of it can be settled later."""

    def __init__(self) -> None:
        super().__init__(t("More"), t("All of this can wait, and can be changed later."))
        self.help = HelpFields()
        self.body.addWidget(self.help)


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
        self._home = Button(t("Back to the home page"), Kind.PRIMARY)
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
