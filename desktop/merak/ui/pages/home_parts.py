"""Rows of the home page and of a case: drafts to go on with, and cases."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from merak.services.case_lines import CaseLine, DraftLine
from merak.ui import accessibility, words
from merak.ui.pages import case_words
from merak.ui.widgets.banner import Banner, BannerValue
from merak.ui.widgets.boxes import Card, EvenFlow, Flow, Line, Panel, clear, column, row
from merak.ui.widgets.buttons import Button, Kind
from merak.ui.widgets.texts import muted, pill, strong
from merak.ui.widgets.values import Action, Tone
from merak.ui.words import t


class DraftCard(Card):
    """A draft: whose it is, when it was saved, and how to go on."""

    resume_asked = Signal()
    take_over_asked = Signal()
    close_asked = Signal()

    def __init__(self, line: DraftLine) -> None:
        super().__init__(10)
        about = Panel(4)
        about.body.addLayout(named(line.code, line.tag, line.mnemonic))
        for said in (_saved(line), _how_far(line)):
            about.body.addWidget(muted(said))
        about.body.addStretch(1)
        self._buttons = Flow(8)
        if line.mine:
            go_on = Button(t("Go on"), Kind.DEFAULT, "arrow-right")
            go_on.clicked.connect(self.resume_asked)
        else:
            go_on = Button(t("Take over"), Kind.DEFAULT, "user-check")
            go_on.clicked.connect(self.take_over_asked)
        close = Button(t("Close as incomplete"), Kind.QUIET)
        close.clicked.connect(self._ask)
        for button in (go_on, close):
            called = case_words.called(line.code, line.mnemonic)
            button.setAccessibleName(f"{button.text()}, {called}")
            self._buttons.addWidget(button)
        acts = Panel(0)
        acts.body.addLayout(self._buttons)
        acts.body.addStretch(1)
        both = EvenFlow(16, 270)
        for part in (about, acts):
            both.addWidget(part)
        self.body.addLayout(both)
        self._question = Banner()
        self._question.acted.connect(self._answered)
        self.body.addWidget(self._question)

    def _ask(self) -> None:
        self._question.present(
            BannerValue(
                tone=Tone.WARN,
                title=t("Close it as incomplete?"),
                text=t("What was answered is kept and gives a result. Nobody goes on with it."),
                actions=(
                    Action(key="close", text=t("Yes, close it"), icon="check"),
                    Action(key="keep", text=t("Keep it open")),
                ),
            )
        )

    def _answered(self, key: str) -> None:
        self._question.present(BannerValue())
        if key == "close":
            self.close_asked.emit()


def _saved(line: DraftLine) -> str:
    saved = t("saved {when}").format(when=words.moment(line.saved_at))
    text = " · ".join((t("reopened"), saved) if line.reopens else (saved,))
    return text[:1].upper() + text[1:]


def _how_far(line: DraftLine) -> str:
    far = t("{answered} of {asked} answered").format(answered=line.answered, asked=line.asked)
    whose = "" if line.mine else t("begun by {name}").format(name=line.owner_name)
    return " · ".join(filter(None, (far, whose)))


class CaseRows(QWidget):
    """Cases one below the other, each with a button that opens it."""

    opened = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        accessibility.role(self, "List")
        self._whole = column(10)
        self.setLayout(self._whole)

    def present(self, lines: Sequence[CaseLine]) -> None:
        """Shows these cases in their order."""
        # Out of sight meanwhile: each row put into something visible lays out the whole page anew.
        self.hide()
        clear(self._whole)
        for place, line in enumerate(lines):
            if place:
                self._whole.addWidget(Line())
            self._whole.addWidget(self._row(line))
        self.show()

    def _row(self, line: CaseLine) -> QWidget:
        made = QWidget()
        accessibility.role(made, "ListItem")
        called = case_words.called(line.code, line.mnemonic)
        made.setAccessibleName(called)
        whole = row(8)
        about = column(2)
        about.addLayout(named(line.code, line.tag, line.mnemonic))
        level = t("Not enough information") if line.insufficient else case_words.said(line.level)
        parts = (
            t("Entered in error") if line.mistaken else level,
            words.moment(line.last_at),
            "" if line.mine else t("with a colleague"),
        )
        about.addWidget(muted(" · ".join(filter(None, parts))))
        whole.addLayout(about, 1)
        button = Button(t("Open"), Kind.QUIET)
        button.setAccessibleName(t("Open case {code}").format(code=called))
        button.clicked.connect(lambda: self.opened.emit(str(line.case)))
        whole.addWidget(button, 0, Qt.AlignmentFlag.AlignVCenter)
        made.setLayout(whole)
        return made


def named(code: str, tag: str, mnemonic: str = "") -> Flow:
    """Returns a case's code, with the words it is known by or, as long as it has none, its tag."""
    head = Flow(10)
    head.addWidget(strong(code, 15).one_line())
    if mnemonic or tag:
        head.addWidget(pill(mnemonic or tag))
    return head
