"""An open vault with the user, the clock and the chance that every act is given."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime

from merak.crypto.age_file import Identity as KeyPair
from merak.domain.bodies import Body, TextWritten
from merak.domain.ids import CaseId, RecordId, ScreeningId, SetHash
from merak.domain.indicator_set import IndicatorSet
from merak.domain.log_entry import Act
from merak.domain.record import Kind, Record
from merak.errors import MerakError
from merak.services.given import Chance, Clock
from merak.services.typed import whole
from merak.storage.connection import Connection
from merak.storage.errors import DiskFull, DiskTrouble, ReadOnly
from merak.storage.forgotten import Why
from merak.storage.transaction import Transaction
from merak.storage.users import Role, User
from merak.storage.vault import Vault

_ID_BYTES = 16
_MINUTE = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class NewCase:
    """In place of a case's id: one that is opened with the act itself."""


class NotKeeper(MerakError):
    """Only a keeper may do this."""


def utc(moment: datetime) -> str:
    """Writes a moment as UTC ISO time, to the second."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


class Pen:
    """One transaction at one moment: what an act writes, and its entry in the log."""

    def __init__(self, vault: Vault, transaction: Transaction, moment: datetime) -> None:
        self._transaction = transaction
        self.work: Connection = vault.work
        self.private: Connection = vault.private
        self.at = utc(moment)
        offset = moment.utcoffset()
        self.offset = int(offset.total_seconds() // _MINUTE) if offset else 0

    def write(self, body: Body, case: CaseId, refers_to: tuple[RecordId, ...] = ()) -> Record:
        """Makes a record and keeps it."""
        return self._transaction.write(
            body, case=case, at=self.at, offset=self.offset, refers_to=refers_to
        )

    def text(self, field: str, content: str, case: CaseId, about: RecordId) -> None:
        """Keeps what was typed about a record, in the private file; nothing where it is blank."""
        content = whole(content).strip()
        if content:
            self.write(TextWritten(field=field, text=content), case, (about,))

    def take(self, record: Record) -> bool:
        """Keeps a record that came from elsewhere; says whether it was not there already."""
        return self._transaction.take(record)

    def seal(
        self,
        plain: Record,
        body: Mapping[str, object],
        refers_to: tuple[RecordId, ...],
        addressee: str,
    ) -> Record:
        """Makes the sealed record that travels in the place of a plain one."""
        return self._transaction.seal(plain, body, refers_to, addressee)

    def forget(self, gone: Iterable[RecordId], why: Why, act: Act) -> None:
        """Forgets records, with an entry in the log; `vault.renew` then takes them off the disk."""
        self._transaction.forget(gone, why, act, at=self.at)

    def log(self, act: Act, about: str = "") -> None:
        """Enters the act into the log, with all records written since the last entry."""
        self._transaction.log(act, at=self.at, about=about)

    def drop_draft(self, draft: ScreeningId) -> None:
        """Takes a draft and its texts away."""
        self._transaction.drop_draft(draft)


class Session:
    """One user at one open vault, on the vault's thread."""

    def __init__(self, vault: Vault, clock: Clock, chance: Chance) -> None:
        self.vault = vault
        self.clock = clock
        self.chance = chance
        self.sets: dict[SetHash, IndicatorSet] = {}
        """Sets that were read already: reading one takes longer than saving an answer may."""
        self.sheet: tuple[str, ...] = ()
        """The words of a recovery sheet that was shown and not yet confirmed."""
        self.openers: dict[Kind, tuple[KeyPair, ...]] = {}
        """Keys that open sealed identities and texts, once they were asked for."""
        self._looked_at: set[tuple[Act, str]] = set()

    @property
    def user(self) -> User:
        """Gives who opened the vault."""
        return self.vault.user

    @property
    def work(self) -> Connection:
        """Gives the file of codes, answers, levels and duties."""
        return self.vault.work

    @property
    def private(self) -> Connection:
        """Gives the file of identities and free text."""
        return self.vault.private

    @property
    def log_broken(self) -> bool:
        """Says whether the check at unlock found the log or the records changed."""
        return bool(self.vault.findings)

    def now(self) -> str:
        """Gives the time as UTC ISO."""
        return utc(self.clock.now())

    def new_id(self) -> str:
        """Gives 128 random bits as 32 hex digits."""
        return self.chance(_ID_BYTES).hex()

    @contextmanager
    def change(self) -> Iterator[Pen]:
        """Saves everything written inside at its end, or nothing."""
        moment = self.clock.now()
        with self.vault.transaction() as transaction:
            yield Pen(self.vault, transaction, moment)

    def keepers_only(self) -> None:
        """Raises NotKeeper where the user is none."""
        if self.user.role is not Role.KEEPER:
            raise NotKeeper

    def looked_at(self, act: Act, about: str) -> None:
        """Enters into the log that something was read, once for each unlocking."""
        if (act, about) in self._looked_at:
            return
        # A full disk must not hide from anyone whom to call: it is entered the next time.
        with suppress(DiskFull, ReadOnly, DiskTrouble):
            with self.change() as pen:
                pen.log(act, about)
            self._looked_at.add((act, about))

    def close(self) -> None:
        """Enters the lock into the log, closes both files and lets the place go."""
        self.sheet = ()
        self.sets.clear()
        self.openers.clear()
        try:
            # A disk that is full or gone is no reason to stay open: a lock never fails for it.
            with suppress(DiskFull, ReadOnly, DiskTrouble), self.change() as pen:
                pen.log(Act.VAULT_LOCKED)
        finally:
            try:
                self.vault.close()
            finally:
                self.vault.place.release()
