"""Settings, Office: a new key for a laptop that was copied, and who works on it."""

import pytest
from PySide6.QtWidgets import QApplication
from tests.ui.audit import audit
from tests.ui.pages.exchange_desk import ExchangeDesk, between, made_exchange
from tests.ui.pages.test_kit_field import ask, compare, opened, take, where

from merak.services import laptops, users
from merak.services.enrol import Step
from merak.services.laptops import What
from merak.services.session import Session
from merak.storage import settings
from merak.ui import focus, theme
from merak.ui.access import Role
from merak.ui.theme import Look

__all__ = ["between", "made_exchange"]

NEW_KEY = "Give it a new key"


def add_ben(session: Session) -> None:
    users.add(session, "Ben", bytearray(b"violet ladder 8 on the roof"), Role.CASEWORKER)


def was_put_back(session: Session) -> None:
    """As a receipt for bundles that this vault never made leaves it."""
    with session.change() as pen:
        settings.put(pen.work, settings.ROLLED_BACK, pen.at)


def test_a_laptop_gets_a_new_key_after_a_second_press_and_is_enrolled_again(
    between: ExchangeDesk,
) -> None:
    between.enrol()
    before = between.on_laptop(lambda session: session.vault.device)
    section, hands = opened(between)
    hands.press(NEW_KEY)
    assert hands.shows("nothing can be handed over.")
    hands.press("Leave it as it is")
    assert where(between) is Step.ENROLLED
    hands.press(NEW_KEY)
    hands.press("Yes, give it a new key")
    assert hands.shows("This laptop has a new key")
    assert not hands.has(NEW_KEY)
    assert where(between) is Step.KIT_TAKEN
    assert hands.shows("Names are sealed as before.")
    assert hands.shows("north wing")
    request = ask(hands, between.stick)
    read = laptops.read_request(between.office, request)
    assert (read.what, read.was) == (What.RENEWED, ("north wing",))
    compare(section, hands, between.approve(request))
    take(hands, between.give_kit())
    assert hands.shows("This laptop is enrolled.")
    assert between.on_laptop(lambda session: session.vault.device) != before


def test_a_laptop_that_was_put_back_says_so_until_it_has_a_new_key(between: ExchangeDesk) -> None:
    between.enrol()
    between.on_laptop(was_put_back)
    _, hands = opened(between)
    assert hands.shows("Give it a new key below before you hand over again.")
    assert hands.shows("It is needed: the office has had bundles that this laptop never made.")
    hands.press(NEW_KEY)
    hands.press("Yes, give it a new key")
    assert not hands.shows("An older copy of this laptop was put back")


def test_a_revoked_laptop_is_told_the_way_back(between: ExchangeDesk) -> None:
    between.enrol()
    laptops.revoke(between.office, between.on_laptop(lambda session: session.vault.device))
    _, hands = opened(between)
    take(hands, between.give_kit())
    assert hands.shows("The office takes nothing more from it under this key.")
    assert not hands.has("Make an enrolment request")
    assert hands.has(NEW_KEY)


def test_who_is_not_on_the_list_is_named_and_the_list_is_written(between: ExchangeDesk) -> None:
    between.enrol()
    between.on_laptop(add_ben)
    _, hands = opened(between)
    assert hands.shows("The office does not know yet: Ben.")
    hands.write("Where the list goes", str(between.stick))
    hands.press("Write the list")
    (path,) = between.stick.iterdir()
    assert hands.shows(f"The list is written: {path.name}")
    asked = laptops.read_request(between.office, path)
    assert [one.name for one in asked.people] == ["Ben"]
    assert [word for word in asked.words if not hands.shows(word)] == []
    laptops.renew_people(between.office, asked)
    take(hands, between.give_kit())
    assert not hands.shows("The office does not know yet")


def test_a_stick_that_is_gone_is_said(between: ExchangeDesk) -> None:
    between.enrol()
    _, hands = opened(between)
    between.stick.rmdir()
    hands.write("Where the list goes", str(between.stick))
    hands.press("Write the list")
    assert not hands.shows("The list is written")
    assert where(between) is Step.ENROLLED


@pytest.mark.parametrize("look", [Look(), Look(dark=True), Look(scale=2.0)], ids=repr)
def test_the_section_has_no_findings_in_any_look(
    qapp: QApplication, between: ExchangeDesk, look: Look
) -> None:
    between.enrol()
    between.on_laptop(add_ben)
    between.on_laptop(was_put_back)
    section, hands = opened(between)
    hands.press(NEW_KEY)
    ring = focus.FocusRing(qapp)
    theme.apply(qapp, look)
    hands.settle()
    found = audit(section)
    ring.deleteLater()
    theme.apply(qapp, Look())
    assert found == []
