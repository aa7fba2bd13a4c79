"""The keyboard map."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from merak.ui.pages.keys_page import KeysPage, of_laptop, of_office


def shown(qtbot: QtBot) -> KeysPage:
    page = KeysPage(of_laptop())
    qtbot.addWidget(page)
    page.show()
    page.activateWindow()
    page.first_focus()
    qtbot.waitUntil(lambda: QApplication.focusWidget() is not None)
    return page


def test_the_keys_that_work_everywhere_are_on_the_map(qapp: QApplication, qtbot: QtBot) -> None:
    page = shown(qtbot)
    texts = {label.text() for label in page.findChildren(QLabel)}
    assert {"F1", "F8", "F9", "F12", "Ctrl+L"} <= texts


def test_escape_closes_the_map(qapp: QApplication, qtbot: QtBot) -> None:
    page = shown(qtbot)
    with qtbot.waitSignal(page.closed):
        QTest.keyClick(page, Qt.Key.Key_Escape)


def test_the_button_in_focus_closes_the_map(qapp: QApplication, qtbot: QtBot) -> None:
    page = shown(qtbot)
    with qtbot.waitSignal(page.closed):
        button = QApplication.focusWidget()
        assert button is not None
        QTest.keyClick(button, Qt.Key.Key_Space)


def test_an_office_is_shown_no_key_that_does_nothing_there() -> None:
    shown = {cap for _, keys in of_office() for caps, _ in keys for cap in caps}
    assert "F12" in shown
    assert not {"F8", "F9", "Ctrl+N", "N"} & shown
