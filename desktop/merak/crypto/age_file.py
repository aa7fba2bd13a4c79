"""Files sealed to key pairs (age v1); the only module that knows pyrage.

pyrage says what went wrong in bare strings; here they become errors of ours. Recipients and
identities are made here only, so that a new kind of recipient changes one file.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NewType

import bech32
import pyrage

from merak.errors import MerakError

Recipient = NewType("Recipient", str)
"""The public half of a key pair, as "age1..."."""

SECRET_BYTES = 32
_NO_MATCH = "No matching keys found"


class NotForThisKey(MerakError):
    """The file is whole but was not sealed to this key."""


class AgeFileDamaged(MerakError):
    """The bytes are no age file, or not the ones that were written."""


class NotARecipient(MerakError):
    """Carries the position of the recipient that is none."""

    def __init__(self, position: int) -> None:
        super().__init__(str(position))
        self.position = position


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity:
    """A key pair; the secret half is in no repr."""

    recipient: Recipient
    secret: bytes = field(repr=False)


def identity(secret: bytes) -> Identity:
    """Gives the X25519 key pair whose secret half is these 32 bytes."""
    if len(secret) != SECRET_BYTES:
        raise ValueError("a secret has 32 bytes")
    return Identity(recipient=Recipient(str(_pair(secret).to_public())), secret=secret)


def encrypt(data: bytes, recipients: Iterable[Recipient]) -> bytes:
    """Seals the data to all the recipients; raises NotARecipient."""
    keys = []
    for position, recipient in enumerate(recipients):
        try:
            keys.append(pyrage.x25519.Recipient.from_str(recipient))
        except pyrage.RecipientError as error:
            raise NotARecipient(position) from error
    if not keys:
        raise NotARecipient(0)
    sealed: bytes = pyrage.encrypt(data, keys)
    return sealed


def decrypt(sealed: bytes, key: Identity) -> bytes:
    """Opens what was sealed to this key; raises NotForThisKey and AgeFileDamaged."""
    try:
        data: bytes = pyrage.decrypt(sealed, [_pair(key.secret)])
    except pyrage.DecryptError as error:
        raise (NotForThisKey if str(error) == _NO_MATCH else AgeFileDamaged) from None
    return data


def _pair(secret: bytes) -> pyrage.x25519.Identity:
    words = bech32.convertbits(secret, 8, 5) or []
    return pyrage.x25519.Identity.from_str(bech32.bech32_encode("age-secret-key-", words).upper())
