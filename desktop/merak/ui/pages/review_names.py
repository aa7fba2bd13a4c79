"""Who a screening in the office is about: sealed, and shown to an identity holder who asks."""

from functools import partial

from merak.domain.identity import names_somebody
from merak.domain.ids import CaseId
from merak.services import show_names
from merak.services.show_names import Named, Names, Opened
from merak.ui import words
from merak.ui.pages import case_who
from merak.ui.pages.settings_parts import Outcome
from merak.ui.tasks import Tasks
from merak.ui.widgets.boxes import Card, Flow, Line, Panel, clear
from merak.ui.widgets.buttons import Button
from merak.ui.widgets.texts import Text, heading, muted
from merak.ui.words import n, t


class NamesCard(Card):
    """Opens nothing by itself; what was opened goes when it is hidden or the page is left."""

    def __init__(self, tasks: Tasks, case: CaseId) -> None:
        super().__init__(12)
        self._tasks, self._case = tasks, case
        self._about, self._outcome, self._shown = muted("", 14), Outcome(), Panel(10)
        self._button, self._buttons = Button(t("Show the name"), icon="eye"), Panel(0)
        line = Flow(8)
        line.addWidget(self._button)
        self._buttons.body.addLayout(line)
        self.body.addWidget(heading(t("Who this is"), 2))
        for part in (self._about, self._shown, self._outcome, self._buttons):
            self.body.addWidget(part)
        for later in (self._shown, self._buttons):
            later.hide()
        self._button.clicked.connect(self._turn)
        look = partial(show_names.look, case=case)
        tasks.read(self, look, self._present, failed=self._outcome.refused)

    def forget(self) -> None:
        """Takes every name off the page."""
        for label in self._shown.findChildren(Text):
            label.clear()
        clear(self._shown.body)
        self._shown.hide()
        self._button.present(t("Show the name"), "eye")

    def _present(self, names: Names) -> None:
        self._about.setText(_about(names))
        self._buttons.setVisible(names.mine_to_open and names.came > 0)

    def _turn(self) -> None:
        self._outcome.forget()
        if not self._shown.isHidden():
            self.forget()
            return
        self._button.setEnabled(False)
        show = partial(show_names.show, case=self._case)
        self._tasks.change(self, show, self._show, failed=self._refused)

    def _show(self, opened: Opened) -> None:
        self._button.setEnabled(True)
        if len(opened.named) > 1:
            self._shown.body.addWidget(_differ(len(opened.named)))
        for number, named in enumerate(opened.named):
            if number:
                self._shown.body.addWidget(Line())
            self._shown.body.addWidget(_named(named))
        if opened.unreadable:
            self._shown.body.addWidget(_unreadable(opened.unreadable))
        self._shown.show()
        self._button.present(t("Hide the name"), "eye-off")
        self._button.setFocus()

    def _refused(self, error: Exception) -> None:
        self._button.setEnabled(True)
        self._outcome.refused(error)


def _about(names: Names) -> str:
    if not names.came:
        return t("Nothing came that says who this is.")
    if names.mine_to_open:
        return t("Sealed. Show it only when nobody else sees the screen. Each look is logged.")
    count = len(names.holders)
    who = n(
        "Sealed. One person here can open names: {names}.",
        "Sealed. {count} people here can open names: {names}.",
        count,
    )
    return who.format(count=count, names=", ".join(names.holders))


def _named(named: Named) -> Panel:
    made = Panel(4)
    if not names_somebody(named.identity):
        made.body.addWidget(muted(t("No name and no number was written down."), 14))
    for line in case_who.lines(named.identity):
        made.body.addWidget(Text(line))
    made.body.addWidget(muted(" · ".join(filter(None, (named.by_name, words.moment(named.at))))))
    return made


def _differ(count: int) -> Text:
    said = t("{count} versions stand beside each other. Nobody has said which one holds.")
    return muted(said.format(count=count), 14)


def _unreadable(count: int) -> Text:
    said = n(
        "One more opens with no key of this office.",
        "{count} more open with no key of this office.",
        count,
    )
    return muted(said.format(count=count), 14)
