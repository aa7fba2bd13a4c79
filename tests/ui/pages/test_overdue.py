"""Reminders with a due time: the first to be told stand first, and late ones say so in words."""

from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtWidgets import QApplication, QLabel
from tests.ui.audit import audit
from tests.ui.pages.exchange_desk import ExchangeDesk, between, made_exchange
from tests.ui.pages.test_kit_on_laptop import DUTIES, give, unsafe

from merak.domain.bodies import Relation
from merak.domain.ids import CaseId
from merak.services import cases, home, mnemonics, tell
from merak.services.session import NewCase, Session
from merak.ui import focus, theme, words
from merak.ui.hands import Hands
from merak.ui.pages.case import CasePage
from merak.ui.pages.case_duties import Duties
from merak.ui.pages.case_duty_card import DutyCard
from merak.ui.pages.home import HomePage
from merak.ui.widgets.texts import Picture

__all__ = ["between", "made_exchange"]

LOOKS = {"light": theme.Look(), "dark": theme.Look(dark=True), "large": theme.Look(scale=2.0)}


@pytest.fixture
def ours(between: ExchangeDesk) -> ExchangeDesk:
    """Give a laptop that belongs to an office, where somebody must be told within a day."""
    between.enrol()
    between.on_laptop(disclosed)
    give(between, duties=DUTIES)
    between.on_laptop(unsafe)
    return between


def disclosed(session: Session) -> CaseId:
    return tell.disclosed(session, NewCase(), "")


def due(ours: ExchangeDesk) -> str:
    moment = (ours.clock.now() + timedelta(hours=24)).strftime("%Y-%m-%dT%H:%M:%SZ")
    return words.moment(moment)


def cards(page: HomePage | CasePage | Duties) -> list[DutyCard]:
    found = [one for one in page.findChildren(DutyCard) if not one.isHidden()]
    return sorted(found, key=lambda one: one.y())


def said(card: DutyCard) -> str:
    return "\n".join(one.text() for one in card.findChildren(QLabel) if not one.isHidden())


def test_on_home_the_one_with_a_due_time_stands_first(ours: ExchangeDesk) -> None:
    page = HomePage(ours.tasks)
    ours.show(page)
    first, second = cards(page)
    assert f"To be told by {due(ours)} at the latest" in said(first)
    assert "To be told" not in said(second)


def test_a_late_one_says_since_when_beside_a_sign_of_its_own(ours: ExchangeDesk) -> None:
    until = due(ours)
    ours.clock.forward(hours=25)
    page = HomePage(ours.tasks)
    hands = ours.show(page)
    first, second = cards(page)
    assert f"Overdue since {until}" in said(first)
    assert not hands.shows("at the latest")
    assert "Overdue" not in said(second)
    assert len(first.findChildren(Picture)) == len(second.findChildren(Picture)) + 2


def test_a_clock_set_back_still_shows_the_due_time(ours: ExchangeDesk) -> None:
    until = due(ours)
    ours.clock.forward(days=-400)
    hands = ours.show(HomePage(ours.tasks))
    assert hands.shows(f"To be told by {until} at the latest")


def test_what_is_to_be_told_at_once_says_so_until_it_is_late(between: ExchangeDesk) -> None:
    between.enrol()
    give(between, duties=DUTIES.replace("hours: 24", "hours: 0"))
    between.on_laptop(unsafe)
    received = words.moment(between.clock.now().strftime("%Y-%m-%dT%H:%M:%SZ"))
    assert between.show(HomePage(between.tasks)).shows("To be told at once")
    between.clock.forward(hours=2)
    assert between.show(HomePage(between.tasks)).shows(f"Overdue since {received}")


def test_a_case_page_says_the_same(ours: ExchangeDesk) -> None:
    until = due(ours)
    case = ours.on_laptop(home.load).duties[0].duty.case
    assert ours.show(CasePage(ours.tasks, case)).shows(f"To be told by {until} at the latest")
    ours.clock.forward(hours=25)
    assert ours.show(CasePage(ours.tasks, case)).shows(f"Overdue since {until}")


def test_a_form_that_is_open_stays_with_all_typed_when_its_reminder_becomes_late(
    ours: ExchangeDesk,
) -> None:
    ours.on_laptop(lambda session: tell.unsafe(session, NewCase(), tell.Danger.SELF_HARM, ""))
    lines = ours.on_laptop(home.load).duties
    part = Duties(ours.tasks)
    part.present(lines)
    hands = ours.show(part, height=2400)
    moving = cards(part)[1]
    moving.told_asked.emit()
    hands.settle()
    hands.write("Name or office", "Pat at the desk")
    late = (replace(lines[1], overdue=True), lines[0], lines[2])
    part.present(late)
    hands.settle()
    assert cards(part)[0] is moving
    assert "Overdue since" in said(moving)
    (form,) = moving.forms()
    assert "Pat at the desk" in form.unfinished()
    assert [card.lines[0].duty.id for card in cards(part)] == [one.duty.id for one in late]


@pytest.mark.parametrize("look", LOOKS)
def test_late_ones_can_be_read_in_every_look(
    ours: ExchangeDesk, qapp: QApplication, look: str
) -> None:
    made = focus.FocusRing(qapp)
    case = ours.on_laptop(home.load).duties[0].duty.case
    ours.clock.forward(hours=25)
    theme.apply(qapp, LOOKS[look])
    try:
        for page in (HomePage(ours.tasks), CasePage(ours.tasks, case)):
            ours.show(page, height=2400)
            assert audit(page) == []
            page.hide()
    finally:
        made.deleteLater()
        theme.apply(qapp, theme.Look())


def test_the_story_of_a_case_names_a_linked_one_by_its_words(ours: ExchangeDesk) -> None:
    one, other = ours.on_laptop(disclosed), ours.on_laptop(disclosed)
    ours.on_laptop(mnemonics.call, other, "paper boat")
    ours.on_laptop(cases.link, one, other, Relation.SIBLING)
    code = ours.on_laptop(cases.load, other).code
    hands: Hands = ours.show(CasePage(ours.tasks, one))
    assert hands.shows(f"Brother or sister: {code} (paper boat)")
