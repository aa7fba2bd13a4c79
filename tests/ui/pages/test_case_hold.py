"""The case page: a keeper of a laptop puts a case under legal hold and ends that."""

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication
from tests.ui.audit import audit
from tests.ui.pages.cases_desk import BEN, EXCHANGE, CasesDesk

from merak.domain.ids import CaseId
from merak.services import holds, results
from merak.services.session import Session
from merak.storage import holds as kept
from merak.storage.errors import DiskFull
from merak.ui import focus, theme
from merak.ui.hands import Hands
from merak.ui.pages.case import CasePage
from merak.ui.theme import Look

LOOKS = (Look(), Look(dark=True), Look(scale=2.0), Look(dark=True, scale=2.0))


@pytest.fixture
def case(desk: CasesDesk) -> CaseId:
    return desk.do(results.load, desk.screened((EXCHANGE,))).case


def held(session: Session, case: CaseId) -> bool:
    return holds.is_held(session, case)


def shown(desk: CasesDesk, case: CaseId) -> tuple[CasePage, Hands]:
    return desk.show(CasePage(desk.tasks, case))


def test_a_keeper_holds_a_case_and_ends_it(desk: CasesDesk, case: CaseId) -> None:
    _, hands = shown(desk, case)
    assert not hands.shows("Under legal hold")
    hands.press("Put under legal hold")
    assert hands.shows("tell your office, so that it holds the case too")
    hands.press("No")
    assert not desk.do(held, case)
    hands.press("Put under legal hold")
    hands.press("Yes, hold it")
    assert hands.shows("It is not cleared or deleted here before that ends.")
    assert desk.do(held, case)
    hands.press("End the legal hold")
    hands.press("Yes, end it")
    assert not hands.shows("Under legal hold")
    assert hands.has("Put under legal hold")
    assert not desk.do(held, case)


def test_who_is_no_keeper_sees_the_hold_and_cannot_end_it(desk: CasesDesk, case: CaseId) -> None:
    desk.do(holds.hold, case)
    desk.unlock(BEN)
    _, hands = shown(desk, case)
    assert hands.shows("Under legal hold since")
    assert not hands.has("End the legal hold")


def test_a_hold_that_cannot_be_saved_says_so(
    desk: CasesDesk, case: CaseId, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise DiskFull

    _, hands = shown(desk, case)
    monkeypatch.setattr(kept, "put", refuse)
    hands.press("Put under legal hold")
    hands.press("Yes, hold it")
    assert hands.shows("the disk is full")
    assert hands.has("Put under legal hold")


@pytest.fixture
def ring(qapp: QApplication) -> Iterator[None]:
    made = focus.FocusRing(qapp)
    yield
    made.deleteLater()
    theme.apply(qapp, Look())


@pytest.mark.usefixtures("ring")
def test_everybody_can_use_it(qapp: QApplication, desk: CasesDesk, case: CaseId) -> None:
    desk.do(holds.hold, case)
    page, hands = shown(desk, case)
    hands.press("End the legal hold")
    for look in LOOKS:
        theme.apply(qapp, look)
        hands.settle()
        assert audit(page) == []
