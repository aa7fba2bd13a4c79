"""Answers: by mouse, by keys, on any keyboard, in any direction of reading."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QAccessible, QKeyEvent, QWheelEvent
from PySide6.QtWidgets import QApplication, QRadioButton, QWidget
from pytestqt.qtbot import QtBot
from tests.ui.hand import KEY, LTR, RTL, at, heard, look, show  # noqa: F401

from merak.ui.widgets.choice import AnswerSegments
from merak.ui.widgets.inputs import Combo
from merak.ui.widgets.values import Option

pytestmark = pytest.mark.usefixtures("look")


OPTIONS = tuple(
    Option(key=key, text=key.capitalize(), icon="check")
    for key in ("yes", "no", "unknown", "declined", "not_asked")
)


@pytest.fixture
def segments(qtbot: QtBot) -> Iterator[AnswerSegments]:
    made = AnswerSegments("Who decides when you can go out?")
    made.present(OPTIONS, "")
    show(qtbot, made)
    yield made
    made.close()


def buttons(segments: QWidget) -> list[QRadioButton]:
    return segments.findChildren(QRadioButton)


def test_a_click_answers(segments: AnswerSegments, qtbot: QtBot) -> None:
    said = heard(segments.chosen)
    qtbot.mouseClick(buttons(segments)[1], Qt.MouseButton.LeftButton)
    assert said == [("no",)]


def test_answering_the_same_again_says_nothing(segments: AnswerSegments, qtbot: QtBot) -> None:
    said = heard(segments.chosen)
    segments.present(OPTIONS, "no")
    qtbot.mouseClick(buttons(segments)[1], Qt.MouseButton.LeftButton)
    assert said == []


@pytest.mark.parametrize("number", range(1, 6))
def test_digits_answer(segments: AnswerSegments, qtbot: QtBot, number: int) -> None:
    said = heard(segments.chosen)
    segments.aim()
    qtbot.keyClick(at(), KEY(KEY.Key_0 + number))
    assert said == [(OPTIONS[number - 1].key,)]
    assert at() is buttons(segments)[number - 1]


def test_the_key_with_a_2_answers_on_a_french_keyboard(segments: AnswerSegments) -> None:
    said = heard(segments.chosen)
    segments.aim()
    press = QKeyEvent(
        QEvent.Type.KeyPress,
        KEY.Key_Eacute,
        Qt.KeyboardModifier.NoModifier,
        11,
        0,
        0,
        "é",
    )
    QApplication.sendEvent(at(), press)
    assert said == [("no",)]


@pytest.mark.parametrize("key", [KEY.Key_Right, KEY.Key_Down, KEY.Key_Left, KEY.Key_Up])
@pytest.mark.parametrize("chosen", ["", "no"])
def test_arrows_move_and_never_change_an_answer(
    segments: AnswerSegments, qtbot: QtBot, key: Qt.Key, chosen: str
) -> None:
    segments.present(OPTIONS, chosen)
    said = heard(segments.chosen)
    segments.aim()
    before = at()
    for _ in range(7):
        qtbot.keyClick(at(), key)
    assert at() is not before
    assert said == []
    assert [b.isChecked() for b in buttons(segments)] == [o.key == chosen for o in OPTIONS]


@pytest.mark.parametrize("key", [KEY.Key_Space, KEY.Key_Return, KEY.Key_Enter])
def test_space_and_enter_choose_where_the_arrows_went(
    segments: AnswerSegments, qtbot: QtBot, key: Qt.Key
) -> None:
    said = heard(segments.chosen)
    segments.aim()
    qtbot.keyClick(at(), KEY.Key_Right)
    qtbot.keyClick(at(), key)
    assert said == [("no",)]


@pytest.mark.parametrize(("direction", "key"), [(LTR, KEY.Key_Right), (RTL, KEY.Key_Left)])
def test_arrows_follow_the_direction_of_reading(
    qapp: QApplication,
    segments: AnswerSegments,
    qtbot: QtBot,
    direction: Qt.LayoutDirection,
    key: Qt.Key,
) -> None:
    qapp.setLayoutDirection(direction)
    segments.aim()
    qtbot.keyClick(at(), key)
    assert at() is buttons(segments)[1]


@pytest.mark.parametrize("key", [KEY.Key_Delete, KEY.Key_Backspace])
def test_delete_takes_an_answer_back(segments: AnswerSegments, qtbot: QtBot, key: Qt.Key) -> None:
    segments.present(OPTIONS, "yes")
    cleared = heard(segments.cleared)
    segments.aim()
    qtbot.keyClick(at(), key)
    qtbot.keyClick(at(), key)
    assert cleared == [()]
    assert not any(button.isChecked() for button in buttons(segments))


def test_a_screen_reader_hears_radio_buttons_in_a_group(segments: AnswerSegments) -> None:
    group = QAccessible.queryAccessibleInterface(segments)
    assert group.role() == QAccessible.Role.Grouping
    assert group.text(QAccessible.Text.Name) == "Who decides when you can go out?"
    segments.present(OPTIONS, "no")
    second = QAccessible.queryAccessibleInterface(buttons(segments)[1])
    assert second.role() == QAccessible.Role.RadioButton
    assert second.state().checked


@pytest.mark.parametrize(("width", "rows"), [(1200, 1), (500, 2), (200, 5)])
def test_answers_go_on_in_rows_where_it_is_narrow(
    segments: AnswerSegments, width: int, rows: int
) -> None:
    segments.resize(width, max(300, segments.heightForWidth(width)))
    assert len({button.y() for button in buttons(segments)}) == rows
    assert all(button.width() >= button.minimumSizeHint().width() for button in buttons(segments))


def test_the_first_answer_is_at_the_right_where_people_read_from_there(
    qapp: QApplication, segments: AnswerSegments
) -> None:
    qapp.setLayoutDirection(RTL)
    qapp.processEvents()
    places = [button.x() for button in buttons(segments)]
    assert places == sorted(places, reverse=True)


def test_the_mouse_wheel_changes_no_choice(qtbot: QtBot) -> None:
    combo = Combo()
    combo.present(OPTIONS, "yes")
    show(qtbot, combo, 200, 40)
    turn = QWheelEvent(
        QPointF(10, 10),
        QPointF(combo.mapToGlobal(QPoint(10, 10))),
        QPoint(0, -120),
        QPoint(0, -120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(combo, turn)
    assert combo.chosen() == "yes"
    combo.close()
