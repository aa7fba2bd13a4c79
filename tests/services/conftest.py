"""A laptop with two users, on a real vault that is made once and copied for each test."""

import secrets
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from tests.services.agency import Office, copy_of, enrol_laptop, make_office

from merak import paths
from merak.crypto import slot
from merak.crypto.age_file import Identity as KeyPair
from merak.domain.answer import Answer, Given, Missing, WhyMissing
from merak.domain.facts import Age
from merak.domain.ids import CaseId, ItemId, RecordId, ScreeningId, SetHash
from merak.domain.indicator_set import IndicatorSet
from merak.domain.log_entry import Act, LogEntry
from merak.domain.screening import Preparation
from merak.domain.site import Site, SiteKind
from merak.services import finish, first_start, indicator_sets, screen, users
from merak.services.open_screening import OpenScreening
from merak.services.screen import Beginning
from merak.services.session import NewCase, Session
from merak.storage import log, opening, place, schema
from merak.storage.users import Role

KEEPER, COLLEAGUE = "Ana", "Ben"
PASSPHRASES = {KEEPER: b"correct horse battery staple", COLLEAGUE: b"another long passphrase here"}
TEENAGER = Age(at_least=13, at_most=17)


class Clock:
    """Stands still until it is set forward; its seconds jump, so the KDF is the least allowed."""

    def __init__(self) -> None:
        # Five hours behind UTC and near midnight: local day and UTC day differ.
        self.moment = datetime(2026, 11, 22, 22, 0, 0, tzinfo=timezone(timedelta(hours=-5)))
        self._seconds = 0.0

    def now(self) -> datetime:
        return self.moment

    def seconds(self) -> float:
        self._seconds += 10
        return self._seconds

    def forward(self, **by: float) -> None:
        self.moment += timedelta(**by)


@dataclass
class Laptop:
    """A vault in a folder, who works at it, and the sentences that tests are made of."""

    folder: Path
    keys: dict[str, KeyPair] = field(repr=False)
    sheet: tuple[str, ...] = field(repr=False)
    clock: Clock = field(default_factory=Clock)
    _session: Session | None = None

    @property
    def session(self) -> Session:
        assert self._session is not None
        return self._session

    def unlock(self, name: str = KEEPER) -> Session:
        """Open the vault as `unlock` does, but for the slow derivation of the key."""
        self.lock()
        held = place.take(self.folder)
        try:
            current = held.current()
            held.destroy_others(current)
            slot_name = slot.file_name(current.vault, name)
            assert slot_name in held.slots()
            key = self.keys[name]
            vault = opening._open(
                held, current, key, slot_name, secrets.token_bytes, schema.shipped()
            )
            at = self.clock.now().astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
            vault = opening._settled(vault, key.recipient, Act.VAULT_UNLOCKED, at)
        except BaseException:
            held.release()
            raise
        self._session = Session(vault, self.clock, secrets.token_bytes)
        return self._session

    def lock(self) -> None:
        if self._session is not None:
            self._session.close()
            self._session = None

    @property
    def set_hash(self) -> SetHash:
        return screen.sets(self.session)[0].hash

    @property
    def indicator_set(self) -> IndicatorSet:
        return indicator_sets.read(self.session, self.set_hash)

    @property
    def items(self) -> tuple[ItemId, ...]:
        return tuple(item.id for item in self.indicator_set.items())

    def start(
        self,
        case: CaseId | NewCase | None = None,
        age: Age = TEENAGER,
        preparation: Preparation | None = None,
        set_hash: str = "",
    ) -> ScreeningId:
        return screen.start(
            self.session,
            Beginning(
                set_hash=SetHash(set_hash) if set_hash else self.set_hash,
                preparation=preparation or Preparation(),
                age=age,
                case=case or NewCase(),
            ),
        )

    def answer(self, screening: ScreeningId, item: str, code: str) -> OpenScreening:
        return screen.answer(self.session, screening, ItemId(item), Answer(value=Given(code=code)))

    def leave_out(self, screening: ScreeningId, item: str, why: WhyMissing) -> None:
        screen.answer(self.session, screening, ItemId(item), Answer(value=Missing(why=why)))

    def answer_all(self, screening: ScreeningId, yes: tuple[str, ...] = ()) -> None:
        for item in self.items:
            self.answer(screening, item, "yes" if item in yes else "no")

    def screened(
        self, yes: tuple[str, ...] = (), case: CaseId | NewCase | None = None, age: Age = TEENAGER
    ) -> RecordId:
        """Screen somebody from beginning to end."""
        screening = self.start(case, age)
        self.answer_all(screening, yes)
        return finish.finish(self.session, screening)

    def case_of(self, screening: ScreeningId) -> CaseId:
        return screen.load(self.session, screening).draft.case

    @property
    def log(self) -> tuple[LogEntry, ...]:
        """Give the log, oldest first."""
        return tuple(reversed(log.entries(self.session.work, most=10_000)))

    def acts(self, since: int = 0) -> list[str]:
        return [entry.act for entry in self.log if entry.seq > since]


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Laptop:
    """Make the vault that every test gets a copy of."""
    folder = tmp_path_factory.mktemp("made") / "vault"
    clock = Clock()
    session = first_start.create(
        folder,
        first_start.Choices(keeper_name=KEEPER, site=Site(state="TX", kind=SiteKind.SHELTER)),
        bytearray(PASSPHRASES[KEEPER]),
        clock,
        secrets.token_bytes,
    )
    sheet = first_start.make_sheet(session)
    first_start.confirm_sheet(session, {4: sheet[3], 12: sheet[11]})
    clock.forward(seconds=1)
    users.add(session, COLLEAGUE, bytearray(PASSPHRASES[COLLEAGUE]), Role.CASEWORKER)
    vault = session.vault.current.vault
    session.close()
    keys = {
        name: slot.unseal((folder / slot.file_name(vault, name)).read_bytes(), vault, passphrase)
        for name, passphrase in PASSPHRASES.items()
    }
    return Laptop(folder=folder, keys=keys, sheet=sheet)


