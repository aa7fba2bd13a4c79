"""Bodies that only the office can read: identities and free text, each an age file of its own.

What is sealed repeats case and author, so that a blob moved to another record does not open there.
"""

import base64
import binascii
from collections.abc import Mapping, Sequence

import msgspec

from merak.codec import NotCanonical, Value, canonical, parse
from merak.crypto import age_file
from merak.crypto.age_file import FIRST_LINE, AgeFileDamaged, Identity, NotForThisKey
from merak.domain.exchange import Address, Why
from merak.domain.ids import CaseId, DeviceId, UserId
from merak.domain.record import Record
from merak.formats.refused import FileRefused

MEMBER = "sealed"


class _Author(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    device: str
    user: str


class _Content(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    author: _Author
    body: dict[str, object]
    case: str


def seal(
    body: Mapping[str, object],
    *,
    case: CaseId,
    device: DeviceId,
    user: UserId,
    recipients: Sequence[Address],
) -> dict[str, object]:
    """Gives the body that the sealed record has; raises NotARecipient and NotCanonical."""
    content = {"author": {"device": device, "user": user}, "body": body, "case": case}
    keys = [age_file.Recipient(address) for address in recipients]
    sealed = age_file.encrypt(canonical(content), keys)
    return {MEMBER: base64.b64encode(sealed).decode()}


def is_sealed(record: Record) -> bool:
    """Says whether the body is one age file and nothing beside it."""
    return set(record.body) == {MEMBER} and _bytes(record).startswith(FIRST_LINE)


def open_sealed(record: Record, *keys: Identity) -> dict[str, Value]:
    """Gives the body that was sealed.

    Raises FileRefused: not for us, damaged, malformed (also for a blob of another record).
    """
    try:
        value = parse(age_file.decrypt(_bytes(record), *keys))
        content = msgspec.convert(value, _Content)
    except NotForThisKey:
        raise FileRefused(Why.NOT_FOR_US) from None
    except AgeFileDamaged:
        raise FileRefused(Why.DAMAGED) from None
    except (NotCanonical, msgspec.ValidationError):
        raise FileRefused(Why.MALFORMED) from None
    own = (record.case, record.author_device, record.author_user)
    if (content.case, content.author.device, content.author.user) != own:
        raise FileRefused(Why.MALFORMED)
    body = value["body"] if isinstance(value, dict) else {}
    return body if isinstance(body, dict) else {}


def _bytes(record: Record) -> bytes:
    text = record.body.get(MEMBER)
    try:
        return base64.b64decode(text, validate=True) if isinstance(text, str) else b""
    except (binascii.Error, ValueError):
        return b""
