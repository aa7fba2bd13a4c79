"""Case: since when it is under legal hold, and a keeper's way to hold it or to end that."""

from functools import partial

from PySide6.QtCore import Qt, Signal

from merak.domain.ids import CaseId
from merak.services import holds
from merak.services.holds import Hold, Holdable
from merak.services.session import Session
from merak.ui import accessibility
from merak.ui.messages import say as say_error
from merak.ui.pages import retention_words
from merak.ui.tasks import Tasks
from merak.ui.widgets.banner import Banner, BannerValue
from merak.ui.widgets.boxes import Panel, row
from merak.ui.widgets.buttons import Button
from merak.ui.widgets.marked_text import MarkedText
from merak.ui.widgets.texts import Picture, Text
from merak.ui.widgets.values import Action, Tone
from merak.ui.words import t

_YES, _NO = "yes", "no"


class HoldPart(Panel):
    """What is said of the hold; `act` is the button that belongs to the acts of the page."""

    gone = Signal()
    """The hold ended, and with it went the case, which the office had deleted for good."""

    def __init__(self, tasks: Tasks, case: CaseId) -> None:
        super().__init__(6)
        self._tasks, self._case = tasks, case
        self._shown = Holdable(hold=Hold(), keeper=False, purge_waits=False)
        self.act = Button(t("Put under legal hold"), icon="scale")
        self._state, line = Panel(0), row(10)
        self._said, self._waits = Text(""), MarkedText()
        self._question = Banner()
        line.addWidget(Picture("lock", 18, "muted"), 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(self._said, 1)
        self._state.body.addLayout(line)
        for part in (self._state, self._waits, self._question):
            self.body.addWidget(part)
        for later in (self.act, self._state):
            later.hide()
        self.hide()
        self.act.clicked.connect(self._ask)
        self._question.acted.connect(self._answered)
        self._load()

    def _load(self) -> None:
        act = partial(holds.load, case=self._case)
        self._tasks.read(self, act, self._present, failed=self._refused)

    def _present(self, shown: Holdable) -> None:
        self._shown = shown
        held = bool(shown.hold.since)
        self._said.setText(_said(shown.hold))
        self._state.setVisible(held)
        self._waits.present(
            t("The office has deleted this case for good. It goes from here when the hold ends.")
            if shown.purge_waits
            else "",
            Tone.WARN,
        )
        self.act.present(t("End the legal hold") if held else t("Put under legal hold"))
        self.act.setVisible(shown.keeper)
        self.setVisible(held)

    def _ask(self) -> None:
        if self._shown.hold.since:
            title, yes = t("End the legal hold?"), t("Yes, end it")
            text = t("From then on this laptop may clear the case, and the office delete it.")
            if self._shown.purge_waits:
                text = t("The office has deleted this case for good. It goes from here at once.")
        else:
            title, yes = t("Put this case under legal hold?"), t("Yes, hold it")
            text = t(
                "It stays on this laptop until a keeper ends the hold. Only this laptop knows of"
                " it: tell your office, so that it holds the case too."
            )
        self.show()
        self._question.present(
            BannerValue(
                title=title,
                text=text,
                actions=(Action(key=_YES, text=yes, icon="check"), Action(key=_NO, text=t("No"))),
            )
        )

    def _answered(self, key: str) -> None:
        self._question.present(BannerValue())
        self.act.setFocus()
        if key == _NO:
            self._present(self._shown)
            return
        self.act.setEnabled(False)
        case, held = self._case, bool(self._shown.hold.since)

        def act(session: Session) -> int:
            if held:
                return holds.end(session, case)
            holds.hold(session, case)
            return 0

        self._tasks.change(self, act, self._done, failed=self._refused)

    def _done(self, purged: int) -> None:
        self.act.setEnabled(True)
        if purged:
            self.gone.emit()
            return
        self._tasks.read(self, partial(holds.load, case=self._case), self._told)

    def _told(self, shown: Holdable) -> None:
        self._present(shown)
        self.act.setFocus()
        said = _said(shown.hold) or t("This case is not under legal hold any more.")
        accessibility.announce(self, said)

    def _refused(self, error: Exception) -> None:
        self.act.setEnabled(True)
        said = say_error(error)
        self.show()
        self._question.present(BannerValue(tone=Tone.WARN, title=said.title, text=said.text))


def _said(hold: Hold) -> str:
    said = retention_words.held(hold)
    stays = t("It is not cleared or deleted here before that ends.")
    return f"{said} {stays}" if said else ""
