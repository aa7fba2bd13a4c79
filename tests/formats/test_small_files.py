"""Requests, grants and receipts reach the one they are for, and nobody else takes them."""

import base64
from collections.abc import Callable
from dataclasses import replace

import pytest
from tests.formats.exchange_parties import (
    AGENCY,
    AT,
    KIT,
    LAPTOP,
    LAPTOP_OPENS,
    LAPTOP_SIGNS,
    OFFICE,
    OFFICE_OPENS,
    OFFICE_SIGNS,
    RECOVERY_OPENS,
    ROOT,
    TO,
    USER,
    address,
)

from merak.crypto import age_file, pairing, signing
from merak.crypto.age_file import Recipient
from merak.crypto.signing import SigningKey
from merak.domain.enrolment import Applicant, Enrolment
from merak.domain.exchange import Address, AgencyId, BundleId, PublicKey, TrailerHash, Why
from merak.domain.grant import Grant, KeyFile, OpenedKey, Reopening
from merak.domain.ids import DeviceId
from merak.domain.ledger import Gap
from merak.domain.receipt import Keeping, Receipt
from merak.domain.roster import Standing
from merak.formats import dsse, enrolment, grant, receipt, sealed_line
from merak.formats.dsse import PayloadType
from merak.formats.refused import FileRefused

ONCE_SIGNS, ONCE_OPENS = signing.signing_key(b"1" * 32), age_file.identity(b"2" * 32)
ENROLMENT = Enrolment(
    agency=AGENCY,
    root=KIT.root,
    kit=KIT.serial,
    device=LAPTOP.id,
    label="Front desk",
    signing=PublicKey(LAPTOP_SIGNS.public),
    address=address(LAPTOP_OPENS),
    created=AT,
    app="0.1.0",
    users=(Applicant(id=USER, name="Ana"),),
)
REOPENING = Reopening(
    agency=AGENCY,
    root=KIT.root,
    kit=KIT.serial,
    request="77" * 16,
    signing=PublicKey(ONCE_SIGNS.public),
    address=address(ONCE_OPENS),
    created=AT,
    keys=(KeyFile(name="work-1.key", content=base64.b64encode(b"sealed").decode()),),
)
GRANT = Grant(
    agency=AGENCY,
    office=OFFICE.id,
    device=LAPTOP.id,
    request=REOPENING.request,
    created=AT,
    keys=(OpenedKey(name="work-1.key", secret="5e" * 32),),
)
RECEIPT = Receipt(
    agency=AGENCY,
    office=OFFICE.id,
    device=LAPTOP.id,
    bundle=BundleId("bb" * 16),
    sequence=3,
    trailer=TrailerHash("ee" * 32),
    content="ff" * 32,
    counts={"screening": 2},
    refused=(),
    contiguous=1,
    missing=(Gap(first=2, last=2),),
    keeping=Keeping.DURABLE,
    created=AT,
)
REVOKED_OFFICE = replace(
    KIT, devices=(replace(OFFICE, standing=Standing.REVOKED, revoked_after=1), LAPTOP)
)


def why(read: Callable[[], object]) -> Why:
    with pytest.raises(FileRefused) as caught:
        read()
    return caught.value.why


def sealed(
    value: object, name: str, kind: PayloadType, key: SigningKey, to: tuple[Address, ...]
) -> bytes:
    """Seal anything, without asking whether it goes together."""
    return sealed_line.seal(dsse.seal(dsse.to_plain(value, name), kind, key), to)


def an_enrolment(value: Enrolment) -> bytes:
    return sealed(value, enrolment.FORMAT, PayloadType.ENROLMENT, LAPTOP_SIGNS, TO)


def a_reopening(value: Reopening) -> bytes:
    return sealed(value, grant.REQUEST_FORMAT, PayloadType.REOPENING, ONCE_SIGNS, TO)


def a_grant(value: Grant, key: SigningKey = OFFICE_SIGNS) -> bytes:
    return sealed(value, grant.FORMAT, PayloadType.GRANT, key, (REOPENING.address,))


def a_receipt(value: Receipt, key: SigningKey = OFFICE_SIGNS) -> bytes:
    return sealed(value, receipt.FORMAT, PayloadType.RECEIPT, key, (LAPTOP.address,))


def test_a_request_to_be_enrolled_reaches_the_office() -> None:
    data = enrolment.write(ENROLMENT, LAPTOP_SIGNS, TO)
    for key in (OFFICE_OPENS, RECOVERY_OPENS):
        assert enrolment.read(data, [key], KIT) == ENROLMENT
    assert b"Ana" not in data
    assert why(lambda: enrolment.read(data, [LAPTOP_OPENS], KIT)) is Why.NOT_FOR_US


