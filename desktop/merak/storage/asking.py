"""What a locked laptop keeps of its request to the office: sealed by the passphrase to come.

The pair that the office answers to lies in a slot, as a user's does; what was asked, and the kit
it was asked by, is sealed to that pair. Nothing of it opens the vault without the office's answer.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from merak.crypto import age_file, slot
from merak.crypto.age_file import AgeFileDamaged, Identity, NotForThisKey
from merak.crypto.passphrase import KdfParameters
from merak.crypto.slot import SlotDamaged
from merak.domain.ids import DeviceId
from merak.errors import MerakError
from merak.storage import files
from merak.storage.errors import KEY_PARTS, Part, VaultMissing
from merak.storage.place import Place
from merak.storage.transaction import Chance
from merak.storage.vault import PARTS

_SLOT_LINES = 4


class NothingAsked(MerakError):
    """No request to the office is open on this laptop."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """What was kept: the pair that the office answers to, and whatever the request was."""

    key: Identity = field(repr=False)
    content: bytes = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Granted:
    """What an office found in the key files of a vault, and whose vault it takes it to be."""

    device: DeviceId
    keys: Mapping[Part, bytes] = field(repr=False)


@files.trouble_told()
def key_files(place: Place) -> dict[Part, tuple[str, bytes]]:
    """Gives the name and the bytes of the key file of each part; raises VaultMissing."""
    current = place.current()
    found = {}
    for part in PARTS:
        path = place.key_file(part, current.generation(part))
        try:
            found[part] = (path.name, path.read_bytes())
        except FileNotFoundError:
            raise VaultMissing(KEY_PARTS[part]) from None
    return found


def is_asking(place: Place) -> bool:
    """Says whether a request is open."""
    return place.asking().exists()


@files.trouble_told()
def keep(
    place: Place,
    kept: Kept,
    passphrase: bytes | bytearray,
    parameters: KdfParameters,
    chance: Chance,
) -> None:
    """Keeps a request; the one before is destroyed."""
    wrapped = slot.seal(place.current().vault, kept.key, passphrase, parameters, chance)
    sealed = age_file.encrypt(kept.content, [kept.key.recipient])
    files.put_secret(place.asking(), wrapped + sealed)


@files.trouble_told()
def find(place: Place, passphrase: bytes | bytearray) -> Kept:
    """Opens what was kept; raises NothingAsked, WrongPassphrase and SlotDamaged."""
    try:
        data = place.asking().read_bytes()
    except FileNotFoundError:
        raise NothingAsked from None
    lines = data.split(b"\n", _SLOT_LINES)
    if len(lines) <= _SLOT_LINES:
        raise SlotDamaged
    wrapped = b"\n".join(lines[:_SLOT_LINES]) + b"\n"
    key = slot.unseal(wrapped, place.current().vault, passphrase)
    try:
        return Kept(key=key, content=age_file.decrypt(lines[_SLOT_LINES], key))
    except (AgeFileDamaged, NotForThisKey):
        raise SlotDamaged from None


@files.trouble_told()
def forget(place: Place) -> None:
    """Destroys what was kept."""
    files.destroy(place.asking())
