"""What an office gives back for bundles, and what a laptop makes of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum, auto
from pathlib import Path

from merak.domain.exchange import AgencyId, file_name
from merak.domain.ids import DeviceId, RecordId
from merak.domain.ledger import Gap, contiguous, missing
from merak.domain.log_entry import Act
from merak.domain.receipt import Keeping, Receipt
from merak.errors import MerakError
from merak.formats import receipt as receipt_files
from merak.formats import sealed_line
from merak.services import backup, kits, restored
from merak.services.session import Pen, Session
from merak.storage import ledger, outside, peers, secret_keys, settings, travels
from merak.storage.secret_keys import KeyName
from merak.storage.travels import OFFICE, Travel

_MOST_REFUSED = 10_000
"""A receipt is a small file; further ones are told by the next."""


class _Age(Enum):
    """How old a receipt is beside the newest that was taken."""

    OLDER = auto()
    SAME = auto()
    NEWER = auto()


class NothingCame(MerakError):
    """Nothing came from this device yet, so there is nothing to confirm."""


class RolledBack(MerakError):
    """The office has had bundles that this vault never made: an older copy of it was put back.

    Nothing may be sent or cleared from here before a supervisor has looked into it.
    """


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """A receipt on the stick."""

    path: Path
    receipt: Receipt


@dataclass(frozen=True, slots=True, kw_only=True)
class Confirmed:
    """What a receipt told the laptop."""

    contiguous: int
    missing: tuple[Gap, ...]
    keeping: Keeping
    refused: tuple[RecordId, ...]
    waiting: int
    """Records that go with the next bundle."""
    counts: Mapping[str, int]
    again: int = 0
    """Those of them that the office has had and lost."""


def write(session: Session, device: DeviceId, folder: Path) -> Written:
    """Writes the receipt for all that came from a laptop so far.

    It says `durable` only where the office's own backup covers all of it. Raises UnknownDevice,
    NothingCame and the errors of disks.
    """
    kits.office_only(session)
    peer = peers.by_id(session.work, device)
    came = ledger.taken(session.work, device)
    if not came:
        raise NothingCame
    last = came[-1]
    entries = ledger.entries(session.work, device)
    covered = max(one.logged for one in came) <= backup.covers(session)
    receipt = Receipt(
        agency=AgencyId(settings.get(session.work, settings.AGENCY)),
        office=session.vault.device,
        device=device,
        bundle=last.bundle,
        sequence=last.sequence,
        trailer=last.trailer,
        content=last.content,
        counts=last.counts,
        refused=ledger.refused(session.work, device)[:_MOST_REFUSED],
        contiguous=contiguous(entries),
        missing=missing(entries),
        keeping=Keeping.DURABLE if covered else Keeping.TAKEN_IN,
        created=session.now(),
    )
    path = folder / file_name(session.chance)
    data = receipt_files.write(receipt, secret_keys.signing_key(session.work), peer.address)
    outside.write_bytes(path, data)
    _no_longer_owed(session, device)
    return Written(path=path, receipt=receipt)


def take(session: Session, path: Path) -> Confirmed:
    """Takes a receipt: what it confirms is not sent again, what is durable may be cleared.

    An office that was put back from a backup says in a newer one what it has lost since: that waits
    to be sent again, but what is durable. An old receipt changes nothing that a newer one said.
    Raises FileRefused, NoKit and RolledBack.
    """
    kits.laptop_only(session)
    data = outside.read_bytes(path, sealed_line.LARGEST)
    keys = secret_keys.openers(session.work, KeyName.BOX)
    receipt = receipt_files.read(data, keys, kits.current(session), session.vault.device)
    ours = ledger.trailer_of(session.work, OFFICE, receipt.sequence)
    spent = ledger.last_spent(session.work, OFFICE)
    if receipt.trailer != ours or receipt.contiguous > spent:
        with session.change() as pen:
            settings.put(pen.work, settings.ROLLED_BACK, pen.at)
        raise RolledBack
    safe = receipt.keeping is Keeping.DURABLE
    state = Travel.DURABLE if safe else Travel.TAKEN
    age = _age(session, receipt)
    again = 0
    with session.change() as pen:
        travels.refuse(pen.work, OFFICE, receipt.refused)
        if age is _Age.NEWER:
            again = _take_back(pen, receipt)
            settings.put(pen.work, settings.RECEIPT_CREATED, receipt.created)
        # What an older one says was taken may be lost by now; what was backed up is not.
        if safe or age is not _Age.OLDER:
            travels.confirm(pen.work, OFFICE, receipt.contiguous, state)
            ledger.confirm(pen.work, OFFICE, receipt.contiguous, state)
        if safe:
            settings.put(pen.work, settings.DURABLE_AT, pen.at)
        pen.log(Act.RECEIPT_TAKEN, str(receipt.sequence))
    return Confirmed(
        contiguous=receipt.contiguous,
        missing=receipt.missing,
        keeping=receipt.keeping,
        refused=receipt.refused,
        waiting=travels.waiting(session.work, OFFICE),
        counts=receipt.counts,
        again=again,
    )


def _age(session: Session, receipt: Receipt) -> _Age:
    # The clock of a computer on which an office was put back may be behind. But a bundle that was
    # made after a receipt for others is proof that the office had those before it.
    known = ledger.since_of(session.work, OFFICE, receipt.sequence)
    if any(gap.first <= known for gap in receipt.missing):
        return _Age.NEWER
    newest = settings.get(session.work, settings.RECEIPT_CREATED)
    if receipt.created == newest:
        return _Age.SAME
    return _Age.NEWER if receipt.created > newest else _Age.OLDER


def _take_back(pen: Pen, receipt: Receipt) -> int:
    gone = [one for one in travels.carried(pen.work, OFFICE) if not receipt.has(one)]
    if gone:
        ledger.take_back(pen.work, OFFICE, receipt.contiguous)
    return sum(travels.take_back(pen.work, OFFICE, one) for one in gone)


def _no_longer_owed(session: Session, device: DeviceId) -> None:
    owed = restored.owed(session)
    if device in owed:
        with session.change() as pen:
            restored.put_owed(pen.work, [one for one in owed if one != device])
