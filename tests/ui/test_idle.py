"""The idle lock: it comes when nobody touches anything, and not before a word of warning."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent, QObject, QPoint, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot
from tests.ui.hand import heard

from merak.ui import idle as idle_module
from merak.ui.idle import Idle

_WITHIN_MS = 400


@pytest.fixture
def widget(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    made.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    made.show()
    return made


@pytest.fixture
def idle(qapp: QApplication, widget: QWidget, monkeypatch: pytest.MonkeyPatch) -> Iterator[Idle]:
    # A "minute" of a tenth of a second, of which the last half is the warning.
    monkeypatch.setattr(idle_module, "_A_MINUTE_MS", 100)
    monkeypatch.setattr(idle_module, "WARNING_MS", 50)
    monkeypatch.setattr(idle_module, "_PAUSE_MS", 5)
    parent = QObject()
    made = Idle(qapp, parent)
    yield made
    qapp.removeEventFilter(made)
    made.rest()


def test_the_warning_comes_first_and_the_lock_after_it(qtbot: QtBot, idle: Idle) -> None:
    order: list[str] = []
    idle.nearly.connect(lambda: order.append("nearly"))
    idle.reached.connect(lambda: order.append("reached"))
    with qtbot.waitSignal(idle.reached, timeout=5_000):
        idle.watch(1)
    assert order == ["nearly", "reached"]


@pytest.mark.parametrize("how", ["key", "press", "move", "wheel"])
def test_each_touch_starts_the_time_anew_and_takes_the_warning_away(
    qtbot: QtBot, widget: QWidget, idle: Idle, how: str
) -> None:
    touched, reached = heard(idle.touched), heard(idle.reached)
    with qtbot.waitSignal(idle.nearly, timeout=5_000):
        idle.watch(2)
    _touch(widget, how)
    assert len(touched) == 1
    assert reached == []
    assert _left(idle) > 150


def _touch(widget: QWidget, how: str) -> None:
    if how == "key":
        QTest.keyClick(widget, Qt.Key.Key_Shift)
    elif how == "press":
        QTest.mouseClick(widget, Qt.MouseButton.LeftButton)
    elif how == "move":
        QTest.mouseMove(widget, QPoint(5, 5))
        QTest.mouseMove(widget, QPoint(9, 9))
        QApplication.processEvents()
    else:
        QTest.wheelEvent(widget.windowHandle(), QPoint(5, 5), QPoint(0, 120))


def _left(idle: Idle) -> int:
    return max(timer.remainingTime() for timer in idle.findChildren(QTimer))


def test_what_the_program_does_by_itself_is_no_touch(
    qtbot: QtBot, widget: QWidget, idle: Idle
) -> None:
    again = QTimer(widget, interval=5)
    again.timeout.connect(widget.update)
    again.timeout.connect(widget.updateGeometry)
    again.start()
    with qtbot.waitSignal(idle.reached, timeout=5_000):
        idle.watch(1)


def test_at_rest_nothing_is_counted_and_no_touch_begins_it(
    qtbot: QtBot, widget: QWidget, idle: Idle
) -> None:
    idle.watch(1)
    idle.rest()
    with qtbot.assertNotEmitted(idle.reached, wait=_WITHIN_MS):
        _touch(widget, "key")
    assert not any(timer.isActive() for timer in idle.findChildren(QTimer))


def test_what_follows_a_touch_at_once_passes_by_and_the_next_touch_counts(
    qtbot: QtBot, widget: QWidget, idle: Idle
) -> None:
    with qtbot.waitSignal(idle.nearly, timeout=5_000):
        idle.watch(2)
    touched = heard(idle.touched)
    _touch(widget, "key")
    with qtbot.waitSignal(idle.nearly, timeout=5_000):
        pass
    _touch(widget, "press")
    assert len(touched) == 2


def test_a_lock_is_reached_once(qtbot: QtBot, idle: Idle) -> None:
    reached = heard(idle.reached)
    with qtbot.waitSignal(idle.reached, timeout=5_000):
        idle.watch(1)
    with qtbot.assertNotEmitted(idle.reached, wait=_WITHIN_MS):
        pass
    assert len(reached) == 1


def test_a_key_goes_on_to_the_widget_it_was_meant_for(widget: QWidget, idle: Idle) -> None:
    idle.watch(1)
    event = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_A, Qt.KeyboardModifier.NoModifier, "a")
    assert idle.eventFilter(widget, event) is False
