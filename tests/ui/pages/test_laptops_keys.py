"""What becomes of an enrolled laptop: a new key, other people, a receipt that is owed."""

import secrets
import shutil
from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication
from tests.ui.audit import audit
from tests.ui.pages.office_desk import ANA, NOBODY_STOPS, NORTH, FieldLaptop, OfficeDesk
from tests.ui.pages.test_laptops import page_of, read, type_words

from merak.domain.ledger import PeerState
from merak.formats.refused import FileRefused
from merak.services import backup, begin_anew, enrol, kits, office_overview, take_in, users
from merak.services.session import Session
from merak.ui import focus, theme
from merak.ui.access import Role
from merak.ui.hands import Hands
from merak.ui.pages.laptops import LaptopsPage
from merak.ui.pages.office_home import OfficeHomePage
from merak.ui.theme import Look

BEN = "Ben Long-Featherstonehaugh"


def bring(at_office: OfficeDesk, laptop: FieldLaptop) -> bool:
    """Bring a bundle of this laptop; say whether it was taken in."""
    path = laptop.hand_over(at_office.stick).path

    def act(session: Session) -> bool:
        looked = take_in.preview(session, path, lambda _: None, NOBODY_STOPS)
        try:
            take_in.take_in(session, looked, lambda _: None, NOBODY_STOPS)
        except FileRefused:
            return False
        return True

    return at_office.do(act)


@pytest.fixture
def copied(at_office: OfficeDesk) -> FieldLaptop:
    """Give a copy of an enrolled laptop, of which both have handed over."""
    laptop = at_office.enrolled()
    laptop.session.close()
    folder = at_office.tmp / "copy"
    shutil.copytree(laptop.place, folder)
    laptop.open(laptop.place)
    laptop.screened()
    assert bring(at_office, laptop)
    laptop.session.close()
    laptop.open(folder)
    laptop.screened()
    assert not bring(at_office, laptop)
    return laptop


@pytest.fixture
def dressed(qapp: QApplication) -> Iterator[QApplication]:
    ring = focus.FocusRing(qapp)
    yield qapp
    ring.deleteLater()
    theme.apply(qapp, Look())


def all_looks(qapp: QApplication, at_office: OfficeDesk, page: LaptopsPage) -> list[object]:
    found: list[object] = []
    for look in (Look(), Look(dark=True), Look(scale=2.0)):
        theme.apply(qapp, look)
        Hands(page, at_office.tasks).settle()
        found += audit(page)
    return found


def test_a_copied_laptop_says_what_happened_and_comes_back_under_a_new_key(
    at_office: OfficeDesk, copied: FieldLaptop, dressed: QApplication
) -> None:
    page, hands = page_of(at_office)
    assert hands.shows("Needs a new key")
    assert hands.shows("Taken in so far: bundle 1.")
    assert hands.shows("Nothing is lost: the rest is still on the laptop.")
    assert hands.shows("If there is a copy: do the same on both.")
    assert all_looks(dressed, at_office, page) == []
    begin_anew.begin(copied.session)
    request = copied.ask(at_office.stick, "The copy")
    read(hands, request)
    assert hands.shows(f"This is {NORTH} under a new key.")
    type_words(hands, request, "The copy")
    hands.press("Enrol this laptop")
    hands.wait("One laptop is enrolled")
    assert hands.shows("goes on under a new key as The copy")
    assert hands.shows(f"has a new key, was {NORTH} before")
    states = {line.label: line.state for line in at_office.do(office_overview.load).laptops}
    assert states == {NORTH: PeerState.REVOKED, "The copy": PeerState.ENROLLED}


def test_a_request_under_the_old_key_is_refused_in_words(
    at_office: OfficeDesk, copied: FieldLaptop
) -> None:
    request = copied.ask(at_office.stick)
    _, hands = page_of(at_office)
    read(hands, request)
    assert hands.shows("This laptop needs a new key before it can be enrolled.")
    assert not hands.has("Enrol this laptop")


