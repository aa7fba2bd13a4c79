"""In: a bundle is looked at without changing anything, and then taken in whole or not at all."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from merak.crypto.age_file import Identity
from merak.domain.bundle import Header, Sent
from merak.domain.exchange import Why
from merak.domain.ids import DeviceId, RecordId
from merak.domain.ledger import Arrival, Gap, PeerState, arrival, entry, missing
from merak.domain.log_entry import Act
from merak.domain.record import Record
from merak.domain.roster import DeviceKind
from merak.errors import MerakError
from merak.formats.bundle_reader import Opened, open_bundle, trust
from merak.formats.bundle_writer import Stop, Stopped
from merak.formats.refused import FileRefused
from merak.services import incoming, kits, no_bundle, purged
from merak.services.hand_over import Progress
from merak.services.session import Session
from merak.storage import files, forgotten, ledger, log, peers, records, secret_keys
from merak.storage.peers import UnknownDevice
from merak.storage.secret_keys import KeyName

_TELL_EVERY = 500
_AT_ONCE = 500
"""Records that are looked for together."""


class FileChanged(MerakError):
    """The file is not the one that was looked at."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """A bundle that was read to its end and verified; nothing of it is here yet."""

    path: Path
    sent: Sent
    label: str
    """What the office calls the laptop."""
    arrival: Arrival
    new: int
    """Records that are not here yet."""
    missing: tuple[Gap, ...]
    """Numbers of this device that would still be missing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TakenIn:
    """What came of a bundle; `refused` were purged here before and stay away."""

    path: Path
    device: DeviceId
    sequence: int
    arrival: Arrival
    records: int
    new: int
    refused: int
    missing: tuple[Gap, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class NotTaken:
    """A file of a folder from which nothing was taken, and why."""

    path: Path
    error: MerakError


def preview(session: Session, path: Path, progress: Progress, stop: Stop) -> Preview:
    """Reads a bundle to its end and changes nothing.

    Raises FileRefused, Stopped, NotEnrolled, NoKit and the errors of disks. A fork is told by
    `arrival`, and refused by `take_in`.
    """
    new = 0
    with _opened(session, path) as opened, session.work.with_room():
        ids = (record.id for record in _watched(opened, progress, stop))
        while some := tuple(islice(ids, _AT_ONCE)):
            new += len(some) - len(_here(session, some))
        sent = opened.finish()
    known = ledger.entries(session.work, sent.header.device)
    came = _arrival(session, sent)
    return Preview(
        path=path,
        sent=sent,
        label=_label(session, sent.header.device),
        arrival=came,
        new=new,
        missing=missing([*known, entry(sent)] if came is Arrival.NEW else known),
    )


def take_in(session: Session, looked: Preview, progress: Progress, stop: Stop) -> TakenIn:
    """Takes in a bundle that was looked at, in one transaction; verifies all of it again.

    One that is here already changes nothing. Raises as `preview` does, FileChanged, and FileRefused
    with FORK: then nothing more comes from this device until somebody has looked into it.
    """
    device = looked.sent.header.device
    came = _arrival(session, looked.sent)
    if came is Arrival.FORK:
        _note_fork(session, device)
        raise FileRefused(Why.FORK)
    new, refused = 0, 0
    if came is Arrival.NEW:
        room = session.work.with_room()
        with _opened(session, looked.path) as opened, room, session.change() as pen:
            intake = incoming.Intake(session, pen, looked.sent.header)
            for record in _watched(opened, progress, stop):
                intake.take(record)
            if opened.finish() != looked.sent:
                raise FileChanged
            intake.end()
            pen.log(Act.IMPORTED, looked.sent.header.bundle)
            ledger.put_taken(pen.work, looked.sent, pen.at, log.last(pen.work))
        new, refused = intake.new, len(intake.refused)
        # What came is here, whatever the disk says now: the next unlock goes on with the rest.
        with suppress(purged.StillOnDisk):
            purged.take_off_disk(session)
    return TakenIn(
        path=looked.path,
        device=device,
        sequence=looked.sent.header.sequence,
        arrival=came,
        records=looked.sent.trailer.records,
        new=new,
        refused=refused,
        missing=missing(ledger.entries(session.work, device)),
    )


def preview_folder(
    session: Session, folder: Path, progress: Progress, stop: Stop
) -> tuple[Preview | NotTaken, ...]:
    """Looks at every file of a folder, each device's in the order of their numbers."""
    try:
        paths = sorted(path for path in folder.iterdir() if path.name.endswith(".age"))
    except OSError as error:
        raise files.ours(error) from None
    found: list[Preview | NotTaken] = []
    for path in paths:
        try:
            found.append(preview(session, path, progress, stop))
        except Stopped:
            raise
        except MerakError as error:
            found.append(NotTaken(path=path, error=no_bundle.said(session, path, error)))
    return tuple(sorted(found, key=order))


def take_in_folder(
    session: Session, looked: tuple[Preview | NotTaken, ...], progress: Progress, stop: Stop
) -> tuple[TakenIn | NotTaken, ...]:
    """Takes in what was looked at, one transaction for each; gives a result for each."""
    done: list[TakenIn | NotTaken] = []
    for one in looked:
        if isinstance(one, NotTaken):
            done.append(one)
            continue
        try:
            done.append(take_in(session, one, progress, stop))
        except Stopped:
            raise
        except MerakError as error:
            done.append(NotTaken(path=one.path, error=error))
    return tuple(done)


@contextmanager
def _opened(session: Session, path: Path) -> Iterator[Opened]:
    kits.own(session)
    reader = DeviceKind.OFFICE if kits.is_office(session) else DeviceKind.LAPTOP
    trusted = trust(kits.current(session), reader)
    try:
        with path.open("rb") as file, open_bundle(file, _keys(session), trusted) as opened:
            yield opened
    except OSError as error:
        raise files.ours(error) from None


def _keys(session: Session) -> tuple[Identity, ...]:
    name = KeyName.TRANSPORT if kits.is_office(session) else KeyName.BOX
    return secret_keys.openers(session.work, name)


def _watched(opened: Opened, progress: Progress, stop: Stop) -> Iterator[Record]:
    for number, record in enumerate(opened.records(), start=1):
        if number % _TELL_EVERY == 0:
            if stop.is_set():
                raise Stopped
            progress(number)
        yield record


def _here(session: Session, some: Sequence[RecordId]) -> frozenset[RecordId]:
    known = records.among(session.work, some) | records.among(session.private, some)
    return known | forgotten.among(session.work, some)


def _arrival(session: Session, sent: Sent) -> Arrival:
    known = ledger.entries(session.work, sent.header.device)
    came = arrival(known, entry(sent))
    if came is Arrival.NEW and _state(session, sent.header) is PeerState.FORKED:
        return Arrival.FORK
    return came


def _state(session: Session, header: Header) -> PeerState:
    try:
        return peers.by_id(session.work, header.device).state
    except UnknownDevice:
        # The office, seen from a laptop.
        return PeerState.ENROLLED


def _label(session: Session, device: DeviceId) -> str:
    return next((one.label for one in peers.every(session.work) if one.device == device), "")


def _note_fork(session: Session, device: DeviceId) -> None:
    if not kits.is_office(session):
        return
    if peers.by_id(session.work, device).state is PeerState.ENROLLED:
        with session.change() as pen:
            peers.put_state(pen.work, device, PeerState.FORKED, 0)
            pen.log(Act.DEVICE_REVOKED, device)


def order(one: Preview | NotTaken) -> tuple[str, int, str]:
    """Gives the place of a file among others: by device and number, what is refused last."""
    if isinstance(one, NotTaken):
        return ("~", 0, one.path.name)
    header = one.sent.header
    return (header.device, header.sequence, one.path.name)
