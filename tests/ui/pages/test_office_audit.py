"""Pages of an office can be read, reached and hit, in every look."""

import secrets
from collections.abc import Callable, Iterator

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from tests.ui.audit import audit
from tests.ui.pages.office_desk import ANA, PASSPHRASE, OfficeDesk

from merak.domain.preferences import Preferences
from merak.services import make_kit, office, reopen, users
from merak.ui import focus, theme
from merak.ui.access import Role
from merak.ui.hands import Hands
from merak.ui.pages.forgotten import ForgottenPage
from merak.ui.pages.import_bundles import ImportPage
from merak.ui.pages.kit_office import KitOfficePage
from merak.ui.pages.laptops import LaptopsPage
from merak.ui.pages.office_home import OfficeHomePage
from merak.ui.pages.office_recover import OfficeRecoverPage
from merak.ui.pages.office_settings import OfficeSettingsPage
from merak.ui.pages.office_sheets import OfficeSheetsPage
from merak.ui.pages.office_start import OfficeStartPage
from merak.ui.pages.reopen import ReopenPage
from merak.ui.pages.reopen_office import ReopenOfficePage
from merak.ui.theme import Look

LONG = "Maximiliana-Guadalupe Featherstonehaugh-Quartermaine"
LOOKS = {
    "light": Look(),
    "dark": Look(dark=True),
    "large": Look(scale=2.0),
    "dark and large": Look(dark=True, scale=2.0),
}


def home(at_office: OfficeDesk) -> QWidget:
    at_office.enrolled()
    return at_office.show(OfficeHomePage(at_office.tasks))[0]


def laptops(at_office: OfficeDesk) -> QWidget:
    at_office.enrolled()
    asking = at_office.laptop()
    at_office.do(make_kit.save, at_office.stick)
    asking.take_kit(at_office.stick)
    request = asking.ask(at_office.stick, "South wing")
    page, hands = at_office.show(LaptopsPage(at_office.tasks, secrets.token_bytes))
    hands.write("The laptop's request", str(request.path))
    hands.press("Read the request")
    return page


def kit(at_office: OfficeDesk) -> QWidget:
    page, hands = at_office.show(KitOfficePage(at_office.tasks))
    hands.press("Some hours after a screening is finished")
    hands.press("Show what would change")
    return page


def kit_files(at_office: OfficeDesk) -> QWidget:
    file = at_office.tmp / "mine.yaml"
    file.write_text("format: 1\nsites:\n  - {id: x, name: {en: " + LONG * 3 + "}, kind: other}\n")
    page, hands = at_office.show(KitOfficePage(at_office.tasks))
    hands.press("Add a set from a file")
    hands.write("File of the set", str(file))
    hands.press("Check and try the set")
    hands.press("Take your own places from a file")
    hands.write("File of places", str(file))
    hands.press("Read the file")
    hands.press("Add another office of the same programme")
    hands.press("Add the office")
    return page


def imported(at_office: OfficeDesk) -> QWidget:
    laptop = at_office.enrolled()
    folder = at_office.stick / "bundles"
    folder.mkdir()
    laptop.screened()
    laptop.hand_over(folder)
    (folder / "stray.age").write_bytes(b"nothing of ours")
    page, hands = at_office.show(ImportPage(at_office.tasks))
    hands.write("Stick or folder with bundles", str(folder))
    hands.press("Check all bundles in it")
    hands.press("Take in 1 bundle")
    return page


def sheets(at_office: OfficeDesk) -> QWidget:
    page, hands = at_office.show(OfficeSheetsPage(at_office.tasks))
    hands.press("Make the three sheets")
    for _ in range(3):
        hands.press("I have written it down")
    return page


def start(at_office: OfficeDesk) -> QWidget:
    page = OfficeStartPage(
        at_office.tasks, at_office.tmp / "new", at_office.clock, secrets.token_bytes
    )
    return at_office.show(page)[0]


def recover(at_office: OfficeDesk) -> QWidget:
    page = OfficeRecoverPage(at_office.tasks, at_office.place, at_office.clock, secrets.token_bytes)
    return at_office.show(page)[0]


def forgotten(at_office: OfficeDesk) -> QWidget:
    return at_office.show(ForgottenPage())[0]


def settings(at_office: OfficeDesk, section: str = "sheets") -> QWidget:
    page = OfficeSettingsPage(at_office.tasks, Preferences(), at_office.place, secrets.token_bytes)
    shown, hands = at_office.show(page)
    shown.open_section(section)
    hands.settle()
    return shown


def people(at_office: OfficeDesk) -> QWidget:
    at_office.do(users.add, LONG, bytearray(PASSPHRASE), Role.CASEWORKER)
    shown = settings(at_office, "people")
    Hands(shown, at_office.tasks).press(f"Let them open names: {LONG}")
    return shown


def keys(at_office: OfficeDesk) -> QWidget:
    at_office.do(office.renew_keys)
    shown = settings(at_office, "office_keys")
    Hands(shown, at_office.tasks).press("Make new keys")
    return shown


def reopening(at_office: OfficeDesk) -> QWidget:
    laptop = at_office.enrolled()
    laptop.session.close()
    at_office.laptops.remove(laptop)
    asked = reopen.ask(
        laptop.place,
        at_office.stick,
        ANA,
        bytearray(PASSPHRASE),
        at_office.clock,
        secrets.token_bytes,
    )
    page, hands = at_office.show(ReopenOfficePage(at_office.tasks, secrets.token_bytes))
    hands.write("The laptop’s request to be opened", str(asked.path))
    hands.press("Read the request")
    assert hands.shows("Who is asking?")
    return page


def asking(at_office: OfficeDesk) -> QWidget:
    laptop = at_office.enrolled()
    laptop.session.close()
    at_office.laptops.remove(laptop)
    page = ReopenPage(at_office.tasks, laptop.place, at_office.clock, secrets.token_bytes)
    return at_office.show(page)[0]


def asked(at_office: OfficeDesk) -> QWidget:
    shown = asking(at_office)
    hands = Hands(shown, at_office.tasks)
    hands.write("Your name", ANA)
    hands.write("New passphrase", PASSPHRASE.decode())
    hands.write("The same passphrase again", PASSPHRASE.decode())
    hands.write("Stick with the kit", str(at_office.stick))
    hands.press("Make the request")
    hands.wait("Compare seven words with the office")
    return shown


PAGES = (
    home,
    laptops,
    kit,
    kit_files,
    imported,
    sheets,
    start,
    recover,
    forgotten,
    settings,
    people,
    keys,
    reopening,
    asking,
    asked,
)


@pytest.fixture
def ring(qapp: QApplication) -> Iterator[None]:
    made = focus.FocusRing(qapp)
    yield
    made.deleteLater()
    theme.apply(qapp, Look())


@pytest.mark.usefixtures("ring")
@pytest.mark.parametrize("make", PAGES, ids=lambda make: make.__name__)
def test_a_page_of_an_office_has_no_findings_in_any_look(
    qapp: QApplication, at_office: OfficeDesk, make: Callable[[OfficeDesk], QWidget]
) -> None:
    page = make(at_office)
    for look in LOOKS.values():
        theme.apply(qapp, look)
        Hands(page, at_office.tasks).settle()
        assert audit(page) == []
