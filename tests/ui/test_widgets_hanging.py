"""What folds away stands in line with the texts around it, on either side and at any size."""

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot
from tests.ui.hand import RTL, look, show  # noqa: F401

from merak.ui import theme
from merak.ui.widgets.boxes import Card, row
from merak.ui.widgets.buttons import Button, Kind
from merak.ui.widgets.foldaway import FoldAway
from merak.ui.widgets.hanging import hanging
from merak.ui.widgets.texts import strong

pytestmark = pytest.mark.usefixtures("look")
SAID = "Mark the edge"


class Shown:
    """A card with a text, a part that folds away, a text in it, and a quiet button."""

    def __init__(self, qtbot: QtBot) -> None:
        self.card = Card()
        self.text, self.fold, self.inside = strong(SAID), FoldAway(SAID, "Later."), strong(SAID)
        self.fold.body.addWidget(self.inside)
        self.button = Button(SAID, Kind.QUIET)
        quiet = row(0)
        quiet.addWidget(self.button)
        quiet.addStretch(1)
        for part in (self.text, self.fold, hanging(quiet)):
            self.card.body.addWidget(part)
        self.card.body.addStretch(1)
        show(qtbot, self.card, 900, 500)
        self.fold.open_up()
        self.card.setFocus()
        QApplication.processEvents()

    def edge(self, widget: QWidget, *, right: bool = False) -> int:
        """Gives where the letters of a widget begin, or end, from the edge of the card."""
        image: QImage = self.card.grab().toImage()
        at = widget.mapTo(self.card, QPoint(0, 0))
        ground = image.pixelColor(self.card.width() // 2, 4)
        columns = [
            x
            for x in range(at.x(), at.x() + widget.width())
            if any(
                _differs(image.pixelColor(x, y), ground)
                for y in range(at.y(), at.y() + widget.height())
            )
        ]
        return self.card.width() - 1 - columns[-1] if right else columns[0]


def _differs(one: QColor, other: QColor) -> bool:
    return abs(one.lightness() - other.lightness()) > 60


def test_words_of_buttons_begin_where_texts_begin(qtbot: QtBot) -> None:
    shown = Shown(qtbot)
    text = shown.edge(shown.text)
    for part in (shown.fold._button, shown.button, shown.inside):
        assert abs(shown.edge(part) - text) <= 2
    shown.card.close()


def test_at_twice_the_size_as_well(qtbot: QtBot, qapp: QApplication) -> None:
    theme.apply(qapp, theme.Look(scale=2.0))
    shown = Shown(qtbot)
    text = shown.edge(shown.text)
    for part in (shown.fold._button, shown.button, shown.inside):
        assert abs(shown.edge(part) - text) <= 4
    shown.card.close()


def test_read_from_the_right_they_end_at_the_right_edge(qtbot: QtBot, qapp: QApplication) -> None:
    qapp.setLayoutDirection(RTL)
    shown = Shown(qtbot)
    edge = theme.px(20)
    for part in (shown.fold._button, shown.button):
        assert abs(shown.edge(part, right=True) - edge) <= 3
    shown.card.close()


def test_opening_and_closing_moves_nothing_sideways(qtbot: QtBot) -> None:
    shown = Shown(qtbot)
    before = shown.fold.geometry().left()
    for _ in range(3):
        shown.fold.close_up()
        QApplication.processEvents()
        shown.fold.open_up()
        QApplication.processEvents()
    shown.card.resize(600, 400)
    QApplication.processEvents()
    shown.card.resize(900, 500)
    QApplication.processEvents()
    assert shown.fold.geometry().left() == before
    assert shown.fold.geometry().right() <= shown.card.width() - theme.px(20)
    shown.card.close()
