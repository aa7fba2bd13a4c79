"""The dark bar at the top: mark, what is open, whether it is saved, and the buttons."""

from dataclasses import dataclass

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QSizePolicy, QWidget

from merak.ui import theme
from merak.ui.theme import Weight
from merak.ui.widgets.boxes import column, row
from merak.ui.widgets.buttons import Button
from merak.ui.widgets.texts import Picture, Text

_SAVED_HIDES_UNDER = 900


@dataclass(frozen=True, slots=True, kw_only=True)
class BarValue:
    """What the bar shows: a title, a line below it, and the saved state with its icon."""

    title: str
    subtitle: str = ""
    saved: str = ""
    saved_icon: str = "circle-check"


class TopBar(QFrame):
    """The bar. Its buttons keep their words while there is room, then their icons alone."""

    def __init__(self, title: str) -> None:
        super().__init__()
        self.setObjectName("chrome")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._mark = Picture("compass", 24, "on_chrome")
        self._title = Text("", 15, Weight.DemiBold).one_line()
        self._subtitle = Text("", 13, tone="muted").one_line()
        self._saved = QWidget()
        self._saved_icon = Picture("circle-check", 18, "chrome_muted")
        self._saved_text = Text("", 13, Weight.Medium).one_line()
        state = row(8, (8, 0, 0, 0))
        state.addWidget(self._saved_icon)
        state.addWidget(self._saved_text)
        self._saved.setLayout(state)
        self._buttons: list[Button] = []
        self._slot = row(10)
        self._names = column(1)
        self._names.addStretch(1)
        self._names.addWidget(self._title)
        self._names.addWidget(self._subtitle)
        self._names.addStretch(1)
        whole = row(14, (20, 9, 16, 9))
        whole.addWidget(self._mark, 0, Qt.AlignmentFlag.AlignVCenter)
        whole.addLayout(self._names)
        whole.addWidget(self._saved)
        whole.addStretch(1)
        whole.addLayout(self._slot)
        self.setLayout(whole)
        self.present(BarValue(title=title))

    def present(self, value: BarValue) -> None:
        """Shows what is open and whether it is saved."""
        self._title.setText(value.title)
        self._subtitle.setText(value.subtitle)
        self._subtitle.setVisible(bool(value.subtitle))
        self._saved_text.setText(value.saved)
        self._saved_icon.present(value.saved_icon, "chrome_muted")
        self._arrange()

    def add_button(self, button: Button) -> None:
        """Puts a button (of kind chrome, with an icon) at the end of the bar."""
        self._buttons.append(button)
        self._slot.addWidget(button)
        self._arrange()

    def retheme(self) -> None:
        """Finds anew what there is room for."""
        self.setMinimumHeight(theme.px(58))
        # What is inside gets its size after this widget; what there is room for hangs on it.
        for button in self._buttons:
            button.retheme()
        for label in (self._title, self._subtitle, self._saved_text):
            label.retheme()
        self._arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Finds what there is room for."""
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self._arrange()

    def minimumSizeHint(self) -> QSize:
        """Lets the window be narrower than all the words."""
        return QSize(320, super().minimumSizeHint().height())

    def _arrange(self) -> None:
        """Hides the saved state, then words from the first button on, until all fits."""
        self.setMinimumHeight(theme.px(58))
        width = self.width() / theme.current().scale
        self._saved.setVisible(bool(self._saved_text.text()) and width >= _SAVED_HIDES_UNDER)
        for button in self._buttons:
            button.with_words()
        for button in self._buttons:
            if self._needed() <= self.width():
                break
            button.only_icon()

    def _needed(self) -> int:
        # A layout within another remembers the size of the words it had before.
        for inside in (self._names, self._slot):
            inside.invalidate()
        layout = self.layout()
        if layout is None:
            return 0
        layout.invalidate()
        return layout.minimumSize().width()
