"""Home of an office: what waits, its laptops, and what came last."""

import secrets
import shutil
from datetime import timedelta

from tests.ui.pages.cases_desk import heard
from tests.ui.pages.office_desk import NOBODY_STOPS, NORTH, OLGA, PASSPHRASE, OfficeDesk

from merak.services import kits, laptops, office, take_in_many
from merak.services.session import Session
from merak.services.take_in_many import Came
from merak.ui.hands import Hands
from merak.ui.pages.office_home import OfficeHomePage


def page_of(at_office: OfficeDesk) -> tuple[OfficeHomePage, Hands]:
    return at_office.show(OfficeHomePage(at_office.tasks))


def new_office(no_office: OfficeDesk, *, tried: bool) -> None:
    """Make an office without a kit."""
    choices = office.Choices(keeper_name=OLGA, agency_name="Practice agency")
    session = office.create(
        no_office.place, choices, bytearray(PASSPHRASE), no_office.clock, secrets.token_bytes
    )
    if tried:
        office.try_sheets(session, office.make_sheets(session)[1:])
    session.close()
    no_office.unlock()


def take(at_office: OfficeDesk) -> None:
    def tell(_done: int, _total: int) -> None:
        pass

    def act(session: Session) -> Came:
        looked = take_in_many.look(session, (at_office.stick / "bundles",), tell, NOBODY_STOPS)
        return take_in_many.take(session, looked, tell, NOBODY_STOPS)

    at_office.do(act)


def test_sheets_that_were_not_tried_wait_and_lead_to_them(no_office: OfficeDesk) -> None:
    new_office(no_office, tried=False)
    page, hands = page_of(no_office)
    asked = heard(page.sheets_asked)
    assert hands.shows("The recovery sheets were not tried")
    hands.press("Make the three sheets")
    assert len(asked) == 1


def test_without_a_kit_the_first_one_waits(no_office: OfficeDesk) -> None:
    new_office(no_office, tried=True)
    page, hands = page_of(no_office)
    asked = heard(page.kit_asked)
    hands.press("Make the first kit")
    assert len(asked) == 1
    assert hands.shows("No laptop is enrolled yet.")


def test_where_all_is_well_nothing_waits(at_office: OfficeDesk) -> None:
    _, hands = page_of(at_office)
    assert hands.shows("Office of Practice agency")
    assert not hands.has("Make the first kit")
    assert not hands.has("Go to the kit")
    assert not hands.has("Go to the laptops")


def test_an_expired_kit_waits(at_office: OfficeDesk) -> None:
    at_office.clock.moment += timedelta(days=366)
    _, hands = page_of(at_office)
    assert hands.shows("The kit has expired")
    assert at_office.do(kits.current).serial == 1


def test_what_came_last_stands_beside_the_laptops(at_office: OfficeDesk) -> None:
    laptop = at_office.enrolled()
    laptop.screened()
    (at_office.stick / "bundles").mkdir()
    laptop.hand_over(at_office.stick / "bundles")
    take(at_office)
    _, hands = page_of(at_office)
    assert hands.shows("Bundle 1, taken in")
    assert hands.shows("Bundle 1 · ")


def test_two_laptops_under_one_name_wait_and_lead_to_the_laptops(at_office: OfficeDesk) -> None:
    laptop = at_office.enrolled()
    (at_office.stick / "bundles").mkdir()
    copied = at_office.tmp / "copied"
    laptop.session.close()
    shutil.copytree(laptop.place, copied)
    for place in (laptop.place, copied):
        if place is copied:
            laptop.session.close()
        laptop.open(place)
        laptop.screened()
        laptop.hand_over(at_office.stick / "bundles")
    take(at_office)
    page, hands = page_of(at_office)
    asked = heard(page.laptops_asked)
    assert hands.shows("1 laptop needs a look")
    assert hands.shows("Needs a new key")
    hands.press("Go to the laptops")
    assert len(asked) == 1


def test_a_revoked_laptop_is_listed_as_revoked_and_asks_for_nothing(at_office: OfficeDesk) -> None:
    laptop = at_office.enrolled()
    at_office.do(laptops.revoke, laptop.session.vault.device)
    _, hands = page_of(at_office)
    assert hands.shows(NORTH)
    assert hands.shows("Revoked")
    assert not hands.has("Go to the laptops")
