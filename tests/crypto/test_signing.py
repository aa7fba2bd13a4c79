"""A signature holds for one key and one message, and no other."""

import pytest

from merak.crypto import signing
from merak.crypto.signing import VerifyKey

# RFC 8032, 7.1, TEST 2.
SECRET = bytes.fromhex("4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb")
PUBLIC = "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c"
SIGNATURE = bytes.fromhex(
    "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
    "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00"
)
KEY = signing.signing_key(SECRET)


def test_the_standard_example_comes_out() -> None:
    assert KEY.public == PUBLIC
    assert signing.sign(b"\x72", KEY) == SIGNATURE
    assert signing.is_signed(b"\x72", SIGNATURE, KEY.public)


def test_another_message_or_another_key_does_not_hold() -> None:
    other = signing.signing_key(bytes(32))
    assert not signing.is_signed(b"\x73", SIGNATURE, KEY.public)
    assert not signing.is_signed(b"\x72", SIGNATURE, other.public)


def test_a_key_is_named_by_half_its_hash() -> None:
    assert signing.key_id(VerifyKey(PUBLIC)) == "39f713d0a644253f04529421b9f51b9b"


def test_a_secret_of_another_length_is_refused() -> None:
    with pytest.raises(ValueError, match="32 bytes"):
        signing.signing_key(bytes(31))


def test_the_secret_is_in_no_repr() -> None:
    assert "4ccd" not in repr(KEY)
    assert str(SECRET) not in repr(KEY)
