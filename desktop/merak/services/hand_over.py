"""Out: a bundle with everything that nobody has confirmed to have yet."""

from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from merak import __version__
from merak.domain.bundle import Header, Sent
from merak.domain.exchange import Address, BundleId, file_name
from merak.domain.ids import DeviceId
from merak.domain.kit import Kit
from merak.domain.log_entry import Act
from merak.domain.record import Kind, Record
from merak.domain.roster import Device, DeviceKind, Writing, writing
from merak.formats.bundle_header import addressed
from merak.formats.bundle_writer import Stop, write_bundle
from merak.services import case_lines, copies, kits
from merak.services.case_lines import DraftLine
from merak.services.session import Pen, Session
from merak.storage import drafts, ledger, outside, peers, secret_keys, travels
from merak.storage.errors import DiskFull, DiskTrouble, ReadOnly
from merak.storage.travels import OFFICE

Progress = Callable[[int], None]
"""Is told how many records are done."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outgoing:
    """What the next bundle would carry."""

    records: int
    cases: int
    to_seal: int
    """Names and texts that get their sealed copy with it."""
    last_spent: int
    confirmed: int
    """Up to this number the office has everything."""
    drafts: tuple[DraftLine, ...]
    """They stay here: nothing of a draft ever travels."""
    recipients: int
    kit_expired: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class HandedOver:
    """A bundle that lies on the stick, read back and whole."""

    path: Path
    sequence: int
    records: int
    counts: Mapping[str, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Way:
    """To whom a bundle goes, and what it may carry."""

    sender: Device
    addressee: str
    recipients: tuple[Address, ...]
    to: Mapping[Kind, tuple[Address, ...]]
    """To whom the sealed bodies of each kind are sealed."""
    rule: Writing


def outgoing(session: Session) -> Outgoing:
    """Gives what a laptop would hand over now; raises NoKit and NotEnrolled."""
    kits.laptop_only(session)
    kits.own(session)
    kit = kits.current(session)
    to_seal = copies.lacking(session, OFFICE)
    return Outgoing(
        records=travels.waiting(session.work, OFFICE) + to_seal,
        cases=travels.cases(session.work, OFFICE),
        to_seal=to_seal,
        last_spent=ledger.last_spent(session.work, OFFICE),
        confirmed=ledger.confirmed(session.work, OFFICE),
        drafts=tuple(case_lines.draft_line(session, draft) for draft in drafts.every(session.work)),
        recipients=len(kits.inside(kit.bundles)),
        kit_expired=kit.has_expired(session.now()),
    )


def export(session: Session, folder: Path, progress: Progress, stop: Stop) -> HandedOver:
    """Writes a laptop's bundle for its office into a folder.

    The number is spent first: whatever then goes wrong, the next try takes the next one. Raises
    NoKit, NotEnrolled, Stopped, DiskFull, ReadOnly and DiskTrouble, each with nothing left there.
    """
    kits.laptop_only(session)
    here = kits.own(session)
    kit = kits.current(session)
    office = kits.inside(kit.bundles)
    way = _Way(
        sender=here,
        addressee=OFFICE,
        recipients=office,
        to={Kind.IDENTITY: kits.inside(kit.identities), Kind.TEXT: office},
        rule=writing(DeviceKind.LAPTOP, DeviceKind.OFFICE),
    )
    return _send(session, kit, way, folder, progress, stop)


def export_to(
    session: Session, device: DeviceId, folder: Path, progress: Progress, stop: Stop
) -> HandedOver:
    """Writes an office's bundle for one laptop: all that answers its records, no identity.

    Laptops give no receipts, so each such bundle carries all of it again; it is little. Raises
    UnknownDevice, else as `export` does.
    """
    kits.office_only(session)
    peer = peers.by_id(session.work, device)
    kit = kits.current(session)
    way = _Way(
        sender=kits.own(session),
        addressee=device,
        recipients=(peer.address, Address(kits.recovery_of(kit))),
        to={Kind.TEXT: (peer.address,)},
        rule=writing(DeviceKind.OFFICE, DeviceKind.LAPTOP),
    )
    return _send(session, kit, way, folder, progress, stop)


def _send(
    session: Session, kit: Kit, way: _Way, folder: Path, progress: Progress, stop: Stop
) -> HandedOver:
    header = _spend(session, kit, way)
    sent: list[Sent] = []

    def fill(out: BinaryIO) -> str:
        written = write_bundle(
            out,
            header,
            travels.lines(session.work, way.addressee, header.sequence),
            key=secret_keys.signing_key(session.work),
            recipients=way.recipients,
            sender=way.sender,
            rule=way.rule,
            progress=progress,
            stop=stop,
        )
        sent.append(written.sent)
        return written.sha256

    def ready() -> None:
        # Before the file has its name: a bundle that is out and not in the ledger would make the
        # next one look like another laptop's.
        with session.change() as pen:
            ledger.put_content(pen.work, way.addressee, sent[0])

    path = folder / file_name(session.chance)
    with session.work.with_room():
        outside.write(path, fill, ready)
    # The file lies there, whatever the vault's disk says now: then its records count as handed over
    # with the next bundle or the receipt, and their names are not sealed before.
    with suppress(DiskFull, ReadOnly, DiskTrouble), session.change() as pen:
        ledger.put_written(pen.work, way.addressee, header.sequence)
    return HandedOver(
        path=path,
        sequence=header.sequence,
        records=sent[0].trailer.records,
        counts=header.counts,
    )


def _spend(session: Session, kit: Kit, way: _Way) -> Header:
    with session.change() as pen:
        _seal(session, pen, way)
        sequence = ledger.last_spent(pen.work, way.addressee) + 1
        since = ledger.confirmed(pen.work, way.addressee)
        previous = ledger.last_trailer(pen.work, way.addressee)
        ledger.spend(pen.work, way.addressee, sequence, since, pen.at)
        travels.date(pen.work)
        travels.send(pen.work, way.addressee, sequence)
        pen.log(Act.EXPORTED, str(sequence))
    going = travels.going(session.work, way.addressee, sequence)
    today = pen.at[:10]
    return Header(
        bundle=BundleId(session.new_id()),
        agency=kit.agency,
        device=session.vault.device,
        sequence=sequence,
        previous=previous,
        since=since,
        to=addressed(way.recipients),
        kit=kit.serial,
        created=pen.at,
        app=__version__,
        counts=going.counts,
        days=(going.first or today, going.last or today),
    )


def _seal(session: Session, pen: Pen, way: _Way) -> None:
    if way.addressee == OFFICE:
        copies.make(session, pen, way.to, OFFICE)
        return
    going = travels.ids(pen.work, way.addressee)

    def answers(record: Record) -> bool:
        return record.kind is Kind.TEXT and not going.isdisjoint(record.refers_to)

    copies.make(session, pen, way.to, way.addressee, answers)
