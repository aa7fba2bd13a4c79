"""A real vault in a folder of its own, with a clock and a chance that the test knows."""

import itertools
import secrets
from collections.abc import Iterator
from pathlib import Path

import pytest

from merak.crypto import recovery
from merak.crypto.age_file import Recipient
from merak.crypto.passphrase import LEAST
from merak.domain.bodies import CaseOpened, FactsKnown
from merak.domain.case_facts import CaseFacts
from merak.domain.ids import CaseId, ScreeningId, SetHash
from merak.domain.log_entry import Act
from merak.domain.screening import Draft, Preparation
from merak.storage import creation, drafts, opening, place
from merak.storage.place import Place
from merak.storage.schema import Schema
from merak.storage.vault import Vault

ANA = b"seven herons by the weir"
AT = "2026-11-22T10:00:00Z"


class Desk:
    """One laptop: its folder, its recovery sheet, and who opens the vault."""

    ana = ANA
    at = AT

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.sheet = recovery.sheet(secrets.token_bytes)
        self._ids = itertools.count(1)
        self._open: list[Vault] = []
        self._places: list[Place] = []

    @property
    def recipient(self) -> Recipient:
        return recovery.read(self.sheet).recipient

    def place(self) -> Place:
        """Holds the folder as a fresh start of the program would."""
        self.let_go()
        self._places.append(place.take(self.folder))
        return self._places[-1]

    def create(self, steps: Schema | None = None) -> Vault:
        vault = creation.create(
            self.place(),
            name="Ana",
            passphrase=ANA,
            recovery_recipient=self.recipient,
            parameters=LEAST,
            at=AT,
            chance=secrets.token_bytes,
            steps=steps,
        )
        self._open.append(vault)
        return vault

    def unlock(
        self, name: str = "Ana", passphrase: bytes = ANA, steps: Schema | None = None
    ) -> Vault:
        """Starts the program anew and opens the vault."""
        vault = opening.unlock(
            self.place(),
            name=name,
            passphrase=passphrase,
            at=AT,
            chance=secrets.token_bytes,
            steps=steps,
        )
        self._open.append(vault)
        return vault

    def recover(
        self, name: str = "Ana", passphrase: bytes = b"a new one for the old hand"
    ) -> Vault:
        vault = opening.unlock_with_recovery(
            self.place(),
            words=self.sheet,
            name=name,
            passphrase=passphrase,
            at=AT,
            chance=secrets.token_bytes,
        )
        self._open.append(vault)
        return vault

    def let_go(self) -> None:
        """Ends the program: closes what is open and releases the folder."""
        for vault in self._open:
            vault.close()
        for held in self._places:
            held.release()
        self._open.clear()
        self._places.clear()

    def new_id(self) -> str:
        return f"{next(self._ids):032x}"

    def open_case(self, vault: Vault) -> CaseId:
        case = CaseId(self.new_id())
        with vault.transaction() as change:
            change.write(CaseOpened(), case=case, at=AT, offset=0)
            known = FactsKnown(facts=CaseFacts(), owner=vault.user.id)
            change.write(known, case=case, at=AT, offset=0)
            change.log(Act.CASE_OPENED, at=AT, about=case)
        return case

    def start_draft(self, vault: Vault, case: CaseId) -> ScreeningId:
        draft = Draft(
            id=ScreeningId(self.new_id()),
            case=case,
            set_hash=SetHash("0" * 64),
            owner=vault.user.id,
            started_at=AT,
            saved_at=AT,
            preparation=Preparation(),
            facts=CaseFacts(),
        )
        with vault.transaction():
            drafts.start(vault.work, draft)
        return draft.id


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    desk = Desk(tmp_path / "vault")
    yield desk
    desk.let_go()
