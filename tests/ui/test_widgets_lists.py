"""Lists: sections, tables, what happened, how far it is."""

from collections.abc import Sequence

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot
from tests.ui.hand import KEY, at, heard, look, show  # noqa: F401

from merak.ui.widgets.boxes import Panel
from merak.ui.widgets.buttons import Button
from merak.ui.widgets.data_table import Column, DataTable, Fit, Row, Rows
from merak.ui.widgets.progress import Progress
from merak.ui.widgets.section_nav import SectionNav, SectionValue
from merak.ui.widgets.timeline import Entry, Timeline
from merak.ui.widgets.values import Action

pytestmark = pytest.mark.usefixtures("look")


SECTIONS = (
    SectionValue(key="a", title="Safety", done=4, total=4),
    SectionValue(key="b", title="Travel", done=3, total=5),
    SectionValue(key="c", title="Finish"),
)


def test_sections_say_how_much_is_answered(qtbot: QtBot) -> None:
    nav = SectionNav("Sections")
    nav.present(SECTIONS, "b")
    role = Qt.ItemDataRole.AccessibleTextRole
    said = [nav.item(place).data(role) for place in range(nav.count())]
    assert said == ["Safety, 4 of 4", "Travel, 3 of 5", "Finish"]
    qtbot.addWidget(nav)


def test_arrows_in_the_sections_go_nowhere_until_enter(qtbot: QtBot) -> None:
    nav = SectionNav("Sections")
    nav.present(SECTIONS, "a")
    show(qtbot, nav)
    nav.setFocus()
    said = heard(nav.chosen)
    qtbot.keyClick(nav, KEY.Key_Down)
    assert said == []
    qtbot.keyClick(nav, KEY.Key_Return)
    assert said == [("b",)]
    nav.close()


def test_progress_is_told_in_words_without_a_percentage(qtbot: QtBot) -> None:
    progress = Progress("Progress")
    progress.present(12, 19)
    show(qtbot, progress)
    ring = progress.findChildren(QWidget)[0]
    told = QAccessible.queryAccessibleInterface(ring)
    assert told.role() == QAccessible.Role.ProgressBar
    assert told.text(QAccessible.Text.Description) == "12 of 19 answered"
    progress.close()


COLUMNS = (
    Column(title="Case"),
    Column(title="Next", fit=Fit.STRETCH),
    Column(title="Answers", fit=Fit.NUMBER),
)


def rows(numbers: Sequence[int]) -> list[Row]:
    return [Row(key=str(n), cells=(f"2F7-K{n}", "Call", str(n))) for n in numbers]


def test_the_table_model_keeps_qt_s_rules(qtmodeltester: ModelTester) -> None:
    model = Rows()
    qtmodeltester.check(model)
    model.present(COLUMNS, rows(range(3)))
    model.append(rows(range(3, 5)))
    model.append([])
    assert model.rowCount() == 5


def test_tab_leaves_the_table_and_enter_opens_a_row(qtbot: QtBot) -> None:
    panel = Panel()
    table, after = DataTable("Cases"), Button("After")
    table.present(COLUMNS, rows(range(5)))
    panel.body.addWidget(table)
    panel.body.addWidget(after)
    show(qtbot, panel)
    opened = heard(table.opened)
    table.setFocus()
    table.choose("3")
    qtbot.keyClick(table, KEY.Key_Return)
    assert opened == [("3",)]
    qtbot.keyClick(table, KEY.Key_Tab)
    assert at() is after
    panel.close()


def test_a_chosen_row_stays_chosen_when_rows_come_anew(qtbot: QtBot) -> None:
    table = DataTable("Cases")
    table.present(COLUMNS, rows(range(5)))
    table.choose("3")
    table.present(COLUMNS, rows((3, 9)))
    assert table.chosen() == "3"
    table.present(COLUMNS, rows((9,)))
    assert table.chosen() == ""
    qtbot.addWidget(table)


def test_the_end_of_the_table_asks_for_more(qtbot: QtBot) -> None:
    table = DataTable("Cases")
    table.present(COLUMNS, rows(range(60)))
    show(qtbot, table)
    said = heard(table.end_reached)
    table.verticalScrollBar().setValue(table.verticalScrollBar().maximum())
    assert said == [()]
    table.close()


def test_a_timeline_s_button_says_entry_and_action(qtbot: QtBot) -> None:
    timeline = Timeline("What happened")
    actions = (Action(key="open", text="Open"),)
    timeline.present([Entry(key="7", when="Today", title="Case opened", actions=actions)])
    show(qtbot, timeline)
    said = heard(timeline.acted)
    button = timeline.findChildren(QPushButton)[0]
    assert button.accessibleName() == "Open: Case opened, Today"
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert said == [("7", "open")]
    timeline.close()