def test_who_works_on_a_laptop_is_read_and_taken_over(
    at_office: OfficeDesk, dressed: QApplication
) -> None:
    laptop = at_office.enrolled()
    users.add(laptop.session, BEN, bytearray(b"violet ladder 8 on the roof"), Role.CASEWORKER)
    before = at_office.do(kits.current).serial
    page, hands = page_of(at_office)
    read(hands, enrol.tell_people(laptop.session, at_office.stick))
    assert hands.shows(f"Who works on {NORTH}")
    assert hands.shows(f"{BEN} is new.")
    assert all_looks(dressed, at_office, page) == []
    hands.press("Leave the list as it is")
    assert not hands.shows(f"{BEN} is new.")
    read(hands, enrol.tell_people(laptop.session, at_office.stick))
    hands.press("Take over the list")
    hands.wait("The list is taken over")
    assert hands.shows(f"Kit {before + 1} is signed and says so.")
    assert at_office.do(office_overview.load).laptops[0].users == (ANA, BEN)
    read(hands, enrol.tell_people(laptop.session, at_office.stick))
    assert hands.shows("Nothing would change")
    assert not hands.has("Take over the list")


def test_another_name_alone_leaves_the_kit_as_it_is(at_office: OfficeDesk) -> None:
    laptop = at_office.enrolled()
    with laptop.session.change() as pen:
        pen.work.run("UPDATE member SET name = 'Ana Otherwise'")
    _, hands = page_of(at_office)
    read(hands, enrol.tell_people(laptop.session, at_office.stick))
    assert hands.shows(f"{ANA} is called Ana Otherwise now.")
    hands.press("Take over the list")
    hands.wait("The kit stays as it is.")


def test_somebody_is_taken_out_of_the_list_after_a_second_press(
    at_office: OfficeDesk, dressed: QApplication
) -> None:
    at_office.enrolled()
    page, hands = page_of(at_office)
    hands.press(f"Take {ANA} out of the list")
    assert hands.shows(f"As soon as this laptop takes it, {ANA} can no longer open it.")
    assert all_looks(dressed, at_office, page) == []
    assert at_office.do(office_overview.load).laptops[0].users == (ANA,)
    hands.press("Yes, take them out")
    hands.wait("They are taken out of the list")
    assert at_office.do(office_overview.load).laptops[0].users == ()


def test_a_laptop_is_called_otherwise(at_office: OfficeDesk, dressed: QApplication) -> None:
    at_office.enrolled()
    page, hands = page_of(at_office)
    hands.press(f"Rename {NORTH}")
    assert all_looks(dressed, at_office, page) == []
    hands.rewrite("What this office calls it", "  ")
    hands.press("Save the name")
    assert hands.shows("Say in a word or two which laptop this is.")
    hands.rewrite("What this office calls it", "The van")
    hands.press("Save the name")
    hands.wait("The van")
    assert at_office.do(office_overview.load).laptops[0].label == "The van"
    at = QApplication.focusWidget()
    assert at is not None
    assert at.accessibleName() == "Rename The van"
    hands.press("Rename The van")
    hands.press("Leave it as it is")
    assert hands.has("Rename The van")


def test_an_office_that_was_put_back_owes_receipts_until_they_are_written(
    at_office: OfficeDesk, dressed: QApplication
) -> None:
    laptop = at_office.enrolled()
    at_office.enrolled("South wing")
    laptop.screened()
    assert bring(at_office, laptop)
    made = at_office.do(backup.write, at_office.tmp)
    assert at_office.tasks.stop()
    at_office.place = at_office.tmp / "restored"
    backup.restore(made.path, at_office.place)
    at_office.tasks = type(at_office.tasks)()
    at_office.tasks.trouble.connect(at_office.troubles.append)
    at_office.unlock()
    home, hands = at_office.show(OfficeHomePage(at_office.tasks))
    assert hands.shows("This office was put back from a backup")
    assert hands.shows(f"{NORTH}, South wing")
    assert audit(home) == []
    page, hands = at_office.show(LaptopsPage(at_office.tasks, secrets.token_bytes))
    assert hands.shows("Take in again all bundles that you still have.")
    assert all_looks(dressed, at_office, page) == []
    hands.write("Stick or folder for the receipts", str(at_office.stick))
    hands.press("Write the receipts")
    hands.wait("One receipt is written")
    assert hands.shows("From 1 laptop nothing has come yet")
    assert at_office.do(office_overview.load).restored.labels == ("South wing",)
