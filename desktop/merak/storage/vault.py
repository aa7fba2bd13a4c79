"""An open vault: two files that change together, and a log of what was done."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import replace

from merak.crypto.age_file import Identity, Recipient
from merak.domain import record as domain_record
from merak.domain.bodies import KINDS, Body, to_body
from merak.domain.ids import CaseId, DeviceId, RecordId, ScreeningId
from merak.domain.log_entry import Act, LogFault, digest_of
from merak.domain.record import PRIVATE_KINDS, Record, is_private
from merak.errors import MerakError
from merak.storage import connection as connections
from merak.storage import (
    drafts,
    forgotten,
    generations,
    holders,
    keys,
    log,
    records,
    settings,
    travels,
    users,
    views,
)
from merak.storage.connection import KEY_BYTES, Connection
from merak.storage.errors import NotLogged, Part
from merak.storage.forgotten import Why
from merak.storage.holders import NotHolder
from merak.storage.place import Current, Place
from merak.storage.settings import VaultKind
from merak.storage.sweeping import drop_private, sweep
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
        user_key: Identity,
        chance: Chance,
        findings: tuple[LogFault, ...] = (),
    ) -> None:
        self.place = place
        self.current = current
        self.work = connections[Part.WORK]
        self.private = connections[Part.PRIVATE]
        self.user = user
        self.user_key = user_key
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
        # From here on everything is saved, and nothing below may say otherwise: the head may lag,
        # and what is not dropped now is dropped before the next transaction.
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
            with suppress(NotHolder):
                holders.reseal(self.work, self.user_key)
            settings.put(self.work, settings.KEYS_STALE, "")

    def mark_stale(self) -> None:
        """Notes, inside a transaction, that the keys must be sealed anew, whatever happens."""
        settings.put(self.work, settings.KEYS_STALE, _STALE)

    def is_stale(self) -> bool:
        """Says whether a change of users was not yet followed by `reseal`."""
        return settings.get(self.work, settings.KEYS_STALE) == _STALE

    def renew(self) -> None:
        """Writes each file that holds forgotten records anew without them, under a new key.

        The old file and its key are destroyed. Where something stops it, the next unlock goes on.
        """
        for part in forgotten.to_renew(self.work):
            key = self.chance(KEY_BYTES)
            following = generations.write_without(
                self.place,
                self.current,
                self.work if part is Part.WORK else self.private,
                key,
                recipients(self.work),
                forgotten.ids(self.work),
            )
            # An old file that a migration has kept would know what this one forgets.
            self._switch(part, replace(following, kept=()), key)
            with self.transaction():
                left = set(forgotten.to_renew(self.work)) - {part}
                forgotten.put_to_renew(self.work, left)

    def _switch(self, part: Part, following: Current, key: bytes) -> None:
        path = self.place.database(part, following.generation(part))
        fresh = connections.open_existing(path, key, part)
        old = self.current
        try:
            self.place.switch(following)
        except BaseException:
            # Where only the sync failed, the new one is what the folder says; the old one stays.
            if self.place.current() == following:
                self._take(part, following, fresh, key).close()
            else:
                fresh.close()
            raise
        before = self._take(part, following, fresh, key)
        # The key first: whatever stops the rest, nothing opens what is left.
        self.place.destroy_key(part, old.generation(part))
        before.close()
        self.place.destroy_others(following)

    def _take(self, part: Part, following: Current, fresh: Connection, key: bytes) -> Connection:
        """Goes on with a file that was switched to, and gives the one before."""
        self.current, self._file_keys[part] = following, key
        if part is Part.WORK:
            before, self.work = self.work, fresh
        else:
            before, self.private = self.private, fresh
        return before

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
        # What an office writes goes to the laptops whose records it answers, not to an office.
        if not is_private(record) and settings.kind(vault.work) is VaultKind.FIELD:
            travels.wait(vault.work, travels.OFFICE, (record,))
        return record

    def add(self, record: Record) -> None:
        """Keeps a record that was made elsewhere; one that is there already changes nothing."""
        self.add_to(self._vault.private if is_private(record) else self._vault.work, record)

    def add_to(self, file: Connection, record: Record) -> bool:
        """Keeps a record in this file; says whether it was not there already."""
        if not records.insert(file, record):
            return False
        self._unlogged.append(record.id)
        if record.case and record.kind not in PRIVATE_KINDS:
            self._touched.add(record.case)
        return True

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

    def forget(self, gone: Iterable[RecordId], why: Why, act: Act, *, at: str) -> None:
        """Forgets records, with an entry in the log; they are gone once `renew` has ended.

        Records that are forgotten already are left out, ones that were never here are not.
        """
        vault = self._vault
        ids = set(gone)
        ids -= forgotten.among(vault.work, ids)
        self.log(act, at=at, about=digest_of(ids))
        forgotten.add(vault.work, ids, why, log.last(vault.work))
        parts = set(forgotten.to_renew(vault.work))
        for record in ids:
            if records.has(vault.work, record):
                self._touched.add(records.drop(vault.work, record))
                parts.add(Part.WORK)
            # Private rows stay until the new generation: it commits first, and work must know.
            elif records.has(vault.private, record):
                parts.add(Part.PRIVATE)
        forgotten.put_to_renew(vault.work, parts)

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
