"""An office and its laptops, on real vaults that are made once and copied for each test."""

import secrets
import shutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from merak.crypto import slot
from merak.services import enrol, hand_over, laptops, make_kit, office, receipts, take_in
from merak.services.hand_over import HandedOver
from merak.services.laptops import Asked
from merak.services.receipts import Confirmed
from merak.services.session import Session
from merak.services.take_in import TakenIn

KEEPER = "Olga"
PASSPHRASE = b"the office opens at eight o'clock"


@dataclass
class Office:
    """An office's vault, its clock and what its people have on paper."""

    folder: Path
    keys: dict[str, Any] = field(repr=False)
    sheets: tuple[tuple[str, ...], ...] = field(repr=False)
    desk: Any = None

    @property
    def session(self) -> Session:
        session: Session = self.desk.session
        return session

    def unlock(self, name: str = KEEPER) -> Session:
        session: Session = self.desk.unlock(name)
        return session

    def lock(self) -> None:
        self.desk.lock()


def make_office(folder: Path, laptop_type: Any, clock: Any) -> Office:
    """Make an office with tried sheets and a first kit; left locked."""
    session = office.create(
        folder,
        office.Choices(keeper_name=KEEPER, agency_name="Practice agency"),
        bytearray(PASSPHRASE),
        clock,
        secrets.token_bytes,
    )
    sheets = office.make_sheets(session)
    office.try_sheets(session, sheets[1:])
    make_kit.sign(session, make_kit.contents(session))
    vault = session.vault.current.vault
    session.close()
    opened = slot.unseal((folder / slot.file_name(vault, KEEPER)).read_bytes(), vault, PASSPHRASE)
    keys = {KEEPER: opened}
    desk = laptop_type(folder=folder, keys=keys, sheet=(), clock=clock)
    return Office(folder=folder, keys=keys, sheets=sheets, desk=desk)


def copy_of(made: Office, folder: Path, laptop_type: Any, clock: Any) -> Office:
    shutil.copytree(made.folder, folder)
    desk = laptop_type(folder=folder, keys=dict(made.keys), sheet=(), clock=clock)
    return Office(folder=folder, keys=dict(made.keys), sheets=made.sheets, desk=desk)


def some_of(words: Sequence[str], *places: int) -> Mapping[int, str]:
    """Type the words at these places, counted from 1."""
    return {place: words[place - 1] for place in places or (2, 6)}


def enrol_laptop(at_office: Session, at_laptop: Session, stick: Path) -> None:
    """Enrol a laptop as people do: kit there, request back, words, next kit."""
    stick.mkdir(exist_ok=True)
    enrol.take_kit(at_laptop, enrol.read_kit(at_laptop, make_kit.save(at_office, stick)))
    asked = enrol.request(at_laptop, stick, "Laptop of the north wing")
    read: Asked = laptops.read_request(at_office, asked.path)
    laptops.approve(at_office, [(read, some_of(asked.words))])
    enrol.agree(at_laptop, some_of(read.words, 1, 7))
    enrol.take_kit(at_laptop, enrol.read_kit(at_laptop, make_kit.save(at_office, stick)))


class Stop:
    """Says stop after it was asked so many times; never, unless told."""

    def __init__(self, after: int = -1) -> None:
        self.left = after

    def is_set(self) -> bool:
        self.left -= 1
        return self.left == -1


def ignore(_: int) -> None:
    """Take progress and do nothing with it."""


def hand_over_to(stick: Path, at_laptop: Session) -> HandedOver:
    return hand_over.export(at_laptop, stick, ignore, Stop())


def bring(at_office: Session, path: Path) -> TakenIn:
    """Look at a bundle and take it in."""
    looked = take_in.preview(at_office, path, ignore, Stop())
    return take_in.take_in(at_office, looked, ignore, Stop())


def give_receipt(at_office: Session, at_laptop: Session, stick: Path) -> Confirmed:
    written = receipts.write(at_office, at_laptop.vault.device, stick)
    return receipts.take(at_laptop, written.path)
