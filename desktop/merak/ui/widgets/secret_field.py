"""A field for a passphrase, whose typed bytes can be wiped."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from merak.ui import theme
from merak.ui.widgets.boxes import column, row
from merak.ui.widgets.buttons import Button, Kind
from merak.ui.widgets.fields import Field
from merak.ui.widgets.secret_input import SecretInput
from merak.ui.widgets.texts import Text
from merak.ui.words import t


class SecretField(Field):
    """A label, the input, a button to show what is typed, help, and what is wrong.

    `typed` tells how many characters there are; what they are only `take` gives away.
    """

    typed = Signal(int)
    submitted = Signal()

    def __init__(self, label: str, takes: str = "") -> None:
        self.input = SecretInput()
        self.input.setAccessibleName(label)
        self._shown = False
        self._toggle = Button(t("Show"), Kind.QUIET, "eye")
        self._caps = Text(t("Caps lock seems to be on."), 13, theme.Weight.Medium)
        editor = QWidget()
        whole, line = column(4), row(8)
        line.addWidget(self.input, 1)
        line.addWidget(self._toggle)
        whole.addLayout(line)
        whole.addWidget(self._caps)
        editor.setLayout(whole)
        super().__init__(label, editor, takes)
        self._caps.hide()
        self._name_toggle()
        self._toggle.clicked.connect(self._turn)
        self.input.edited.connect(self.typed)
        self.input.edited.connect(lambda _: self.edited.emit())
        self.input.submitted.connect(self.submitted)
        self.input.caps_lock_seen.connect(self._caps.setVisible)

    def targets(self) -> Sequence[QWidget]:
        """Returns the input."""
        return (self.input,)

    def take(self) -> bytearray:
        """Returns what is typed, for the caller to wipe, and empties the field."""
        return self.input.take()

    def wipe(self) -> None:
        """Overwrites what is typed and shows dots again."""
        self.input.wipe()
        if self._shown:
            self._turn()

    def length(self) -> int:
        """Returns how many characters are typed."""
        return self.input.length()

    def _turn(self) -> None:
        self._shown = not self._shown
        self.input.show_text(self._shown)
        self._toggle.present(t("Hide") if self._shown else t("Show"))
        self._name_toggle()

    def _name_toggle(self) -> None:
        name = t("Hide what is typed") if self._shown else t("Show what is typed")
        self._toggle.setAccessibleName(name)
