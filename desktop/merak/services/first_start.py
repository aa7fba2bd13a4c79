"""From an empty folder to a vault with a recovery sheet that was tried."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from merak.crypto import passphrase as passphrases
from merak.crypto import recovery, strength, words
from merak.crypto.strength import Strength
from merak.domain.log_entry import Act
from merak.domain.machine import Machine
from merak.domain.site import Site, SiteKind
from merak.errors import MerakError
from merak.services import kits
from merak.services.given import Chance, Clock
from merak.services.session import Session, utc
from merak.services.typed import whole
from merak.storage import creation, machine, members, place, settings

_STATE, _KIND, _SHEET = "site_state", "site_kind", "sheet_confirmed_at"


class SheetWordWrong(MerakError):
    """Carries the position, from 1, of a word that is not the sheet's."""

    def __init__(self, position: int) -> None:
        super().__init__(str(position))
        self.position = position


class OfficeKeepsSheets(MerakError):
    """This laptop belongs to an office: two of the office's sheets open it."""


class NoSheetShown(MerakError):
    """No sheet was made in this session, so there is none to confirm."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Choices:
    """What a new vault begins with."""

    keeper_name: str
    site: Site


def measure_machine(folder: Path) -> Machine:
    """Says how the system protects the disk under the vault and the swap space."""
    return machine.measure(folder)


def propose_passphrase(chance: Chance) -> str:
    """Gives six random words."""
    return " ".join(words.generate(chance))


def weigh(passphrase: bytearray, name: str = "") -> Strength:
    """Judges a passphrase; its owner's name counts as known."""
    return strength.judge(passphrase, (name,))


def create(
    folder: Path, choices: Choices, passphrase: bytearray, clock: Clock, chance: Chance
) -> Session:
    """Makes the vault and opens it for its keeper; takes a few seconds on purpose.

    Raises PlaceRefused, VaultInUse, VaultExists, DiskFull, ReadOnly and DiskTrouble.
    """
    held = place.take(folder)
    try:
        vault = creation.create(
            held,
            name=whole(choices.keeper_name),
            passphrase=passphrase,
            # Nobody has seen this sheet: the one that opens the vault comes with make_sheet.
            recovery_recipient=recovery.read(recovery.sheet(chance)).recipient,
            parameters=passphrases.measure(clock.seconds),
            at=utc(clock.now()),
            chance=chance,
        )
    except BaseException:
        held.release()
        raise
    session = Session(vault, clock, chance)
    try:
        set_site(session, choices.site)
    except BaseException:
        session.close()
        raise
    return session


def make_sheet(session: Session) -> tuple[str, ...]:
    """Makes a new recovery sheet and gives its words; the one before opens nothing any more.

    Raises NotKeeper, and OfficeKeepsSheets: a sheet of its own would shut the office's out.
    """
    session.keepers_only()
    if kits.is_enrolled(session):
        raise OfficeKeepsSheets
    sheet = recovery.sheet(session.chance)
    # First: whatever happens in between, nobody may believe that the old paper still opens.
    with session.change() as pen:
        settings.put(pen.work, _SHEET, "")
    session.sheet = ()
    members.renew_recovery(session.vault, recovery.read(sheet).recipient, at=session.now())
    session.sheet = sheet
    return sheet


def confirm_sheet(session: Session, typed: Mapping[int, str]) -> None:
    """Takes words copied from the paper, by position from 1, as proof that it was written.

    Raises SheetWordWrong and NoSheetShown.
    """
    if not session.sheet:
        raise NoSheetShown
    if not typed:
        # Nothing typed proves nothing: the first word is as missing as any other.
        raise SheetWordWrong(1)
    on_paper = dict(enumerate(session.sheet, start=1))
    for position, word in typed.items():
        if word.strip().lower() != on_paper.get(position):
            raise SheetWordWrong(position)
    with session.change() as pen:
        settings.put(pen.work, _SHEET, pen.at)
    session.sheet = ()


def is_sheet_confirmed(session: Session) -> bool:
    """Says whether somebody has proved that a sheet which opens this vault is on paper."""
    return kits.is_enrolled(session) or settings.get(session.work, _SHEET) != ""


def site(session: Session) -> Site:
    """Gives where the laptop stands."""
    return Site(
        state=settings.get(session.work, _STATE),
        kind=SiteKind(settings.get(session.work, _KIND, SiteKind.NOT_SET)),
    )


def set_site(session: Session, chosen: Site) -> None:
    """Keeps where the laptop stands."""
    with session.change() as pen:
        settings.put(pen.work, _STATE, chosen.state)
        settings.put(pen.work, _KIND, chosen.kind)
        pen.log(Act.SITE_CHANGED)
