"""What is sealed opens for the office only, and only in the record it was sealed for."""

import base64
from dataclasses import replace

import pytest
from tests.formats.exchange_parties import (
    LAPTOP_OPENS,
    OFFICE_OPENS,
    RECOVERY_OPENS,
    TO,
    record,
)

from merak.codec import canonical
from merak.crypto import age_file
from merak.crypto.age_file import Recipient
from merak.domain.exchange import Why
from merak.domain.ids import CaseId, DeviceId, UserId
from merak.domain.record import Kind, Record
from merak.formats.refused import FileRefused
from merak.formats.sealed import is_sealed, open_sealed, seal

PLAIN = record(1, Kind.TEXT)
BODY = {"field": "note", "text": "typed freely"}
SEALED = record(
    1,
    Kind.TEXT,
    **seal(
        BODY,
        case=PLAIN.case,
        device=PLAIN.author_device,
        user=PLAIN.author_user,
        recipients=TO,
    ),
)


def why(one: Record) -> Why:
    with pytest.raises(FileRefused) as caught:
        open_sealed(one, OFFICE_OPENS)
    return caught.value.why


def blob(data: bytes) -> Record:
    sealed = age_file.encrypt(data, [Recipient(TO[0])])
    return record(1, Kind.TEXT, sealed=base64.b64encode(sealed).decode())


@pytest.mark.parametrize("key", [OFFICE_OPENS, RECOVERY_OPENS])
def test_the_office_opens_it(key: age_file.Identity) -> None:
    assert is_sealed(SEALED)
    assert open_sealed(SEALED, key) == BODY
    assert b"typed" not in SEALED.canonical


def test_the_laptop_that_sealed_it_does_not() -> None:
    with pytest.raises(FileRefused) as caught:
        open_sealed(SEALED, LAPTOP_OPENS)
    assert caught.value.why is Why.NOT_FOR_US


@pytest.mark.parametrize(
    "moved",
    [
        {"case": CaseId("00" * 16)},
        {"author_device": DeviceId("00" * 16)},
        {"author_user": UserId("00" * 16)},
    ],
)
def test_it_opens_in_no_other_record(moved: dict[str, str]) -> None:
    assert why(replace(SEALED, **moved)) is Why.MALFORMED  # type: ignore[arg-type]


def test_a_blob_that_was_changed_is_damaged() -> None:
    sealed = bytearray(base64.b64decode(str(SEALED.body["sealed"])))
    sealed[-1] ^= 1
    assert why(record(1, Kind.TEXT, sealed=base64.b64encode(sealed).decode())) is Why.DAMAGED


@pytest.mark.parametrize(
    "content", [b"not canonical", canonical({"body": {}}), canonical([]), canonical({})]
)
def test_a_blob_of_another_form_is_malformed(content: bytes) -> None:
    assert why(blob(content)) is Why.MALFORMED


@pytest.mark.parametrize(
    "body", [{}, {"sealed": 1}, {"sealed": "é"}, {"sealed": "bm8="}, {**SEALED.body, "text": "x"}]
)
def test_what_is_not_sealed_is_known(body: dict[str, object]) -> None:
    assert not is_sealed(record(1, Kind.TEXT, **body))
