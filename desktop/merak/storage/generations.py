"""The next generation of a file: a copy under a new key, changed, verified, then switched to."""

from collections.abc import Callable, Collection, Iterable

from merak.crypto.age_file import Recipient
from merak.storage import connection as connections
from merak.storage import files, keys
from merak.storage.connection import Connection
from merak.storage.errors import Part, VaultDamaged
from merak.storage.place import Current, Place


def write_next(
    place: Place,
    current: Current,
    source: Connection,
    key: bytes,
    recipients: Iterable[Recipient],
    change: Callable[[Connection], None],
) -> Current:
    """Writes the next generation of the source's file and gives what to switch to.

    Nothing is switched: until `place.switch` the old one is the vault, and what was written here
    is destroyed at the next start. Raises VaultDamaged where the copy does not verify.
    """

    def fill(target: Connection) -> None:
        source.copy_to(target)
        change(target)

    return _write(place, current, source.part, key, recipients, fill)


def write_without(
    place: Place,
    current: Current,
    source: Connection,
    key: bytes,
    recipients: Iterable[Recipient],
    gone: Collection[bytes],
) -> Current:
    """Writes the next generation with every row but these records, and gives what to switch to.

    A copy of the pages would take deleted words along, under the new key: the new file is made
    empty and filled row by row. Nothing is switched, as with `write_next`.
    """

    def fill(target: Connection) -> None:
        target.run("PRAGMA foreign_keys = OFF")
        target.begin()
        for (statement,) in source.rows(
            "SELECT sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY type DESC, name"
        ):
            target.run(statement)
        tables = source.rows("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")
        for (table,) in tables:
            columns = [row[1] for row in source.rows(f"PRAGMA table_info({table})")]
            rows = source.each(f"SELECT {', '.join(columns)} FROM {table}")  # noqa: S608 - ours
            if table == "record":
                at = columns.index("id")
                rows = (row for row in rows if row[at] not in gone)
            marks = ", ".join("?" * len(columns))
            target.run_many(f"INSERT INTO {table} VALUES ({marks})", rows)  # noqa: S608 - ours
        target.commit()
        target.run(f"PRAGMA user_version = {source.value('PRAGMA user_version')}")
        target.run("PRAGMA foreign_keys = ON")

    return _write(place, current, source.part, key, recipients, fill)


def _write(
    place: Place,
    current: Current,
    part: Part,
    key: bytes,
    recipients: Iterable[Recipient],
    fill: Callable[[Connection], None],
) -> Current:
    following = current.switched(part)
    path = place.database(part, following.generation(part))
    # What a try before this one left, where the disk was full.
    place.clear(part, following.generation(part))
    files.make(path)
    target = connections.create(path, key, part)
    try:
        fill(target)
        if connections.damage_in(target):
            raise VaultDamaged(part)
    finally:
        target.close()
    keys.write(place, part, following.generation(part), key, recipients)
    return following
