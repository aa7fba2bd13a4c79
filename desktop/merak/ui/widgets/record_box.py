"""A box for words and a button that records them, for the cards that work on every page."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from merak.ui.widgets.banner import Banner, BannerValue
from merak.ui.widgets.boxes import Card
from merak.ui.widgets.buttons import Button, Kind
from merak.ui.widgets.fields import NoteField
from merak.ui.widgets.texts import heading, muted
from merak.ui.words import t


class RecordBox(Card):
    """Words may stay empty: that something was told or seen can be recorded without them."""

    record_asked = Signal(str)

    def __init__(
        self, title: str, label: str, takes: str, about: str = "", *before: QWidget
    ) -> None:
        super().__init__(12)
        self.body.addWidget(heading(title, 2))
        if about:
            self.body.addWidget(muted(about, 14))
        for part in before:
            self.body.addWidget(part)
        self.field = NoteField(label, takes, least=5)
        self.body.addWidget(self.field)
        self._banner = Banner()
        self.body.addWidget(self._banner)
        self._button = Button(t("Record this now"), Kind.PRIMARY, "check")
        self._button.clicked.connect(lambda: self.record_asked.emit(self.words()))
        self.body.addWidget(self._button, 0, Qt.AlignmentFlag.AlignLeft)

    def words(self) -> str:
        """Returns what is typed."""
        return self.field.value()

    def aim(self) -> None:
        """Puts the keyboard into the box."""
        self.field.aim()

    def wait(self) -> None:
        """Takes no second press while the first is being recorded."""
        self._button.setEnabled(False)

    def say(self, value: BannerValue) -> None:
        """Shows what happened; what is typed stays, and the button works again."""
        self._banner.present(value)
        self._button.setEnabled(True)

    def close_up(self, value: BannerValue) -> None:
        """Shows that the words are recorded; they stay to be read."""
        self._banner.present(value)
        self._button.hide()
        self.field.input.setReadOnly(True)
