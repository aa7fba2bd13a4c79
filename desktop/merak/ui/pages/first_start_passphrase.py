"""Choosing a passphrase: made up and typed twice, or six words made by chance and typed once."""

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QWidget

from merak.services import first_start
from merak.services.given import Chance
from merak.ui.access import SHORTEST, Verdict
from merak.ui.widgets.boxes import Flow, Panel, column
from merak.ui.widgets.buttons import Button, Kind
from merak.ui.widgets.marked_text import MarkedText
from merak.ui.widgets.new_secret import NewSecretField
from merak.ui.widgets.secret import forget
from merak.ui.widgets.suggestion import Suggestion
from merak.ui.widgets.values import Tone
from merak.ui.words import n, t

_WEIGH_AFTER_MS = 300


class NewPassphrase(QWidget):
    """Two fields, what the first is worth, and an offer of six words instead."""

    submitted = Signal()

    def __init__(self, chance: Chance, label: str = "") -> None:
        super().__init__()
        self._chance = chance
        self._offered = ""
        self._first = NewSecretField(
            label or t("Passphrase"),
            t("At least 15 characters. Several plain words with spaces are good."),
        )
        self._worth = MarkedText()
        offer = Button(t("Give me six words instead"), Kind.DEFAULT, "refresh-cw")
        self._offer, line = Panel(0), Flow()
        line.addWidget(offer)
        self._offer.body.addLayout(line)
        self._words = Suggestion()
        self._again = NewSecretField(t("The same passphrase again"))
        whole = column(12)
        for part in (self._words, self._first, self._worth, self._offer, self._again):
            whole.addWidget(part)
        self.setLayout(whole)
        self._words.hide()
        self._pause = QTimer(self, singleShot=True, interval=_WEIGH_AFTER_MS)
        self._pause.timeout.connect(self._weigh)
        self._first.edited.connect(self._typed)
        self._again.edited.connect(self._retyped)
        self._first.submitted.connect(self._go_on)
        self._again.submitted.connect(self.submitted)
        offer.clicked.connect(self._suggest)
        self._words.others_asked.connect(self._suggest)
        self._words.declined.connect(self._own_words)

    def aim(self) -> None:
        """Puts the focus on the first field."""
        self._first.aim()

    def check(self) -> bool:
        """Says whether the passphrase can be taken; shows what is wrong where it cannot."""
        self._pause.stop()
        wrong = self._fault()
        self._first.complain(wrong)
        if wrong:
            self._worth.present("")
            self._first.aim()
            return False
        self._weigh()
        if self._offered or self._same():
            return True
        self._again.complain(
            t("The two are not the same. Press Show to compare them.")
            if self._again.length()
            else t("Type the passphrase once more, so that a slip cannot lock you out.")
        )
        self._again.aim()
        return False

    def copy(self) -> bytearray:
        """Returns the passphrase, for the caller to wipe; the fields keep what is typed."""
        return self._first.copy()

    def wipe(self) -> None:
        """Overwrites what is typed and forgets the words that were offered."""
        self._pause.stop()
        self._own_words()
        self._first.wipe()
        self._again.wipe()
        self._pause.stop()
        self._worth.present("")

    def _go_on(self) -> None:
        if self._offered:
            self.submitted.emit()
        else:
            self._again.aim()

    def _typed(self) -> None:
        self._first.complain("")
        self._again.complain("")
        self._pause.start()

    def _retyped(self) -> None:
        self._again.complain("")

    def _suggest(self) -> None:
        # Six words instead of what was typed: it would only stand in their way.
        self._first.wipe()
        self._again.wipe()
        self._offered = first_start.propose_passphrase(self._chance)
        self._words.present(self._offered)
        self._words.show()
        self._offer.hide()
        self._again.hide()
        self._first.aim()
        self._weigh()

    def _own_words(self) -> None:
        self._offered = ""
        self._words.present("")
        self._words.hide()
        self._offer.show()
        self._again.show()
        self._weigh()

    def _weigh(self) -> None:
        if not self._first.length():
            self._worth.present("")
            return
        if self._offered:
            same = self._same()
            said = t("These are the six words.") if same else t("Not yet the six words.")
            self._worth.present(said, Tone.OK if same else Tone.INFO)
            return
        passphrase = self._first.copy()
        strength = first_start.weigh(passphrase)
        forget(passphrase)
        if strength.verdict is Verdict.STRONG:
            self._worth.present(t("Good: this is hard to guess."), Tone.OK)
        elif strength.verdict is Verdict.TOO_SHORT:
            missing = SHORTEST - self._first.length()
            self._worth.present(_too_short(missing), Tone.INFO)
        else:
            self._worth.present(_too_easy(), Tone.WARN)

    def _fault(self) -> str:
        if not self._first.length():
            return t("Choose a passphrase, or take six words.")
        if self._offered:
            return "" if self._same() else t("This is not yet what the six words say.")
        passphrase = self._first.copy()
        strength = first_start.weigh(passphrase)
        forget(passphrase)
        if strength.verdict is Verdict.TOO_SHORT:
            return _too_short(SHORTEST - self._first.length())
        return "" if strength.verdict is Verdict.STRONG else _too_easy()

    def _same(self) -> bool:
        first = self._first.copy()
        other = bytearray(self._offered, "utf-8") if self._offered else self._again.copy()
        same = first == other
        forget(first)
        forget(other)
        return same


def _too_short(missing: int) -> str:
    return n(
        "Still too short: one more character.",
        "Still too short: {count} more characters.",
        missing,
    ).format(count=missing)


def _too_easy() -> str:
    return t("Easy to guess. Add another word or two that do not belong together.")
