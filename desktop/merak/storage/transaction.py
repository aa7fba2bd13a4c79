"""What is done inside one transaction of a vault."""

from collections.abc import Callable, Iterable, Mapping

from merak.domain import record as domain_record
from merak.domain.bodies import KINDS, Body, to_body
from merak.domain.ids import CaseId, DeviceId, RecordId, ScreeningId, UserId
from merak.domain.log_entry import Act, digest_of
from merak.domain.record import PRIVATE_KINDS, Kind, Record, is_private
from merak.storage import (
    drafts,
    forgotten,
    log,
    mnemonics,
    records,
    sealings,
    settings,
    travels,
    views,
)
from merak.storage.connection import Connection
from merak.storage.errors import NotLogged, Part
from merak.storage.forgotten import Why
from merak.storage.settings import VaultKind

Chance = Callable[[int], bytes]
"""Gives that many random bytes."""

_NONCE_BYTES = 16


class Transaction:
    """What can be done inside one transaction beside changing drafts and settings."""

    def __init__(
        self,
        *,
        work: Connection,
        private: Connection,
        device: DeviceId,
        user: UserId,
        chance: Chance,
    ) -> None:
        self._work = work
        self._private = private
        self._device = device
        self._user = user
        self._chance = chance
        self._kind = settings.kind(work)
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
        record = domain_record.make(
            kind=KINDS[type(body)],
            case=case,
            author_device=self._device,
            author_user=self._user,
            at=at,
            offset=offset,
            n=self._count(),
            nonce=self._chance(_NONCE_BYTES).hex(),
            body=to_body(body),
            refers_to=refers_to,
        )
        self.add(record)
        # What an office writes goes to the laptops whose records it answers, not to an office.
        if not is_private(record) and self._kind is VaultKind.FIELD:
            travels.wait(self._work, travels.OFFICE, (record,))
        return record

    def seal(
        self,
        plain: Record,
        body: Mapping[str, object],
        refers_to: tuple[RecordId, ...],
        addressee: str,
    ) -> Record:
        """Makes the record that says the same, sealed in its body, and that travels in its place.

        Author and time are the plain one's, so that whoever opens it reads who said it and when.
        """
        record = domain_record.make(
            kind=Kind(plain.kind),
            case=plain.case,
            author_device=plain.author_device,
            author_user=plain.author_user,
            at=plain.at,
            offset=plain.offset,
            n=self._count(),
            nonce=self._chance(_NONCE_BYTES).hex(),
            body=body,
            refers_to=refers_to,
        )
        self.add(record)
        sealings.add(self._work, plain.id, addressee, record.id)
        travels.wait(self._work, addressee, (record,))
        return record

    def add(self, record: Record) -> None:
        """Keeps a record of this device; one that is there already changes nothing."""
        self._keep(self._private if is_private(record) else self._work, record)

    def take(self, record: Record) -> bool:
        """Keeps a record that came from elsewhere; says whether it was not there already.

        What was sealed to this laptop opens here, so it goes with what this laptop will forget.
        """
        here = self._kind is VaultKind.FIELD and record.kind in PRIVATE_KINDS
        private = here or is_private(record)
        return self._keep(self._private if private else self._work, record)

    def _keep(self, file: Connection, record: Record) -> bool:
        if not records.insert(file, record):
            return False
        self._unlogged.append(record.id)
        if record.case and record.kind not in PRIVATE_KINDS:
            self._touched.add(record.case)
        return True

    def log(self, act: Act, *, at: str, about: str = "") -> None:
        """Adds an entry to the log that covers the records kept since the last one."""
        self.head = log.append(
            self._work,
            at=at,
            user=self._user,
            act=act,
            about=about,
            records=self._unlogged,
        )
        self._unlogged.clear()

    def forget(self, gone: Iterable[RecordId], why: Why, act: Act, *, at: str) -> None:
        """Forgets records, with an entry in the log; they are gone once `renew` has ended.

        Records that are forgotten already are left out, ones that were never here are not.
        """
        ids = set(gone)
        ids -= forgotten.among(self._work, ids)
        self.log(act, at=at, about=digest_of(ids))
        forgotten.add(self._work, ids, why, log.last(self._work))
        parts = set(forgotten.to_renew(self._work))
        for record in ids:
            if records.has(self._work, record):
                self._touched.add(records.drop(self._work, record))
                parts.add(Part.WORK)
            # Private rows stay until the new generation: it commits first, and work must know.
            elif records.has(self._private, record):
                parts.add(Part.PRIVATE)
        mnemonics.drop_without_records(self._work)
        forgotten.put_to_renew(self._work, parts)
        travels.drop(self._work, ids)

    def drop_draft(self, draft: ScreeningId) -> None:
        """Takes a draft away; its free text goes once work has been committed."""
        drafts.drop(self._work, draft)
        self.dropped.add(draft)

    def _count(self) -> int:
        n = int(settings.get(self._work, settings.NEXT_N, "1"))
        settings.put(self._work, settings.NEXT_N, str(n + 1))
        return n

    def finish(self) -> None:
        """Brings the views up to date; raises NotLogged where records have no entry."""
        if self._unlogged:
            raise NotLogged
        views.refresh(self._work, self._touched)
