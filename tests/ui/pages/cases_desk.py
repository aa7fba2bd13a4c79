"""What tests of home, result, case and the two cards share: a real vault, a page, hands."""

import secrets
import shutil
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import SignalInstance
from PySide6.QtWidgets import QApplication, QComboBox, QWidget

from merak.domain.answer import Answer, Basis, Given, Missing, Source, When, WhyMissing
from merak.domain.facts import Age
from merak.domain.identity import Identity
from merak.domain.ids import CaseId, ItemId, RecordId, ScreeningId
from merak.domain.screening import Preparation
from merak.domain.site import Site, SiteKind
from merak.services import finish, first_start, screen, unlock, users
from merak.services.screen import Beginning
from merak.services.session import NewCase, Session
from merak.storage.users import Role
from merak.ui import accessibility, theme
from merak.ui.hands import Hands
from merak.ui.tasks import Tasks

ANA, BEN = "Ana Ruiz", "Ben Ito"
PASSPHRASES = {
    ANA: b"violet ladder 7 on the quiet roof",
    BEN: b"copper meadow under the seventh bridge",
}
SIXTEEN = Age(at_least=16, at_most=16)
EXCHANGE = "commercial_sex_minor"

Some = TypeVar("Some")
Page = TypeVar("Page", bound=QWidget)


class Clock:
    """Goes on a second with each look; its measuring ends at once."""

    def __init__(self) -> None:
        self.moment = datetime(2026, 11, 22, 15, 0, tzinfo=UTC)
        self._seconds = 0.0

    def now(self) -> datetime:
        self.moment += timedelta(seconds=1)
        return self.moment

    def seconds(self) -> float:
        self._seconds += 10
        return self._seconds


class CasesDesk:
    """A laptop with an open vault; `do` runs a service, `show` shows a page of it."""

    _items: tuple[ItemId, ...] = ()

    def __init__(self, place: Path) -> None:
        self.place, self.clock, self.tasks = place, Clock(), Tasks()
        self.troubles: list[Exception] = []
        self.tasks.trouble.connect(self.troubles.append)
        self.pages: list[QWidget] = []

    def unlock(self, name: str = ANA) -> None:
        passphrase = bytearray(PASSPHRASES[name])

        def make() -> Session:
            return unlock.unlock(self.place, name, passphrase, self.clock, secrets.token_bytes)

        self.tasks.close(self.tasks, lambda: None)
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

    def stop(self) -> None:
        for page in self.pages:
            page.hide()
            page.deleteLater()
        assert self.tasks.stop()
        assert not self.troubles, repr(self.troubles)

    def start(self, case: CaseId | None = None, age: Age = SIXTEEN) -> ScreeningId:
        def act(session: Session) -> ScreeningId:
            known = screen.sets(session)[0].hash
            beginning = Beginning(
                set_hash=known, preparation=Preparation(), age=age, case=case or NewCase()
            )
            return screen.start(session, beginning)

        return self.do(act)

    def items(self, draft: ScreeningId) -> tuple[ItemId, ...]:
        known = self.do(screen.load, draft).indicator_set
        return tuple(item.id for item in known.items())

    def answer(self, draft: ScreeningId, yes: tuple[str, ...] = (), rest: str = "no") -> None:
        """Answer every item: yes to these, and the rest (or leave the rest out, with "")."""

        def act(session: Session) -> None:
            for item in self._items:
                code = "yes" if item in yes else rest
                if code:
                    screen.answer(session, draft, item, _given(code))

        self._items = self.items(draft)
        self.do(act)

    def leave_out(self, draft: ScreeningId, item: str, why: WhyMissing) -> None:
        self.do(screen.answer, draft, ItemId(item), Answer(value=Missing(why=why)))

    def case_of(self, draft: ScreeningId) -> CaseId:
        return self.do(screen.load, draft).draft.case

    def screened(
        self, yes: tuple[str, ...] = (), case: CaseId | None = None, age: Age = SIXTEEN
    ) -> RecordId:
        draft = self.start(case, age)
        self.answer(draft, yes)
        return self.do(finish.finish, draft)

    def call(self, draft: ScreeningId, **identity: str) -> None:
        self.do(screen.identify, draft, Identity(**identity))


def _given(code: str) -> Answer:
    return Answer(
        value=Given(code=code), source=Source.YOUTH, basis=Basis.EVIDENCE, when=When.PAST_YEAR
    )


@pytest.fixture(scope="session")
def cases_vault(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make the vault that every test gets a copy of."""
    place, clock = tmp_path_factory.mktemp("cases") / "vault", Clock()
    choices = first_start.Choices(keeper_name=ANA, site=Site(state="MO", kind=SiteKind.DETENTION))
    passphrase = bytearray(PASSPHRASES[ANA])
    session = first_start.create(place, choices, passphrase, clock, secrets.token_bytes)
    sheet = first_start.make_sheet(session)
    first_start.confirm_sheet(session, {1: sheet[0]})
    users.add(session, BEN, bytearray(PASSPHRASES[BEN]), Role.CASEWORKER)
    session.close()
    return place


@pytest.fixture
def desk(qapp: QApplication, tmp_path: Path, cases_vault: Path) -> Iterator[CasesDesk]:
    """Give a laptop of its own, unlocked by Ana."""
    accessibility.install()
    theme.apply(qapp, theme.Look())
    place = tmp_path / "vault"
    shutil.copytree(cases_vault, place)
    made = CasesDesk(place)
    made.unlock()
    yield made
    made.stop()


def pick(page: QWidget, label: str, choice: str) -> None:
    """Choose in a list by its label: once something is chosen, Qt gives that as its name."""
    box = next(box for box in page.findChildren(QComboBox) if box.accessibleName() == label)
    at = box.findText(choice)
    assert at >= 0
    box.setCurrentIndex(at)
    box.activated.emit(at)


def heard(signal: SignalInstance) -> list[tuple[object, ...]]:
    """Give a list that fills with what a signal tells."""
    said: list[tuple[object, ...]] = []
    signal.connect(lambda *values: said.append(values))
    return said


@pytest.fixture(scope="module")
def one_desk(
    qapp: QApplication, tmp_path_factory: pytest.TempPathFactory, cases_vault: Path
) -> Iterator[CasesDesk]:
    """Give one laptop to all tests of a file: each begins its own screening."""
    accessibility.install()
    theme.apply(qapp, theme.Look())
    place = tmp_path_factory.mktemp("one") / "vault"
    shutil.copytree(cases_vault, place)
    made = CasesDesk(place)
    made.unlock()
    yield made
    made.pages.clear()
    made.stop()
