"""Choosing bundles: a stick or folder, a single file, or both dropped on the page."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QMimeData, Signal

from merak.ui.pages.hand_over_place import PlacePicker, Wants
from merak.ui.tasks import Tasks
from merak.ui.widgets.boxes import Card, Flow
from merak.ui.widgets.buttons import Button, Kind
from merak.ui.widgets.foldaway import FoldAway
from merak.ui.widgets.texts import heading, muted
from merak.ui.words import t


class ChooseBundles(Card):
    """Where the bundles are."""

    chosen = Signal(object)
    """A sequence of `Path`."""

    def __init__(self, tasks: Tasks) -> None:
        super().__init__(14, (24, 18, 24, 24))
        self._folder = PlacePicker(tasks, Wants.FOLDER, t("Stick or folder with bundles"))
        all_of_it = Button(t("Check all bundles in it"), Kind.PRIMARY, "search")
        self._file = PlacePicker(tasks, Wants.FILE, t("One bundle"))
        one = Button(t("Check this bundle"), Kind.DEFAULT, "search")
        single = FoldAway(t("A single file instead"))
        self.body.addWidget(heading(t("Where are the bundles?"), 2))
        about = t("You can also drop files or folders on this page. Checking changes nothing.")
        self.body.addWidget(muted(about))
        for picker, button, body in (
            (self._folder, all_of_it, self.body),
            (self._file, one, single.body),
        ):
            line = Flow(8)
            line.addWidget(button)
            body.addWidget(picker)
            body.addLayout(line)
            button.clicked.connect(lambda _=False, picker=picker: self._go(picker))
            picker.submitted.connect(lambda picker=picker: self._go(picker))
        self.body.addWidget(single)

    def aim(self) -> None:
        """Puts the focus on the folder."""
        self._folder.aim()

    def _go(self, picker: PlacePicker) -> None:
        if picker.check():
            self.chosen.emit((picker.value(),))


def dropped(data: QMimeData) -> Sequence[Path]:
    """Returns the files and folders of this computer that were dropped."""
    return tuple(Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile())
