"""Home, result, case and the two cards can be read, reached and hit, in every look."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from tests.ui.audit import audit
from tests.ui.pages.cases_desk import EXCHANGE, CasesDesk

from merak.services import results, tell
from merak.services.session import NewCase
from merak.ui import focus, theme
from merak.ui.pages.case import CasePage
from merak.ui.pages.home import HomePage
from merak.ui.pages.result import ResultPage
from merak.ui.pages.told import ToldPage
from merak.ui.pages.unsafe import UnsafePage
from merak.ui.theme import Look

LOOKS = {
    "light": Look(),
    "dark": Look(dark=True),
    "large": Look(scale=2.0),
    "dark and large": Look(dark=True, scale=2.0),
}


def home(desk: CasesDesk) -> QWidget:
    desk.start()
    desk.do(tell.disclosed, NewCase(), "")
    return HomePage(desk.tasks)


def result(desk: CasesDesk) -> QWidget:
    return ResultPage(desk.tasks, desk.screened((EXCHANGE, "debt")))


def case(desk: CasesDesk) -> QWidget:
    return CasePage(desk.tasks, desk.do(results.load, desk.screened((EXCHANGE,))).case)


def told(desk: CasesDesk) -> QWidget:
    return ToldPage(desk.tasks, NewCase())


def unsafe(desk: CasesDesk) -> QWidget:
    return UnsafePage(desk.tasks, NewCase())


@pytest.fixture(autouse=True)
def ring(qapp: QApplication) -> Iterator[None]:
    made = focus.FocusRing(qapp)
    yield
    made.deleteLater()
    theme.apply(qapp, theme.Look())


@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.parametrize("make", [home, result, case, told, unsafe])
def test_a_page_has_no_findings(
    desk: CasesDesk, qapp: QApplication, make: Callable[[CasesDesk], QWidget], look: str
) -> None:
    theme.apply(qapp, LOOKS[look])
    page, _ = desk.show(make(desk))
    assert audit(page) == []
