"""An office at the window and a laptop beside it, on real vaults; only the laptop has no window."""

import secrets
import shutil
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from tests.ui.pages.cases_desk import Clock

from merak.domain.answer import Answer, Given
from merak.domain.facts import Age
from merak.domain.ids import RecordId
from merak.domain.screening import Preparation
from merak.domain.site import Site, SiteKind
from merak.services import (
    enrol,
    finish,
    first_start,
    hand_over,
    laptops,
    make_kit,
    office,
    screen,
    unlock,
)
from merak.services.hand_over import HandedOver
from merak.services.screen import Beginning
from merak.services.session import NewCase, Session
from merak.ui import accessibility, theme
from merak.ui.hands import Hands
from merak.ui.tasks import Tasks
from merak.ui.widgets.word_grid import WordSheet

OLGA, PASSPHRASE = "Olga Marsh", b"the office opens at eight o'clock"
ANA, ANAS_PASSPHRASE = "Ana Ruiz", b"violet ladder 7 on the quiet roof"
NORTH = "Laptop of the north wing"
NOBODY_STOPS = threading.Event()

Some = TypeVar("Some")
Page = TypeVar("Page", bound=QWidget)


class FieldLaptop:
    """A laptop in the field, worked through its services."""

    def __init__(self, place: Path, clock: Clock) -> None:
        self.place, self._clock = place, clock
        site = Site(state="MO", kind=SiteKind.DETENTION)
        choices = first_start.Choices(keeper_name=ANA, site=site)
        passphrase = bytearray(ANAS_PASSPHRASE)
        self.session = first_start.create(place, choices, passphrase, clock, secrets.token_bytes)

    def open(self, place: Path) -> None:
        """Unlock the vault of this folder: this laptop's, or a copy of it."""
        passphrase = bytearray(ANAS_PASSPHRASE)
        self.session = unlock.unlock(place, ANA, passphrase, self._clock, secrets.token_bytes)

    def take_kit(self, stick: Path) -> None:
        """Take the newest kit on the stick."""
        newest = max(stick.glob("*.kit"), key=lambda kit: enrolled_serial(self.session, kit))
        enrol.take_kit(self.session, enrol.read_kit(self.session, newest))

    def ask(self, stick: Path, label: str = NORTH) -> enrol.Request:
        return enrol.request(self.session, stick, label)

    def screened(self) -> RecordId:
        known = screen.sets(self.session)[0]
        age = Age(at_least=16, at_most=16)
        beginning = Beginning(
            set_hash=known.hash, preparation=Preparation(), age=age, case=NewCase()
        )
        draft = screen.start(self.session, beginning)
        for item in screen.load(self.session, draft).indicator_set.items():
            screen.answer(self.session, draft, item.id, Answer(value=Given(code="no")))
        return finish.finish(self.session, draft)

    def hand_over(self, stick: Path) -> HandedOver:
        return hand_over.export(self.session, stick, lambda _: None, NOBODY_STOPS)


def enrolled_serial(session: Session, kit: Path) -> int:
    """Give the serial of a kit; one that may not be taken counts as none."""
    try:
        return enrol.read_kit(session, kit).kit.serial
    except enrol.KitRefused:
        return 0


class OfficeDesk:
    """An office with an open vault, and a stick that goes between it and laptops."""

    def __init__(self, tmp: Path) -> None:
        self.tmp, self.place, self.clock = tmp, tmp / "office", Clock()
        self.stick = tmp / "stick"
        self.stick.mkdir()
        self.tasks = Tasks()
        self.troubles: list[Exception] = []
        self.tasks.trouble.connect(self.troubles.append)
        self.pages: list[QWidget] = []
        self.laptops: list[FieldLaptop] = []

    def unlock(self) -> None:
        passphrase = bytearray(PASSPHRASE)

        def make() -> Session:
            return unlock.unlock(self.place, OLGA, passphrase, self.clock, secrets.token_bytes)

        self.tasks.open(self.tasks, make, lambda: None)
        assert self.tasks.drain(30)
        assert not self.troubles

    def do(self, act: Callable[..., Some], *given: object) -> Some:
        """Run a service on the vault's thread and give what it returns."""
        got: list[Some] = []
        self.tasks.change(self.tasks, lambda session: act(session, *given), got.append)
        assert self.tasks.drain(30)
        assert not self.troubles, repr(self.troubles)
        return got[0]

    def show(self, page: Page) -> tuple[Page, Hands]:
        self.pages.append(page)
        page.resize(1280, 744)
        page.show()
        page.activateWindow()
        hands = Hands(page, self.tasks)
        hands.settle()
        return page, hands

    def laptop(self) -> FieldLaptop:
        """Give a new laptop in the field, which belongs to nobody."""
        made = FieldLaptop(self.tmp / f"laptop {len(self.laptops)}", self.clock)
        self.laptops.append(made)
        return made

    def enrolled(self, label: str = NORTH) -> FieldLaptop:
        """Give a laptop that was enrolled through the services."""
        made = self.laptop()
        self.do(make_kit.save, self.stick)
        made.take_kit(self.stick)
        asked = made.ask(self.stick, label)
        read = self.do(laptops.read_request, asked.path)
        typed = {at: asked.words[at - 1] for at in (2, 6)}
        self.do(laptops.approve, [(read, typed)])
        enrol.agree(made.session, typed)
        self.do(make_kit.save, self.stick)
        made.take_kit(self.stick)
        return made

    def stop(self) -> None:
        for page in self.pages:
            page.hide()
            page.deleteLater()
        for one in self.laptops:
            one.session.close()
        assert self.tasks.stop()
        assert not self.troubles, repr(self.troubles)


def numbered(page: QWidget, name: str) -> tuple[str, ...]:
    """Read the words off a sheet on the screen, as they are numbered."""
    sheets = page.findChildren(WordSheet)
    shown = next(one for one in sheets if one.isVisible() and one.accessibleName() == name)
    names = [label.accessibleName() for label in shown.findChildren(QLabel)]
    pairs = [one.partition(". ") for one in names if ". " in one]
    return tuple(word for _, _, word in sorted(pairs, key=lambda pair: int(pair[0])))


@pytest.fixture(scope="session")
def office_vault(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make the office that every test gets a copy of: sheets tried, first kit signed."""
    place = tmp_path_factory.mktemp("offices") / "office"
    choices = office.Choices(keeper_name=OLGA, agency_name="Practice agency")
    session = office.create(place, choices, bytearray(PASSPHRASE), Clock(), secrets.token_bytes)
    office.try_sheets(session, office.make_sheets(session)[1:])
    make_kit.sign(session, make_kit.contents(session))
    session.close()
    return place


@pytest.fixture
def no_office(qapp: QApplication, tmp_path: Path) -> Iterator[OfficeDesk]:
    """Give a desk with no office yet."""
    accessibility.install()
    theme.apply(qapp, theme.Look())
    made = OfficeDesk(tmp_path)
    yield made
    made.stop()


@pytest.fixture
def at_office(no_office: OfficeDesk, office_vault: Path) -> OfficeDesk:
    """Give an office of its own, unlocked by its keeper."""
    shutil.copytree(office_vault, no_office.place)
    no_office.unlock()
    return no_office
