"""Purging: an office takes cases out for good, by two people; the decision is a record itself.

It lists the ids of what goes. Whoever takes it in drops them, in whatever order things come, and
takes none of them in again.
"""

from collections.abc import Sequence

from merak.domain.decision import Purged, PurgeReason
from merak.domain.ids import CaseId, RecordId
from merak.domain.log_entry import Act
from merak.domain.record import NO_CASE, Record
from merak.errors import MerakError
from merak.services import office, purged
from merak.services.session import Session
from merak.services.typed import whole
from merak.storage import holds, members, peers, records, travels
from merak.storage.forgotten import Why

_MOST_IN_ONE = 10_000
"""A record is one line of a bundle, and a line is at most 1 MiB."""


class TwoNeeded(MerakError):
    """The second person is the first one, or nobody who may open this vault."""


class CaseHeld(MerakError):
    """Carries how many of the cases are under a legal hold; none is purged."""

    def __init__(self, cases: int) -> None:
        super().__init__(str(cases))
        self.cases = cases


def purge(
    session: Session,
    cases: Sequence[CaseId],
    reason: PurgeReason,
    second_name: str,
    second_passphrase: bytearray,
) -> int:
    """Takes these cases out, and gives how many records went.

    The second person types name and passphrase here. Backups made before still hold the cases.
    Raises NotKeeper, TwoNeeded, NoSuchUser, WrongPassphrase and CaseHeld, the errors of disks with
    nothing purged, and StillOnDisk.
    """
    office.keepers_of_office(session)
    second = members.other_user(session.vault, whole(second_name), second_passphrase)
    if second.id == session.user.id:
        raise TwoNeeded
    held = holds.every(session.work) & set(cases)
    if held:
        raise CaseHeld(len(held))
    found = _records(session, cases)
    gone = [record.id for record in found]
    authors = {record.author_device for record in found}
    tell = {device for one in authors for device in peers.answering(session.work, one)}
    with session.change() as pen:
        for start in range(0, len(gone), _MOST_IN_ONE):
            part: tuple[RecordId, ...] = tuple(gone[start : start + _MOST_IN_ONE])
            made = pen.write(Purged(records=part, second=second.id, reason=reason), NO_CASE)
            for device in tell:
                travels.wait(pen.work, device, (made,))
        pen.forget(gone, Why.PURGED, Act.PURGED)
    purged.take_off_disk(session)
    return len(gone)


def _records(session: Session, cases: Sequence[CaseId]) -> list[Record]:
    return [
        record
        for case in dict.fromkeys(cases)
        if case != NO_CASE
        for file in (session.work, session.private)
        for record in records.all_of_case(file, case)
    ]