@pytest.fixture
def closed(made: Laptop, tmp_path: Path) -> Iterator[Laptop]:
    """Give a laptop of its own that nobody has unlocked yet."""
    folder = tmp_path / "vault"
    shutil.copytree(made.folder, folder)
    laptop = Laptop(folder=folder, keys=dict(made.keys), sheet=made.sheet)
    yield laptop
    laptop.lock()


@pytest.fixture
def laptop(closed: Laptop) -> Laptop:
    """Give a laptop of its own, unlocked by its keeper."""
    closed.unlock()
    return closed


@pytest.fixture
def session(laptop: Laptop) -> Session:
    """Give the keeper's session."""
    return laptop.session


@pytest.fixture
def shipped(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """Give a folder of sets that stands where the program's own does; a test may change it."""
    folder = tmp_path / "shipped"
    shutil.copytree(paths.indicators(), folder)
    monkeypatch.setattr(paths, "indicators", lambda: folder)
    return folder


@pytest.fixture(scope="session")
def made_office(tmp_path_factory: pytest.TempPathFactory) -> Office:
    """Make the office that every test gets a copy of."""
    return make_office(tmp_path_factory.mktemp("made") / "office", Laptop, Clock())


@pytest.fixture
def at_office(made_office: Office, tmp_path: Path) -> Iterator[Office]:
    """Give an office of its own, unlocked by its keeper."""
    office = copy_of(made_office, tmp_path / "office", Laptop, Clock())
    office.unlock()
    yield office
    office.lock()


@pytest.fixture
def enrolled(at_office: Office, laptop: Laptop, tmp_path: Path) -> Laptop:
    """Give a laptop that belongs to the office."""
    enrol_laptop(at_office.session, laptop.session, tmp_path / "stick")
    return laptop


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    """Give a folder that stands for a stick."""
    folder = tmp_path / "stick"
    folder.mkdir(exist_ok=True)
    return folder
