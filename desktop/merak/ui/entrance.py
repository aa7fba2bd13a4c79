"""The ways before the vault is open; loads no page but the one that is shown."""

from pathlib import Path

from PySide6.QtCore import QObject, Signal

from merak.errors import MerakError
from merak.services import laptop
from merak.services.given import Chance, Clock
from merak.services.laptop import Found
from merak.ui.pages.unlock import UnlockPage
from merak.ui.shown import ShownAs, Window
from merak.ui.tasks import Tasks
from merak.ui.tries import Tries


class Entrance(QObject):
    """Leads to the open vault: first start, passphrase, or a way without it."""

    unlocked = Signal()
    """With a passphrase: whoever it is may go on where they were."""
    begun = Signal()
    """With a new vault or a new passphrase: work begins at home."""

    def __init__(
        self, window: Window, tasks: Tasks, place: Path, clock: Clock, chance: Chance
    ) -> None:
        super().__init__(tasks)
        self._window, self._tasks = window, tasks
        self._place, self._clock, self._chance = place, clock, chance
        # Pages come and go; how often a passphrase was wrong stays.
        self._tries = Tries(self)
        self.begun.connect(self._tries.succeed)

    def begin(self) -> None:
        """Shows the first start where there is no vault, and asks for the passphrase else."""
        try:
            found = laptop.found(self._place)
        except MerakError as error:
            # Brings every service with it; mostly there is nothing to say.
            from merak.ui import messages

            # A second start, or a folder that cannot be used: said above the name.
            self.unlock(messages.say(error).line())
            return
        if found is Found.NOTHING:
            self._first_start()
        else:
            self.unlock()

    def unlock(self, notice: str = "") -> None:
        """Asks for name and passphrase; nothing says what was open."""
        page = UnlockPage(self._tasks, self._place, self._clock, self._chance, self._tries, notice)
        page.unlocked.connect(self.unlocked)
        page.forgotten.connect(self.forgotten)
        self._window.show_page(page, ShownAs.LOCKED)

    def forgotten(self) -> None:
        """Shows the ways to open without the passphrase."""
        # Not needed before the first window.
        from merak.ui.pages.forgotten import ForgottenPage

        page = ForgottenPage()
        page.sheet_asked.connect(self._recover)
        page.help_asked.connect(self._reopen)
        page.office_asked.connect(self._recover_office)
        page.gave_up.connect(self.unlock)
        self._window.show_page(page, ShownAs.LOCKED)

    def _recover(self) -> None:
        # Not needed before the first window.
        from merak.ui.pages.recover import RecoverPage

        page = RecoverPage(self._tasks, self._place, self._clock, self._chance)
        page.unlocked.connect(self.begun)
        page.gave_up.connect(self.forgotten)
        self._window.show_page(page, ShownAs.LOCKED)

    def _reopen(self) -> None:
        # Not needed before the first window.
        from merak.ui.pages.reopen import ReopenPage

        page = ReopenPage(self._tasks, self._place, self._clock, self._chance)
        page.unlocked.connect(self.begun)
        page.gave_up.connect(self.forgotten)
        self._window.show_page(page, ShownAs.LOCKED)

    def _recover_office(self) -> None:
        # Not needed before the first window.
        from merak.ui.pages.office_recover import OfficeRecoverPage

        page = OfficeRecoverPage(self._tasks, self._place, self._clock, self._chance)
        page.unlocked.connect(self.begun)
        page.gave_up.connect(self.forgotten)
        self._window.show_page(page, ShownAs.LOCKED)

    def _first_start(self) -> None:
        # Shown once in the life of a laptop.
        from merak.ui.pages.first_start import FirstStartPage

        page = FirstStartPage(self._tasks, self._place, self._clock, self._chance)
        page.finished.connect(self.begun)
        page.office_asked.connect(self._first_start_of_office)
        self._window.show_page(page, ShownAs.LOCKED)

    def _first_start_of_office(self) -> None:
        # Shown once in the life of an office.
        from merak.ui.pages.office_start import OfficeStartPage

        page = OfficeStartPage(self._tasks, self._place, self._clock, self._chance)
        page.made.connect(self.begun)
        page.gave_up.connect(self._first_start)
        self._window.show_page(page, ShownAs.LOCKED)
