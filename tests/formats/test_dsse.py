"""A signed line holds for its kind and its key, in one form only."""

import base64
import json

import pytest
from tests.formats.exchange_parties import LAPTOP_SIGNS, OFFICE_SIGNS

from merak.codec import canonical
from merak.crypto import signing
from merak.domain.exchange import Why
from merak.domain.kit import Policy
from merak.formats import dsse
from merak.formats.dsse import PayloadType
from merak.formats.refused import FileRefused

KIND = PayloadType.RECEIPT
FIND = dsse.only(OFFICE_SIGNS.public)
LINE = dsse.seal({"format": "x/1", "n": 1}, KIND, OFFICE_SIGNS)


def why(line: bytes, kind: PayloadType = KIND) -> Why:
    with pytest.raises(FileRefused) as caught:
        dsse.read(line, kind, FIND)
    return caught.value.why


def test_what_was_signed_is_read() -> None:
    signed = dsse.read(LINE, KIND, FIND)
    assert signed.payload == {"format": "x/1", "n": 1}
    assert signed.key == signing.key_id(OFFICE_SIGNS.public)


def test_the_bytes_signed_are_those_of_the_standard() -> None:
    # The example of github.com/secure-systems-lab/dsse, protocol.md.
    encoded = dsse._signed_bytes(PayloadType.KIT, b"hello world")
    kind = PayloadType.KIT.value
    assert encoded == f"DSSEv1 {len(kind)} {kind} 11 hello world".encode()


@pytest.mark.parametrize("kind", [kind for kind in PayloadType if kind is not KIND])
def test_a_line_of_one_kind_is_none_of_another(kind: PayloadType) -> None:
    assert why(LINE, kind) is Why.MALFORMED


@pytest.mark.parametrize("kind", [kind for kind in PayloadType if kind is not KIND])
def test_a_signature_of_one_kind_is_none_of_another(kind: PayloadType) -> None:
    renamed = LINE.replace(KIND.value.encode(), kind.value.encode())
    with pytest.raises(FileRefused) as caught:
        dsse.read(renamed, kind, FIND)
    assert caught.value.why is Why.BAD_SIGNATURE


def test_another_key_is_refused() -> None:
    assert why(dsse.seal({"n": 1}, KIND, LAPTOP_SIGNS)) is Why.BAD_SIGNATURE


def test_every_bit_of_a_signed_line_counts() -> None:
    for at in range(0, len(LINE) * 8, 5):
        changed = bytearray(LINE)
        changed[at // 8] ^= 1 << at % 8
        assert why(bytes(changed)) in (Why.MALFORMED, Why.BAD_SIGNATURE)


def test_nothing_of_the_payload_is_looked_at_before_the_signature() -> None:
    value = json.loads(LINE)
    value["payload"] = base64.b64encode(b"[" * 100_000).decode()
    assert why(canonical(value)) is Why.BAD_SIGNATURE


def test_a_payload_that_was_signed_and_is_not_canonical_is_refused() -> None:
    data = b'{"n": 1}'
    signature = signing.sign(dsse._signed_bytes(KIND, data), OFFICE_SIGNS)
    value = json.loads(LINE)
    value["payload"] = base64.b64encode(data).decode()
    value["signatures"][0]["sig"] = base64.b64encode(signature).decode()
    assert why(canonical(value)) is Why.MALFORMED
    with pytest.raises(FileRefused):
        dsse.read_own(canonical(value), KIND, "n")


def test_a_line_that_names_its_own_key_is_read_with_it() -> None:
    line = dsse.seal({"root": OFFICE_SIGNS.public}, KIND, OFFICE_SIGNS)
    signed, own = dsse.read_own(line, KIND, "root")
    assert own == OFFICE_SIGNS.public
    assert signed.payload == {"root": OFFICE_SIGNS.public}


@pytest.mark.parametrize(
    ("payload", "reason"),
    [
        ({"root": LAPTOP_SIGNS.public}, Why.BAD_SIGNATURE),
        ({"root": "no key"}, Why.MALFORMED),
        ({"root": 1}, Why.MALFORMED),
        ({}, Why.MALFORMED),
        ([], Why.MALFORMED),
    ],
)
def test_a_line_that_names_another_key_or_none_is_refused(payload: object, reason: Why) -> None:
    with pytest.raises(FileRefused) as caught:
        dsse.read_own(dsse.seal(payload, KIND, OFFICE_SIGNS), KIND, "root")
    assert caught.value.why is reason


def test_a_value_comes_back_from_its_members() -> None:
    plain = json.loads(canonical(dsse.to_plain(Policy(), "p/1")))
    assert dsse.from_plain(plain, Policy, "p/1") == Policy()


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        ({"format": "p/2"}, Why.NEWER_VERSION),
        ({"format": "p/0"}, Why.MALFORMED),
        ({"format": "p/02"}, Why.MALFORMED),
        ({"format": "q/2"}, Why.MALFORMED),
        ({"format": 2}, Why.MALFORMED),
        ({"more": 1}, Why.MALFORMED),
        ({"training": "later"}, Why.MALFORMED),
        ({"idle_lock_minutes": 31}, Why.MALFORMED),
    ],
)
def test_other_members_are_never_passed_over(changed: dict[str, object], reason: Why) -> None:
    plain = json.loads(canonical(dsse.to_plain(Policy(), "p/1")))
    with pytest.raises(FileRefused) as caught:
        dsse.from_plain(plain | changed, Policy, "p/1")
    assert caught.value.why is reason


def test_a_missing_member_is_refused_even_where_there_is_a_default() -> None:
    with pytest.raises(FileRefused) as caught:
        dsse.from_plain({"format": "p/1"}, Policy, "p/1")
    assert caught.value.why is Why.MALFORMED


def test_something_that_is_no_object_is_refused() -> None:
    with pytest.raises(FileRefused) as caught:
        dsse.from_plain([], Policy, "p/1")
    assert caught.value.why is Why.MALFORMED


def test_a_line_is_named_by_what_it_gives_itself_out_for() -> None:
    assert dsse.kind_of(LINE) is KIND
    assert dsse.kind_of(b"no line at all") is None
    assert dsse.kind_of(canonical({"payload": "", "signatures": []})) is None
    other = LINE.replace(KIND.value.encode(), b"application/vnd.merak.later+json")
    assert dsse.kind_of(other) is None


def test_a_signature_alone_holds_for_its_kind_key_and_content() -> None:
    told = {"format": "x/1", "n": 1}
    made = dsse.signature(told, KIND, OFFICE_SIGNS)
    assert dsse.is_signature(told, KIND, made, OFFICE_SIGNS.public)
    assert not dsse.is_signature(told | {"n": 2}, KIND, made, OFFICE_SIGNS.public)
    assert not dsse.is_signature(told, PayloadType.KIT, made, OFFICE_SIGNS.public)
    assert not dsse.is_signature(told, KIND, made, LAPTOP_SIGNS.public)
    with pytest.raises(FileRefused):
        dsse.is_signature(told, KIND, "?", OFFICE_SIGNS.public)
