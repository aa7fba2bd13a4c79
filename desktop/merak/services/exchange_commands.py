"""The exchange for offices and laptops that automate: what each command writes and gives back.

Every function takes an open session, writes one line (or one JSON object) for each file, and gives
an exit code: 0 done, 1 something was refused, 2 something could not be read or written. Ids and
counts are written, never a name.
"""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from enum import StrEnum
from pathlib import Path
from typing import TextIO

from merak.domain.exchange import Why
from merak.domain.ids import DeviceId
from merak.domain.ledger import Gap
from merak.errors import MerakError
from merak.formats.bundle_writer import Stop
from merak.formats.refused import FileRefused
from merak.services import backup, hand_over, kits, receipts, seal, take_in
from merak.services.purged import StillOnDisk
from merak.services.seal import Occasion
from merak.services.session import Session
from merak.services.take_in import NotTaken, Preview, TakenIn
from merak.services.verify_bundle import SENTENCES, Form
from merak.storage import peers
from merak.storage.errors import DiskFull, DiskTrouble, ReadOnly

DONE = 0
REFUSED = 1
UNREADABLE = 2
_DISK = (DiskFull, ReadOnly, DiskTrouble)


class After(StrEnum):
    """Whether names are sealed once the bundle lies there."""

    BY_POLICY = "by_policy"
    NOT_NOW = "not_now"


def export(
    session: Session, folder: Path, out: TextIO, form: Form, after: After = After.BY_POLICY
) -> int:
    """Writes a laptop's bundle into a folder, then seals what the policy says.

    In an office it writes one bundle for each enrolled laptop. Raises NoKit, NotEnrolled and
    StillOnDisk, this one after the bundle was told.
    """
    if kits.is_office(session):
        return _each(session, folder, out, form, _export_to)
    try:
        made = hand_over.export(session, folder, _ignore, _Never())
    except _DISK as error:
        return _failed(folder, error, out, form)
    facts: dict[str, object] = {
        "file": str(made.path),
        "sequence": made.sequence,
        "records": made.records,
        "sealed_cases": 0,
    }
    if after is After.BY_POLICY:
        try:
            facts["sealed_cases"] = seal.by_policy(session, Occasion.HANDED_OVER).cases
        except StillOnDisk:
            # The bundle lies there all the same, whatever became of the old file.
            del facts["sealed_cases"]
            _write(facts, out, form)
            raise
    return _write(facts, out, form)


def import_files(session: Session, paths: Sequence[Path], out: TextIO, form: Form) -> int:
    """Takes in bundles, and all bundles of folders, each device's in the order of their numbers.

    Raises NoKit and NotEnrolled; what is wrong with one file stops no other.
    """
    kits.own(session)
    looked: list[Preview | NotTaken] = []
    for path in paths:
        if path.is_dir():
            looked += take_in.preview_folder(session, path, _ignore, _Never())
        else:
            looked.append(_look(session, path))
    ordered = sorted(looked, key=take_in.order)
    done = take_in.take_in_folder(session, tuple(ordered), _ignore, _Never())
    return max((_told(one, out, form) for one in done), default=DONE)


def receipt(session: Session, path: Path, out: TextIO, form: Form) -> int:
    """In an office: writes a receipt for each laptop into a folder. On a laptop: takes a receipt.

    Raises NoKit, NotEnrolled, NotAnOffice and RolledBack.
    """
    if kits.is_office(session):
        return _each(session, path, out, form, _write_receipt)
    try:
        told = receipts.take(session, path)
    except (FileRefused, *_DISK) as error:
        return _failed(path, error, out, form)
    facts = {
        "file": str(path),
        "contiguous": told.contiguous,
        "missing": _gaps(told.missing),
        "keeping": told.keeping.value,
        "refused": len(told.refused),
        "waiting": told.waiting,
    }
    return _write(facts, out, form)


def back_up(session: Session, folder: Path, out: TextIO, form: Form) -> int:
    """Writes and verifies an office's backup; raises NotAnOffice."""
    try:
        made = backup.write(session, folder)
    except _DISK as error:
        return _failed(folder, error, out, form)
    return _write({"folder": str(made.path), "at": made.at}, out, form)


def _each(
    session: Session,
    folder: Path,
    out: TextIO,
    form: Form,
    write: Callable[[Session, DeviceId, Path], Mapping[str, object]],
) -> int:
    code = DONE
    for peer in peers.every(session.work):
        try:
            code = max(code, _write(write(session, peer.device, folder), out, form))
        except receipts.NothingCame:
            continue
        except _DISK as error:
            return _failed(folder, error, out, form)
    return code


def _export_to(session: Session, device: DeviceId, folder: Path) -> Mapping[str, object]:
    made = hand_over.export_to(session, device, folder, _ignore, _Never())
    return {
        "file": str(made.path),
        "device": device,
        "sequence": made.sequence,
        "records": made.records,
    }


def _write_receipt(session: Session, device: DeviceId, folder: Path) -> Mapping[str, object]:
    made = receipts.write(session, device, folder)
    return {
        "file": str(made.path),
        "device": device,
        "sequence": made.receipt.sequence,
        "contiguous": made.receipt.contiguous,
        "missing": _gaps(made.receipt.missing),
        "keeping": made.receipt.keeping.value,
    }


def _look(session: Session, path: Path) -> Preview | NotTaken:
    try:
        return take_in.preview(session, path, _ignore, _Never())
    except MerakError as error:
        return NotTaken(path=path, error=error)


def _told(one: TakenIn | NotTaken, out: TextIO, form: Form) -> int:
    if isinstance(one, NotTaken):
        return _failed(one.path, one.error, out, form)
    facts = {
        "file": str(one.path),
        "device": one.device,
        "sequence": one.sequence,
        "arrival": one.arrival.value,
        "records": one.records,
        "new": one.new,
        "purged_before": one.refused,
        "missing": _gaps(one.missing),
    }
    return _write(facts, out, form)


def _failed(path: Path, error: MerakError, out: TextIO, form: Form) -> int:
    why = error.why if isinstance(error, FileRefused) else None
    facts = {"file": str(path), "refused": why.value if why else type(error).__name__}
    if form is Form.JSON:
        _write(facts, out, form)
    else:
        out.write(f"{path}: {_sentence(why)}\n")
    return UNREADABLE if isinstance(error, _DISK) else REFUSED


def _sentence(why: Why | None) -> str:
    if why is None:
        return "This could not be read or written whole. Check the stick and its free space."
    return SENTENCES[why]


def _write(facts: Mapping[str, object], out: TextIO, form: Form) -> int:
    if form is Form.JSON:
        out.write(json.dumps(facts) + "\n")
    else:
        out.write("  ".join(f"{name}={_plain(value)}" for name, value in facts.items()) + "\n")
    return DONE


def _plain(value: object) -> str:
    return value if isinstance(value, str) else json.dumps(value)


def _gaps(gaps: Iterable[Gap]) -> list[list[int]]:
    return [[gap.first, gap.last] for gap in gaps]


def _ignore(_: int) -> None:
    pass


class _Never(Stop):
    """A command is stopped by ending it: what it was writing then never came to be."""

    def is_set(self) -> bool:
        """Says no."""
        return False
