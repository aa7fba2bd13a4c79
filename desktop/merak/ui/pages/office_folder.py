"""Writing something for laptops to a stick or folder, and saying under which name."""

from PySide6.QtCore import Signal

from merak.ui import outside
from merak.ui.pages.hand_over_place import PlacePicker, Wants
from merak.ui.pages.settings_parts import Outcome
from merak.ui.tasks import Tasks
from merak.ui.widgets.boxes import Card, Flow
from merak.ui.widgets.buttons import Button, Kind
from merak.ui.widgets.texts import heading, muted
from merak.ui.words import t


class WriteToFolder(Card):
    """Where to, and what came of it."""

    asked = Signal(object)
    """A `Path`: the folder."""

    def __init__(self, tasks: Tasks, title: str, about: str, act: str, where: str = "") -> None:
        super().__init__(14, (24, 18, 24, 24))
        self._outcome = Outcome()
        self._place = PlacePicker(tasks, Wants.FOLDER, where or t("Stick or folder"))
        self._act = Button(act, Kind.PRIMARY, "usb")
        line = Flow(8)
        line.addWidget(self._act)
        for part in (heading(title, 2), muted(about), self._outcome, self._place):
            self.body.addWidget(part)
        self.body.addLayout(line)
        self._act.clicked.connect(self._go)
        self._place.submitted.connect(self._go)

    def aim(self) -> None:
        """Puts the focus on the path."""
        self._place.aim()

    def written(self, name: str) -> None:
        """Says that the file is there and whole."""
        self.done(t("Written and read back"), t("The file is called {name}.").format(name=name))

    def done(self, title: str, text: str) -> None:
        """Says what is there now."""
        self._act.setEnabled(True)
        self._outcome.done(title, text)

    def forget(self) -> None:
        """Says nothing of what was written before."""
        self._outcome.forget()

    def refused(self, error: Exception) -> None:
        """Says why it is not there."""
        self._act.setEnabled(True)
        self._outcome.present(outside.not_written(error))

    def _go(self) -> None:
        if self._act.isEnabled() and self._place.check():
            self._outcome.forget()
            self._act.setEnabled(False)
            self.asked.emit(self._place.value())
