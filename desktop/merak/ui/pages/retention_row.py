"""One case in the list of what the office keeps, with its hold."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from merak.services.retention import KeptCase
from merak.ui import accessibility, theme
from merak.ui.messages import say as say_error
from merak.ui.pages import retention_words
from merak.ui.widgets.banner import Banner, BannerValue
from merak.ui.widgets.boxes import column, row
from merak.ui.widgets.buttons import Button, Kind
from merak.ui.widgets.marked_text import MarkedText
from merak.ui.widgets.texts import Picture, Text, body, muted, strong
from merak.ui.widgets.ticks import Tick
from merak.ui.widgets.values import Action, Tone
from merak.ui.words import t

_YES, _NO = "yes", "no"
_BOX, _TICK = 30, 32


class KeptRow(QWidget):
    """The code, what there is, since when it is held; a keeper chooses it, holds it, lets it go."""

    chosen = Signal(bool)
    decided = Signal(bool)
    """Whether the case is to be under hold, after it was asked once more."""

    def __init__(self, line: KeptCase, *, keeper: bool, choosing: bool, chosen: bool) -> None:
        super().__init__()
        self._line, self._keeper, self._choosing = line, keeper, choosing
        accessibility.role(self, "ListItem")
        self.setAccessibleName(line.code)
        self._tick, self._lock = Tick(line.code), Picture("lock", 20, "muted")
        self._code = (body if choosing else strong)(line.code).one_line()
        self._about, self._duties = muted(""), MarkedText()
        self._hold = Text("")
        self._act = Button("", Kind.DEFAULT)
        self._question = Banner()
        self._inset, self._strut = QWidget(), QWidget()
        self._tick.setChecked(chosen)
        self._build()
        self.retheme()
        self._tick.clicked.connect(self.chosen)
        self._act.clicked.connect(self._ask)
        self._question.acted.connect(self._answered)
        self.present(line)

    def retheme(self) -> None:
        """Puts what is said of the case in line with its code."""
        self._inset.setFixedWidth(theme.px(_BOX))
        # As high as a box to tick, so that a case under hold has the lines of the others.
        self._strut.setFixedSize(0, theme.px(_TICK))

    def present(self, line: KeptCase) -> None:
        """Shows the case as it is now."""
        self._line = line
        held = bool(line.hold.since)
        can = self.can_be_chosen()
        self._tick.setVisible(can)
        self._code.setVisible(not can)
        self._lock.setVisible(held)
        if held:
            self._tick.setChecked(False)
        said = retention_words.about(line)
        self._about.setText(said)
        self._tick.setAccessibleDescription(said)
        self._hold.setText(_held(line))
        self._hold.setVisible(held)
        self._duties.present(retention_words.duties(line), Tone.WARN)
        self._act.present(t("End the hold") if held else t("Put under hold"))
        name = t("End the hold of {code}") if held else t("Put {code} under hold")
        self._act.setAccessibleName(name.format(code=line.code))
        self._act.setVisible(self._keeper)

    def can_be_chosen(self) -> bool:
        """Says whether a keeper may choose it here: what is held may not be."""
        return self._choosing and not self._line.hold.since

    def choose(self) -> None:
        """Ticks it."""
        self._tick.setChecked(True)

    def done(self, line: KeptCase) -> None:
        """Shows what the hold is now, and has it said aloud."""
        self.present(line)
        self._act.setEnabled(True)
        self._act.setFocus()
        said = _held(line) or t("{code} is not under hold any more.").format(code=line.code)
        accessibility.announce(self, said)

    def refused(self, error: Exception) -> None:
        """Says why the hold is as it was."""
        said = say_error(error)
        self._act.setEnabled(True)
        self._question.present(BannerValue(tone=Tone.WARN, title=said.title, text=said.text))

    def _build(self) -> None:
        whole, about, head = row(12), column(2), row(10)
        inset, below = row(0), column(4)
        middle = Qt.AlignmentFlag.AlignVCenter
        head.addWidget(self._lock, 0, middle)
        head.addWidget(self._tick, 0, middle)
        head.addWidget(self._code, 0, middle)
        head.addStretch(1)
        if self._choosing:
            head.addWidget(self._strut)
        about.addLayout(head)
        for part in (self._about, self._hold, self._duties):
            below.addWidget(part)
        if self._choosing:
            # A widget and no margin, so that it changes sides with the direction of reading.
            inset.addWidget(self._inset)
        inset.addLayout(below, 1)
        about.addLayout(inset)
        whole.addLayout(about, 1)
        whole.addWidget(self._act, 0, middle)
        outer = column(8)
        outer.addLayout(whole)
        outer.addWidget(self._question)
        self.setLayout(outer)

    def _ask(self) -> None:
        code = self._line.code
        if self._line.hold.since:
            title, yes = t("End the hold of {code}?"), t("Yes, end it")
            text = t("From then on it can be deleted for good.")
        else:
            title, yes = t("Put {code} under legal hold?"), t("Yes, hold it")
            text = t(
                "Nobody can delete it here then. Only this office knows of it: a laptop that still"
                " has the case must hold it too."
            )
        self._question.present(
            BannerValue(
                title=title.format(code=code),
                text=text,
                actions=(Action(key=_YES, text=yes, icon="check"), Action(key=_NO, text=t("No"))),
            )
        )

    def _answered(self, key: str) -> None:
        self._question.present(BannerValue())
        if key == _NO:
            self._act.setFocus()
            return
        self._act.setEnabled(False)
        self.decided.emit(not self._line.hold.since)


def _held(line: KeptCase) -> str:
    said = retention_words.held(line.hold)
    stays = t("It cannot be deleted.")
    return f"{said} {stays}" if said else ""