def test_both_sides_read_the_same_words_out_of_it() -> None:
    def words(root: str, request: Enrolment) -> tuple[str, ...]:
        return pairing.words(
            root=signing.VerifyKey(root),
            signing=signing.VerifyKey(request.signing),
            recipient=Recipient(request.address),
            kit=request.kit,
        )

    data = enrolment.write(ENROLMENT, LAPTOP_SIGNS, TO)
    there = enrolment.read(data, [OFFICE_OPENS], KIT)
    assert words(KIT.root, there) == words(ENROLMENT.root, ENROLMENT)


def test_a_request_is_signed_by_the_key_it_names() -> None:
    with pytest.raises(ValueError, match="key it names"):
        enrolment.write(ENROLMENT, OFFICE_SIGNS, TO)
    with pytest.raises(ValueError, match="key it names"):
        grant.write_request(REOPENING, OFFICE_SIGNS, TO)
    other = an_enrolment(replace(ENROLMENT, signing=PublicKey(OFFICE_SIGNS.public)))
    assert why(lambda: enrolment.read(other, [OFFICE_OPENS], KIT)) is Why.BAD_SIGNATURE


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        ({"agency": AgencyId("00" * 16)}, Why.NOT_FOR_US),
        ({"root": PublicKey("00" * 32)}, Why.NOT_FOR_US),
        ({"address": Address("age1nobody")}, Why.MALFORMED),
    ],
)
def test_a_request_of_another_agency_or_form_is_refused(
    changed: dict[str, object], reason: Why
) -> None:
    first = an_enrolment(replace(ENROLMENT, **changed))  # type: ignore[arg-type]
    assert why(lambda: enrolment.read(first, [OFFICE_OPENS], KIT)) is reason
    second = a_reopening(replace(REOPENING, **changed))  # type: ignore[arg-type]
    assert why(lambda: grant.read_request(second, [OFFICE_OPENS], KIT)) is reason


OLD_SIGNS = signing.signing_key(b"3" * 32)
OLD = DeviceId("0d" * 16)


def renewed(signs: SigningKey = OLD_SIGNS, former: DeviceId = OLD) -> Enrolment:
    """Give the request of a laptop that goes on in the place of another device."""
    told = replace(ENROLMENT, device=DeviceId("1b" * 16))
    return replace(told, formerly=(enrolment.vouched(told, former, signs),))


def test_a_request_under_a_new_key_tells_what_the_laptop_was_before() -> None:
    asked = renewed()
    data = enrolment.write(asked, LAPTOP_SIGNS, TO)
    assert enrolment.read(data, [OFFICE_OPENS], KIT) == asked
    known = replace(KIT, devices=(*KIT.devices, replace(LAPTOP, id=OLD)))
    other = replace(LAPTOP, id=OLD, signing=PublicKey(OLD_SIGNS.public))
    assert why(lambda: enrolment.read(data, [OFFICE_OPENS], known)) is Why.BAD_SIGNATURE
    assert enrolment.read(data, [OFFICE_OPENS], replace(KIT, devices=(other,))) == asked


def test_nobody_takes_the_place_of_a_device_without_its_key() -> None:
    good = renewed()
    (proof,) = good.formerly
    unsound = {
        Why.BAD_SIGNATURE: [
            replace(good, formerly=(replace(proof, device=DeviceId("0e" * 16)),)),
            replace(good, formerly=(replace(proof, signing=PublicKey(ROOT.public)),)),
            replace(good, device=DeviceId("1c" * 16)),
        ],
        Why.MALFORMED: [
            replace(good, formerly=(proof, proof)),
            replace(good, formerly=(enrolment.vouched(good, good.device, OLD_SIGNS),)),
            replace(good, formerly=(replace(proof, proof=proof.proof[:-3] + "B=="),)),
            replace(good, formerly=(replace(proof, proof="short"),)),
        ],
    }
    for reason, requests in unsound.items():
        for one in requests:
            data = an_enrolment(one)
            assert why(lambda data=data: enrolment.read(data, [OFFICE_OPENS], KIT)) is reason


def test_a_member_of_later_days_is_there_only_with_something_in_it() -> None:
    assert "formerly" not in dsse.to_plain(ENROLMENT, enrolment.FORMAT)
    plain = dsse.to_plain(ENROLMENT, enrolment.FORMAT) | {"formerly": []}
    data = sealed_line.seal(dsse.seal(plain, PayloadType.ENROLMENT, LAPTOP_SIGNS), TO)
    assert why(lambda: enrolment.read(data, [OFFICE_OPENS], KIT)) is Why.MALFORMED


