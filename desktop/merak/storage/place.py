"""The vault's folder: one holder at a time, generations of files, one small file that says which.

A file of the vault is never changed into another: sealing and migrating write the next
generation, and one atomic rename of `current` switches to it. A generation that `current` does
not name is destroyed, its key first, so that nothing opens what is left of it.
"""

import os
import re
import sys
from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path
from typing import Self

from merak.storage import files, refusal
from merak.storage.errors import (
    KEY_PARTS,
    Part,
    VaultExists,
    VaultInUse,
    VaultMissing,
)

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

_GENERATION = re.compile(r"(work|private)-([1-9][0-9]{0,8})\.(key|db|db-wal|db-shm|db-journal)")
_SLOT = re.compile(r"[0-9a-f]{32}\.slot")
# The tag by which backup programs know folders to leave out: https://bford.info/cachedir/
_TAG = b"Signature: 8a477f597d28d172789f06886806bc55\n"


class State(StrEnum):
    """What the folder holds."""

    EMPTY = "empty"
    VAULT = "vault"
    BROKEN = "broken"
    """Files of a vault without the one that says which are current."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Current:
    """Which generations are the vault; `kept` names old ones that stay until the next unlock."""

    vault: str
    work: int = 1
    private: int = 1
    kept: tuple[str, ...] = ()

    def generation(self, part: Part) -> int:
        """Gives the generation of one of the two files."""
        return self.work if part is Part.WORK else self.private

    def switched(self, part: Part) -> "Current":
        """Gives the same with the next generation of one file, the old one not kept."""
        if part is Part.WORK:
            return replace(self, work=self.work + 1)
        return replace(self, private=self.private + 1)


class Place:
    """The folder, held by this process until `release`."""

    def __init__(self, folder: Path, lock: int) -> None:
        self.folder = folder
        self._lock = lock

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.release()

    def release(self) -> None:
        """Lets another process have the folder; may be called twice."""
        if self._lock >= 0:
            os.close(self._lock)
            self._lock = -1

    def state(self) -> State:
        """Says what the folder holds, after clearing away a vault that was never finished."""
        if self._path("current").exists():
            return State.VAULT
        if self._path("making").exists():
            self._clear_unfinished()
        return State.BROKEN if any(self._vault_files()) else State.EMPTY

    def key_file(self, part: Part, generation: int) -> Path:
        """Gives the path of the file that holds the sealed key of one of the two files."""
        return self._path(f"{part.value}-{generation}.key")

    def database(self, part: Part, generation: int) -> Path:
        """Gives the path of one of the two files."""
        return self._path(f"{part.value}-{generation}.db")

    def slot(self, name: str) -> Path:
        """Gives the path of a slot by its file name."""
        return self._path(name)

    def asking(self) -> Path:
        """Gives the path of what is kept of a request to be opened by the office."""
        return self._path("asking")

    def mark_restored(self) -> None:
        """Notes that what is here was put back from a backup: the next unlocking must know."""
        files.put(self._path("restored"), b"")

    def was_restored(self) -> bool:
        """Says whether it was put back and not unlocked since."""
        return self._path("restored").exists()

    def forget_restored(self) -> None:
        """Takes the note away, once what follows from it is saved."""
        self._path("restored").unlink(missing_ok=True)

    def slots(self) -> frozenset[str]:
        """Gives the file names of all slots."""
        return frozenset(name for name in self._names() if _SLOT.fullmatch(name))

    def begin(self) -> None:
        """Marks that a vault is being made here; raises VaultExists where there is any."""
        if self.state() is not State.EMPTY:
            raise VaultExists
        files.put(self._path("making"), b"")
        files.put(self._path("CACHEDIR.TAG"), _TAG)

    def current(self) -> Current:
        """Reads which generations are current; raises VaultMissing, VaultDamaged, NewerVault."""
        # Its codec is not needed to see that there is a vault, and the first window comes first.
        from merak.storage import current_file

        try:
            data = self._path("current").read_bytes()
        except FileNotFoundError:
            raise VaultMissing(Part.CURRENT) from None
        found = current_file.read(data)
        self._made()
        return Current(vault=found.vault, work=found.work, private=found.private, kept=found.kept)

    def switch(self, current: Current) -> None:
        """Makes these generations the vault, by one atomic synced rename."""
        # As above.
        from merak.storage import current_file

        data = current_file.write(current.vault, current.work, current.private, current.kept)
        files.put(self._path("current"), data)
        self._made()

    def destroy_others(self, current: Current) -> None:
        """Destroys every generation that is neither current nor kept, keys first.

        Raises VaultMissing, and destroys nothing, where a file of the current ones is not there.
        """
        for part in (Part.WORK, Part.PRIVATE):
            if not self.database(part, current.generation(part)).exists():
                raise VaultMissing(part)
            if not self.key_file(part, current.generation(part)).exists():
                raise VaultMissing(KEY_PARTS[part])
        keep = {f"work-{current.work}", f"private-{current.private}", *current.kept}
        names = self._names()
        for name in names:
            if name.endswith(files.NEW):
                files.destroy(self._path(name))
        self._destroy(name for name in names if self._generation(name) not in {"", *keep})

    def destroy_key(self, part: Part, generation: int) -> None:
        """Destroys the sealed key of a generation."""
        files.destroy(self.key_file(part, generation))

    def clear(self, part: Part, generation: int) -> None:
        """Destroys what is left of a generation that never came to be."""
        name = f"{part.value}-{generation}"
        self._destroy(one for one in self._names() if self._generation(one) == name)

    def head(self) -> str:
        """Gives the hash of the log's last entry as kept beside the vault, or an empty text."""
        try:
            return self._path("head").read_text("ascii", errors="replace").strip()
        except FileNotFoundError:
            return ""

    def put_head(self, value: str) -> None:
        """Keeps the hash of the log's last entry beside the vault."""
        files.put(self._path("head"), value.encode("ascii") + b"\n")

    def _made(self) -> None:
        # With the mark still there, a `current` lost later would look like a vault never made.
        if self._path("making").exists():
            self._path("making").unlink()
            files.sync_folder(self.folder)

    def _path(self, name: str) -> Path:
        return self.folder / name

    def _names(self) -> list[str]:
        return sorted(path.name for path in self.folder.iterdir())

    def _vault_files(self) -> list[str]:
        return [
            name
            for name in self._names()
            if _GENERATION.fullmatch(name) or _SLOT.fullmatch(name) or name == "head"
        ]

    def _clear_unfinished(self) -> None:
        # `current` is the last thing that is written: without it nobody has ever used this vault.
        self._destroy(self._vault_files())
        self._path("making").unlink()

    def _destroy(self, names: Iterable[str]) -> None:
        # The key first: what is then left of the file opens for no one.
        for name in sorted(names, key=lambda one: not one.endswith((".key", ".slot"))):
            if name.endswith((".key", ".slot")):
                files.destroy(self._path(name))
            else:
                self._path(name).unlink(missing_ok=True)
        files.sync_folder(self.folder)

    @staticmethod
    def _generation(name: str) -> str:
        found = _GENERATION.fullmatch(name)
        return f"{found[1]}-{found[2]}" if found else ""


def take(folder: Path) -> Place:
    """Makes the folder where it is missing and holds it; raises PlaceRefused and VaultInUse."""
    refusal.check(folder)
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        if os.name != "nt" and not any(folder.iterdir()):
            # It may have been there, open to others, with nothing in it that is theirs.
            folder.chmod(0o700)
        lock = os.open(folder / "lock", os.O_RDWR | os.O_CREAT, 0o600)
    except OSError as error:
        raise files.ours(error) from None
    try:
        _hold(lock)
    except OSError:
        os.close(lock)
        raise VaultInUse from None
    return Place(folder, lock)


def _hold(lock: int) -> None:
    if sys.platform == "win32":
        msvcrt.locking(lock, msvcrt.LK_NBLCK, 1)
    else:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
