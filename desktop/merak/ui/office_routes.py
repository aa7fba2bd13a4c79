"""Which page of an office follows which."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QObject

from merak.domain.ids import CaseId, RecordId
from merak.services import office
from merak.services.given import Chance
from merak.ui.pages.import_bundles import ImportPage
from merak.ui.pages.keys_page import KeysPage, of_office
from merak.ui.pages.kit_office import KitOfficePage
from merak.ui.pages.laptops import LaptopsPage
from merak.ui.pages.office_home import OfficeHomePage
from merak.ui.pages.office_settings import OfficeSettingsPage
from merak.ui.pages.office_sheets import OfficeSheetsPage
from merak.ui.pages.reopen_office import ReopenOfficePage
from merak.ui.pages.retention import NOTHING, RetentionPage
from merak.ui.pages.retention_purge import PurgePage
from merak.ui.pages.review import ReviewPage
from merak.ui.pages.review_queue import ReviewQueuePage
from merak.ui.pages.settings import DISPLAY, PEOPLE
from merak.ui.shown import ShownAs, Then, Window
from merak.ui.tasks import Tasks
from merak.ui.tries import Tries
from merak.ui.widgets.banner import BannerValue


class OfficeRoutes(QObject):
    """Makes each page of an office when somebody goes there."""

    def __init__(self, window: Window, tasks: Tasks, place: Path, chance: Chance) -> None:
        super().__init__(tasks)
        self._window, self._tasks = window, tasks
        self._place, self._chance = place, chance
        self._back: Then = self._home
        self._tries = Tries(self)

    # What can be called for from every page.

    def take_up(self) -> None:
        """Begins at home, or at the sheets where they were never tried."""
        self.home()

    def home(self) -> None:
        """Begins at home, or at the sheets where they were never tried."""
        self._tasks.read(self, office.is_ready, self._begin)

    def go_home(self) -> None:
        """Saves what is open and goes home."""
        self._window.leave(self._home)

    def told(self) -> None:
        """Does nothing: no young person sits here, and the bar does not offer it."""

    def unsafe(self) -> None:
        """Does nothing: no young person sits here, and the bar does not offer it."""

    def keys(self) -> None:
        """Lays the keyboard map over the page."""
        page = KeysPage(of_office())
        page.closed.connect(self._window.lift)
        self._window.lay_over(page)

    def settings(self) -> None:
        """Saves what is open and shows the settings; closing them goes back."""
        back = self._back
        self._window.leave(lambda: self._settings(back))

    # The pages.

    def _home(self) -> None:
        self._back = self._home
        page = OfficeHomePage(self._tasks)
        page.sheets_asked.connect(lambda: self._window.leave(self._sheets))
        page.laptops_asked.connect(lambda: self._window.leave(self._laptops))
        page.kit_asked.connect(lambda: self._window.leave(self._kit))
        page.import_asked.connect(lambda: self._window.leave(self._import))
        page.review_asked.connect(lambda: self._window.leave(self._reviews))
        page.retention_asked.connect(lambda: self._window.leave(self._retention))
        self._window.show_page(page, ShownAs.OFFICE)

    def _reviews(self, done: str = "") -> None:
        self._back = self._reviews
        page = ReviewQueuePage(self._tasks, done)
        page.opened.connect(lambda record: self._window.leave(lambda: self._review(record)))
        page.closed.connect(self.go_home)
        self._window.show_page(page, ShownAs.OFFICE)

    def _review(self, record: str) -> None:
        self._back = lambda: self._review(record)
        page = ReviewPage(self._tasks, RecordId(record))
        page.decided.connect(self._reviews)
        page.closed.connect(lambda: self._window.leave(self._reviews))
        self._window.show_page(page, ShownAs.OFFICE)

    def _retention(self, chosen: Sequence[CaseId] = (), done: BannerValue = NOTHING) -> None:
        self._back = self._retention
        page = RetentionPage(self._tasks, chosen, done)
        page.purge_asked.connect(lambda cases: self._window.leave(lambda: self._purge(cases)))
        page.people_asked.connect(
            lambda: self._window.leave(lambda: self._settings(self._retention, PEOPLE))
        )
        page.closed.connect(self.go_home)
        self._window.show_page(page, ShownAs.OFFICE)

    def _purge(self, cases: Sequence[CaseId]) -> None:
        self._back = self._retention
        page = PurgePage(self._tasks, cases, self._tries)
        page.purged.connect(lambda done: self._window.leave(lambda: self._retention((), done)))
        page.closed.connect(lambda: self._window.leave(lambda: self._retention(cases)))
        self._window.show_page(page, ShownAs.OFFICE)

    def _import(self) -> None:
        self._back = self._import
        page = ImportPage(self._tasks)
        page.closed.connect(self.go_home)
        self._window.show_page(page, ShownAs.OFFICE)

    def _laptops(self) -> None:
        self._back = self._laptops
        page = LaptopsPage(self._tasks, self._chance)
        page.forgotten.connect(lambda: self._window.leave(self._reopen))
        page.kit_asked.connect(lambda: self._window.leave(self._kit))
        page.closed.connect(self.go_home)
        self._window.show_page(page, ShownAs.OFFICE)

    def _reopen(self) -> None:
        self._back = self._reopen
        page = ReopenOfficePage(self._tasks, self._chance)
        page.closed.connect(lambda: self._window.leave(self._laptops))
        self._window.show_page(page, ShownAs.OFFICE)

    def _kit(self) -> None:
        self._back = self._kit
        page = KitOfficePage(self._tasks)
        page.closed.connect(self.go_home)
        self._window.show_page(page, ShownAs.OFFICE)

    def _sheets(self) -> None:
        self._back = self._home
        page = OfficeSheetsPage(self._tasks)
        page.tried.connect(self._home)
        page.later.connect(self._home)
        self._window.show_page(page, ShownAs.OFFICE)

    def _begin(self, ready: bool) -> None:  # noqa: FBT001  what a task hands over
        if ready:
            self._home()
        else:
            self._sheets()

    def _settings(self, back: Then, section: str = DISPLAY) -> None:
        page = OfficeSettingsPage(
            self._tasks, self._window.preferences, self._place, self._chance, section
        )
        page.look_changed.connect(self._window.prefer)
        page.language_changed.connect(lambda _: self._settings(back))
        page.sheets_asked.connect(lambda: self._window.leave(self._sheets))
        page.kit_asked.connect(lambda: self._window.leave(self._kit))
        page.closed.connect(back)
        self._window.show_page(page, ShownAs.OFFICE)
