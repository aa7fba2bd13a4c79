"""An open vault: two files that change together, and a log of what was done."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path

from merak.crypto.age_file import Identity, Recipient
from merak.domain.ids import DeviceId, ScreeningId
from merak.domain.log_entry import Act, LogFault
from merak.errors import MerakError
from merak.storage import (
    backups,
    files,
    forgotten,
    generations,
    holders,
    keys,
    settings,
    users,
    views,
)
from merak.storage import connection as connections
from merak.storage.connection import KEY_BYTES, Connection
from merak.storage.errors import Part
from merak.storage.holders import NotHolder
from merak.storage.place import Current, Place
from merak.storage.sweeping import drop_private, sweep
from merak.storage.transaction import Chance, Transaction
from merak.storage.users import User

PARTS = (Part.WORK, Part.PRIVATE)
_STALE, _STALE_FOR_HOLDERS = "1", "holders"


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
        self._file_keys = dict(file_keys)
        self._unswept = False
        self._dropped: set[ScreeningId] = set()

    @property
    def device(self) -> DeviceId:
        """Gives the id under which this vault writes now; it changes when the vault begins anew."""
        return DeviceId(settings.get(self.work, settings.DEVICE))

    @contextmanager
    def transaction(self) -> Iterator[Transaction]:
        """Saves everything done inside at its end, or nothing.

        Raises DiskFull, ReadOnly, DiskTrouble and VaultDamaged, each with nothing saved, and
        NotLogged where records have no entry in the log. What is saved is on the disk when the
        block has ended.
        """
        self._tidy()
        try:
            self.private.begin()
            self.work.begin()
            change = Transaction(
                work=self.work,
                private=self.private,
                device=self.device,
                user=self.user.id,
                chance=self.chance,
            )
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
        """Seals the keys of both files anew, to the users there are now and the recovery sheet.

        The identity keys of an office too, where the user here is one of their holders.
        """
        to = recipients(self.work)
        for part, key in self._file_keys.items():
            keys.write(self.place, part, self.current.generation(part), key, to)
        with self.transaction():
            left = ""
            try:
                holders.reseal(self.work, self.user_key)
            except NotHolder:
                left = _STALE_FOR_HOLDERS
            settings.put(self.work, settings.KEYS_STALE, left)

    def reseal_for_holders(self) -> None:
        """Seals the identity keys anew after a change that a user who is no holder has made.

        Does nothing where nobody has, or where the user here is none either.
        """
        if settings.get(self.work, settings.KEYS_STALE) != _STALE_FOR_HOLDERS:
            return
        with suppress(NotHolder), self.transaction():
            holders.reseal(self.work, self.user_key)
            settings.put(self.work, settings.KEYS_STALE, "")

    def mark_stale(self) -> None:
        """Notes, inside a transaction, that the keys must be sealed anew, whatever happens."""
        settings.put(self.work, settings.KEYS_STALE, _STALE)

    def is_stale(self) -> bool:
        """Says whether a change of users was not yet followed by `reseal`."""
        return settings.get(self.work, settings.KEYS_STALE) == _STALE

    def mark_exposed(self) -> None:
        """Notes, inside a transaction, that the keys of both files are known outside."""
        forgotten.put_to_renew(self.work, PARTS)

    @files.trouble_told()
    def renew(self) -> None:
        """Writes each file that holds forgotten records anew without them, under a new key.

        The old file and its key are destroyed. Raises DiskFull, ReadOnly, DiskTrouble and
        VaultDamaged; the next one, or the next unlock, then goes on.
        """
        for part in forgotten.to_renew(self.work):
            key = self.chance(KEY_BYTES)
            following = self._without_forgotten(part, key)
            # An old file that a migration has kept would know what this one forgets.
            self._switch(part, replace(following, kept=()), key)
            with self.transaction():
                left = set(forgotten.to_renew(self.work)) - {part}
                forgotten.put_to_renew(self.work, left)

    def _without_forgotten(self, part: Part, key: bytes) -> Current:
        source = self.work if part is Part.WORK else self.private
        gone = forgotten.ids(self.work)
        to = recipients(self.work)
        try:
            return generations.write_without(self.place, self.current, source, key, to, gone)
        except (MerakError, OSError):
            # It lies on the disk until there is room, but nobody is shown it any more. What the
            # try has left is taken away first: there may be no room even for deleting.
            with suppress(MerakError, OSError):
                self.place.clear(part, self.current.switched(part).generation(part))
            if part is Part.PRIVATE:
                with suppress(MerakError):
                    drop_private(self.private, gone, ())
            raise

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

    def back_up(self, to: Path) -> None:
        """Writes a verified copy of the vault into a new folder."""
        sources = {Part.WORK: self.work, Part.PRIVATE: self.private}
        backups.write(self.place, self.current, sources, self._file_keys, to)

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


def recipients(work: Connection) -> tuple[Recipient, ...]:
    """Gives all to whom the keys are sealed: every key of every user and the recovery sheet."""
    return (*users.keys(work), Recipient(settings.get(work, settings.RECOVERY_RECIPIENT)))
