"""Sealed files open for whom they were sealed to, and every failure is one of ours."""

import pytest

from merak.crypto import age_file
from merak.crypto.age_file import AgeFileDamaged, NotARecipient, NotForThisKey, Recipient

ANA = age_file.identity(bytes(range(32)))
BO = age_file.identity(bytes(range(1, 33)))
CLEO = age_file.identity(bytes(range(2, 34)))
SEALED = age_file.encrypt(b"a key of a file", [ANA.recipient, BO.recipient])


@pytest.mark.parametrize("key", [ANA, BO])
def test_every_recipient_opens_the_file(key: age_file.Identity) -> None:
    assert age_file.decrypt(SEALED, key) == b"a key of a file"


def test_nobody_else_opens_it() -> None:
    with pytest.raises(NotForThisKey):
        age_file.decrypt(SEALED, CLEO)


@pytest.mark.parametrize(
    "hurt",
    [b"", b"age", SEALED[:40], SEALED[:-1], SEALED + b"x"],
    ids=["empty", "a word", "the beginning", "one byte short", "one byte more"],
)
def test_a_file_that_is_not_whole_is_damaged(hurt: bytes) -> None:
    with pytest.raises(AgeFileDamaged):
        age_file.decrypt(hurt, ANA)


def test_a_recipient_that_is_none_is_named_by_its_place() -> None:
    with pytest.raises(NotARecipient) as caught:
        age_file.encrypt(b"x", [ANA.recipient, Recipient("age1nobody")])
    assert caught.value.position == 1


def test_a_file_to_nobody_is_refused() -> None:
    with pytest.raises(NotARecipient):
        age_file.encrypt(b"x", [])


def test_a_secret_of_another_length_is_refused() -> None:
    with pytest.raises(ValueError, match="32 bytes"):
        age_file.identity(b"short")
