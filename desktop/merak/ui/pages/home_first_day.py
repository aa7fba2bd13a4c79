"""What home says while nothing waits yet: how to begin, and what is always at hand."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from merak.ui import accessibility
from merak.ui.widgets.boxes import Box, Card, column, row
from merak.ui.widgets.key_cap import KeyCap
from merak.ui.widgets.marked_text import MarkedText
from merak.ui.widgets.sides import Sides
from merak.ui.widgets.texts import Picture, body, heading, muted, strong
from merak.ui.words import t


class FirstDay(Sides):
    """Three things to know before the first young person comes, and how this laptop stands."""

    def __init__(self) -> None:
        super().__init__()
        first = Card(16, (24, 20, 24, 24))
        first.body.addWidget(heading(t("Good to know before you begin"), 2))
        steps = column(20)
        for icon, title, text, keys in _steps():
            steps.addLayout(_step(icon, title, text, keys))
        first.body.addLayout(steps)
        self.first.body.addWidget(first)
        for part in (_stands(), _keys()):
            self.second.body.addWidget(part)


def _steps() -> Sequence[tuple[str, str, str, tuple[str, ...]]]:
    return (
        (
            "clipboard-list",
            t("A screening begins in four short steps"),
            t(
                "Then the questions come, one part at a time. Every answer is saved at once."
                " You can stop at any time and go on later."
            ),
            (t("Ctrl+N"),),
        ),
        (
            "message-circle",
            t("Somebody tells you something, or is not safe"),
            t(
                "Two buttons at the top work on every page, before any screening as well."
                " They show what to say, what to do and whom to call."
            ),
            (t("F8"), t("F9")),
        ),
        (
            "lock",
            t("Lock whenever you look away"),
            t("Everything is hidden at once and nothing is lost. You go on at the same place."),
            (t("F12"),),
        ),
    )


def _step(icon: str, title: str, text: str, keys: Sequence[str]) -> Box:
    line = row(14)
    line.addWidget(Picture(icon, 24, "primary"), 0, Qt.AlignmentFlag.AlignTop)
    words = column(3)
    words.addWidget(strong(title, 15))
    words.addWidget(body(text))
    line.addLayout(words, 1)
    caps = row(6)
    for key in keys:
        caps.addWidget(KeyCap(key), 0, Qt.AlignmentFlag.AlignTop)
    line.addLayout(caps)
    return line


def _stands() -> QWidget:
    card = Card(12, (24, 20, 24, 24))
    accessibility.role(card, "Grouping")
    card.setAccessibleName(t("Nothing waits for you"))
    card.body.addWidget(heading(t("Nothing waits for you"), 2))
    for said in (
        t("No screening is open."),
        t("Nobody has to be told anything."),
        t("No case is on this laptop."),
    ):
        card.body.addWidget(MarkedText(said, "circle-check", "ok_mark"))
    card.body.addWidget(muted(t("From now on, what waits for you stands here.")))
    return card


def _keys() -> QWidget:
    card = Card(8, (24, 16, 24, 16))
    line = row(10)
    line.addWidget(KeyCap(t("F1")), 0, Qt.AlignmentFlag.AlignTop)
    line.addWidget(body(t("shows every key of this program.")), 1, Qt.AlignmentFlag.AlignVCenter)
    card.body.addLayout(line)
    return card
