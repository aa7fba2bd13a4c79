"""What the widgets do for a person at the keyboard, with the mouse, and with a screen reader."""

from collections.abc import Iterator, Sequence

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QAccessible, QKeyEvent, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QRadioButton, QWidget
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from merak.ui import accessibility, focus, theme
from merak.ui.widgets.banner import Banner, BannerValue
from merak.ui.widgets.boxes import Panel
from merak.ui.widgets.buttons import Button, Kind
from merak.ui.widgets.choice import AnswerSegments
from merak.ui.widgets.chrome import BarValue, TopBar
from merak.ui.widgets.data_table import Column, DataTable, Fit, Row, Rows
from merak.ui.widgets.page import Page
from merak.ui.widgets.progress import Progress
from merak.ui.widgets.section_nav import SectionNav, SectionValue
from merak.ui.widgets.texts import heading
from merak.ui.widgets.timeline import Entry, Timeline
from merak.ui.widgets.values import Action, Option, Tone

KEY = Qt.Key
OPTIONS = tuple(
    Option(key=key, text=key.capitalize(), icon="check")
    for key in ("yes", "no", "unknown", "declined", "not_asked")
)
LTR, RTL = Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft


@pytest.fixture(autouse=True)
def look(qapp: QApplication) -> Iterator[None]:
    accessibility.install()
    ring = focus.FocusRing(qapp)
    theme.apply(qapp, theme.Look())
    yield
    ring.deleteLater()
    qapp.setLayoutDirection(LTR)
    theme.apply(qapp, theme.Look())


def show(qtbot: QtBot, widget: QWidget, width: int = 800, height: int = 300) -> None:
    qtbot.addWidget(widget)
    widget.resize(width, height)
    with qtbot.waitActive(widget):
        widget.show()
        widget.activateWindow()


@pytest.fixture
def segments(qtbot: QtBot) -> Iterator[AnswerSegments]:
    made = AnswerSegments("Who decides when you can go out?")
    made.present(OPTIONS, "")
    show(qtbot, made)
    yield made
    made.close()


def buttons(segments: QWidget) -> list[QRadioButton]:
    return segments.findChildren(QRadioButton)


def at() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def heard(signal: object) -> list[tuple[object, ...]]:
    said: list[tuple[object, ...]] = []
    signal.connect(lambda *values: said.append(values))
    return said


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


def test_the_ring_is_shown_for_the_keyboard_and_not_for_the_mouse(qtbot: QtBot) -> None:
    panel = Panel()
    first, second = Button("One"), Button("Two")
    panel.body.addWidget(first)
    panel.body.addWidget(second)
    show(qtbot, panel)
    plain = second.grab().toImage()
    second.setFocus(Qt.FocusReason.TabFocusReason)
    assert second.grab().toImage() != plain
    first.setFocus(Qt.FocusReason.TabFocusReason)
    window = panel.windowHandle()
    middle = second.mapTo(panel, second.rect().center())
    QTest.mousePress(window, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, middle)
    assert second.hasFocus()
    assert not any(child.isVisible() for child in second.findChildren(QWidget))
    QTest.mouseRelease(window, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, middle)
    panel.close()


def test_the_ring_may_lie_on_a_widget_that_is_deleted(qtbot: QtBot) -> None:
    panel = Panel()
    first, second = Button("One"), Button("Two")
    panel.body.addWidget(first)
    panel.body.addWidget(second)
    show(qtbot, panel)
    first.setFocus(Qt.FocusReason.TabFocusReason)
    first.deleteLater()
    qtbot.wait(1)
    second.setFocus(Qt.FocusReason.TabFocusReason)
    assert any(child.isVisible() for child in second.findChildren(QWidget))
    panel.close()


def test_a_heading_is_a_heading_of_its_level(qtbot: QtBot) -> None:
    label = heading("Next steps", 2)
    show(qtbot, label)
    told = QAccessible.queryAccessibleInterface(label)
    assert told.role() == QAccessible.Role.Heading
    assert told.text(QAccessible.Text.Name) == "Next steps"
    assert told.attributesInterface().attributeValue(QAccessible.Attribute.Level) == 2
    label.close()


