"""The office opens a laptop whose passphrase is forgotten: seven words, two sheets, an answer."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal

from merak.domain.ids import DeviceId
from merak.services import office_overview, reopen_office
from merak.services.given import Chance
from merak.services.office_overview import Overview
from merak.services.reopen_office import Approval, Asked
from merak.services.session import Session
from merak.ui import outside
from merak.ui import words as written
from merak.ui.pages import office_words
from merak.ui.pages.hand_over_place import PlacePicker, Wants
from merak.ui.pages.laptops_request import two_of
from merak.ui.pages.office_folder import WriteToFolder
from merak.ui.pages.office_sheet_fields import SheetFields, wrong_sheet
from merak.ui.pages.settings_parts import Outcome, section_card
from merak.ui.tasks import Tasks
from merak.ui.widgets.boxes import Card, Flow, Panel
from merak.ui.widgets.buttons import Button, Kind
from merak.ui.widgets.fields import TextField
from merak.ui.widgets.focus_follower import FocusFollower
from merak.ui.widgets.group_fields import RadioField
from merak.ui.widgets.page import Page
from merak.ui.widgets.texts import body, muted
from merak.ui.widgets.values import Option
from merak.ui.widgets.word_grid import WordSheet
from merak.ui.words import t


class ReopenOfficePage(Page):
    """Nothing is opened before the words agree and two sheets are typed."""

    closed = Signal()

    def __init__(self, tasks: Tasks, chance: Chance) -> None:
        super().__init__(
            t("A passphrase is forgotten"),
            t("You need the laptop’s request and two of the three recovery sheets."),
        )
        self._tasks, self._chance = tasks, chance
        self._outcome = Outcome()
        self._reading, self._deciding = self._reader(), Panel(16)
        for part in (self._outcome, self._reading, self._deciding):
            self.body.addWidget(part)
        self._deciding.hide()
        self._sheets = (SheetFields(t("One sheet")), SheetFields(t("Another sheet")))
        self._back = Button(t("Back to the laptops"), Kind.DEFAULT, "arrow-left")
        self.set_foot(back=self._back)
        FocusFollower(self.area)
        self._back.clicked.connect(self.closed)

    def title(self) -> str:
        """Returns the words for the top of the window."""
        return t("Laptops")

    def first_focus(self) -> None:
        """Puts the keyboard on the path of the request."""
        self._file.aim()

    def flush(self, then: Callable[[], None]) -> None:
        """Empties the words of the sheets: there is nothing to save."""
        for sheet in self._sheets:
            sheet.forget()
        then()

    def _reader(self) -> Card:
        card = section_card(t("The request"))
        self._file = PlacePicker(self._tasks, Wants.FILE, t("The laptop’s request to be opened"))
        self._read = Button(t("Read the request"), Kind.PRIMARY, "file-text")
        line = Flow(8)
        line.addWidget(self._read)
        card.body.addWidget(self._file)
        card.body.addLayout(line)
        self._file.submitted.connect(self._look)
        self._read.clicked.connect(self._look)
        return card

    def _look(self) -> None:
        if not self._file.check():
            return
        path = self._file.value()

        def act(session: Session) -> tuple[Asked, Overview]:
            asked = reopen_office.read_request(session, path)
            return asked, office_overview.load(session)

        self._tasks.read(self, act, self._present, failed=self._refused)

    def _present(self, found: tuple[Asked, Overview]) -> None:
        self._asked, shown = found
        self._outcome.forget()
        self._reading.hide()
        self._deciding.body.addWidget(self._comparing(shown))
        for sheet in self._sheets:
            self._deciding.body.addWidget(sheet)
        self._give = WriteToFolder(
            self._tasks,
            t("Give the answer"),
            t("Only the laptop that asked can open it. Bring it there on the stick."),
            t("Write the answer"),
        )
        self._give.asked.connect(self._write)
        self._deciding.body.addWidget(self._give)
        self._deciding.show()
        self._which.aim()

    def _comparing(self, shown: Overview) -> Card:
        card = section_card(t("Who is asking?"))
        laptops = [
            Option(key=one.device, text=f"{one.label} · {', '.join(one.users)}")
            for one in shown.laptops
            if not office_words.is_revoked(one)
        ]
        self._which = RadioField(t("Which laptop is it?"), laptops)
        self._typed = {
            place: TextField(t("Word {number}").format(number=place), width=280)
            for place in two_of(len(self._asked.words), self._chance)
        }
        sheet = WordSheet(t("The seven words of this laptop"))
        sheet.present(self._asked.words)
        asked = t("Asked on {when}.").format(when=written.moment(self._asked.request.created))
        about = t(
            "Whoever has the laptop in hand can ask. Call the person it belongs to, be sure of the"
            " voice, and have all seven words read to you."
        )
        parts = (muted(asked), self._which, body(about), sheet, *self._typed.values())
        for part in parts:
            card.body.addWidget(part)
        self._which.edited.connect(lambda: self._which.complain(""))
        for field in self._typed.values():
            field.edited.connect(partial(field.complain, ""))
        return card

    def _write(self, folder: Path) -> None:
        if not self._filled():
            self._give.done("", "")
            self._give.forget()
            return
        approval = Approval(
            device=DeviceId(self._which.value()),
            typed={place: field.value().strip() for place, field in self._typed.items()},
            sheets=tuple(sheet.value() for sheet in self._sheets),
        )
        asked = self._asked

        def act(session: Session) -> Path:
            return reopen_office.grant(session, asked, approval, folder)

        self._tasks.change(self, act, self._written, failed=self._not_written)

    def _filled(self) -> bool:
        if not self._which.value():
            self._which.complain(t("Choose the laptop."))
            self._which.aim()
            return False
        for place, field in self._typed.items():
            if field.value().strip().lower() != self._asked.words[place - 1]:
                field.complain(t("This is another word. If the words differ, do not go on."))
                field.aim()
                return False
        return all(sheet.check() for sheet in self._sheets)

    def _written(self, path: Path) -> None:
        for sheet in self._sheets:
            sheet.forget()
        self._give.written(path.name)

    def _not_written(self, error: Exception) -> None:
        self._give.refused(error)
        at, positions = wrong_sheet(error)
        if at:
            self._sheets[at - 1].complain(positions)

    def _refused(self, error: Exception) -> None:
        self._outcome.present(outside.not_read(error))
        self.area.verticalScrollBar().setValue(0)
