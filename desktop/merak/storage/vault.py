"""An open vault: two files that change together, and a log of what was done."""

from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import contextmanager, suppress

from merak.crypto.age_file import Recipient
from merak.domain import record as domain_record
from merak.domain.bodies import KINDS, Body, to_body
from merak.domain.ids import CaseId, DeviceId, RecordId, ScreeningId
from merak.domain.log_entry import Act, LogFault
from merak.domain.record import PRIVATE_KINDS, Record
from merak.errors import MerakError
from merak.storage import draft_texts, drafts, keys, log, records, settings, users, views
from merak.storage.connection import Connection
from merak.storage.errors import NotLogged, Part
from merak.storage.place import Current, Place
from merak.storage.users import User

Chance = Callable[[int], bytes]
"""Gives that many random bytes."""

PARTS = (Part.WORK, Part.PRIVATE)
_NONCE_BYTES = 16
_STALE = "1"


class Vault:
    """The open vault of one user; made by `opening`, used on one thread."""

    def __init__(
        self,
        *,
        place: Place,
        current: Current,
        connections: Mapping[Part, Connection],
        file_keys: Mapping[Part, bytes],
        user: User,
        chance: Chance,
        findings: tuple[LogFault, ...] = (),
    ) -> None:
        self.place = place
        self.current = current
        self.work = connections[Part.WORK]
        self.private = connections[Part.PRIVATE]
        self.user = user
        self.chance = chance
        self.findings = findings
        """What the check of log and records found at unlock."""
        self.device = DeviceId(settings.get(self.work, settings.DEVICE))
        self._file_keys = dict(file_keys)
        self._unswept = False
        self._dropped: set[ScreeningId] = set()

    @contextmanager
    def transaction(self) -> Iterator["Transaction"]:
        """Saves everything done inside at its end, or nothing.

        Raises DiskFull, ReadOnly, DiskTrouble and VaultDamaged, each with nothing saved, and
        NotLogged where records have no entry in the log. What is saved is on the disk when the
        block has ended.
        """
        self._tidy()
        try:
            self.private.begin()
            self.work.begin()
            change = Transaction(self)
            yield change
            change.finish()
            # Private first: a crash in between leaves rows that work does not know, and those
            # are dropped. The other way round a record's text would be lost.
            self.private.commit()
            self._unswept = True
            self.work.commit()
            self._unswept = False
        except BaseException:
            self.work.roll_back()
            self.private.roll_back()
            with suppress(MerakError):
                self._tidy()
            raise
        # From here on everything is saved, and nothing below may say otherwise: the head may lag
        # behind the chain, and what is not dropped now is dropped before the next transaction.
        if change.head:
            with suppress(OSError):
                self.place.put_head(change.head)
        self._dropped |= change.dropped
        with suppress(MerakError):
            self._tidy()

    def reseal(self) -> None:
        """Seals the keys of both files anew, to the users there are now and the recovery sheet."""
        to = recipients(self.work)
        for part, key in self._file_keys.items():
            keys.write(self.place, part, self.current.generation(part), key, to)
        with self.transaction():
            settings.put(self.work, settings.KEYS_STALE, "")

    def mark_stale(self) -> None:
        """Notes, inside a transaction, that the keys must be sealed anew, whatever happens."""
        settings.put(self.work, settings.KEYS_STALE, _STALE)

    def is_stale(self) -> bool:
        """Says whether a change of users was not yet followed by `reseal`."""
        return settings.get(self.work, settings.KEYS_STALE) == _STALE

    def rebuild(self, at: str) -> None:
        """Computes all views anew from the records."""
        with self.transaction() as change:
            views.rebuild(self.work)
            change.log(Act.VIEWS_REBUILT, at=at)

    def close(self) -> None:
        """Closes both files; the place stays held until it is released."""
        self._file_keys.clear()
        self.private.close()
        self.work.close()

    def _tidy(self) -> None:
        """Drops from private what a failed commit left there, and the text of dropped drafts."""
        if self._dropped:
            drop_private(self.private, (), self._dropped)
            self._dropped.clear()
        # Where work is not what it was, it is no measure of what belongs in private.
        if self._unswept and not self.findings:
            sweep(self.work, self.private)
            self._unswept = False


class Transaction:
    """What can be done inside one transaction beside changing drafts and settings."""

    def __init__(self, vault: Vault) -> None:
        self._vault = vault
        self._touched: set[CaseId] = set()
        self._unlogged: list[RecordId] = []
        self.head = ""
        self.dropped: set[ScreeningId] = set()

    def write(
        self,
        body: Body,
        *,
        case: CaseId,
        at: str,
        offset: int,
        refers_to: tuple[RecordId, ...] = (),
    ) -> Record:
        """Makes a record of this device and user and keeps it; `offset` is minutes before UTC."""
        vault = self._vault
        n = int(settings.get(vault.work, settings.NEXT_N, "1"))
        settings.put(vault.work, settings.NEXT_N, str(n + 1))
        record = domain_record.make(
            kind=KINDS[type(body)],
            case=case,
            author_device=vault.device,
            author_user=vault.user.id,
            at=at,
            offset=offset,
            n=n,
            nonce=vault.chance(_NONCE_BYTES).hex(),
            body=to_body(body),
            refers_to=refers_to,
        )
        self.add(record)
        return record

    def add(self, record: Record) -> None:
        """Keeps a record that was made elsewhere; one that is there already changes nothing."""
        private = record.kind in PRIVATE_KINDS
        if records.insert(self._vault.private if private else self._vault.work, record):
            self._unlogged.append(record.id)
            if record.case and not private:
                self._touched.add(record.case)

    def log(self, act: Act, *, at: str, about: str = "") -> None:
        """Adds an entry to the log that covers the records kept since the last one."""
        self.head = log.append(
            self._vault.work,
            at=at,
            user=self._vault.user.id,
            act=act,
            about=about,
            records=self._unlogged,
        )
        self._unlogged.clear()

    def drop_draft(self, draft: ScreeningId) -> None:
        """Takes a draft away; its free text goes once work has been committed."""
        drafts.drop(self._vault.work, draft)
        self.dropped.add(draft)

    def finish(self) -> None:
        """Brings the views up to date; raises NotLogged where records have no entry."""
        if self._unlogged:
            raise NotLogged
        views.refresh(self._vault.work, self._touched)


def recipients(work: Connection) -> tuple[Recipient, ...]:
    """Gives all to whom the keys are sealed: every key of every user and the recovery sheet."""
    return (*users.keys(work), Recipient(settings.get(work, settings.RECOVERY_RECIPIENT)))


def sweep(work: Connection, private: Connection) -> None:
    """Drops private rows that work does not know: of a save cut short, or of a draft taken away."""
    known = {row[0] for row in work.rows("SELECT record FROM log_record")}
    stray = [id_ for (id_,) in private.rows("SELECT id FROM record") if id_ not in known]
    here = {row[0] for row in work.rows("SELECT id FROM draft")}
    drop_private(private, stray, draft_texts.drafts(private) - here)


def drop_private(
    private: Connection, stray: Collection[bytes], gone: Collection[ScreeningId]
) -> None:
    """Drops records and the text of drafts from the private file, in a transaction of its own."""
    if not stray and not gone:
        return
    private.begin()
    try:
        private.run_many("DELETE FROM record WHERE id = ?", [(id_,) for id_ in stray])
        for draft in gone:
            draft_texts.drop(private, draft)
        private.commit()
    except BaseException:
        private.roll_back()
        raise
