"""Beside the cards, or in a line above them: where one is, and what is always there."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame

from merak.ui import theme
from merak.ui.pages.screening_values import Shown, nav_values
from merak.ui.widgets.boxes import Line, Panel, column, restyle, row
from merak.ui.widgets.buttons import Button, Kind
from merak.ui.widgets.inputs import Combo
from merak.ui.widgets.page import Scroll
from merak.ui.widgets.progress import Progress
from merak.ui.widgets.section_nav import SectionNav, SectionValue
from merak.ui.widgets.texts import muted
from merak.ui.widgets.values import Option
from merak.ui.words import t

_WIDTH = 288
_WORDS_FIT = 860


def _doors() -> Sequence[tuple[str, str, str, str]]:
    """Gives what lies beside the questions: its key, words, icon and the key on the keyboard."""
    return (
        ("about", t("About the young person"), "user", ""),
        ("rules", t("What the rules say so far"), "scale", "Ctrl+R"),
    )


def _tip(button: Button, key: str) -> None:
    if key:
        button.setToolTip(t("Key {key}").format(key=key))


class ScreeningSide(QFrame):
    """The rail: how far it is, the sections, and the doors out of the questions."""

    section_chosen = Signal(str)
    asked = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("side")
        self._progress = Progress(t("This screening"))
        self._nav = SectionNav(t("Parts of this screening"))
        self._presented: tuple[Sequence[SectionValue], str] = ((), "")
        self._nav.chosen.connect(self.section_chosen)
        inside = Panel(10, (0, 20, 0, 16))
        top = row(0, (20, 0, 20, 4))
        top.addWidget(self._progress, 1)
        inside.body.addLayout(top)
        inside.body.addWidget(self._nav, 1)
        doors = column(2, (10, 0, 10, 0))
        doors.addWidget(Line())
        for which, words, icon, key in _doors():
            button = Button(words, Kind.QUIET, icon)
            _tip(button, key)
            button.clicked.connect(lambda _=False, which=which: self.asked.emit(which))
            doors.addWidget(button, 0, Qt.AlignmentFlag.AlignLeading)
        inside.body.addLayout(doors)
        stop = column(8, (20, 0, 20, 0))
        self._stop = Button(t("Stop here"), icon="pause")
        self._stop.setToolTip(t("Everything is kept. You can go on later."))
        self._stop.clicked.connect(lambda: self.asked.emit("stop"))
        stop.addWidget(self._stop)
        stop.addWidget(muted(t("1 to 5 answer · N note · S statement · Page Down next"), 12))
        inside.body.addLayout(stop)
        whole = column(0)
        whole.addWidget(Scroll(inside))
        self.setLayout(whole)
        self.retheme()

    def present(self, shown: Shown, current: str) -> None:
        """Shows the sections and how far they are."""
        self._progress.present(shown.done(), len(shown.screening.open_items))
        values = nav_values(shown)
        if (values, current) == self._presented:
            return
        self._presented = (values, current)
        rows = self._nav.count()
        self._nav.present(values, current)
        if self._nav.count() != rows:
            self._make_room()

    def _make_room(self) -> None:
        """Shows all sections at once: the rail scrolls as a whole, not the list in it."""
        rows = range(self._nav.count())
        height = sum(self._nav.sizeHintForRow(row) for row in rows)
        self._nav.setMinimumHeight(height + theme.px(4))

    def retheme(self) -> None:
        """Takes its width, and the side its line is on."""
        QTimer.singleShot(0, self, self._make_room)
        self.setFixedWidth(theme.px(_WIDTH))
        right = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        restyle(self, "mirrored", "true" if right else "false")


class SectionChooser(QFrame):
    """The same in one line above the cards."""

    section_chosen = Signal(str)
    asked = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("chooser")
        self._combo = Combo()
        self._combo.setAccessibleName(t("Parts of this screening"))
        self._combo.picked.connect(self.section_chosen)
        self._combo.setMinimumContentsLength(4)
        self._doors: list[Button] = []
        inner = row(4, (16, 8, 16, 8))
        inner.addWidget(self._combo, 1)
        for which, words, icon, key in _doors():
            button = Button(words, Kind.QUIET, icon)
            if key:
                button.setToolTip(f"{words} ({key})")
            button.clicked.connect(lambda _=False, which=which: self.asked.emit(which))
            inner.addWidget(button)
            self._doors.append(button)
        stop = Button(t("Stop here"), icon="pause")
        stop.clicked.connect(lambda: self.asked.emit("stop"))
        inner.addWidget(stop)
        self.setLayout(inner)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leaves words out where there is no room for them."""
        super().resizeEvent(event)
        roomy = self.width() >= theme.px(_WORDS_FIT)
        for button in self._doors:
            if roomy and not button.text():
                button.with_words()
            elif not roomy and button.text():
                button.only_icon()

    def present(self, shown: Shown, current: str) -> None:
        """Shows the sections and how far they are."""
        self._combo.blockSignals(True)
        options = [Option(key=one.key, text=_entry(one)) for one in nav_values(shown)]
        if [self._combo.itemText(at) for at in range(self._combo.count())] != [
            option.text for option in options
        ]:
            # A list that is shown again with the same keys keeps its old words otherwise.
            self._combo.clear()
        self._combo.present(options, current)
        self._combo.blockSignals(False)


def _entry(value: SectionValue) -> str:
    """A count would be cut off in large text."""
    done = bool(value.total) and value.done == value.total
    return t("{part} (done)").format(part=value.title) if done else value.title
