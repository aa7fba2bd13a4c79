"""Before you begin, screening and young person can be read, reached and hit in every look."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from tests.ui.audit import audit
from tests.ui.pages.cases_desk import EXCHANGE, CasesDesk

from merak.domain.facts import UNKNOWN_AGE
from merak.domain.ids import ItemId, ScreeningId
from merak.services import screen
from merak.services.session import NewCase
from merak.ui import focus, theme
from merak.ui.hands import Hands
from merak.ui.pages.before import BeforePage
from merak.ui.pages.screening import ScreeningPage
from merak.ui.pages.young_person import YoungPersonPage
from merak.ui.theme import Look

LOOKS = {
    "light": Look(),
    "dark": Look(dark=True),
    "large": Look(scale=2.0),
    "dark and large": Look(dark=True, scale=2.0),
}
# Tall enough to show all of a page, so that no text is judged by the half that is in view.
WIDTH, HEIGHT = 1280, 3200

Shown = tuple[QWidget, Hands]


@pytest.fixture(autouse=True)
def ring(qapp: QApplication) -> Iterator[None]:
    made = focus.FocusRing(qapp)
    yield
    made.deleteLater()
    theme.apply(qapp, theme.Look())


def noted(desk: CasesDesk) -> ScreeningId:
    draft = desk.start(age=UNKNOWN_AGE)
    desk.answer(draft, (EXCHANGE,), rest="")
    desk.call(draft, name="Keisha Brown", tag="green jacket")
    desk.do(screen.note, draft, ItemId("lives_with_non_guardians"), "Keisha lives with an aunt.")
    return draft


def before(desk: CasesDesk) -> Shown:
    return desk.show(BeforePage(desk.tasks, NewCase()))


def before_with_all_that_is_missing(desk: CasesDesk) -> Shown:
    page, hands = before(desk)
    hands.answer("Is the young person safe right now?", "No")
    hands.press("More")
    hands.press("Yes, by phone")
    hands.press("Start now")
    return page, hands


def declined(desk: CasesDesk) -> Shown:
    page, hands = before(desk)
    hands.press("They do not want to")
    return page, hands


def cards(desk: CasesDesk) -> Shown:
    page, hands = desk.show(ScreeningPage(desk.tasks, noted(desk)))
    page.first_focus()
    return page, hands


def rules(desk: CasesDesk) -> Shown:
    page, hands = cards(desk)
    hands.press("What the rules say so far")
    return page, hands


def the_end(desk: CasesDesk) -> Shown:
    page, hands = cards(desk)
    while not hands.shows("Finish this screening?"):
        hands.key(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    return page, hands


def young_person(desk: CasesDesk) -> Shown:
    page, hands = desk.show(YoungPersonPage(desk.tasks, noted(desk)))
    hands.press("Citizenship")
    hands.press("Link to another case")
    return page, hands


@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.parametrize(
    "make",
    [before, before_with_all_that_is_missing, declined, cards, rules, the_end, young_person],
)
def test_a_page_has_no_findings(
    desk: CasesDesk, qapp: QApplication, make: Callable[[CasesDesk], Shown], look: str
) -> None:
    theme.apply(qapp, LOOKS[look])
    page, hands = make(desk)
    page.resize(WIDTH, HEIGHT)
    hands.settle()
    assert [str(finding) for finding in audit(page)] == []
