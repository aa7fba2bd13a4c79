"""The kit of an office: what it says, what would change, signing it, and writing it to a folder."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal

from merak.domain.kit import Kit
from merak.domain.kit_change import Change
from merak.services import kit_desk, make_kit
from merak.services.kit_desk import KitDesk
from merak.services.kit_documents import Detail
from merak.services.make_kit import Contents
from merak.services.session import Session
from merak.ui import words
from merak.ui.pages import kit_document_words, kit_field_words
from merak.ui.pages.kit_office_form import KitForm
from merak.ui.pages.office_folder import WriteToFolder
from merak.ui.pages.settings_parts import Outcome, section_card
from merak.ui.tasks import Tasks
from merak.ui.widgets.boxes import Flow, Panel, clear
from merak.ui.widgets.buttons import Button, Kind
from merak.ui.widgets.focus_follower import FocusFollower
from merak.ui.widgets.page import Page
from merak.ui.widgets.sentences import Sentences
from merak.ui.widgets.texts import body, heading
from merak.ui.words import t


class KitOfficePage(Page):
    """Nothing is signed before it was shown in words what that changes."""

    closed = Signal()

    def __init__(self, tasks: Tasks) -> None:
        super().__init__(t("Kit"), t("What every laptop of the agency is given, signed by it."))
        self._tasks = tasks
        self._wanted: Contents | None = None
        self._outcome, self._form = Outcome(), KitForm(tasks)
        self._save = WriteToFolder(
            tasks,
            t("Write the kit to a stick or folder"),
            t("Every laptop takes the same file. It holds no name and no secret."),
            t("Write the kit"),
        )
        self._show = Button(t("Show what would change"), Kind.DEFAULT, "eye")
        self._asking = section_card()
        self._title, self._lines = heading("", 2), Panel(8)
        self._sign = Button(t("Sign this kit"), Kind.PRIMARY, "check")
        leave = Button(t("Do not sign"))
        acts = Flow(8)
        for button in (self._sign, leave):
            acts.addWidget(button)
        for part in (self._title, self._lines):
            self._asking.body.addWidget(part)
        self._asking.body.addLayout(acts)
        show = Panel(0)
        line = Flow(8)
        line.addWidget(self._show)
        show.body.addLayout(line)
        for shown in (self._outcome, self._save, self._form, show, self._asking):
            self.body.addWidget(shown)
        for later in (self._save, self._form, self._show, self._asking):
            later.hide()
        self._close = Button(t("Back to home"), Kind.DEFAULT, "arrow-left")
        self.set_foot(back=self._close)
        FocusFollower(self.area)
        self._close.clicked.connect(self.closed)
        self._form.edited.connect(self._asking.hide)
        self._show.clicked.connect(self._look)
        self._sign.clicked.connect(self._go)
        leave.clicked.connect(self._leave)
        self._save.asked.connect(self._write)
        self._load()

    def title(self) -> str:
        """Returns the words for the top of the window."""
        return t("Kit")

    def first_focus(self) -> None:
        """Puts the keyboard on the way back; the form comes when it is read."""
        self._close.setFocus()

    def flush(self, then: Callable[[], None]) -> None:
        """Has nothing to save: a kit is signed or it is not."""
        then()

    def _load(self) -> None:
        self._tasks.read(self, kit_desk.load, self._present, failed=self._refused)

    def _present(self, desk: KitDesk) -> None:
        if desk.serial:
            said = t("Kit {number}, signed on {day}, good until {until}.").format(
                number=desk.serial,
                day=words.day(words.local_day(desk.signed_at)),
                until=words.day(words.local_day(desk.expires)),
            )
        else:
            said = t("There is none yet. The first one says what stands below.")
        self.present_title(t("Kit"), said)
        self._save.setVisible(bool(desk.serial))
        self._form.present(desk)
        self._form.setEnabled(desk.keeper)
        self._form.show()
        self._show.setVisible(desk.keeper)

    def _look(self) -> None:
        if not self._form.check():
            return
        self._outcome.forget()
        wanted = self._form.value()

        self._tasks.read(
            self,
            partial(_looked, wanted=wanted),
            lambda found: self._ask(wanted, *found),
            failed=self._refused,
        )

    def _ask(
        self,
        wanted: Contents,
        is_later: bool,  # noqa: FBT001  what a task hands over
        changes: tuple[Change, ...],
        details: tuple[Detail, ...],
    ) -> None:
        self._wanted = wanted
        if is_later and not changes:
            self._asking.hide()
            self._outcome.done(t("Nothing would change"), t("The kit says all this already."))
            return
        clear(self._lines.body)
        if is_later:
            self._title.setText(t("This would change"))
            lead, lines = t("As the laptops will say it:"), kit_field_words.said(changes)
        else:
            self._title.setText(t("The first kit"))
            lead = t("It says to laptops:")
            lines = kit_field_words.first(wanted.policy, wanted.sets, wanted.partners)
        lines = (*lines, *kit_document_words.said(details))
        self._lines.body.addWidget(body(lead))
        self._lines.body.addWidget(Sentences(lines, "arrow-right", "muted"))
        self._sign.setEnabled(True)
        self._asking.show()
        self._sign.setFocus()

    def _go(self) -> None:
        wanted = self._wanted
        if wanted is None:
            return
        self._sign.setEnabled(False)
        self._tasks.change(
            self, partial(make_kit.sign, wanted=wanted), self._signed, failed=self._refused
        )

    def _signed(self, kit: Kit) -> None:
        self._leave()
        self._outcome.done(
            t("Kit {number} is signed").format(number=kit.serial),
            t("Write it to a stick and have every laptop take it."),
        )
        self.area.verticalScrollBar().setValue(0)
        self._load()
        self._save.show()
        self._save.aim()

    def _leave(self) -> None:
        self._wanted = None
        self._asking.hide()

    def _write(self, folder: Path) -> None:
        self._tasks.change(
            self,
            partial(make_kit.save, folder=folder),
            lambda path: self._save.written(path.name),
            failed=self._save.refused,
        )

    def _refused(self, error: Exception) -> None:
        self._sign.setEnabled(True)
        self._outcome.refused(error)
        self.area.verticalScrollBar().setValue(0)


def _looked(
    session: Session, wanted: Contents
) -> tuple[bool, tuple[Change, ...], tuple[Detail, ...]]:
    return (
        bool(kit_desk.load(session).serial),
        make_kit.preview(session, wanted),
        make_kit.details(session, wanted),
    )
