"""A laptop's window beside a real office and a stick, for tests of what goes between them."""

import secrets
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot
from tests.services.agency import KEEPER, PASSPHRASE, some_of

from merak.domain.site import Site, SiteKind
from merak.services import enrol, first_start, laptops, make_kit, office, unlock
from merak.services.first_start import Choices
from merak.services.session import Session
from merak.ui import accessibility
from merak.ui.hands import Hands
from merak.ui.tasks import Tasks

NAME, TYPED = "Ana", b"violet ladder 7 on the quiet roof"


class Clock:
    """Stands still until it is set forward; its seconds jump, so the KDF is the least allowed."""

    def __init__(self) -> None:
        self.moment = datetime(2026, 11, 22, 15, 0, tzinfo=UTC)
        self._seconds = 0.0

    def now(self) -> datetime:
        return self.moment

    def forward(self, **by: float) -> None:
        self.moment += timedelta(**by)

    def seconds(self) -> float:
        self._seconds += 10
        return self._seconds


@dataclass(frozen=True)
class Made:
    """An office with a first kit, and a laptop that knows of none, both locked."""

    office: Path
    laptop: Path


@pytest.fixture(scope="session")
def made_exchange(tmp_path_factory: pytest.TempPathFactory) -> Made:
    top = tmp_path_factory.mktemp("exchange")
    made = Made(office=top / "office", laptop=top / "laptop")
    at_office = office.create(
        made.office,
        office.Choices(keeper_name=KEEPER, agency_name="Practice agency"),
        bytearray(PASSPHRASE),
        Clock(),
        secrets.token_bytes,
    )
    sheets = office.make_sheets(at_office)
    office.try_sheets(at_office, sheets[1:])
    make_kit.sign(at_office, make_kit.contents(at_office))
    at_office.close()
    choices = Choices(keeper_name=NAME, site=Site(state="FL", kind=SiteKind.SHELTER))
    first_start.create(made.laptop, choices, bytearray(TYPED), Clock(), secrets.token_bytes).close()
    return made


class ExchangeDesk:
    """The laptop's window and the office's vault, with one stick that goes to and fro."""

    def __init__(self, qtbot: QtBot, made: Made, top: Path) -> None:
        accessibility.install()
        shutil.copytree(made.office, top / "office")
        shutil.copytree(made.laptop, top / "laptop")
        self.stick = top / "stick"
        self.stick.mkdir()
        self.clock = Clock()
        self.qtbot, self.tasks = qtbot, Tasks()
        self.troubles: list[Exception] = []
        self.tasks.trouble.connect(self.troubles.append)
        self._shown: list[QWidget] = []
        chance = secrets.token_bytes
        self.office = unlock.unlock(
            top / "office", KEEPER, bytearray(PASSPHRASE), self.clock, chance
        )
        self._host = QWidget()
        qtbot.addWidget(self._host)
        self.tasks.open(
            self._host,
            lambda: unlock.unlock(top / "laptop", NAME, bytearray(TYPED), self.clock, chance),
            lambda: None,
        )
        assert self.tasks.drain(20)

    def show(self, page: QWidget, width: int = 1280, height: int = 1600) -> Hands:
        self.qtbot.addWidget(page)
        self._shown.append(page)
        page.resize(width, height)
        page.show()
        page.activateWindow()
        hands = Hands(page, self.tasks)
        hands.settle()
        return hands

    def on_laptop(self, act: Callable[..., Any], *given: Any) -> Any:
        """Do something on the laptop's vault, on its own thread."""
        found: list[Any] = []
        refused: list[Exception] = []

        def run(session: Session) -> Any:
            return act(session, *given)

        self.tasks.change(self._host, run, found.append, failed=refused.append)
        assert self.tasks.drain(20)
        if refused:
            raise refused[0]
        return found[0]

    def give_kit(self) -> Path:
        return make_kit.save(self.office, self.stick)

    def approve(self, request: Path) -> tuple[str, ...]:
        """The office enrols the laptop and gives the words that it has read aloud."""
        asked = laptops.read_request(self.office, request)
        laptops.approve(self.office, [(asked, some_of(asked.words))])
        return asked.words

    def enrol(self) -> None:
        """Enrol the laptop without its window."""
        self.on_laptop(_take, self.give_kit())
        asked = self.on_laptop(enrol.request, self.stick, "north wing")
        words = self.approve(asked.path)
        self.on_laptop(enrol.agree, some_of(words, 1, 7))
        self.on_laptop(_take, self.give_kit())
        for file in self.stick.iterdir():
            file.unlink()

    def close(self) -> None:
        for page in self._shown:
            page.close()
        assert self.tasks.stop()
        self.office.close()
        assert self.troubles == []


def _take(session: Session, path: Path) -> None:
    enrol.take_kit(session, enrol.read_kit(session, path))


@pytest.fixture
def between(
    qapp: QApplication, qtbot: QtBot, made_exchange: Made, tmp_path: Path
) -> Iterator[ExchangeDesk]:
    desk = ExchangeDesk(qtbot, made_exchange, tmp_path)
    yield desk
    desk.close()
