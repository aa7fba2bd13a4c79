"""The next generation of a file: a copy under a new key, changed, verified, then switched to."""

from collections.abc import Callable, Iterable

from merak.crypto.age_file import Recipient
from merak.storage import connection as connections
from merak.storage import files, keys
from merak.storage.connection import Connection
from merak.storage.errors import VaultDamaged
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
    part = source.part
    following = current.switched(part)
    path = place.database(part, following.generation(part))
    files.make(path)
    target = connections.create(path, key, part)
    try:
        source.copy_to(target)
        change(target)
        if connections.damage_in(target):
            raise VaultDamaged(part)
    finally:
        target.close()
    keys.write(place, part, following.generation(part), key, recipients)
    return following
