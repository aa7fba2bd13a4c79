"""Which page follows which: pages know no other page, so the ways between them are here."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from merak.domain.ids import CaseId, RecordId, ScreeningId, UserId
from merak.services import due, open_screening
from merak.services.due import Done
from merak.services.given import Chance
from merak.services.session import NewCase, Session
from merak.ui.pages.before import BeforePage
from merak.ui.pages.case import CasePage
from merak.ui.pages.case_card import FieldCard
from merak.ui.pages.hand_over import HandOverPage
from merak.ui.pages.home import HomePage
from merak.ui.pages.keys_page import KeysPage, of_laptop
from merak.ui.pages.result import ResultPage
from merak.ui.pages.screening import ScreeningPage
from merak.ui.pages.settings import DISPLAY, OFFICE, PLACE, SettingsPage
from merak.ui.pages.told import ToldPage
from merak.ui.pages.unsafe import UnsafePage
from merak.ui.pages.young_person import YoungPersonPage
from merak.ui.shown import ShownAs, Then, Window
from merak.ui.tasks import Tasks


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """A screening somebody is at, by ids alone: it is kept over a lock."""

    screening: ScreeningId
    case: CaseId
    code: str
    user: UserId


@dataclass(frozen=True, slots=True, kw_only=True)
class NoWork:
    """Nobody is at a screening."""


class Routes(QObject):
    """Makes each page when somebody goes there, and follows what they do on it."""

    case_begun = Signal(str)
    """Something was recorded on a card, for this case."""

    def __init__(self, window: Window, tasks: Tasks, place: Path, chance: Chance) -> None:
        super().__init__(tasks)
        self._window, self._tasks = window, tasks
        self._place, self._chance = place, chance
        self._about: CaseId | NewCase = NewCase()
        self._work: Work | NoWork = NoWork()
        self._back: Then = self.home
        self._renew: Then = _stay
        self._due: Then = _stay

    # What can be called for from every page.

    def go_home(self) -> None:
        """Saves what is open and goes home."""
        self._window.leave(self.home)

    def told(self) -> None:
        """Lays the card for a disclosure over the page."""
        self._lay_over(ToldPage(self._tasks, self._about))

    def unsafe(self) -> None:
        """Lays the card for danger and self-harm over the page."""
        self._lay_over(UnsafePage(self._tasks, self._about))

    def keys(self) -> None:
        """Lays the keyboard map over the page."""
        page = KeysPage(of_laptop())
        page.closed.connect(self._lift)
        self._window.lay_over(page)

    def settings(self) -> None:
        """Saves what is open and shows the settings; closing them goes back."""
        back = self._back
        self._window.leave(lambda: self._settings(back))

    # The pages.

    def home(self) -> None:
        """Shows what waits."""
        self._at(NewCase(), NoWork(), self.home)
        self._renew = self.home
        page = HomePage(self._tasks)
        page.begin.connect(lambda: self._window.leave(lambda: self._before(NewCase())))
        page.resumed.connect(self._leaving(self.screening))
        page.taken_over.connect(self._leaving(self.screening))
        page.case_opened.connect(self._leaving(self.case))
        page.settings_asked.connect(self.settings)
        page.place_asked.connect(
            lambda: self._window.leave(lambda: self._settings(self.home, PLACE))
        )
        page.hand_over_asked.connect(lambda: self._window.leave(self._hand_over))
        self._window.show_page(page)

    def screening(self, screening: str) -> None:
        """Finds out whose case it is, then shows the draft where the work stands."""
        id_ = ScreeningId(screening)

        def where(session: Session) -> Work:
            known = open_screening.load(session, id_)
            return Work(screening=id_, case=known.draft.case, code=known.code, user=session.user.id)

        self._tasks.read(self, where, self._screening, self._lost)

    def case(self, case: str) -> None:
        """Shows one case."""
        id_ = CaseId(case)
        self._at(id_, NoWork(), lambda: self.case(case))
        self._renew = self._back
        page = CasePage(self._tasks, id_)
        page.screen_again.connect(self._leaving(lambda again: self._before(CaseId(again))))
        page.result_opened.connect(self._leaving(self._result))
        page.resumed.connect(self._leaving(self.screening))
        page.reopened.connect(self._leaving(self.screening))
        page.case_opened.connect(self._leaving(self.case))
        page.closed.connect(self.go_home)
        self._window.show_page(page)

    def _before(self, case: CaseId | NewCase) -> None:
        back = self._back
        self._at(case, NoWork(), lambda: self._before(case))
        page = BeforePage(self._tasks, case)
        page.started.connect(self.screening)
        page.cancelled.connect(back)
        page.disclosure_asked.connect(self.told)
        page.unsafe_asked.connect(self.unsafe)
        self.case_begun.connect(page.take_case)
        self._window.show_page(page, ShownAs.SCREENING)

    def _screening(self, work: Work) -> None:
        self._at(work.case, work, lambda: self.screening(work.screening))
        page = ScreeningPage(self._tasks, work.screening)
        page.finished.connect(self._finished)
        page.left.connect(self.home)
        page.about_asked.connect(lambda _: self._young_person(work))
        page.disclosure_asked.connect(self.told)
        page.unsafe_asked.connect(self.unsafe)
        self._window.show_page(page, ShownAs.SCREENING, work.code)

    def _finished(self, record: str) -> None:
        self._tasks.change(self, due.after_finishing, _done, failed=self._window.say)
        self._result(record)

    def _young_person(self, work: Work) -> None:
        self._at(work.case, work, lambda: self._young_person(work))
        page = YoungPersonPage(self._tasks, work.screening)
        page.done.connect(lambda: self.screening(work.screening))
        page.unsafe_asked.connect(self.unsafe)
        self._window.show_page(page, ShownAs.SCREENING, work.code)

    def _result(self, record: str) -> None:
        self._at(self._about, NoWork(), lambda: self._result(record))
        self._renew = self._back
        page = ResultPage(self._tasks, RecordId(record))
        page.case_opened.connect(self._leaving(self.case))
        page.reopened.connect(self._leaving(self.screening))
        page.closed.connect(self.go_home)
        self._window.show_page(page)

    def _hand_over(self) -> None:
        self._at(NewCase(), NoWork(), self._hand_over)
        page = HandOverPage(self._tasks)
        page.closed.connect(self.go_home)
        page.office_asked.connect(
            lambda: self._window.leave(lambda: self._settings(self._hand_over, OFFICE))
        )
        self._window.show_page(page)

    def _settings(self, back: Then, section: str = DISPLAY) -> None:
        page = SettingsPage(
            self._tasks, self._window.preferences, self._place, self._chance, section
        )
        page.look_changed.connect(self._window.prefer)
        page.language_changed.connect(lambda _: self._settings(back, section))
        page.closed.connect(back)
        self._window.show_page(page)

    def _lay_over(self, card: FieldCard) -> None:
        card.recorded.connect(self._recorded)
        card.closed.connect(self._lift)
        self._window.lay_over(card)

    def _lift(self) -> None:
        """Takes the card away; what was recorded on it, or on one before it, is shown below."""
        self._window.lift()
        due, self._due = self._due, _stay
        due()

    def _recorded(self, case: str) -> None:
        # What is told next on the same page belongs to the case that was just begun.
        self._about = CaseId(case)
        # Shown anew with what was recorded; a page with something half done stays as it is.
        self._due = self._renew
        self.case_begun.emit(case)

    def take_up(self) -> None:
        """Goes back to the card where the same person was when it locked."""
        # First, so that home counts the names that are left.
        self._tasks.change(self, due.at_unlock, _done, failed=self._window.say)
        work = self._work
        if isinstance(work, NoWork):
            self.home()
            return

        def still_theirs(session: Session) -> Work | NoWork:
            return work if session.user.id == work.user else NoWork()

        self._tasks.read(self, still_theirs, self._go_on)

    def _go_on(self, work: Work | NoWork) -> None:
        if isinstance(work, Work):
            self.screening(work.screening)
        else:
            self.home()

    def _lost(self, error: Exception) -> None:
        """The draft was finished or closed by somebody else meanwhile."""
        self.home()
        self._window.say(error)

    def _leaving(self, go: Callable[[str], None]) -> Callable[[str], None]:
        """Lets the page save what was typed before it goes."""
        return lambda to: self._window.leave(lambda: go(to))

    def _at(self, about: CaseId | NewCase, work: Work | NoWork, back: Then) -> None:
        self._about, self._work, self._back = about, work, back
        self._renew = self._due = _stay


def _done(_: Done) -> None:
    """Shows nothing: what was sealed or cleared is seen where it was."""


def _stay() -> None:
    """Leaves the page as it is."""
