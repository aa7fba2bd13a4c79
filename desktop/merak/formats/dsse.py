"""Signed lines: DSSE v1 envelopes (github.com/secure-systems-lab/dsse) in canonical JSON.

The payload type goes into what is signed, so a signed kit can never pass as a signed receipt.
"""

import base64
import binascii
import re
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar

import msgspec

from merak.codec import NotCanonical, Value, canonical, parse
from merak.crypto.signing import (
    SIGNATURE_BYTES,
    KeyId,
    SigningKey,
    VerifyKey,
    is_signed,
    key_id,
    sign,
)
from merak.domain.exchange import Why
from merak.formats.refused import FileRefused

_PUBLIC = re.compile(r"[0-9a-f]{64}")


class PayloadType(StrEnum):
    """What a signed line is."""

    BUNDLE_HEADER = "application/vnd.merak.bundle-header+json"
    BUNDLE_TRAILER = "application/vnd.merak.bundle-trailer+json"
    SUCCESSION = "application/vnd.merak.succession+json"
    KIT = "application/vnd.merak.kit+json"
    ENROLMENT = "application/vnd.merak.enrolment+json"
    REOPENING = "application/vnd.merak.reopening+json"
    GRANT = "application/vnd.merak.grant+json"
    RECEIPT = "application/vnd.merak.receipt+json"


@dataclass(frozen=True, slots=True, kw_only=True)
class Signed:
    """A payload whose signature has been checked, and by which key."""

    payload: Value
    key: KeyId


class _Signature(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    keyid: str
    sig: str


class _Envelope(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    payload: str
    payloadType: str  # noqa: N815 - DSSE's name
    signatures: list[_Signature]


def seal(payload: object, kind: PayloadType, key: SigningKey) -> bytes:
    """Gives the signed line, without its LF. Raises NotCanonical."""
    data = canonical(payload)
    signature = sign(_signed_bytes(kind, data), key)
    return canonical(
        {
            "payload": _to_text(data),
            "payloadType": kind.value,
            "signatures": [{"keyid": key_id(key.public), "sig": _to_text(signature)}],
        }
    )


def read(line: bytes, kind: PayloadType, find: Callable[[KeyId], VerifyKey]) -> Signed:
    """Gives the payload of a line that this key signed as what it is.

    `find` gives the key of this name, or raises. Nothing inside the payload is looked at before the
    signature has passed. Raises FileRefused: malformed, bad signature.
    """
    envelope, signature = _envelope(line, kind)
    data = _from_text(envelope.payload)
    named = KeyId(signature.keyid)
    if not is_signed(_signed_bytes(kind, data), _from_text(signature.sig), find(named)):
        raise FileRefused(Why.BAD_SIGNATURE)
    try:
        return Signed(payload=parse(data), key=named)
    except NotCanonical:
        raise FileRefused(Why.MALFORMED) from None


def read_own(line: bytes, kind: PayloadType, member: str) -> tuple[Signed, VerifyKey]:
    """Gives the payload of a line signed by the key that it names itself in this member.

    That tells that it is whole, not whose it is: seven words compared by people do.
    Raises FileRefused: malformed, bad signature.
    """
    envelope, _ = _envelope(line, kind)
    try:
        claimed = parse(_from_text(envelope.payload))
    except NotCanonical:
        raise FileRefused(Why.MALFORMED) from None
    public = claimed.get(member) if isinstance(claimed, dict) else None
    if not isinstance(public, str) or not _PUBLIC.fullmatch(public):
        raise FileRefused(Why.MALFORMED)
    own = VerifyKey(public)
    return read(line, kind, only(own)), own


def kind_of(line: bytes) -> PayloadType | None:
    """Says what a line gives itself out for, unverified: none of ours is nothing."""
    try:
        return PayloadType(msgspec.convert(parse(line), _Envelope).payloadType)
    except (NotCanonical, msgspec.ValidationError, ValueError):
        return None


def only(public: VerifyKey) -> Callable[[KeyId], VerifyKey]:
    """Gives a `find` that knows this one key."""

    def find(named: KeyId) -> VerifyKey:
        if named != key_id(public):
            raise FileRefused(Why.BAD_SIGNATURE)
        return public

    return find


def signature(payload: object, kind: PayloadType, key: SigningKey) -> str:
    """Gives the signature alone, in base64, over what both sides can put together themselves."""
    return _to_text(sign(_signed_bytes(kind, canonical(payload)), key))


def is_signature(payload: object, kind: PayloadType, text: str, public: VerifyKey) -> bool:
    """Says whether this key made it; raises FileRefused where it is no base64 in its one form."""
    return is_signed(_signed_bytes(kind, canonical(payload)), _from_text(text), public)


_Form = TypeVar("_Form")
_LATER = frozenset({"formerly"})
"""Members that a file has only where there is something in them, as older files have them not."""


def to_plain(value: object, name: str) -> dict[str, object]:
    """Gives the members of a value as a payload of this format ("merak-kit/1") has them."""
    members: dict[str, object] = msgspec.to_builtins(value)
    return {"format": name, **_leave_out(members)}


def from_plain(payload: Value, form: type[_Form], name: str) -> _Form:
    """Reads a payload of this format; raises FileRefused: newer version, malformed.

    Strict: what is read gives back exactly what was there, so no member is passed over.
    """
    if not isinstance(payload, dict):
        raise FileRefused(Why.MALFORMED)
    found = payload.get("format")
    if found != name:
        raise FileRefused(Why.NEWER_VERSION if _is_newer(found, name) else Why.MALFORMED)
    members = {key: inner for key, inner in payload.items() if key != "format"}
    try:
        value = msgspec.convert(members, form)
    except (msgspec.ValidationError, ValueError):
        raise FileRefused(Why.MALFORMED) from None
    if canonical(to_plain(value, name)) != canonical(payload):
        raise FileRefused(Why.MALFORMED)
    return value


def _leave_out(members: dict[str, object]) -> dict[str, object]:
    return {
        key: [_leave_out(one) if isinstance(one, dict) else one for one in inner]
        if isinstance(inner, list | tuple)
        else inner
        for key, inner in members.items()
        if inner or key not in _LATER
    }


def _is_newer(found: Value, name: str) -> bool:
    family, _, ours = name.rpartition("/")
    match = re.fullmatch(re.escape(family) + r"/([1-9][0-9]{0,8})", str(found))
    return match is not None and int(match[1]) > int(ours)


def _envelope(line: bytes, kind: PayloadType) -> tuple[_Envelope, _Signature]:
    try:
        envelope = msgspec.convert(parse(line), _Envelope)
    except (NotCanonical, msgspec.ValidationError):
        raise FileRefused(Why.MALFORMED) from None
    if envelope.payloadType != kind or len(envelope.signatures) != 1:
        raise FileRefused(Why.MALFORMED)
    [signature] = envelope.signatures
    if len(_from_text(signature.sig)) != SIGNATURE_BYTES:
        raise FileRefused(Why.MALFORMED)
    return envelope, signature


def _signed_bytes(kind: PayloadType, data: bytes) -> bytes:
    """DSSE's pre-authentication encoding."""
    return b"DSSEv1 %d %s %d %s" % (len(kind), kind.encode(), len(data), data)


def _to_text(data: bytes) -> str:
    return base64.b64encode(data).decode()


def _from_text(text: str) -> bytes:
    try:
        data = base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        raise FileRefused(Why.MALFORMED) from None
    # Base64 has spare bits at its end: one form only, or the same signature has many.
    if _to_text(data) != text:
        raise FileRefused(Why.MALFORMED)
    return data
