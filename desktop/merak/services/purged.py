"""What a purge by the office takes away at a laptop: at once, or when a hold there has ended."""

from collections.abc import Iterable

from merak.domain.bodies import BodyRefused, from_body
from merak.domain.decision import Purged
from merak.domain.ids import CaseId, RecordId
from merak.domain.log_entry import Act
from merak.domain.record import Kind, Record
from merak.errors import MerakError
from merak.services.session import Pen, Session
from merak.storage import drafts, holds, kinds, records, sealings
from merak.storage.connection import Connection
from merak.storage.errors import DiskFull, DiskTrouble, ReadOnly
from merak.storage.forgotten import Why


class StillOnDisk(MerakError):
    """It is forgotten, but the files could not be written anew without it.

    The next unlock goes on.
    """


def take_off_disk(session: Session) -> None:
    """Writes the files anew without what was forgotten; raises StillOnDisk."""
    try:
        session.vault.renew()
    except (DiskFull, ReadOnly, DiskTrouble) as trouble:
        raise StillOnDisk from trouble


def listed(work: Connection, purge: Record) -> frozenset[RecordId]:
    """Gives what a purge takes away here.

    The office knows the sealed copies; what they stand for goes with them.
    """
    try:
        named = from_body(purge.body, Purged).records
    except BodyRefused:
        # A later version's form: what it purges goes once this program is that version.
        return frozenset()
    return frozenset((*named, *sealings.plain_of(work, named)))


def drop(pen: Pen, gone: Iterable[RecordId]) -> int:
    """Forgets what was purged and gives how much; what is under hold here waits for its end."""
    ids = set(gone)
    for case in holds.every(pen.work):
        ids -= _ids_of(pen.work, pen.private, case)
    if ids:
        pen.forget(ids, Why.PURGED, Act.PURGED)
        _drop_drafts(pen)
    return len(ids)


def outstanding(work: Connection, private: Connection, case: CaseId) -> frozenset[RecordId]:
    """Gives what of a case was purged and is here still, because it is or was under hold."""
    here = _ids_of(work, private, case)
    return frozenset(
        record
        for purge in kinds.of_kind(work, Kind.PURGE)
        for record in listed(work, purge)
        if record in here
    )


def _ids_of(work: Connection, private: Connection, case: CaseId) -> set[RecordId]:
    return {record.id for file in (work, private) for record in records.all_of_case(file, case)}


def _drop_drafts(pen: Pen) -> None:
    """Drops drafts of cases of which nothing is left."""
    left = set(records.cases(pen.work))
    for draft in drafts.every(pen.work):
        if draft.case not in left:
            pen.drop_draft(draft.id)
