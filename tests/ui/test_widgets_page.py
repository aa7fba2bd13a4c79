"""The frame of a page: focus ring, headings, banners, rails that fold, the bar at the top."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot
from tests.ui.hand import heard, look, show  # noqa: F401

from merak.ui import theme
from merak.ui.widgets.banner import Banner, BannerValue
from merak.ui.widgets.boxes import Panel
from merak.ui.widgets.buttons import Button, Kind
from merak.ui.widgets.chrome import BarValue, TopBar
from merak.ui.widgets.page import Page
from merak.ui.widgets.section_nav import SectionNav
from merak.ui.widgets.texts import heading
from merak.ui.widgets.values import Action, Tone

pytestmark = pytest.mark.usefixtures("look")


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


def test_the_bar_drops_words_when_what_is_open_gets_a_longer_name(qtbot: QtBot) -> None:
    bar = TopBar("Merak")
    for words, icon in (("Being told something", "message-circle"), ("Lock", "lock")):
        bar.add_button(Button(words, Kind.CHROME, icon))
    window = Panel()
    window.body.addWidget(bar)
    show(qtbot, window, 540, 60)
    first, last = bar.findChildren(Button)
    assert first.text() == "Being told something"
    bar.present(BarValue(title="Merak", subtitle="Screening of the young person 2F7-K41"))
    assert (first.text(), first.accessibleName()) == ("", "Being told something")
    assert last.text() == "Lock"
    bar.present(BarValue(title="Merak"))
    assert first.text() == "Being told something"
    window.close()