def test_a_grant_answers_its_request_and_no_other() -> None:
    asked = grant.read_request(grant.write_request(REOPENING, ONCE_SIGNS, TO), [OFFICE_OPENS], KIT)
    data = grant.write(GRANT, OFFICE_SIGNS, asked)
    assert grant.read(data, ONCE_OPENS, KIT, REOPENING) == GRANT
    assert why(lambda: grant.read(data, LAPTOP_OPENS, KIT, REOPENING)) is Why.NOT_FOR_US
    later = replace(REOPENING, request="88" * 16)
    assert why(lambda: grant.read(data, ONCE_OPENS, KIT, later)) is Why.NOT_FOR_US
    assert "5e5e" not in repr(GRANT)


def test_a_grant_that_leaves_a_key_out_is_not_written() -> None:
    with pytest.raises(ValueError, match="all of its request"):
        grant.write(replace(GRANT, keys=()), OFFICE_SIGNS, REOPENING)


def test_only_an_office_that_is_one_grants() -> None:
    def read(data: bytes, kit: object = KIT) -> Why:
        return why(lambda: grant.read(data, ONCE_OPENS, kit, REOPENING))  # type: ignore[arg-type]

    assert read(a_grant(GRANT, LAPTOP_SIGNS)) is Why.UNKNOWN_DEVICE
    assert read(a_grant(GRANT), REVOKED_OFFICE) is Why.REVOKED_DEVICE
    assert read(a_grant(replace(GRANT, office=LAPTOP.id))) is Why.MALFORMED


def test_a_receipt_reaches_its_laptop() -> None:
    data = receipt.write(RECEIPT, OFFICE_SIGNS, LAPTOP.address)
    assert receipt.read(data, [LAPTOP_OPENS], KIT, LAPTOP.id) == RECEIPT
    assert why(lambda: receipt.read(data, [OFFICE_OPENS], KIT, LAPTOP.id)) is Why.NOT_FOR_US
    other = DeviceId("00" * 16)
    assert why(lambda: receipt.read(data, [LAPTOP_OPENS], KIT, other)) is Why.NOT_FOR_US


def test_a_receipt_that_was_not_made_by_the_office_is_refused() -> None:
    def read(data: bytes, kit: object = KIT) -> Why:
        return why(lambda: receipt.read(data, [LAPTOP_OPENS], kit, LAPTOP.id))  # type: ignore[arg-type]

    assert read(a_receipt(RECEIPT, LAPTOP_SIGNS)) is Why.UNKNOWN_DEVICE
    assert read(a_receipt(RECEIPT), REVOKED_OFFICE) is Why.REVOKED_DEVICE
    assert read(a_receipt(replace(RECEIPT, office=LAPTOP.id))) is Why.MALFORMED
    assert read(a_receipt(replace(RECEIPT, contiguous=2))) is Why.MALFORMED
    assert read(a_receipt(replace(RECEIPT, agency=AgencyId("00" * 16)))) is Why.NOT_FOR_US


def test_a_receipt_that_contradicts_itself_is_not_written() -> None:
    with pytest.raises(ValueError, match="do not go together"):
        receipt.write(replace(RECEIPT, contiguous=2), OFFICE_SIGNS, LAPTOP.address)


@pytest.mark.parametrize(
    ("hurt", "reason"),
    [
        (lambda data: b"", Why.NOT_AGE),
        (lambda data: data.replace(b"org/v1", b"org/v2"), Why.NEWER_VERSION),
        (lambda data: data[:-1], Why.DAMAGED),
        (lambda data: data + bytes(sealed_line.LARGEST), Why.OVER_LIMIT),
        (lambda data: age_file.encrypt(b"no end", [Recipient(TO[0])]), Why.MALFORMED),
    ],
)
def test_a_file_that_is_not_what_was_sent_is_refused(
    hurt: Callable[[bytes], bytes], reason: Why
) -> None:
    data = hurt(enrolment.write(ENROLMENT, LAPTOP_SIGNS, TO))
    assert why(lambda: enrolment.read(data, [OFFICE_OPENS], KIT)) is reason


def test_what_nobody_could_read_again_is_not_written() -> None:
    with pytest.raises(ValueError, match="too large"):
        sealed_line.seal(bytes(sealed_line.LARGEST), TO)
