"""Many bundles at once: files and whole folders, each looked at and taken in by itself."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from merak.domain.ids import DeviceId
from merak.errors import MerakError
from merak.formats.bundle_writer import Stop, Stopped
from merak.services import no_bundle, receipts, restored, take_in
from merak.services.receipts import Written
from merak.services.session import Session
from merak.services.take_in import NotTaken, Preview, TakenIn
from merak.storage import ledger
from merak.storage.folders import FolderGone

Progress = Callable[[int, int], None]
"""Is told how many records are done, and of how many: 0 where that is not known."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Came:
    """A result for each bundle; `untouched` were not begun because somebody cancelled."""

    results: tuple[TakenIn | NotTaken, ...]
    untouched: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Owed:
    """Receipts for laptops of an office that was put back; of `left` nothing has come yet."""

    written: tuple[Written, ...]
    left: int


def look(
    session: Session, paths: Sequence[Path], progress: Progress, stop: Stop
) -> tuple[Preview | NotTaken, ...]:
    """Looks at files, and at all bundles of folders; changes nothing. Raises Stopped.

    Each laptop's come in the order of their numbers, and what is refused comes last.
    """
    found: list[Preview | NotTaken] = []
    done = _Done(progress, 0)
    for path in dict.fromkeys(paths):
        try:
            if not path.exists():
                raise FolderGone
            if path.is_dir():
                found += take_in.preview_folder(session, path, done.tell, stop)
            else:
                found.append(take_in.preview(session, path, done.tell, stop))
        except Stopped:
            raise
        except MerakError as error:
            found.append(NotTaken(path=path, error=no_bundle.said(session, path, error)))
    return tuple(sorted(found, key=_order))


def take(
    session: Session, looked: Sequence[Preview | NotTaken], progress: Progress, stop: Stop
) -> Came:
    """Takes in what was looked at, one transaction for each; ends early where it is stopped."""
    total = sum(one.sent.trailer.records for one in looked if isinstance(one, Preview))
    done = _Done(progress, total)
    results: list[TakenIn | NotTaken] = []
    for one in looked:
        if stop.is_set():
            break
        try:
            results += take_in.take_in_folder(session, (one,), done.tell, stop)
        except Stopped:
            break
        if isinstance(one, Preview):
            done.end(one.sent.trailer.records)
    return Came(results=tuple(results), untouched=len(looked) - len(results))


def write_receipts(
    session: Session, devices: Sequence[DeviceId], folder: Path
) -> tuple[Written, ...]:
    """Writes a receipt for each of these laptops; raises as `receipts.write` does."""
    return tuple(receipts.write(session, device, folder) for device in dict.fromkeys(devices))


def write_owed(session: Session, folder: Path) -> Owed:
    """Writes a receipt for each laptop that has had none since the office was put back.

    Nothing can be said to one of which nothing came; it hands over first. Raises disk errors.
    """
    due = restored.load(session).owed
    came = [device for device in due if ledger.last_taken(session.work, device)]
    return Owed(written=write_receipts(session, came, folder), left=len(due) - len(came))


class _Done:
    """Adds up the records of the bundles before to those of the one at hand."""

    def __init__(self, progress: Progress, total: int) -> None:
        self._progress, self._total = progress, total
        self._before = 0

    def tell(self, number: int) -> None:
        """Tells how many records of the bundle at hand are done."""
        self._progress(self._before + number, self._total)

    def end(self, number: int) -> None:
        """Counts a bundle that is done."""
        self._before += number
        self._progress(self._before, self._total)


def _order(one: Preview | NotTaken) -> tuple[str, int, str]:
    if isinstance(one, NotTaken):
        return ("~", 0, one.path.name)
    header = one.sent.header
    return (header.device, header.sequence, one.path.name)
