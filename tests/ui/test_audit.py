"""The audit catches each fault that is planted, and nothing on a page without one."""

from collections.abc import Iterator
from time import perf_counter

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPlainTextEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot
from tests.ui.audit import Finding, Rule, audit

from merak.ui import accessibility, focus, theme
from merak.ui.widgets.boxes import Panel
from merak.ui.widgets.buttons import Button, Kind
from merak.ui.widgets.fields import NoteField, TextField
from merak.ui.widgets.texts import body, heading, muted


@pytest.fixture(autouse=True)
def look(qapp: QApplication) -> Iterator[None]:
    accessibility.install()
    ring = focus.FocusRing(qapp)
    theme.apply(qapp, theme.Look())
    yield
    ring.deleteLater()


@pytest.fixture
def page(qtbot: QtBot) -> Iterator[Panel]:
    made = Panel(12, (24, 24, 24, 24))
    made.setObjectName("canvas")
    made.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
    made.body.addWidget(heading("About the young person"))
    made.body.addWidget(muted("What is known so far."))
    made.body.addWidget(TextField("Facility number", "Six figures."))
    made.body.addWidget(NoteField("What was said"))
    made.body.addWidget(Button("Save", Kind.PRIMARY))
    made.resize(800, 600)
    yield made
    made.close()


def found(page: QWidget, qtbot: QtBot) -> list[Finding]:
    page.show()
    qtbot.waitExposed(page)
    return audit(page)


def rules(page: QWidget, qtbot: QtBot) -> set[Rule]:
    return {finding.rule for finding in found(page, qtbot)}


def test_a_page_without_faults_has_no_findings(page: Panel, qtbot: QtBot) -> None:
    assert found(page, qtbot) == []


def test_a_button_without_a_name_is_found(page: Panel, qtbot: QtBot) -> None:
    page.body.addWidget(Button("", icon="pencil"))
    assert rules(page, qtbot) == {Rule.NAME}


def test_a_bare_widget_that_takes_the_focus_is_found(page: Panel, qtbot: QtBot) -> None:
    bare = QWidget()
    bare.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    bare.setAccessibleName("Map")
    bare.setFixedSize(100, 60)
    page.body.addWidget(bare)
    assert rules(page, qtbot) == {Rule.ROLE}


def test_a_button_the_keyboard_cannot_reach_is_found(page: Panel, qtbot: QtBot) -> None:
    button = Button("Print")
    button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    page.body.addWidget(button)
    assert rules(page, qtbot) == {Rule.KEYBOARD}


def test_a_target_of_12_pixels_is_found(page: Panel, qtbot: QtBot) -> None:
    button = Button("", icon="x")
    button.setAccessibleName("Close")
    button.setStyleSheet("padding: 0; min-height: 0; border: none;")
    button.setFixedSize(12, 12)
    page.body.addWidget(button)
    assert Rule.TARGET in rules(page, qtbot)


def test_pale_text_is_found(page: Panel, qtbot: QtBot) -> None:
    pale = body("Nobody can read this in the sun.")
    pale.setStyleSheet("color: #9AA5AF;")
    page.body.addWidget(pale)
    assert rules(page, qtbot) == {Rule.CONTRAST}


@pytest.mark.parametrize(("width", "height"), [(60, 40), (700, 8)])
def test_a_text_with_too_little_room_is_found(
    page: Panel, qtbot: QtBot, width: int, height: int
) -> None:
    label = QLabel("A sentence that needs more room than it was given here.")
    label.setFixedSize(width, height)
    page.body.addWidget(label)
    assert Rule.CLIPPED in rules(page, qtbot)


def test_a_text_that_reaches_out_of_its_parent_is_found(page: Panel, qtbot: QtBot) -> None:
    frame = QWidget()
    frame.setFixedSize(200, 40)
    label = QLabel("Cut off at the right", frame)
    label.setGeometry(120, 0, 200, 40)
    page.body.addWidget(frame)
    assert rules(page, qtbot) == {Rule.CLIPPED}


def test_a_field_tab_does_not_reach_is_found(page: Panel, qtbot: QtBot) -> None:
    trap = QPlainTextEdit()
    trap.setAccessibleName("Notes that keep the tab")
    page.body.addWidget(trap)
    behind = QLineEdit()
    behind.setAccessibleName("Behind the trap")
    page.body.addWidget(behind)
    assert rules(page, qtbot) == {Rule.TAB}


class Silent(QPushButton):
    """Looks the same with the focus as without."""

    def __init__(self) -> None:
        super().__init__("Print")
        self.setProperty(focus.DRAWS_ITS_OWN, True)

    def paintEvent(self, event: QPaintEvent) -> None:
        had = self.hasFocus()
        if not had:
            super().paintEvent(event)
            return
        self.blockSignals(True)
        super().paintEvent(event)


def test_a_focus_nobody_sees_is_found(page: Panel, qtbot: QtBot) -> None:
    page.body.addWidget(Silent())
    assert rules(page, qtbot) == {Rule.FOCUS}


def test_a_page_of_many_parts_is_audited_in_time(page: Panel, qtbot: QtBot) -> None:
    for number in range(30):
        page.body.addWidget(body(f"Line {number} with some words in it."))
    for number in range(12):
        page.body.addWidget(Button(f"Do thing {number}"))
    page.resize(1280, 1600)
    page.show()
    qtbot.waitExposed(page)
    start = perf_counter()
    assert audit(page) == []
    assert perf_counter() - start < 3
