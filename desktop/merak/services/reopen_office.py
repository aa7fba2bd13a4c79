"""The office's help for a laptop whose passphrase is forgotten: two words, two sheets, a grant."""

import base64
import binascii
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from merak.crypto import age_file, pairing, shares
from merak.crypto.age_file import AgeFileDamaged, Identity, NotForThisKey
from merak.domain.exchange import Why, file_name
from merak.domain.grant import Grant, KeyFile, OpenedKey, Reopening
from merak.domain.ids import DeviceId
from merak.domain.ledger import PeerState
from merak.domain.log_entry import Act
from merak.errors import MerakError
from merak.formats import grant as grants
from merak.formats import sealed_line
from merak.formats.refused import FileRefused
from merak.services import kits, office, reopen
from merak.services.laptops import WordsDiffer
from merak.services.session import Session
from merak.storage import outside, peers, secret_keys
from merak.storage.secret_keys import KeyName

_KEY_BYTES = 32


class SheetsTooOld(MerakError):
    """The sheets do not open this laptop's keys: others were in force when it was enrolled."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A laptop that asks to be opened again, and the words to compare with those it shows."""

    request: Reopening
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Approval:
    """What the office's people decide: which laptop it is, the words, two sheets."""

    device: DeviceId
    typed: Mapping[int, str]
    sheets: Sequence[Sequence[str]]


def read_request(session: Session, path: Path) -> Asked:
    """Reads a locked laptop's request and changes nothing; raises FileRefused."""
    kits.office_only(session)
    data = outside.read_bytes(path, sealed_line.LARGEST)
    keys = secret_keys.openers(session.work, KeyName.TRANSPORT)
    request = grants.read_request(data, keys, kits.current(session))
    return Asked(request=request, words=reopen.words(request))


def grant(session: Session, asked: Asked, approval: Approval, folder: Path) -> Path:
    """Opens the laptop's keys with two sheets and writes them for nobody but the one who asked.

    Raises WordsDiffer, UnknownDevice, SheetsTooOld, FileRefused where it was
    revoked, and what `shares.combine` raises.
    """
    office.keepers_of_office(session)
    request = asked.request
    if not pairing.agree(reopen.words(request), dict(approval.typed)):
        raise WordsDiffer
    if peers.by_id(session.work, approval.device).state is PeerState.REVOKED:
        raise FileRefused(Why.REVOKED_DEVICE)
    key = shares.combine(approval.sheets)
    answer = Grant(
        agency=request.agency,
        office=session.vault.device,
        device=approval.device,
        request=request.request,
        created=session.now(),
        keys=tuple(_opened(one, key) for one in request.keys),
    )
    data = grants.write(answer, secret_keys.signing_key(session.work), request)
    with session.change() as pen:
        # Logged before it is written: what left the office is on record whatever happens then.
        pen.log(Act.VAULT_RECOVERED, approval.device)
    path = folder / file_name(session.chance)
    outside.write_bytes(path, data)
    return path


def _opened(one: KeyFile, key: Identity) -> OpenedKey:
    try:
        secret = age_file.decrypt(base64.b64decode(one.content, validate=True), key)
    except NotForThisKey:
        raise SheetsTooOld from None
    except (AgeFileDamaged, binascii.Error):
        raise FileRefused(Why.MALFORMED) from None
    if len(secret) != _KEY_BYTES:
        raise FileRefused(Why.MALFORMED)
    return OpenedKey(name=one.name, secret=secret.hex())
