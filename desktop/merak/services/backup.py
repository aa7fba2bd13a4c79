"""The office's own backup: written, read back and verified; and putting it back.

A backup holds what the vault held then. What was purged since is still in it, so old ones are to be
destroyed by people.
"""

from dataclasses import dataclass
from pathlib import Path

from merak.domain.exchange import file_name
from merak.domain.log_entry import Act
from merak.services import kits
from merak.services.session import Session
from merak.storage import backups, log, place, settings


@dataclass(frozen=True, slots=True, kw_only=True)
class BackedUp:
    """A folder that holds the whole vault as it was, verified."""

    path: Path
    at: str


def write(session: Session, folder: Path) -> BackedUp:
    """Writes a backup into a new folder below this one, and verifies it.

    Raises VaultDamaged where the copy does not hold, and the errors of disks, with nothing left.
    """
    kits.office_only(session)
    covered = log.last(session.work)
    path = folder / file_name(session.chance).removesuffix(".age")
    session.vault.back_up(path)
    with session.change() as pen:
        settings.put(pen.work, settings.BACKED_UP, str(covered))
        settings.put(pen.work, settings.BACKED_UP_AT, pen.at)
        pen.log(Act.BACKED_UP, str(covered))
    return BackedUp(path=path, at=pen.at)


def covers(session: Session) -> int:
    """Gives the last entry of the log that a verified backup has, 0 where there is none."""
    return int(settings.get(session.work, settings.BACKED_UP, "0"))


def last_at(session: Session) -> str:
    """Gives when the last backup was made, or an empty text."""
    return settings.get(session.work, settings.BACKED_UP_AT)


def restore(source: Path, folder: Path) -> None:
    """Puts a backup back into an empty folder, where it is unlocked as before.

    Bundles that came after it are simply taken in again. Raises VaultExists, VaultMissing,
    VaultDamaged, PlaceRefused, VaultInUse and the errors of disks.
    """
    with place.take(folder) as held:
        backups.restore(source, held)
