"""A copy of the whole vault in another folder: verified before it gets its name."""

import shutil
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from merak.storage import connection as connections
from merak.storage import current_file, files, log
from merak.storage.connection import Connection
from merak.storage.errors import Part, VaultDamaged, VaultMissing
from merak.storage.outside import PART
from merak.storage.place import Current, Place

_CURRENT, _HEAD = "current", "head"


@files.trouble_told()
def write(
    place: Place,
    current: Current,
    sources: Mapping[Part, Connection],
    keys: Mapping[Part, bytes],
    to: Path,
) -> None:
    """Writes the vault as it is into a new folder; raises VaultDamaged where it does not verify."""
    part_folder = to.with_name(to.name + PART)
    try:
        part_folder.mkdir(mode=0o700)
        for part, source in sources.items():
            generation = current.generation(part)
            copy = part_folder / place.database(part, generation).name
            files.make(copy)
            target = connections.create(copy, keys[part], part)
            try:
                source.copy_to(target)
                # One plain file: a stick may be read-only when it is looked at again.
                target.rows("PRAGMA journal_mode = DELETE")
            finally:
                target.close()
            key = place.key_file(part, generation)
            files.make(part_folder / key.name, key.read_bytes())
        for name in sorted(place.slots()):
            files.make(part_folder / name, place.slot(name).read_bytes())
        files.make(part_folder / _HEAD, place.head().encode("ascii") + b"\n")
        data = current_file.write(current.vault, current.work, current.private, ())
        files.make(part_folder / _CURRENT, data)
        _verify(place, current, keys, part_folder)
        files.sync_folder(part_folder)
        part_folder.replace(to)
    except BaseException:
        with suppress(OSError):
            shutil.rmtree(part_folder)
        raise
    with suppress(OSError):
        files.sync_folder(to.parent)


@files.trouble_told()
def restore(source: Path, place: Place) -> None:
    """Puts a backup into an empty place; raises VaultExists, VaultMissing and VaultDamaged."""
    try:
        data = (source / _CURRENT).read_bytes()
    except FileNotFoundError:
        raise VaultMissing(Part.CURRENT) from None
    found = current_file.read(data)
    place.begin()
    current = Current(vault=found.vault, work=found.work, private=found.private)
    wanted = [
        path(part, current.generation(part)).name
        for part in (Part.WORK, Part.PRIVATE)
        for path in (place.key_file, place.database)
    ]
    slots = [path.name for path in source.glob("*.slot")]
    for name in (*wanted, *sorted(slots), _HEAD):
        files.make(place.folder / name, (source / name).read_bytes())
    # Before it is a vault: it must never be one that does not know of it.
    place.mark_restored()
    place.switch(current)


def _verify(place: Place, current: Current, keys: Mapping[Part, bytes], folder: Path) -> None:
    opened: dict[Part, Connection] = {}
    try:
        for part, key in keys.items():
            path = folder / place.database(part, current.generation(part)).name
            opened[part] = connections.open_existing(path, key, part)
            if connections.damage_in(opened[part]):
                raise VaultDamaged(part)
        if log.faults(opened[Part.WORK], opened[Part.PRIVATE], place.head()):
            raise VaultDamaged(Part.WORK)
    finally:
        for connection in opened.values():
            connection.rows("PRAGMA journal_mode = DELETE")
            connection.close()
