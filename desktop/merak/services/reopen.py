"""A laptop whose passphrase is forgotten: asking the office, and taking what it grants."""

import base64
from dataclasses import dataclass
from pathlib import Path

import msgspec

from merak.crypto import age_file, pairing, signing, slot
from merak.crypto import passphrase as passphrases
from merak.crypto.age_file import SECRET_BYTES, Recipient
from merak.crypto.signing import VerifyKey
from merak.domain.exchange import Address, PublicKey, file_name
from merak.domain.grant import Grant, KeyFile, Reopening
from merak.domain.kit import Kit
from merak.errors import MerakError
from merak.formats import grant as grants
from merak.formats import kit as kit_files
from merak.formats import sealed_line
from merak.services import kits
from merak.services.given import Chance, Clock
from merak.services.session import Session, utc
from merak.services.typed import whole
from merak.storage import asking, folders, opening, outside, place
from merak.storage.asking import Granted, Kept, NothingAsked
from merak.storage.errors import NoSuchUser, Part
from merak.storage.place import Place

_ID = 16
_KIT = ".kit"


class KitNeeded(MerakError):
    """There is no kit in the folder: without one nobody is known to ask."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """The file to bring to the office, and the words to compare with those on its screen."""

    path: Path
    words: tuple[str, ...]


class _Content(msgspec.Struct, frozen=True):
    slot: str
    kit: bytes
    request: Reopening


def words(request: Reopening) -> tuple[str, ...]:
    """Gives the seven words of a request; takes about 0.2 s on purpose."""
    return pairing.words(
        root=VerifyKey(request.root),
        signing=VerifyKey(request.signing),
        recipient=Recipient(request.address),
        kit=request.kit,
    )


def is_asking(folder: Path) -> bool:
    """Says whether a request was made here that no answer was taken to."""
    with place.take(folder) as held:
        return asking.is_asking(held)


def ask(
    folder: Path,
    stick: Path,
    name: str,
    new_passphrase: bytearray,
    clock: Clock,
    chance: Chance,
) -> Asked:
    """Writes a request to a stick, with keys made for this once; the vault stays as it is.

    The office's newest kit lies there, as a locked laptop cannot read its own. Raises KitNeeded,
    FileRefused, NoSuchUser and disk errors.
    """
    content, read = _newest_kit(stick)
    once = age_file.identity(chance(SECRET_BYTES))
    signer = signing.signing_key(chance(SECRET_BYTES))
    with place.take(folder) as held:
        slot_name = slot.file_name(held.current().vault, whole(name))
        if slot_name not in held.slots():
            raise NoSuchUser
        request = Reopening(
            agency=read.agency,
            root=read.root,
            kit=read.serial,
            request=chance(_ID).hex(),
            signing=PublicKey(signer.public),
            address=Address(once.recipient),
            created=utc(clock.now()),
            keys=tuple(
                KeyFile(name=file, content=base64.b64encode(data).decode())
                for file, data in asking.key_files(held).values()
            ),
        )
        data = grants.write_request(request, signer, kits.inside(read.bundles))
        path = stick / file_name(chance)
        outside.write_bytes(path, data)
        kept = _Content(slot=slot_name, kit=content, request=request)
        asking.keep(
            held,
            Kept(key=once, content=msgspec.msgpack.encode(kept)),
            new_passphrase,
            passphrases.measure(clock.seconds),
            chance,
        )
    return Asked(path=path, words=words(request))


def words_again(folder: Path, new_passphrase: bytearray) -> tuple[str, ...]:
    """Gives the words of the request that is open, for who left the page before they were compared.

    Raises NothingAsked and WrongPassphrase.
    """
    with place.take(folder) as held:
        return words(_asked(asking.find(held, new_passphrase)).request)


def take(
    folder: Path, path: Path, new_passphrase: bytearray, clock: Clock, chance: Chance
) -> Session:
    """Opens the vault with the office's answer; the passphrase is the one chosen when asking.

    Raises NothingAsked, WrongPassphrase, FileRefused, OtherVault, and what unlocking raises.
    """
    data = outside.read_bytes(path, sealed_line.LARGEST)
    held = place.take(folder)
    try:
        kept = asking.find(held, new_passphrase)
        content = _asked(kept)
        kit = kit_files.read(content.kit, content.request.root)
        grant = grants.read(data, kept.key, kit, content.request)
        vault = opening.unlock_with_grant(
            held,
            granted=_granted(held, grant),
            key=kept.key,
            slot_name=content.slot,
            passphrase=new_passphrase,
            at=utc(clock.now()),
            chance=chance,
        )
        try:
            asking.forget(held)
        except BaseException:
            vault.close()
            raise
        return Session(vault, clock, chance)
    except BaseException:
        held.release()
        raise


def _asked(kept: Kept) -> _Content:
    return msgspec.msgpack.decode(kept.content, type=_Content)


def _newest_kit(stick: Path) -> tuple[bytes, Kit]:
    found = [stick / one for one in folders.look(stick).files if one.suffix == _KIT]
    read = [outside.read_bytes(one, kit_files.LARGEST) for one in found]
    if not read:
        raise KitNeeded
    return max(((one, kit_files.read_first(one)) for one in read), key=lambda pair: pair[1].serial)


def _granted(held: Place, grant: Grant) -> Granted:
    secrets = {one.name: bytes.fromhex(one.secret) for one in grant.keys}
    names: dict[Part, str] = {part: name for part, (name, _) in asking.key_files(held).items()}
    if set(names.values()) != set(secrets):
        # A colleague was here meanwhile, and the files went on under other keys.
        raise NothingAsked
    return Granted(device=grant.device, keys={part: secrets[name] for part, name in names.items()})
