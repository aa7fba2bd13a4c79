"""The keys of the two files, sealed to everyone who may open them and to the recovery sheet."""

from collections.abc import Iterable

from merak.crypto import age_file
from merak.crypto.age_file import AgeFileDamaged, Identity, Recipient
from merak.storage import files
from merak.storage.connection import KEY_BYTES
from merak.storage.errors import KEY_PARTS, Damage, Part, VaultDamaged, VaultMissing
from merak.storage.place import Current, Place


def write(
    place: Place, part: Part, generation: int, key: bytes, recipients: Iterable[Recipient]
) -> None:
    """Seals the key; a file that was there is replaced and its old bytes overwritten."""
    files.put_secret(place.key_file(part, generation), age_file.encrypt(key, recipients))


def read(place: Place, current: Current, part: Part, identity: Identity) -> bytes:
    """Opens the sealed key; raises VaultMissing, VaultDamaged and NotForThisKey."""
    try:
        sealed = place.key_file(part, current.generation(part)).read_bytes()
    except FileNotFoundError:
        raise VaultMissing(KEY_PARTS[part]) from None
    if not sealed:
        raise VaultDamaged(KEY_PARTS[part], Damage.EMPTY)
    try:
        key = age_file.decrypt(sealed, identity)
    except AgeFileDamaged:
        raise VaultDamaged(KEY_PARTS[part]) from None
    if len(key) != KEY_BYTES:
        raise VaultDamaged(KEY_PARTS[part], Damage.NOT_OURS)
    return key
