"""Verifying a bundle by a kit: who sent it, and that all of it is as it was sent."""

import json
from collections.abc import Mapping
from enum import StrEnum
from pathlib import Path
from typing import BinaryIO, TextIO

from merak.crypto import age_file
from merak.crypto.age_file import Identity
from merak.domain.bundle import Sent
from merak.domain.exchange import Address, Why
from merak.domain.kit import Kit
from merak.domain.roster import DeviceKind
from merak.formats import kit as kit_file
from merak.formats.bundle_header import addressed
from merak.formats.bundle_reader import Opened, open_bundle, open_payload, trust
from merak.formats.refused import FileRefused
from merak.services import kits
from merak.services.session import Session
from merak.storage import secret_keys
from merak.storage.secret_keys import KeyName

VERIFIED = 0
REFUSED = 1
UNREADABLE = 2


class Form(StrEnum):
    """How the outcome is written."""

    LINES = "lines"
    JSON = "json"


SENTENCES: Mapping[Why, str] = {
    Why.NOT_AGE: "This is not an age file. Choose the file that the laptop wrote.",
    Why.NOT_FOR_US: "It is not for the holder of this key. Try the key of the office it went to.",
    Why.DAMAGED: "It was damaged on the way. Copy it again from where it was made.",
    Why.MALFORMED: "It is whole, and not in the form of a bundle. Keep it and ask who made it.",
    Why.NEWER_VERSION: "It is from a newer version. Install that version first.",
    Why.UNKNOWN_DEVICE: "The kit does not know the sender. Use the newest kit.",
    Why.REVOKED_DEVICE: "The sender was revoked before this bundle. Keep it and ask the office.",
    Why.BAD_SIGNATURE: "It is not what the sender signed. Keep it and tell the office.",
    Why.OVER_LIMIT: "Something in it is larger than may be. Keep it and ask who made it.",
    Why.NOT_SENDERS: "It has records that this sender may not write. Keep it and tell the office.",
    Why.FORK: "Another bundle of this sender has the same number. Keep both and tell the office.",
}


def keys_of(session: Session) -> tuple[Identity, ...]:
    """Gives the keys with which this vault opens bundles."""
    name = KeyName.TRANSPORT if kits.is_office(session) else KeyName.BOX
    return secret_keys.openers(session.work, name)


def verify(
    file: BinaryIO,
    kit: Path,
    key: Path | tuple[Identity, ...] | None,
    out: TextIO,
    err: TextIO,
    form: Form = Form.LINES,
) -> int:
    """Writes what the bundle says of itself once all of it holds.

    With `key`, an age key file or keys, `file` is the age file. Without, it is what `age -d` gave.
    The root key of the kit is written out to be compared: a kit vouches for nothing but itself.
    Gives 0 verified, 1 refused, 2 cannot be read.
    """
    try:
        held = kit_file.read_first(_bytes(kit))
    except FileRefused as refused:
        return _write({"verified": False, "kit": refused.why.value}, refused.why, out, form)
    except OSError as error:
        return _unreadable(str(kit), error, err)
    try:
        keys = _keys(key)
    except OSError as error:
        return _unreadable(str(key), error, err)
    if key is not None and not keys:
        err.write(f"{key}: there is no secret key in it. Give a file that age-keygen wrote.\n")
        return UNREADABLE
    try:
        sent = _read(file, held, keys)
    except FileRefused as refused:
        facts = {"verified": False, "why": refused.why.value, "line": refused.line}
        return _write(facts, refused.why, out, form)
    except OSError as error:
        return _unreadable("the bundle", error, err)
    return _write(_facts(sent, held), None, out, form)


def _keys(key: Path | tuple[Identity, ...] | None) -> tuple[Identity, ...]:
    if isinstance(key, Path):
        return age_file.identities(_bytes(key).decode("ascii", "replace"))
    return key or ()


def _read(file: BinaryIO, kit: Kit, keys: tuple[Identity, ...]) -> Sent:
    with _opened(file, kit, keys) as opened:
        return opened.finish()


def _opened(file: BinaryIO, kit: Kit, keys: tuple[Identity, ...]) -> Opened:
    laptops = {one.address for one in kit.devices if one.kind is DeviceKind.LAPTOP}
    if keys:
        is_laptop = any(Address(key.recipient) in laptops for key in keys)
        reader = DeviceKind.LAPTOP if is_laptop else DeviceKind.OFFICE
        return open_bundle(file, keys, trust(kit, reader))
    offices = [one.address for one in kit.devices if one.address not in laptops]
    everyone = {*offices, *(one.address for one in kit.bundles)}
    return open_payload(file, addressed(everyone), trust(kit, DeviceKind.OFFICE))


def _facts(sent: Sent, kit: Kit) -> dict[str, object]:
    header = sent.header
    return {
        "verified": True,
        "agency": header.agency,
        "root": kit.root,
        "kit": kit.serial,
        "device": header.device,
        "bundle": header.bundle,
        "sequence": header.sequence,
        "since": header.since,
        "created": header.created,
        "days": list(header.days),
        "records": sent.trailer.records,
        "counts": dict(header.counts),
        "content": sent.trailer.content,
        "trailer": sent.trailer_hash,
    }


def _write(facts: Mapping[str, object], why: Why | None, out: TextIO, form: Form) -> int:
    if form is Form.JSON:
        out.write(json.dumps(facts) + "\n")
    else:
        lines = [f"{name}: {json.dumps(value)}" for name, value in facts.items()]
        out.write("\n".join([*lines, *([SENTENCES[why]] if why else []), ""]))
    return VERIFIED if why is None else REFUSED


def _unreadable(name: str, error: OSError, err: TextIO) -> int:
    err.write(f"{name}: this file cannot be read: {error.strerror}. Check its name and rights.\n")
    return UNREADABLE


def _bytes(path: Path) -> bytes:
    # One byte more than may be there, so that a huge file is refused and not read.
    with path.open("rb") as opened:
        return opened.read(kit_file.LARGEST + 1)
