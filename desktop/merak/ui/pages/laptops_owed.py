"""Receipts that an office which was put back from a backup owes its laptops."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal

from merak.services import take_in_many
from merak.services.restored import Restored
from merak.services.take_in_many import Owed
from merak.ui.pages import office_words
from merak.ui.pages.office_folder import WriteToFolder
from merak.ui.tasks import Tasks
from merak.ui.widgets.boxes import Panel
from merak.ui.words import n, t


class OwedReceipts(Panel):
    """Says which laptops have had none since then, and writes them."""

    written = Signal()

    def __init__(self, tasks: Tasks) -> None:
        super().__init__(0)
        self._tasks = tasks
        self._shown = False

    def present(self, shown: Restored) -> None:
        """Shows what is owed, once: what was written then stays to be read."""
        if self._shown or not shown.labels:
            return
        self._shown = True
        self._card = WriteToFolder(
            self._tasks,
            t("This office was put back from a backup"),
            office_words.restored(shown.until, shown.labels),
            t("Write the receipts"),
            t("Stick or folder for the receipts"),
        )
        self._card.asked.connect(self._write)
        self.body.addWidget(self._card)
        self.show()

    def _write(self, folder: Path) -> None:
        self._tasks.change(
            self,
            partial(take_in_many.write_owed, folder=folder),
            self._done,
            failed=self._card.refused,
        )

    def _done(self, made: Owed) -> None:
        count = len(made.written)
        title = n("One receipt is written", "{count} receipts are written", count)
        left = n(
            "From {count} laptop nothing has come yet: let it hand over first.",
            "From {count} laptops nothing has come yet: let them hand over first.",
            made.left,
        )
        self._card.done(
            title.format(count=count),
            left.format(count=made.left)
            if made.left
            else t("Give each laptop its own, and let it hand over again."),
        )
        self.written.emit()
