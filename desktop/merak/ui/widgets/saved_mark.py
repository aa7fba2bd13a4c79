"""Whether what was done is on the disk."""

from PySide6.QtWidgets import QWidget

from merak.ui.theme import Weight
from merak.ui.widgets.boxes import row
from merak.ui.widgets.texts import Picture, Text
from merak.ui.words import t


class SavedMark(QWidget):
    """An icon and "Saved 14:32", "Saving…" or "Not saved"; nothing before the first of them."""

    def __init__(self) -> None:
        super().__init__()
        self._icon = Picture("", 18)
        self._text = Text("", 13, Weight.Medium, "muted").one_line()
        inner = row(6)
        inner.addWidget(self._icon)
        inner.addWidget(self._text)
        self.setLayout(inner)

    def present_saving(self) -> None:
        """Shows that something is on its way to the disk."""
        self._show("ellipsis", "muted", t("Saving…"))

    def present_saved(self, clock: str) -> None:
        """Shows when the last commit returned."""
        self._show("circle-check", "muted", t("Saved {time}").format(time=clock))

    def present_refused(self) -> None:
        """Shows that something is not on the disk."""
        self._show("triangle-alert", "high_mark", t("Not saved"))

    def words(self) -> str:
        """Returns what it says."""
        return self._text.text()

    def _show(self, icon: str, role: str, words: str) -> None:
        if self._text.text() != words:
            self._icon.present(icon, role)
            self._text.setText(words)
