"""A locked laptop at one window and its office at another; its user forgot the passphrase."""

import secrets
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot
from tests.services.agency import some_of
from tests.ui.pages.cases_desk import Clock
from tests.ui.pages.office_desk import (
    ANA,
    ANAS_PASSPHRASE,
    NORTH,
    OLGA,
    PASSPHRASE,
    FieldLaptop,
    OfficeDesk,
)

from merak.crypto.slot import WrongPassphrase
from merak.domain.ids import DeviceId
from merak.services import (
    enrol,
    laptops,
    make_kit,
    office,
    reopen_office,
    unlock,
)
from merak.services.reopen_office import Approval
from merak.ui import accessibility
from merak.ui.hands import Hands
from merak.ui.pages.reopen import ReopenPage
from merak.ui.pages.reopen_office import ReopenOfficePage
from merak.ui.tasks import Tasks

NEW = "eleven paper boats and a yellow door"


@dataclass(frozen=True)
class Made:
    """Folders of an office and two laptops of it, all locked; what is on paper; a stick."""

    top: Path
    sheets: tuple[tuple[str, ...], ...]
    devices: tuple[DeviceId, ...]


class LockedLaptop:
    """Somebody at a laptop that is locked."""

    def __init__(self, qtbot: QtBot, place: Path, stick: Path) -> None:
        accessibility.install()
        self.place, self.stick, self.tasks = place, stick, Tasks()
        self._qtbot = qtbot
        self.opened = False
        self.come()

    def come(self) -> None:
        """Open the page, as on another day."""
        self.page = ReopenPage(self.tasks, self.place, Clock(), secrets.token_bytes)
        self._qtbot.addWidget(self.page)
        self.page.resize(1100, 1200)
        self.page.show()
        self.page.activateWindow()
        self.hands = Hands(self.page, self.tasks)
        self.hands.settle()
        self.page.unlocked.connect(self._note)

    def fill(self, name: str = ANA, stick: Path | None = None, without: str = "") -> None:
        """Fill in what asking needs, but for one field."""
        self.page.activateWindow()
        for field, text in {
            "Your name": name,
            "New passphrase": NEW,
            "The same passphrase again": NEW,
            "Stick with the kit": str(stick or self.stick),
        }.items():
            if field != without:
                self.hands.rewrite(field, text)

    def ask(self) -> Path:
        """Make a request and give its file."""
        before = set(self.stick.iterdir())
        self.fill()
        self.hands.press("Make the request")
        self.hands.wait("Compare seven words with the office")
        (path,) = set(self.stick.iterdir()) - before
        return path

    def take(self, path: Path, passphrase: str = NEW) -> None:
        self.page.activateWindow()
        self.hands.rewrite("The office’s answer", str(path))
        self.hands.rewrite("Your new passphrase", passphrase)
        self.hands.press("Open")

    def opens_with(self, passphrase: bytes) -> bool:
        """Say whether Ana opens the vault with it."""
        typed = bytearray(passphrase)
        try:
            unlock.unlock(self.place, ANA, typed, Clock(), secrets.token_bytes).close()
        except WrongPassphrase:
            return False
        return True

    def _note(self) -> None:
        self.opened = True


@dataclass
class Help:
    """Both ends of a request for help."""

    laptop: LockedLaptop
    office: OfficeDesk
    made: Made

    def grant(self, path: Path, device: int = 0) -> Path:
        """Answer a request through the services."""
        read = self.office.do(reopen_office.read_request, path)
        decided = Approval(
            device=self.made.devices[device],
            typed=some_of(read.words),
            sheets=self.made.sheets[:2],
        )
        return self.office.do(reopen_office.grant, read, decided, self.office.stick)

    def decide(self) -> tuple[ReopenOfficePage, Hands]:
        """Show the office's page."""
        return self.office.show(ReopenOfficePage(self.office.tasks, secrets.token_bytes))

    def read(self, path: Path) -> tuple[Hands, tuple[str, ...]]:
        """Show the office's page with this request read, and give its seven words."""
        _, hands = self.decide()
        hands.rewrite("The laptop’s request to be opened", str(path))
        hands.press("Read the request")
        return hands, self.office.do(reopen_office.read_request, path).words

    def type(self, hands: Hands, words: tuple[str, ...], *sheets: tuple[str, ...]) -> None:
        """Fill in all that the office's page asks for."""
        for place, word in enumerate(words, 1):
            if hands.asks(f"Word {place}"):
                hands.rewrite(f"Word {place}", word)
        hands.press(next(text for text in hands.texts() if text.startswith(NORTH)))
        for title, sheet in zip(("One sheet", "Another sheet"), sheets, strict=True):
            for at, word in enumerate(sheet, 1):
                hands.rewrite(f"{title}, word {at}", word)
        hands.rewrite("Stick or folder", str(self.office.stick))


@pytest.fixture(scope="session")
def forgotten_made(tmp_path_factory: pytest.TempPathFactory) -> Made:
    """Make an office and two laptops of it."""
    top, clock = tmp_path_factory.mktemp("forgotten"), Clock()
    stick = top / "stick"
    stick.mkdir()
    choices = office.Choices(keeper_name=OLGA, agency_name="Practice agency")
    at_office = office.create(
        top / "office", choices, bytearray(PASSPHRASE), clock, secrets.token_bytes
    )
    sheets = office.make_sheets(at_office)
    office.try_sheets(at_office, sheets[1:])
    make_kit.sign(at_office, make_kit.contents(at_office))
    devices = []
    for name, label in (("laptop", NORTH), ("other", "South")):
        laptop = FieldLaptop(top / name, clock)
        make_kit.save(at_office, stick)
        laptop.take_kit(stick)
        asked = laptop.ask(stick, label)
        typed = some_of(asked.words)
        read = laptops.read_request(at_office, asked.path)
        laptops.approve(at_office, [(read, typed)])
        enrol.agree(laptop.session, typed)
        make_kit.save(at_office, stick)
        laptop.take_kit(stick)
        devices.append(laptop.session.vault.device)
        laptop.session.close()
    for path in stick.iterdir():
        path.unlink()
    make_kit.save(at_office, stick)
    at_office.close()
    return Made(top=top, sheets=sheets, devices=tuple(devices))


@pytest.fixture
def helped(
    forgotten_made: Made, no_office: OfficeDesk, qtbot: QtBot, tmp_path: Path
) -> Iterator[Help]:
    """Give both windows, the office unlocked and the laptop locked."""
    shutil.copytree(forgotten_made.top / "laptop", tmp_path / "laptop")
    shutil.copytree(forgotten_made.top / "office", no_office.place)
    shutil.copytree(forgotten_made.top / "stick", no_office.stick, dirs_exist_ok=True)
    no_office.unlock()
    laptop = LockedLaptop(qtbot, tmp_path / "laptop", no_office.stick)
    yield Help(laptop=laptop, office=no_office, made=forgotten_made)
    assert laptop.tasks.stop()


OLD = ANAS_PASSPHRASE
