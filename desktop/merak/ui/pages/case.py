"""A case: what is known, what must be done, and everything that happened."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from merak.domain.bodies import ErrorReason
from merak.domain.case_code import typed
from merak.domain.fold import DutyState
from merak.domain.ids import CaseId, RecordId, ScreeningId, UserId
from merak.domain.record import Kind as RecordKind
from merak.services import cases, finish, screen, users
from merak.services.case_lines import DraftLine
from merak.services.cases import CaseView, NoCase
from merak.services.session import NewCase, Session
from merak.services.timeline import Entry
from merak.ui import messages
from merak.ui.pages import case_entries, case_words
from merak.ui.pages.case_duties import Duties
from merak.ui.pages.case_forms import NEW, OTHER, AddForm, ErrorForm, Form, GiveForm, LinkErrorForm
from merak.ui.pages.case_hold import HoldPart
from merak.ui.pages.case_known import KnownCard
from merak.ui.pages.case_links import Links
from merak.ui.pages.home_parts import DraftCard
from merak.ui.pages.name_watch import watch
from merak.ui.tasks import Tasks
from merak.ui.widgets.banner import Banner, BannerValue
from merak.ui.widgets.boxes import Card, Flow, Panel, clear
from merak.ui.widgets.buttons import Button, Kind
from merak.ui.widgets.page import Page
from merak.ui.widgets.scroll_keys import scrolls
from merak.ui.widgets.texts import heading
from merak.ui.widgets.timeline import Timeline
from merak.ui.widgets.values import Tone
from merak.ui.words import t


class CasePage(Page):
    """Everything about one case; who it is shows only when asked for."""

    screen_again = Signal(str)
    result_opened = Signal(str)
    resumed = Signal(str)
    reopened = Signal(str)
    case_opened = Signal(str)
    closed = Signal()

    def __init__(self, tasks: Tasks, case: CaseId) -> None:
        super().__init__(t("Case"), gap=16)
        self._tasks, self._case = tasks, case
        self._entries: dict[str, Entry] = {}
        self._form: list[Form] = []
        self._banner = Banner()
        self._hold = HoldPart(tasks, case)
        self._hold.gone.connect(self.closed)
        self.body.addWidget(self._banner)
        self.body.addLayout(self._buttons())
        self.body.addWidget(self._hold)
        self._known = KnownCard(tasks, case)
        self._known.changed.connect(self._load)
        self._known.sealed.connect(self._sealed)
        self.body.addWidget(self._known)
        self._duties = Duties(tasks)
        self._duties.formed.connect(self.area.reveal)
        self._duties.recorded.connect(self._load)
        self._drafts, self._links = Panel(12), Links(tasks, case)
        self._links.opened.connect(self.case_opened)
        self._links.linked.connect(self._load)
        self._links.mistaken.connect(partial(self._act_on, action=case_entries.ERROR))
        self._to_do = heading("", 2)
        self._open_duties = Panel(10)
        self._open_duties.body.addWidget(self._to_do)
        self._open_duties.body.addWidget(self._duties)
        self.body.addWidget(self._open_duties)
        self._open_drafts = self._section(t("Go on with"), self._drafts)
        self._forms = Panel(0)
        self._forms.hide()
        self.body.addWidget(self._forms)
        card = Card()
        self._timeline = Timeline(t("What happened"))
        self._timeline.acted.connect(self._act_on)
        card.body.addWidget(self._timeline)
        self._section(t("What happened"), card)
        self._section(t("Linked cases"), self._links)
        for part in (self._open_duties, self._open_drafts):
            part.hide()
        back = Button(t("Close"), icon="arrow-left")
        back.clicked.connect(self.closed)
        self.set_foot(back=back)
        self._load()

    def title(self) -> str:
        """Returns the words for the top of the window."""
        return t("Case")

    def first_focus(self) -> None:
        """Puts the keyboard on screening again."""
        self._again.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Scrolls by Page Up, Page Down, Home and End, also from the foot."""
        if not scrolls(self.area, event):
            super().keyPressEvent(event)

    def flush(self, then: Callable[[], None]) -> None:
        """Keeps words of forms that were not sent, as additions to the case, then calls."""
        self._keep_words(partial(self._duties.keep, then))

    def _keep_words(self, then: Callable[[], None]) -> None:
        # Words that are being recorded are not kept a second time; if that fails, they are.
        if any(map(self._tasks.is_recording, self._form)):
            self._tasks.when_idle(self, partial(self._keep_words, then))
            return
        begun = [form for form in self._form if form.unfinished()]
        if not begun:
            then()
            return

        def kept(_: object) -> None:
            self._close_form()
            then()

        act = self._adding(RecordId(begun[0].property("record")), begun[0].unfinished())
        self._tasks.record(self, begun[0], act, kept, self._form_refused)

    def _buttons(self) -> Flow:
        flow = Flow(8)
        self._again = Button(t("Screen again"), Kind.PRIMARY, "plus")
        self._again.clicked.connect(lambda: self.screen_again.emit(str(self._case)))
        give = Button(t("Give to a colleague"), icon="user-check")
        give.clicked.connect(self._ask_whom)
        flow.addWidget(self._again)
        flow.addWidget(give)
        flow.addWidget(self._hold.act)
        return flow

    def _section(self, title: str, inner: QWidget) -> Panel:
        made = Panel(10)
        made.body.addWidget(heading(title, 2))
        made.body.addWidget(inner)
        self.body.addWidget(made)
        return made

    def _load(self) -> None:
        self._tasks.read(self, partial(cases.load, case=self._case), self._present)

    def _present(self, view: CaseView) -> None:
        self._entries = {entry.record: entry for entry in view.entries}
        owner = t("Your case") if view.mine else t("With {name}").format(name=view.owner_name)
        above = " · ".join(filter(None, (owner, view.identity.tag)))
        called = case_words.called(view.code, view.mnemonic)
        facts = " · ".join(case_words.facts(view.facts))
        self.present_title(t("Case {code}").format(code=called), facts, above)
        state = BannerValue()
        if view.mistaken:
            state = BannerValue(tone=Tone.WARN, title=t("This case was entered in error"))
        self._banner.present(state)
        self._known.present(view)
        self._duties.present(view.duties)
        to_do = any(line.state is DutyState.OPEN for line in view.duties)
        self._to_do.setText(t("What to do now") if to_do else t("What was done"))
        self._open_duties.setVisible(bool(view.duties))
        clear(self._drafts.body)
        for line in view.drafts:
            self._drafts.body.addWidget(self._draft(line))
        self._open_drafts.setVisible(bool(view.drafts))
        # Out of sight meanwhile: each entry put into something visible lays out the page anew.
        self._timeline.hide()
        self._timeline.present([case_entries.shown(entry) for entry in view.entries])
        self._timeline.show()
        self._links.present(view)

    def _sealed(self) -> None:
        self._tasks.read(self, partial(cases.load, case=self._case), self._present_sealed)

    def _present_sealed(self, view: CaseView) -> None:
        self._present(view)
        called = case_words.called(view.code, view.mnemonic)
        self._banner.present(
            BannerValue(
                tone=Tone.OK,
                title=t("The case is sealed"),
                text=t("It goes on here as {code}.").format(code=called),
            )
        )
        self.area.verticalScrollBar().setValue(0)
        self._again.setFocus()

    def _draft(self, line: DraftLine) -> DraftCard:
        card = DraftCard(line)
        card.resume_asked.connect(partial(self.resumed.emit, str(line.id)))
        card.take_over_asked.connect(partial(self._take_over, line.id))
        card.close_asked.connect(partial(self._close_draft, line.id))
        return card

    def _take_over(self, draft: ScreeningId) -> None:
        act = partial(screen.take_over, screening=draft)
        self._tasks.change(self, act, lambda _: self.resumed.emit(str(draft)), self._refused)

    def _close_draft(self, draft: ScreeningId) -> None:
        act = partial(finish.close_incomplete, screening=draft)
        self._tasks.change(self, act, lambda _: self._load(), self._refused)

    def _act_on(self, key: str, action: str) -> None:
        record = RecordId(key)
        about = case_entries.shown(self._entries[key]).title
        if action == case_entries.OPEN:
            self.result_opened.emit(key)
        elif action == case_entries.REOPEN:
            act = partial(finish.reopen, record=record)
            self._tasks.change(self, act, self.reopened.emit, self._refused)
        elif action == case_entries.ADD:
            form = AddForm(about)
            form.setProperty("record", key)
            form.written.connect(partial(self._add, form, record))
            self._show_form(form)
        else:
            link = self._entries[key].kind is RecordKind.RELATED_TO
            wrong = LinkErrorForm(about) if link else ErrorForm(about)
            wrong.setProperty("record", key)
            wrong.decided.connect(partial(self._enter_in_error, wrong, record))
            self._show_form(wrong)

    def _adding(self, record: RecordId, said: str) -> Callable[[Session], object]:
        case = self._case

        def act(session: Session) -> object:
            return cases.addendum(session, case, record, said)

        return act

    def _add(self, form: Form, record: RecordId, said: str) -> None:
        act = self._adding(record, said)
        self._tasks.record(self, form, act, self._form_done, self._form_refused)

    def _enter_in_error(
        self, form: ErrorForm, record: RecordId, reason: str, said: str, right: str, code: str
    ) -> None:
        def act(session: Session) -> bool:
            belongs: CaseId | NewCase | NoCase = NewCase() if right == NEW else NoCase()
            if right == OTHER:
                found = [
                    line for line in cases.find(session, code) if typed(line.code) == typed(code)
                ]
                if not found:
                    return False
                belongs = found[0].case
            cases.enter_in_error(session, record, ErrorReason(reason), said, belongs)
            return True

        def then(found: bool) -> None:  # noqa: FBT001  what the act returns
            if found:
                self._form_done(found)
            else:
                form.no_such_case()

        self._tasks.record(self, form, act, then, self._form_refused)

    def _ask_whom(self) -> None:
        def act(session: Session) -> list[tuple[UserId, str]]:
            everyone = users.everyone(session)
            return [(user.id, user.name) for user in everyone if user.id != session.user.id]

        def then(colleagues: list[tuple[UserId, str]]) -> None:
            form = GiveForm(colleagues)
            form.given.connect(partial(self._give, form))
            self._show_form(form)

        self._tasks.read(self, act, then, self._refused)

    def _give(self, form: Form, whom: str) -> None:
        act = partial(cases.give, case=self._case, to=UserId(whom))
        self._tasks.record(self, form, act, self._form_done, self._form_refused)

    def _show_form(self, form: Form) -> None:
        self._keep_words(partial(self._open_form, form))

    def _open_form(self, form: Form) -> None:
        self._close_form()
        form.cancelled.connect(self._close_form)
        for one in watch(self._tasks, self._case, form.free()):
            one.appeared.connect(self.area.reveal)
        self._form = [form]
        self._forms.body.addWidget(form)
        self._forms.show()
        form.show()
        form.aim()
        # Only once it has a size can the page scroll to it.
        QTimer.singleShot(0, form, partial(self._show_where, form))

    def _show_where(self, form: Form) -> None:
        self.area.reveal(form)
        # A form taller than the window: where the keyboard is matters most.
        where: QWidget | None = form.focusWidget()
        if where is not None:
            self.area.reveal(where)

    def _close_form(self) -> None:
        self._form = []
        clear(self._forms.body)
        self._forms.hide()

    def _form_done(self, _: object) -> None:
        self._close_form()
        self._load()

    def _form_refused(self, error: Exception) -> None:
        said = messages.say(error)
        for form in self._form:
            form.complain(said.title, said.text)

    def _refused(self, error: Exception) -> None:
        said = messages.say(error)
        self._banner.present(BannerValue(tone=Tone.HIGH, title=said.title, text=said.text))
        self.area.verticalScrollBar().setValue(0)
