"""Hand over and the office in the settings can be read, reached and hit in every look."""

import secrets
from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from tests.ui.audit import audit
from tests.ui.pages.exchange_desk import ExchangeDesk, between, made_exchange
from tests.ui.pages.test_hand_over import screened, start, write
from tests.ui.pages.test_hand_over_receipts import back_up, bring, receipt, take
from tests.ui.pages.test_kit_field import FILE, FOLDER

from merak.ui import focus, theme
from merak.ui.pages.hand_over import HandOverPage
from merak.ui.pages.kit_field import OfficeSection
from merak.ui.theme import Look

__all__ = ["between", "made_exchange"]

LOOKS = {
    "light": Look(),
    "dark": Look(dark=True),
    "large": Look(scale=2.0),
    "dark and large": Look(dark=True, scale=2.0),
}
# Tall enough to show all of a page, so that no text is judged by the half that is in view.
WIDTH, HEIGHT = 1280, 5600


@pytest.fixture(params=list(LOOKS))
def look(qapp: QApplication, request: pytest.FixtureRequest) -> Iterator[str]:
    made = focus.FocusRing(qapp)
    theme.apply(qapp, LOOKS[request.param])
    yield request.param
    made.deleteLater()
    theme.apply(qapp, Look())


def found(page: QWidget) -> list[str]:
    return [str(finding) for finding in audit(page)]


def test_the_office_in_the_settings(between: ExchangeDesk, look: str) -> None:
    section = OfficeSection(between.tasks, secrets.token_bytes)
    section.setObjectName("canvas")
    section.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
    hands = between.show(section, WIDTH, HEIGHT)
    section._read._place._at = between.stick
    hands.press("Look through folders")
    assert found(section) == [], look
    hands.rewrite(FILE, str(between.give_kit()))
    hands.press("Read the kit")
    assert found(section) == [], look
    hands.press("Take this kit")
    hands.write("What the office should call this laptop", "north wing")
    hands.rewrite(FOLDER, str(between.stick))
    hands.press("Make an enrolment request")
    assert found(section) == [], look


def test_hand_over_before_and_after(between: ExchangeDesk, look: str) -> None:
    page = HandOverPage(between.tasks)
    between.show(page, WIDTH, HEIGHT)
    assert found(page) == [], look
    between.enrol()
    between.on_laptop(screened)
    bring(between)
    back_up(between)
    given = receipt(between)
    between.on_laptop(screened, "debt")
    between.on_laptop(start)
    page = HandOverPage(between.tasks)
    hands = between.show(page, WIDTH, HEIGHT)
    assert found(page) == [], look
    take(hands, given)
    hands.press("Clear 1 case")
    assert found(page) == [], look
    write(hands, between.stick)
    assert found(page) == [], look
