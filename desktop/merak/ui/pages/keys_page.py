"""The keyboard map: every key that does something, by where it does it."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from merak.ui.widgets.boxes import Card, Flow, Line, Panel, row
from merak.ui.widgets.buttons import Button, Kind
from merak.ui.widgets.key_cap import KeyCap
from merak.ui.widgets.page import Page
from merak.ui.widgets.texts import body, heading
from merak.ui.words import t

Keys = Sequence[tuple[Sequence[str], str]]
"""Each line: the keys that do it, any one of them, and what it does."""
Groups = Sequence[tuple[str, Keys]]
"""Where keys do something, in words, and which."""


class KeyGroups(Panel):
    """Groups of keys, each key drawn as a cap."""

    def __init__(self, groups: Groups) -> None:
        super().__init__(16)
        for name, keys in groups:
            self.body.addWidget(_group(name, keys))


class KeysPage(Page):
    """The map as a page of its own, for F1."""

    closed = Signal()

    def __init__(self, groups: Groups) -> None:
        super().__init__(t("Keyboard map"), t("Everything in Merak can be done without a mouse."))
        self.body.addWidget(KeyGroups(groups))
        self._close = Button(t("Close"), Kind.PRIMARY)
        self.set_foot(forward=self._close)
        self._close.clicked.connect(self.closed)

    def title(self) -> str:
        """Returns the page's name."""
        return t("Keyboard map")

    def first_focus(self) -> None:
        """Puts the keyboard on the way out."""
        self._close.setFocus()

    def flush(self, then: Callable[[], None]) -> None:
        """Has nothing to save."""
        then()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Closes with Escape."""
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)


def _group(name: str, keys: Keys) -> QWidget:
    card = Card(10, (24, 18, 24, 20))
    top = heading(name, 2)
    top.setContentsMargins(0, 0, 0, 6)
    card.body.addWidget(top)
    for number, (caps, does) in enumerate(keys):
        if number:
            card.body.addWidget(Line())
        line = row(16)
        held = QWidget()
        flow = Flow(6)
        for cap in caps:
            flow.addWidget(KeyCap(cap))
        held.setLayout(flow)
        line.addWidget(held, 2)
        line.addWidget(body(does), 5, Qt.AlignmentFlag.AlignVCenter)
        card.body.addLayout(line)
    return card


def of_laptop() -> Groups:
    """Returns the keys of a laptop."""
    lock, this_map, *rest = _everywhere()
    told = ((("F8",), t("I am being told something")), (("F9",), t("Not safe, or self-harm")))
    begin = ((t("Ctrl+N"),), t("On the home page: begin a screening"))
    return (
        (t("Everywhere"), (lock, *told, this_map, *rest, begin)),
        (
            t("While screening"),
            (
                (("1", "2", "3", "4", "5"), t("Choose an answer by its number")),
                (("←", "→"), t("Move between answers without choosing")),
                ((t("Delete"),), t("Take an answer back")),
                (("N",), t("Write a note")),
                (("S",), t("Show the statement behind the question")),
                ((t("Page Up"), t("Page Down")), t("Go to the card before, or the next")),
                ((t("Ctrl+Enter"),), t("Start now, or go on to the next section")),
                ((t("Ctrl+R"),), t("Show what the rules say so far")),
            ),
        ),
    )


def of_office() -> Groups:
    """Returns the keys of an office: no young person sits there, and nobody is screened."""
    scroll = ((t("Page Up"), t("Page Down")), t("Move through a screening"))
    return (
        (t("Everywhere"), _everywhere()),
        (t("While reviewing"), (scroll,)),
    )


def _everywhere() -> Keys:
    return (
        (("F12", t("Ctrl+L")), t("Lock at once: a neutral page, nothing else")),
        (("F1",), t("This map")),
        ((t("Tab"), t("Shift+Tab")), t("Go on to the next thing, or back")),
        ((t("Space"), t("Enter")), t("Press the button, choose the answer")),
        ((t("Esc"),), t("Close what lies over the page")),
    )
