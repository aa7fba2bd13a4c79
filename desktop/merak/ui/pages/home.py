"""Home: begin, go on, tell whom must be told, find a case."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from merak.domain.ids import ScreeningId
from merak.services import answers, cases, finish, home, screen
from merak.services.case_lines import CaseLine, DraftLine
from merak.services.home import Home
from merak.services.open_screening import OpenScreening
from merak.services.session import Session
from merak.ui import messages, words
from merak.ui.pages.case_duties import Duties
from merak.ui.pages.home_first_day import FirstDay
from merak.ui.pages.home_parts import CaseRows, DraftCard
from merak.ui.pages.review_home import AnswersPart
from merak.ui.tasks import Tasks
from merak.ui.widgets.banner import Banner, BannerValue
from merak.ui.widgets.boxes import Box, Card, Panel, clear, column, row
from merak.ui.widgets.buttons import Button, Kind
from merak.ui.widgets.fields import TextField
from merak.ui.widgets.marked_text import MarkedText
from merak.ui.widgets.sides import Sides
from merak.ui.widgets.texts import heading, muted
from merak.ui.widgets.values import Action, Tone
from merak.ui.widgets.wide_page import WidePage
from merak.ui.words import n, t

_TYPING_PAUSE_MS = 150
_CASES_AT_FIRST = 4


class HomePage(WidePage):
    """What waits for the person at this laptop; no names, and no levels in colour."""

    begin = Signal()
    resumed = Signal(str)
    taken_over = Signal(str)
    case_opened = Signal(str)
    settings_asked = Signal()
    place_asked = Signal()
    hand_over_asked = Signal()

    def __init__(self, tasks: Tasks) -> None:
        super().__init__(t("Home"), gap=16)
        self._tasks = tasks
        self._newest: tuple[CaseLine, ...] = ()
        self._sheet, self._log, self._trouble = Banner(), Banner(), Banner()
        self._site = Banner()
        self._sheet.acted.connect(lambda _: self.settings_asked.emit())
        self._site.acted.connect(lambda _: self.place_asked.emit())
        self.body.addWidget(self._log)
        self.body.addLayout(self._top())
        for banner in (self._trouble, self._sheet, self._site):
            self.body.addWidget(banner)
        self._first_day = FirstDay()
        self._first_day.hide()
        self.body.addWidget(self._first_day)
        self._sides = Sides()
        self._sides.hide()
        self.body.addWidget(self._sides)
        self._make_first()
        self._make_second()
        key = QShortcut(QKeySequence(QKeySequence.StandardKey.New), self)
        key.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        key.activated.connect(self.begin)
        self._load()

    def title(self) -> str:
        """Returns the words for the top of the window."""
        return t("Home")

    def first_focus(self) -> None:
        """Puts the keyboard on beginning."""
        self._begin.setFocus()

    def flush(self, then: Callable[[], None]) -> None:
        """Keeps words of forms that were not sent, then calls."""
        self._duties.keep(then)

    def _top(self) -> Box:
        top = row(16)
        self._names = MarkedText("", "eye-off", "muted")
        self._open_work = muted("", 14)
        self._open_work.hide()
        said = column(4)
        said.addWidget(self._names)
        said.addWidget(self._open_work)
        said.addStretch(1)
        top.addLayout(said, 1)
        self._begin = Button(t("Begin a screening"), Kind.PRIMARY, "plus")
        self._begin.setToolTip(t("Ctrl+N"))
        self._begin.clicked.connect(self.begin)
        hand_over = Button(t("Hand over"), Kind.DEFAULT, "usb")
        hand_over.clicked.connect(self.hand_over_asked)
        for button in (hand_over, self._begin):
            top.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        return top

    def _make_first(self) -> None:
        self._telling = Panel(12)
        self._telling.body.addWidget(heading(t("Somebody must be told"), 2))
        # Drafts stand below: they must not be out of sight where many have to be told.
        self._duties = Duties(self._tasks, _CASES_AT_FIRST)
        self._duties.formed.connect(self.area.reveal)
        self._duties.recorded.connect(self._load)
        self._telling.body.addWidget(self._duties)
        self._going_on = Panel(12)
        self._going_on.body.addWidget(heading(t("Go on with"), 2))
        self._drafts = Panel(12)
        self._going_on.body.addWidget(self._drafts)
        self._quiet = Card()
        self._quiet.body.addWidget(muted(t("No drafts are open, and nobody has to be told."), 14))
        self._answers = AnswersPart()
        self._answers.opened.connect(self.case_opened)
        for part in (self._telling, self._going_on, self._quiet, self._answers):
            self._sides.first.body.addWidget(part)

    def _make_second(self) -> None:
        card = Card(14)
        card.body.addWidget(heading(t("Cases"), 2))
        self._search = TextField(t("Find a case"), t("A case code, its words or tag, or a name."))
        self._typing = QTimer(self, singleShot=True, interval=_TYPING_PAUSE_MS)
        self._typing.timeout.connect(self._find)
        self._search.edited.connect(self._typing.start)
        card.body.addWidget(self._search)
        self._which = muted(t("The newest"))
        card.body.addWidget(self._which)
        self._rows = CaseRows()
        self._rows.opened.connect(self.case_opened)
        card.body.addWidget(self._rows)
        self._sides.second.body.addWidget(card)

    def _load(self) -> None:
        self._tasks.read(self, home.load, self._present)
        self._tasks.read(self, answers.load, self._answers.present)

    def _present(self, shown: Home) -> None:
        self.present_title(t("Hello, {name}").format(name=shown.user_name))
        self._present_banners(shown)
        self._names.present(_names(shown))
        waiting = _not_handed_over(shown)
        self._open_work.setText(waiting)
        self._open_work.setVisible(bool(waiting))
        self._duties.present(shown.duties)
        clear(self._drafts.body)
        for line in shown.drafts:
            self._drafts.body.addWidget(self._draft(line))
        self._telling.setVisible(bool(shown.duties))
        self._going_on.setVisible(bool(shown.drafts))
        self._quiet.setVisible(not shown.duties and not shown.drafts)
        anything = bool(shown.duties or shown.drafts or shown.cases)
        self._first_day.setVisible(not anything)
        self._newest = shown.cases
        self._find()
        # Last: each part that is put into something visible lays out the whole page anew.
        self._sides.setVisible(anything)

    def _present_banners(self, shown: Home) -> None:
        log, sheet, site = BannerValue(), BannerValue(), BannerValue()
        if shown.log_broken:
            log = BannerValue(
                tone=Tone.HIGH,
                title=t("Something was changed from outside"),
                text=t(
                    "The log of this laptop does not fit its records. Do not go on alone: "
                    "tell your supervisor, and write nothing new until they say so."
                ),
            )
        if not shown.sheet_confirmed:
            sheet = BannerValue(
                tone=Tone.WARN,
                title=t("The recovery sheet was not checked"),
                text=t("Without it, a forgotten passphrase means that all is lost."),
                actions=(Action(key="sheet", text=t("Make a recovery sheet"), icon="key-round"),),
            )
        if shown.site_open:
            site = BannerValue(
                tone=Tone.WARN,
                title=t("Choose the place of this laptop again"),
                text=t("Until then, ask your supervisor who must be told by when."),
                actions=(Action(key="place", text=t("Choose the place"), icon="map-pin"),),
            )
        self._log.present(log)
        self._sheet.present(sheet)
        self._site.present(site)

    def _draft(self, line: DraftLine) -> QWidget:
        card = DraftCard(line)
        card.resume_asked.connect(partial(self.resumed.emit, str(line.id)))
        card.take_over_asked.connect(partial(self._take_over, line.id))
        card.close_asked.connect(partial(self._close, line.id))
        return card

    def _take_over(self, draft: ScreeningId) -> None:
        def act(session: Session) -> OpenScreening:
            return screen.take_over(session, draft)

        def then(_: OpenScreening) -> None:
            self.taken_over.emit(str(draft))

        self._tasks.change(self, act, then, self._refused)

    def _close(self, draft: ScreeningId) -> None:
        def act(session: Session) -> str:
            return finish.close_incomplete(session, draft)

        self._tasks.change(self, act, lambda _: self._load(), self._refused)

    def _find(self) -> None:
        typed = self._search.value().strip()
        if not typed:
            self._show(self._newest, t("The newest"))
            return
        act = partial(cases.find, typed=typed)
        self._tasks.read(self, act, partial(self._found, typed), self._refused)

    def _found(self, typed: str, lines: tuple[CaseLine, ...]) -> None:
        # Answers come in the order of the questions; only the last one asked is shown.
        if typed == self._search.value().strip():
            found = n("{count} case found", "{count} cases found", len(lines))
            none = t("No case on this laptop has this code, tag or name.")
            self._show(lines, found.format(count=len(lines)) if lines else none)

    def _show(self, lines: tuple[CaseLine, ...], which: str) -> None:
        self._which.setText(which if lines or self._search.value() else t("There are none yet."))
        self._rows.present(lines)

    def _refused(self, error: Exception) -> None:
        said = messages.say(error)
        self._trouble.present(BannerValue(tone=Tone.HIGH, title=said.title, text=said.text))
        self.area.verticalScrollBar().setValue(0)


def _names(shown: Home) -> str:
    count, days = shown.names_on_laptop, shown.oldest_name_days
    if not count:
        return t("0 names on this laptop.")
    names = n("{count} name on this laptop", "{count} names on this laptop", count)
    since = n("the oldest for {days} day.", "the oldest for {days} days.", days)
    if not days:
        since = t("since today.")
    return f"{names.format(count=count)}, {since.format(days=days)}"


def _not_handed_over(shown: Home) -> str:
    if not shown.not_handed_over:
        return ""
    count = shown.not_handed_over
    said = n(
        "{count} screening not yet handed over, since {day}.",
        "{count} screenings not yet handed over, since {day}.",
        count,
    )
    local = words.local_day(shown.since)
    return said.format(count=count, day=words.day(local))
