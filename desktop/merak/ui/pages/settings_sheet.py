"""Settings: the recovery sheet, and a new one in its place."""

from merak.services import first_start, kits
from merak.services.given import Chance
from merak.services.session import Session
from merak.ui.access import Role
from merak.ui.pages.first_start_sheet import SheetPart, Shown
from merak.ui.pages.settings_parts import Outcome, section_card
from merak.ui.tasks import Tasks
from merak.ui.widgets.boxes import Flow, Panel
from merak.ui.widgets.buttons import Button, Kind
from merak.ui.widgets.marked_text import MarkedText
from merak.ui.widgets.texts import body, heading, lead, muted
from merak.ui.widgets.values import Tone
from merak.ui.words import t


class SheetSection(Panel):
    """Whether there is a sheet that was tried, and the way to a new one."""

    def __init__(self, tasks: Tasks, chance: Chance) -> None:
        super().__init__(16)
        self._tasks = tasks
        self._outcome, self._state = Outcome(), MarkedText()
        self._part = SheetPart(tasks, chance)
        self._make = Button(t("Make a new sheet"), Kind.PRIMARY, "file-text")
        self._start = section_card()
        self._start.body.addWidget(self._state)
        self._start.body.addWidget(
            body(
                t(
                    "Twenty words on paper open the cases on this laptop when a passphrase is "
                    "lost. A new sheet makes the old one worthless: tear the old one up."
                )
            )
        )
        make = Flow(8)
        make.addWidget(self._make)
        self._start.body.addLayout(make)
        self._not_keeper = muted(t("Only a keeper makes a new sheet."))
        self._start.body.addWidget(self._not_keeper)
        self._make.hide()
        self._not_keeper.hide()
        self._words = self._make_words()
        for part in (self._outcome, self._start, self._words):
            self.body.addWidget(part)
        self._words.hide()
        self._make.clicked.connect(self._part.begin)
        self._part.turned.connect(self._turn)
        self._part.confirmed.connect(self._confirmed)
        self._load()

    def aim(self) -> None:
        """Puts the focus where it begins."""
        self._make.setFocus()

    def _make_words(self) -> Panel:
        self._title, self._lead = heading("", 2), lead("")
        self._back = Button(t("Show the words again"), Kind.DEFAULT, "arrow-left")
        self._on = Button("", Kind.PRIMARY)
        self._back.clicked.connect(self._part.back)
        self._on.clicked.connect(self._part.forward)
        actions = Flow(8)
        actions.addWidget(self._back)
        actions.addWidget(self._on)
        made = Panel(12)
        for part in (self._title, self._lead, self._part):
            made.body.addWidget(part)
        made.body.addLayout(actions)
        return made

    def _load(self) -> None:
        self._tasks.read(self, _sheet, self._present, failed=self._outcome.refused)

    def _present(self, found: tuple[bool, bool, bool]) -> None:
        confirmed, keeper, office = found
        if office:
            self._state.present(
                t("Two of the office’s recovery sheets open it. It needs no sheet of its own."),
                Tone.OK,
            )
        elif confirmed:
            self._state.present(t("There is a sheet, and its words were checked."), Tone.OK)
        else:
            self._state.present(
                t("No sheet has been checked yet. A lost passphrase would mean lost cases."),
                Tone.WARN,
            )
        self._make.setVisible(keeper and not office)
        self._not_keeper.setVisible(not keeper and not office)

    def _turn(self) -> None:
        going = self._part.shown is not Shown.NOTHING
        self._start.setVisible(not going)
        self._words.setVisible(going)
        self._back.setVisible(self._part.shown is Shown.CHECK)
        self._title.setText(self._part.title())
        self._lead.setText(self._part.lead())
        self._on.present(self._part.forward_text())
        if going:
            self._outcome.forget()
            self._on.setFocus()
            self._part.aim()

    def _confirmed(self) -> None:
        self._part.finish()
        self._outcome.done(t("The new sheet works"), t("The old one opens nothing any more."))
        self._load()


def _sheet(session: Session) -> tuple[bool, bool, bool]:
    return (
        first_start.is_sheet_confirmed(session),
        session.user.role is Role.KEEPER,
        kits.is_enrolled(session),
    )
