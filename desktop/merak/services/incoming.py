"""What happens to each record of a bundle that is taken in."""

from merak.codec import digest
from merak.domain.bodies import BodyRefused, SetUsed, from_body
from merak.domain.bundle import Header
from merak.domain.ids import RecordId
from merak.domain.log_entry import Act
from merak.domain.record import Kind, Record
from merak.services import purged
from merak.services.kits import is_office
from merak.services.session import Pen, Session
from merak.storage import forgotten, ledger, views
from merak.storage import sets as kept_sets

_LOG_EVERY = 20_000
"""One entry of the log holds the ids of its records in memory."""


class Intake:
    """Takes records of one bundle, inside the transaction that takes all of it."""

    def __init__(self, session: Session, pen: Pen, header: Header) -> None:
        self._pen = pen
        self._header = header
        self._purged: list[RecordId] = []
        self._forgets = forgotten.any(session.work)
        self._laptop = not is_office(session)
        self.new = 0
        self.refused: list[RecordId] = []
        """Records that were purged here: they stay away, in whatever order things come."""

    def take(self, record: Record) -> None:
        """Keeps a record, unless it was forgotten here on purpose."""
        if self._forgets and forgotten.among(self._pen.work, (record.id,)):
            if forgotten.purged(self._pen.work, record.id):
                self.refused.append(record.id)
            return
        if self._laptop and record.case and not views.has(self._pen.work, record.case):
            # An answer to a case that was cleared here: taken in, it would be a case without any
            # of its records.
            return
        if not self._pen.take(record):
            return
        self.new += 1
        if self.new % _LOG_EVERY == 0:
            self._pen.log(Act.IMPORTED, self._header.bundle)
        if record.kind == Kind.INDICATOR_SET:
            self._keep_set(record)
        elif record.kind == Kind.PURGE:
            self._purged += purged.listed(self._pen.work, record)

    def end(self) -> None:
        """Drops what the bundle purges, and notes for receipts what was refused."""
        if self._purged:
            purged.drop(self._pen, self._purged)
        ledger.refuse(self._pen.work, self._header.device, self._header.sequence, self.refused)

    def _keep_set(self, record: Record) -> None:
        try:
            used = from_body(record.body, SetUsed)
        except BodyRefused:
            return
        content = used.yaml.encode("utf-8")
        # The hash is what screenings name: other bytes are none of theirs, whoever sent them.
        if digest(content) == used.sha256:
            kept_sets.add(
                self._pen.work,
                content=content,
                id=used.id,
                version=used.version,
                at=self._pen.at,
            )
