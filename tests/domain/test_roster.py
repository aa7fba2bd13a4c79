"""What a device may send, and what it may write."""

from dataclasses import replace

import pytest

from merak.domain.exchange import Address, PublicKey
from merak.domain.ids import CaseId, DeviceId, UserId
from merak.domain.record import Kind, Record, make, read
from merak.domain.roster import OFFICE_ONLY, Device, DeviceKind, Standing, writing

LAPTOP, OFFICE = DeviceKind.LAPTOP, DeviceKind.OFFICE
ME, OTHER = DeviceId("aa" * 16), DeviceId("bb" * 16)


def record(kind: Kind, author: DeviceId = ME) -> Record:
    return make(
        kind=kind,
        case=CaseId("cc" * 16),
        author_device=author,
        author_user=UserId("dd" * 16),
        at="2026-11-22T10:00:00Z",
        offset=0,
        n=1,
        nonce="ee" * 16,
        body={},
    )


def device(standing: Standing, last: int) -> Device:
    return Device(
        id=ME,
        kind=LAPTOP,
        signing=PublicKey("00" * 32),
        address=Address("age1x"),
        standing=standing,
        revoked_after=last,
    )


def test_an_enrolled_device_may_send_any_number() -> None:
    assert device(Standing.ENROLLED, 0).may_send(1000)


def test_a_revoked_device_may_send_what_it_made_before() -> None:
    revoked = device(Standing.REVOKED, 4)
    assert revoked.may_send(4)
    assert not revoked.may_send(5)


@pytest.mark.parametrize("kind", [kind for kind in Kind if kind not in OFFICE_ONLY])
def test_a_laptop_writes_its_own_records_to_an_office(kind: Kind) -> None:
    assert writing(LAPTOP, OFFICE).allows(record(kind), {ME})
    assert not writing(LAPTOP, OFFICE).allows(record(kind, OTHER), {ME})


@pytest.mark.parametrize("kind", sorted(OFFICE_ONLY))
def test_a_laptop_never_writes_what_an_office_decides(kind: Kind) -> None:
    assert not writing(LAPTOP, OFFICE).allows(record(kind), {ME})


def test_a_laptop_with_a_new_key_writes_what_it_was_before_as_well() -> None:
    renewed = replace(device(Standing.ENROLLED, 0), formerly=(OTHER,))
    assert renewed.selves == {ME, OTHER}
    assert writing(LAPTOP, OFFICE).allows(record(Kind.SCREENING, OTHER), renewed.selves)
    assert not writing(LAPTOP, OFFICE).allows(record(Kind.REVIEW, OTHER), renewed.selves)


def test_an_office_never_writes_an_identity_to_a_laptop() -> None:
    rule = writing(OFFICE, LAPTOP)
    assert not rule.allows(record(Kind.IDENTITY), {ME})
    assert rule.allows(record(Kind.REVIEW, OTHER), {ME})


def test_an_office_writes_everything_to_an_office() -> None:
    rule = writing(OFFICE, OFFICE)
    assert all(rule.allows(record(kind, OTHER), {ME}) for kind in Kind)


def test_a_laptop_takes_nothing_from_a_laptop() -> None:
    assert not any(writing(LAPTOP, LAPTOP).allows(record(kind), {ME}) for kind in Kind)


def test_a_kind_to_come_is_inert_and_passes() -> None:
    later = make(
        kind="kind_to_come",  # type: ignore[arg-type]
        case=CaseId("cc" * 16),
        author_device=ME,
        author_user=UserId("dd" * 16),
        at="2026-11-22T10:00:00Z",
        offset=0,
        n=1,
        nonce="ee" * 16,
        body={},
    )
    assert writing(LAPTOP, OFFICE).allows(read(later.canonical), {ME})
