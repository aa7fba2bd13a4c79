"""Signatures (Ed25519): who wrote a bundle, a kit, a receipt.

age has no sender, so everything that travels is signed inside. Only `formats/dsse.py` signs, over
bytes that also name what they are; a signature on one kind of file is none on another.
"""

import hashlib
from dataclasses import dataclass, field
from typing import NewType

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

VerifyKey = NewType("VerifyKey", str)
"""The public half of a signing key: 64 lower-case hex digits."""
KeyId = NewType("KeyId", str)
"""32 lower-case hex digits: the first half of the SHA-256 of the raw public key."""

SECRET_BYTES = 32
SIGNATURE_BYTES = 64


@dataclass(frozen=True, slots=True, kw_only=True)
class SigningKey:
    """A key pair that signs; the secret half is in no repr."""

    public: VerifyKey
    secret: bytes = field(repr=False)


def signing_key(secret: bytes) -> SigningKey:
    """Gives the key pair whose secret half is these 32 bytes."""
    if len(secret) != SECRET_BYTES:
        raise ValueError("a secret has 32 bytes")
    public = Ed25519PrivateKey.from_private_bytes(secret).public_key().public_bytes_raw()
    return SigningKey(public=VerifyKey(public.hex()), secret=secret)


def key_id(public: VerifyKey) -> KeyId:
    """Gives the short name under which an envelope says whose signature it carries."""
    return KeyId(hashlib.sha256(bytes.fromhex(public)).hexdigest()[:32])


def sign(message: bytes, key: SigningKey) -> bytes:
    """Gives the 64 bytes of the signature."""
    return Ed25519PrivateKey.from_private_bytes(key.secret).sign(message)


def is_signed(message: bytes, signature: bytes, public: VerifyKey) -> bool:
    """Says whether this key signed exactly this message."""
    try:
        Ed25519PublicKey.from_public_bytes(bytes.fromhex(public)).verify(signature, message)
    except InvalidSignature:
        return False
    return True
