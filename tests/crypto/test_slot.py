"""A slot tells damage from a wrong passphrase, and carries nothing that can be changed unseen."""

import hashlib
import secrets

import pytest

from merak.codec import canonical, parse
from merak.crypto import age_file, passphrase, slot
from merak.crypto.passphrase import LEAST
from merak.crypto.slot import NewerSlot, SlotDamaged, WrongPassphrase

VAULT = "ab" * 16
KEY = age_file.identity(bytes(range(32)))
SLOT = slot.seal(VAULT, KEY, b"quiet river at noon", LEAST, secrets.token_bytes)


def checked(lines: list[bytes]) -> bytes:
    """Puts lines together as whoever can write the file would: with a checksum that holds."""
    body = b"\n".join(lines) + b"\n"
    return body + hashlib.sha256(body).hexdigest().encode() + b"\n"


def with_header(**changes: object) -> bytes:
    first, header, wrapped = SLOT.split(b"\n")[:3]
    members = parse(header)
    assert isinstance(members, dict)
    return checked([first, canonical({**members, **changes}), wrapped])


def test_the_passphrase_opens_the_slot() -> None:
    assert slot.unseal(SLOT, VAULT, bytearray(b"quiet river at noon")) == KEY


def test_another_passphrase_is_wrong_and_not_damage() -> None:
    with pytest.raises(WrongPassphrase):
        slot.unseal(SLOT, VAULT, b"quiet river at night")


def test_any_flipped_bit_is_damage_and_nothing_is_derived(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def never(*_: object) -> bytes:
        raise AssertionError

    monkeypatch.setattr(passphrase, "derive", never)
    for at in range(len(SLOT)):
        hurt = bytearray(SLOT)
        hurt[at] ^= 1 << at % 8
        with pytest.raises(SlotDamaged):
            slot.unseal(bytes(hurt), VAULT, b"quiet river at noon")


@pytest.mark.parametrize("length", [0, 1, 12, len(SLOT) - 66, len(SLOT) - 1])
def test_a_cut_slot_is_damage(length: int) -> None:
    with pytest.raises(SlotDamaged):
        slot.unseal(SLOT[:length], VAULT, b"quiet river at noon")


def test_a_slot_of_another_vault_is_damage() -> None:
    with pytest.raises(SlotDamaged):
        slot.unseal(SLOT, "cd" * 16, b"quiet river at noon")


@pytest.mark.parametrize(
    "changes",
    [
        {"memory_kib": 2**40},
        {"passes": 1},
        {"lanes": 99},
        {"salt": "00"},
        {"salt": "no hex"},
        {"nonce": "00"},
        {"passes": "3"},
        {"further": 1},
    ],
)
def test_a_forged_header_out_of_bounds_is_damage(changes: dict[str, object]) -> None:
    with pytest.raises(SlotDamaged):
        slot.unseal(with_header(**changes), VAULT, b"quiet river at noon")


@pytest.mark.parametrize("changes", [{"passes": 4}, {"recipient": "age1other"}])
def test_a_forged_header_within_bounds_does_not_open(changes: dict[str, object]) -> None:
    with pytest.raises(WrongPassphrase):
        slot.unseal(with_header(**changes), VAULT, b"quiet river at noon")


@pytest.mark.parametrize("wrapped", [b"zz", b"00", "ü".encode()])
def test_a_forged_secret_is_damage(wrapped: bytes) -> None:
    first, header = SLOT.split(b"\n")[:2]
    with pytest.raises(SlotDamaged):
        slot.unseal(checked([first, header, wrapped]), VAULT, b"quiet river at noon")


def test_a_header_that_is_not_canonical_is_damage() -> None:
    first, header, wrapped = SLOT.split(b"\n")[:3]
    with pytest.raises(SlotDamaged):
        slot.unseal(checked([first, b" " + header, wrapped]), VAULT, b"quiet river at noon")


def test_a_later_format_is_newer_whatever_its_lines_are() -> None:
    with pytest.raises(NewerSlot) as caught:
        slot.unseal(checked([b"merak-slot/7", b"a", b"b", b"c"]), VAULT, b"quiet river at noon")
    assert (caught.value.found, caught.value.known) == (7, 1)


def test_another_kind_of_file_is_damage() -> None:
    with pytest.raises(SlotDamaged):
        slot.unseal(checked([b"other/1", b"a", b"b"]), VAULT, b"quiet river at noon")


def test_a_name_finds_its_slot_however_it_is_typed_and_is_not_readable_in_it() -> None:
    name = slot.file_name(VAULT, "Ana  María")
    assert name == slot.file_name(VAULT, " ANA mari\u0301a")
    assert name != slot.file_name("cd" * 16, "Ana María")
    assert "ana" not in name.lower()


def test_the_secret_is_in_no_repr() -> None:
    assert KEY.secret.hex() not in repr(KEY)
    assert repr(KEY.secret) not in repr(KEY)
