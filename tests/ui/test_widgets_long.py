"""Long texts: their beginning shows, and nothing of them is lost."""

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot
from tests.ui.hand import look, show  # noqa: F401

from merak.ui.widgets.buttons import Button
from merak.ui.widgets.fields import TextField
from merak.ui.widgets.long_text import SHOWN_WHOLE, LongText
from merak.ui.widgets.texts import Text
from merak.ui.widgets.ticks import Tick

pytestmark = pytest.mark.usefixtures("look")
WORDS = "She said that he drove her there. " * 90


def said(widget: LongText) -> str:
    return next(one.text() for one in widget.findChildren(Text))


def test_a_short_text_is_only_a_text(qtbot: QtBot) -> None:
    short = LongText("x" * SHOWN_WHOLE)
    show(qtbot, short)
    assert said(short) == "x" * SHOWN_WHOLE
    assert short.findChildren(Button) == []


def test_a_long_text_ends_at_a_whole_word_and_shows_all_when_asked(qtbot: QtBot) -> None:
    long = LongText(WORDS)
    show(qtbot, long)
    beginning = said(long)
    assert beginning.endswith(" …")
    assert WORDS.startswith(beginning.removesuffix(" …") + " ")
    button = long.findChildren(Button)[0]
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert said(long) == WORDS
    assert button.text() == "Show less"
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert said(long) == beginning


def test_a_long_text_without_blanks_is_cut_as_well(qtbot: QtBot) -> None:
    long = LongText("x" * 3_000)
    show(qtbot, long)
    assert len(said(long)) < SHOWN_WHOLE


def test_braces_in_a_text_are_only_text(qtbot: QtBot) -> None:
    long = LongText("{beginning} " * 100)
    show(qtbot, long)
    assert said(long).startswith("{beginning} {beginning}")


def test_of_a_long_name_the_beginning_is_seen(qtbot: QtBot) -> None:
    field = TextField("Name")
    show(qtbot, field, 200, 120)
    field.input.clearFocus()
    field.present("Maximiliana-Guadalupe Hernández de la Concepción Villavicencio")
    assert field.input.cursorPosition() == 0


def test_the_ring_leaves_the_mark_in_sight(qtbot: QtBot) -> None:
    tick = Tick("Nobody else can hear us")
    show(qtbot, tick)
    tick.setFocus(Qt.FocusReason.TabFocusReason)
    ring = next(one for one in tick.children() if one.inherits("QFocusFrame"))
    assert ring.geometry().left() >= 20  # type: ignore[attr-defined]