def test_a_banner_with_nothing_to_say_hides(qtbot: QtBot) -> None:
    panel = Panel()
    banner = Banner(Tone.WARN, "The disk is nearly full", "Hand over, then clear.")
    panel.body.addWidget(banner)
    show(qtbot, panel)
    assert banner.isVisible()
    banner.present(BannerValue())
    assert not banner.isVisible()
    panel.close()


def test_a_banner_s_button_says_which_it_was(qtbot: QtBot) -> None:
    actions = (Action(key="again", text="Try again"), Action(key="later", text="Later"))
    banner = Banner(Tone.HIGH, "It could not be saved", actions=actions)
    show(qtbot, banner)
    said = heard(banner.acted)
    second = banner.findChildren(QPushButton)[1]
    qtbot.mouseClick(second, Qt.MouseButton.LeftButton)
    assert said == [("later",)]
    banner.close()


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


@pytest.fixture
def page(qtbot: QtBot) -> Iterator[Page]:
    made = Page("Screening")
    side, rail = Panel(), Panel()
    side.body.addWidget(SectionNav("Sections"))
    rail.body.addWidget(Button("Show result"))
    made.set_side(side, "Sections")
    made.set_rail(rail, "Result")
    made.body.addWidget(Button("Answer"))
    show(qtbot, made, 1366, 768)
    yield made
    made.close()


def seen(page: Page) -> tuple[bool, bool, bool]:
    """Side, page and rail, as they are to be seen."""
    side = page.findChildren(SectionNav)[0].isVisible()
    words = {b.text(): b.isVisible() for b in page.findChildren(Button) if b.isVisible()}
    return side, "Answer" in words, "Show result" in words


@pytest.mark.parametrize(
    ("width", "scale", "shown"),
    [
        (1366, 1.0, (True, True, True)),
        (1000, 1.0, (True, True, False)),
        (700, 1.0, (False, True, False)),
        (1366, 1.5, (True, True, False)),
        (1280, 2.0, (False, True, False)),
    ],
)
def test_rails_fold_away_where_there_is_no_room(
    qapp: QApplication, page: Page, width: int, scale: float, shown: tuple[bool, bool, bool]
) -> None:
    theme.apply(qapp, theme.Look(scale=scale))
    page.resize(width, 768)
    assert seen(page) == shown


def test_a_folded_rail_opens_in_place_of_the_page(page: Page, qtbot: QtBot) -> None:
    page.resize(700, 700)
    opener = next(b for b in page.findChildren(Button) if b.text() == "Result" and b.isVisible())
    qtbot.mouseClick(opener, Qt.MouseButton.LeftButton)
    assert seen(page) == (False, False, True)
    page.show_page()
    assert seen(page) == (False, True, False)
    page.resize(1366, 768)
    assert seen(page) == (True, True, True)


def test_the_bar_drops_words_before_anything_is_cut_off(qtbot: QtBot) -> None:
    bar = TopBar("Case 2F7-K41")
    bar.present(BarValue(title="Case 2F7-K41", subtitle="Started 14:05", saved="Saved 14:32"))
    for words, icon in (("Display", "sun"), ("Stop here", "pause"), ("Quick exit", "eye-off")):
        bar.add_button(Button(words, Kind.CHROME, icon))
    window = Panel()
    window.body.addWidget(bar)
    show(qtbot, window, 1280, 60)
    assert [b.text() for b in bar.findChildren(Button)] == ["Display", "Stop here", "Quick exit"]
    window.resize(480, 60)
    names = [b.text() or b.accessibleName() for b in bar.findChildren(Button)]
    assert names == ["Display", "Stop here", "Quick exit"]
    assert bar.findChildren(Button)[0].text() == ""
    assert bar.findChildren(Button)[2].geometry().right() < bar.width()
    window.close()


def test_the_mouse_wheel_changes_no_choice(qtbot: QtBot) -> None:
    from merak.ui.widgets.inputs import Combo

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
