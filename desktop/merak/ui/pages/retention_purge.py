"""Deleting cases for good: what goes and what stays, and the second person beside the first."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Signal

from merak.domain.decision import PurgeReason
from merak.domain.ids import CaseId
from merak.services import purge, retention
from merak.services.purged import StillOnDisk
from merak.services.retention import Deciding, Going
from merak.services.session import Session
from merak.ui.messages import say as say_error
from merak.ui.pages import retention_words
from merak.ui.pages.retention_second import SecondPerson
from merak.ui.pages.settings_parts import Outcome, section_card
from merak.ui.tasks import Tasks
from merak.ui.tries import Tries
from merak.ui.widgets.banner import BannerValue
from merak.ui.widgets.boxes import Card, Line, Panel, column
from merak.ui.widgets.buttons import Button, Kind
from merak.ui.widgets.focus_follower import FocusFollower
from merak.ui.widgets.group_fields import RadioField
from merak.ui.widgets.page import Page
from merak.ui.widgets.secret import forget
from merak.ui.widgets.sentences import Sentences
from merak.ui.widgets.texts import heading, muted, strong
from merak.ui.widgets.values import Option, Tone
from merak.ui.widgets.working import Working
from merak.ui.words import n, t

_MOST = 12


class PurgePage(Page):
    """Nothing happens before a second person has typed their own name and passphrase."""

    purged = Signal(object)
    """A `BannerValue`: what came of it, for the page that comes next."""
    closed = Signal()

    def __init__(self, tasks: Tasks, cases: Sequence[CaseId], tries: Tries) -> None:
        super().__init__(retention_words.delete(len(cases)), t("Two people decide it together."))
        self._tasks, self._cases, self._tries = tasks, tuple(cases), tries
        self._outcome, self._which = Outcome(), Panel(16)
        self._why = RadioField(
            t("Why?"),
            [Option(key=one, text=retention_words.reason(one)) for one in PurgeReason],
        )
        self._second = SecondPerson(tries)
        self._working = Working(
            t("Deleting for good"),
            t("The files of this office are written anew without it. Please wait."),
        )
        self._form = Panel(14)
        for part in (self._which, self._make_why(), _consequences(), self._second):
            self._form.body.addWidget(part)
        for whole in (self._outcome, self._form, self._working):
            self.body.addWidget(whole)
        for later in (self._form, self._working):
            later.hide()
        self._close = Button(t("Keep them"), Kind.DEFAULT, "arrow-left")
        self.set_foot(back=self._close)
        FocusFollower(self.area)
        self._close.clicked.connect(self.closed)
        self._why.edited.connect(partial(self._why.complain, ""))
        self._second.submitted.connect(self._try)
        tasks.read(self, self._read, self._present, failed=self._refused)

    def title(self) -> str:
        """Returns the words for the top of the window."""
        return t("Retention")

    def first_focus(self) -> None:
        """Puts the keyboard on the way back: nobody deletes anything by pressing Enter."""
        self._close.setFocus()

    def flush(self, then: Callable[[], None]) -> None:
        """Overwrites the passphrase: there is nothing to save."""
        self._second.wipe()
        then()

    def _make_why(self) -> Card:
        card = section_card()
        card.body.addWidget(self._why)
        return card

    def _read(self, session: Session) -> tuple[Deciding, tuple[Going, ...]]:
        return retention.deciding(session), retention.going(session, self._cases)

    def _present(self, found: tuple[Deciding, tuple[Going, ...]]) -> None:
        deciding, going = found
        if not going:
            self._outcome.present(
                BannerValue(
                    title=t("These cases are gone already"), text=t("There is nothing to delete.")
                )
            )
            return
        self._cases = tuple(one.line.case for one in going)
        self.present_title(
            retention_words.delete(len(going)), t("Two people decide it together."), t("Retention")
        )
        self._which.body.addWidget(_chosen(going))
        self._second.present(deciding.user_name, retention_words.delete(len(going)))
        self._form.show()

    def _try(self) -> None:
        if self._tries.seconds_left() or not self._filled():
            return
        cases, reason = self._cases, PurgeReason(self._why.value())
        name, passphrase = self._second.name(), self._second.passphrase.copy()

        def act(session: Session) -> int:
            try:
                return purge.purge(session, cases, reason, name, passphrase)
            finally:
                forget(passphrase)

        self._outcome.forget()
        self._set_busy(busy=True)
        self._tasks.change(self, act, self._done, failed=self._refused)

    def _filled(self) -> bool:
        if not self._why.value():
            self._why.complain(t("Choose why."))
            self._why.aim()
            return False
        return self._second.check()

    def _set_busy(self, *, busy: bool) -> None:
        self._form.setVisible(not busy)
        self._close.setEnabled(not busy)
        self._working.hide()
        if busy:
            self._working.begin()

    def _done(self, records: int) -> None:
        self._tries.succeed()
        self._second.wipe()
        text = n(
            "{count} record went. Destroy older backups and make a new one.",
            "{count} records went. Destroy older backups and make a new one.",
            records,
        ).format(count=records)
        title = retention_words.deleted(len(self._cases))
        self.purged.emit(BannerValue(tone=Tone.OK, title=title, text=text))

    def _refused(self, error: Exception) -> None:
        if isinstance(error, StillOnDisk):
            said = say_error(error)
            self._second.wipe()
            self.purged.emit(BannerValue(tone=Tone.WARN, title=said.title, text=said.text))
            return
        self._set_busy(busy=False)
        if not self._second.refused(error):
            self._outcome.refused(error)
            self.area.verticalScrollBar().setValue(0)


def _chosen(going: Sequence[Going]) -> Card:
    card = section_card(t("Which"))
    lines = Panel(10)
    for number, one in enumerate(going[:_MOST]):
        if number:
            lines.body.addWidget(Line())
        about = column(2)
        about.addWidget(strong(one.line.code, 15))
        about.addWidget(muted(retention_words.about(one.line)))
        lines.body.addLayout(about)
    card.body.addWidget(lines)
    left = len(going) - _MOST
    if left > 0:
        more = n("and {count} more", "and {count} more", left)
        card.body.addWidget(muted(more.format(count=left)))
    warned = retention_words.warnings(going)
    if warned:
        card.body.addWidget(heading(t("Still open"), 3))
        card.body.addWidget(Sentences(warned, "triangle-alert", "warn_mark"))
    return card


def _consequences() -> Card:
    card = section_card(t("What goes"))
    card.body.addWidget(Sentences(retention_words.goes(), "trash-2", "muted"))
    card.body.addWidget(heading(t("What does not go"), 2))
    card.body.addWidget(Sentences(retention_words.stays(), "archive", "muted"))
    return card
