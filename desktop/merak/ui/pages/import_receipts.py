"""After taking in: the office's own backup, and the receipts that laptops take back."""

from functools import partial
from pathlib import Path

from merak.domain.ids import DeviceId
from merak.domain.receipt import Keeping
from merak.services import backup, take_in_many
from merak.services.backup import BackedUp
from merak.services.receipts import Written
from merak.ui.pages.office_folder import WriteToFolder
from merak.ui.tasks import Tasks
from merak.ui.widgets.boxes import Panel
from merak.ui.words import n, t


class GiveReceipts(Panel):
    """A receipt lets a laptop clear what it confirms only once a backup holds that, too."""

    def __init__(self, tasks: Tasks) -> None:
        super().__init__(16)
        self._tasks = tasks
        self._devices: tuple[DeviceId, ...] = ()
        self._backup = WriteToFolder(
            tasks,
            t("Back up this office first"),
            t(
                "Only then may laptops clear what came. Keep it on another disk, locked up: it is"
                " as well encrypted as this vault."
            ),
            t("Back up"),
            t("Folder for the backup"),
        )
        self._receipts = WriteToFolder(
            tasks,
            t("Give receipts back"),
            t("One file for each laptop. It tells what has arrived and what is missing."),
            t("Write the receipts"),
            t("Stick or folder for the receipts"),
        )
        for part in (self._backup, self._receipts):
            self.body.addWidget(part)
        self._backup.asked.connect(self._back_up)
        self._receipts.asked.connect(self._write)

    def present(self, devices: tuple[DeviceId, ...]) -> None:
        """Offers receipts for these laptops."""
        self._devices = devices
        for part in (self._backup, self._receipts):
            part.forget()

    def _back_up(self, folder: Path) -> None:
        self._tasks.change(
            self,
            partial(backup.write, folder=folder),
            self._backed_up,
            failed=self._backup.refused,
        )

    def _backed_up(self, made: BackedUp) -> None:
        self._backup.done(
            t("Backed up and read back"),
            t("The folder is called {name}.").format(name=made.path.name),
        )

    def _write(self, folder: Path) -> None:
        self._tasks.change(
            self,
            partial(take_in_many.write_receipts, devices=self._devices, folder=folder),
            self._written,
            failed=self._receipts.refused,
        )

    def _written(self, made: tuple[Written, ...]) -> None:
        count = len(made)
        title = n("One receipt is written", "{count} receipts are written", count)
        safe = all(one.receipt.keeping is Keeping.DURABLE for one in made)
        self._receipts.done(
            title.format(count=count),
            t("With it, what it confirms may be cleared on the laptop.")
            if safe
            else t("It confirms what came. Nothing may be cleared yet: back up first."),
        )
