"""What tests of widgets share: the look, a window to show things in, eyes and ears."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt, SignalInstance
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from merak.ui import accessibility, focus, theme

KEY = Qt.Key
LTR, RTL = Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft


@pytest.fixture
def look(qapp: QApplication) -> Iterator[None]:
    """The application as the program sets it up, light and at 100 %."""
    accessibility.install()
    ring = focus.FocusRing(qapp)
    theme.apply(qapp, theme.Look())
    yield
    ring.deleteLater()
    qapp.setLayoutDirection(LTR)
    theme.apply(qapp, theme.Look())


def show(qtbot: QtBot, widget: QWidget, width: int = 800, height: int = 500) -> None:
    """Shows a widget as the active window."""
    qtbot.addWidget(widget)
    widget.resize(width, height)
    with qtbot.waitActive(widget):
        widget.show()
        widget.activateWindow()


def at() -> QWidget:
    """Returns what has the focus."""
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def heard(signal: SignalInstance) -> list[tuple[object, ...]]:
    """Returns a list that fills with what a signal tells."""
    said: list[tuple[object, ...]] = []
    signal.connect(lambda *values: said.append(values))
    return said
