"""A batch of laptops in one room is sorted, and copies of one vault are told apart."""

from dataclasses import replace

from merak.domain.enrolment import (
    Applicant,
    Enrolment,
    FormerSelf,
    Succession,
    batch,
    enrolled,
)
from merak.domain.exchange import Address, AgencyId, PublicKey
from merak.domain.ids import DeviceId, UserId
from merak.domain.roster import DeviceKind

FIRST = Enrolment(
    agency=AgencyId("aa" * 16),
    root=PublicKey("bb" * 32),
    kit=1,
    device=DeviceId("01" * 16),
    label="Laptop 1",
    signing=PublicKey("01" * 32),
    address=Address("age1first"),
    created="2026-11-22T10:00:00Z",
    app="0.1.0",
    users=(Applicant(id=UserId("cc" * 16), name="Ana"),),
)
SECOND = replace(
    FIRST,
    device=DeviceId("02" * 16),
    signing=PublicKey("02" * 32),
    address=Address("age1second"),
)


def test_laptops_with_keys_of_their_own_are_ready() -> None:
    found = batch([FIRST, SECOND], [])
    assert (found.ready, found.known, found.clashing) == ((FIRST, SECOND), (), ())


def test_a_laptop_that_asked_twice_stands_once_with_its_last_request() -> None:
    again = replace(FIRST, created="2026-11-22T11:00:00Z", label="Front desk")
    assert batch([again, FIRST], []).ready == (again,)


def test_a_laptop_that_is_enrolled_already_is_nothing_to_do() -> None:
    found = batch([FIRST, SECOND], [enrolled(FIRST)])
    assert (found.ready, found.known) == ((SECOND,), (FIRST.device,))


def test_one_name_with_two_keys_is_a_copied_vault() -> None:
    copy = replace(SECOND, device=FIRST.device)
    found = batch([FIRST, copy], [])
    assert (found.ready, found.clashing) == ((), (FIRST.device,))


def test_one_key_under_two_names_is_a_copied_vault() -> None:
    copy = replace(SECOND, signing=FIRST.signing)
    assert batch([FIRST, copy], []).clashing == (FIRST.device, SECOND.device)


def test_new_keys_for_an_enrolled_laptop_are_not_taken_in_passing() -> None:
    found = batch([replace(SECOND, device=FIRST.device)], [enrolled(FIRST)])
    assert (found.ready, found.clashing) == ((), (FIRST.device,))


def test_an_enrolled_laptop_is_a_laptop() -> None:
    assert enrolled(FIRST).kind is DeviceKind.LAPTOP


def test_a_laptop_under_a_new_key_stands_with_what_it_was_before() -> None:
    before = FormerSelf(device=FIRST.device, signing=FIRST.signing, proof="A" * 86 + "==")
    renewed = replace(SECOND, formerly=(before,))
    assert enrolled(renewed).formerly == (FIRST.device,)
    assert renewed.succession(FIRST.device) == Succession(
        agency=FIRST.agency, former=FIRST.device, device=SECOND.device, signing=SECOND.signing
    )
