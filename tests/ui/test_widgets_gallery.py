"""Every widget of the gallery in every look: without findings, and rethemed as if made anew."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot
from tests.ui.audit import audit
from tests.ui.gallery import LOOKS
from tests.ui.gallery_pages import PAGES

from merak.ui import accessibility, focus, theme

LARGE_DARK = theme.Look(dark=True, scale=2.0)


@pytest.fixture(autouse=True)
def look(qapp: QApplication) -> Iterator[None]:
    accessibility.install()
    ring = focus.FocusRing(qapp)
    theme.apply(qapp, theme.Look())
    yield
    ring.deleteLater()
    qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
    theme.apply(qapp, theme.Look())


def shown(name: str, qtbot: QtBot) -> QWidget:
    page = PAGES[name]()
    page.setObjectName("canvas")
    page.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
    qtbot.addWidget(page)
    with qtbot.waitActive(page):
        page.show()
    return page


def settle(page: QWidget, scale: float) -> None:
    """Gives the page the room it needs, as a scroll area would."""
    tall = page.heightForWidth(1280) if page.hasHeightForWidth() else 0
    page.resize(1280, max(720, tall))
    QApplication.processEvents()
    QApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("look_name", LOOKS)
def test_no_widget_has_a_finding(
    qapp: QApplication, qtbot: QtBot, name: str, look_name: str
) -> None:
    dark, scale, direction = LOOKS[look_name]
    qapp.setLayoutDirection(direction)
    theme.apply(qapp, theme.Look(dark=dark, scale=scale))
    page = shown(name, qtbot)
    settle(page, scale)
    assert [str(finding) for finding in audit(page)] == []
    page.close()


class Windows(QObject):
    """Notes every window that opens."""

    def __init__(self, app: QApplication) -> None:
        super().__init__()
        self.opened: list[str] = []
        app.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            self.opened.append(type(watched).__name__)
        return False


@pytest.mark.parametrize("name", PAGES)
def test_nothing_opens_as_a_window_while_a_page_is_made(qapp: QApplication, name: str) -> None:
    windows = Windows(qapp)
    page = PAGES[name]()
    qapp.removeEventFilter(windows)
    assert windows.opened == []
    page.deleteLater()


def picture(page: QWidget) -> QImage:
    settle(page, 2.0)
    focused = QApplication.focusWidget()
    if focused is not None:
        focused.clearFocus()
    return page.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)


@pytest.mark.parametrize("name", PAGES)
def test_a_page_that_is_open_looks_as_if_made_in_the_new_look(
    qapp: QApplication, qtbot: QtBot, name: str
) -> None:
    page = shown(name, qtbot)
    settle(page, 1.0)
    theme.apply(qapp, LARGE_DARK)
    changed = picture(page)
    page.close()
    anew = shown(name, qtbot)
    expected = picture(anew)
    anew.close()
    assert changed.size() == expected.size()
    assert changed == expected
