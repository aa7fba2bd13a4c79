"""A kit goes together, never goes back, and says what it changes."""

from dataclasses import replace

import pytest

from merak.domain import kit as kits
from merak.domain.exchange import Address, AgencyId, PublicKey
from merak.domain.ids import DeviceId, UserId
from merak.domain.kit import (
    Addressee,
    Kit,
    KitFault,
    Policy,
    Programme,
    Purpose,
    Replacing,
    TrainingRule,
    document,
    faults,
    may_replace,
)
from merak.domain.kit_change import Change, How, Part, changes
from merak.domain.roster import Device, DeviceKind, Member, Role, Standing

OFFICE = Addressee(address=Address("age1office"), purpose=Purpose.OFFICE, programme=Programme.SAME)
RECOVERY = Addressee(
    address=Address("age1recovery"), purpose=Purpose.RECOVERY, programme=Programme.SAME
)
LAPTOP = Device(
    id=DeviceId("aa" * 16),
    kind=DeviceKind.LAPTOP,
    signing=PublicKey("bb" * 32),
    address=Address("age1laptop"),
)
GONE = replace(LAPTOP, standing=Standing.REVOKED, revoked_after=4)
RENEWED = Device(
    id=DeviceId("ab" * 16),
    kind=DeviceKind.LAPTOP,
    signing=PublicKey("bc" * 32),
    address=Address("age1renewed"),
    formerly=(LAPTOP.id,),
)
ANA = Member(id=UserId("cc" * 16), roles=(Role.CASEWORKER,))
KIT = Kit(
    agency=AgencyId("dd" * 16),
    name="Test agency",
    root=PublicKey("ee" * 32),
    serial=3,
    created="2026-11-22T10:00:00Z",
    expires="2027-11-22T10:00:00Z",
    bundles=(OFFICE, RECOVERY),
    identities=(OFFICE, RECOVERY),
    sets=(document("first", "1.0.0", "format: 1\n"),),
    devices=(LAPTOP,),
    users=(ANA,),
)


def test_a_kit_whose_parts_go_together_has_no_fault() -> None:
    assert faults(KIT) == ()
    assert faults(replace(KIT, devices=(GONE, RENEWED))) == ()
    assert faults(replace(KIT, devices=(RENEWED,))) == ()  # an office that never knew the old one


@pytest.mark.parametrize(
    ("changed", "fault"),
    [
        ({"bundles": (OFFICE,)}, KitFault.RECIPIENTS),
        ({"identities": ()}, KitFault.RECIPIENTS),
        ({"bundles": (OFFICE, replace(RECOVERY, address=OFFICE.address))}, KitFault.RECIPIENTS),
        ({"bundles": (OFFICE, RECOVERY, OFFICE)}, KitFault.TWICE),
        ({"devices": (LAPTOP, LAPTOP)}, KitFault.TWICE),
        ({"devices": (LAPTOP, replace(LAPTOP, id=DeviceId("ff" * 16)))}, KitFault.TWICE),
        ({"users": (ANA, ANA)}, KitFault.TWICE),
        ({"sets": KIT.sets * 2}, KitFault.TWICE),
        ({"duties": (replace(KIT.sets[0], text="other"),)}, KitFault.HASH),
        ({"devices": (replace(LAPTOP, revoked_after=2),)}, KitFault.STANDING),
        ({"devices": (RENEWED, LAPTOP)}, KitFault.FORMERLY),
        ({"devices": (replace(RENEWED, formerly=(RENEWED.id,)),)}, KitFault.FORMERLY),
        ({"devices": (replace(RENEWED, formerly=(GONE.id, GONE.id)), GONE)}, KitFault.FORMERLY),
        ({"devices": (replace(RENEWED, kind=DeviceKind.OFFICE), GONE)}, KitFault.FORMERLY),
        ({"devices": (RENEWED, replace(GONE, kind=DeviceKind.OFFICE))}, KitFault.FORMERLY),
        ({"expires": KIT.created}, KitFault.DATES),
    ],
)
def test_parts_that_do_not_go_together_are_found(
    changed: dict[str, object], fault: KitFault
) -> None:
    assert fault in faults(replace(KIT, **changed))  # type: ignore[arg-type]


def test_an_expired_kit_says_so() -> None:
    assert not KIT.has_expired(KIT.expires)
    assert KIT.has_expired("2027-11-22T10:00:01Z")


@pytest.mark.parametrize(
    ("changed", "outcome"),
    [
        ({"serial": 4}, Replacing.NEWER),
        ({}, Replacing.SAME),
        ({"serial": 2}, Replacing.OLDER),
        ({"name": "Other"}, Replacing.CONTRADICTS),
        ({"serial": 4, "root": PublicKey("00" * 32)}, Replacing.OTHER_AGENCY),
        ({"serial": 4, "agency": AgencyId("00" * 16)}, Replacing.OTHER_AGENCY),
    ],
)
def test_a_serial_never_goes_back(changed: dict[str, object], outcome: Replacing) -> None:
    assert may_replace(KIT, replace(KIT, **changed)) is outcome  # type: ignore[arg-type]


def change(part: Part, how: How, id_: str, before: str, after: str) -> Change:
    return Change(part=part, how=how, id=id_, before=before, after=after)


def test_the_same_kit_changes_nothing() -> None:
    assert changes(KIT, replace(KIT, serial=4, created="2026-12-01T00:00:00Z")) == ()


def test_a_weaker_policy_is_seen() -> None:
    weaker = replace(KIT, policy=Policy(training=TrainingRule.OFF, idle_lock_minutes=30))
    assert changes(KIT, weaker) == (
        change(Part.POLICY, How.CHANGED, "idle_lock_minutes", "5", "30"),
        change(Part.POLICY, How.CHANGED, "training", "warn", "off"),
    )


def test_a_new_recipient_and_a_changed_one_are_seen() -> None:
    outside = Addressee(
        address=Address("age1partner"), purpose=Purpose.PARTNER, programme=Programme.OTHER
    )
    new = replace(KIT, bundles=(replace(OFFICE, programme=Programme.OTHER), RECOVERY, outside))
    assert changes(KIT, new) == (
        change(Part.BUNDLES, How.CHANGED, "age1office", "office same", "office other"),
        change(Part.BUNDLES, How.ADDED, "age1partner", "", "partner other"),
    )


def test_a_set_changed_under_its_old_version_is_seen() -> None:
    new = replace(KIT, sets=(document("first", "1.0.0", "format: 1\nchanged: true\n"),))
    [only] = changes(KIT, new)
    assert (only.part, only.how, only.id) == (Part.SETS, How.CHANGED, "first")
    assert only.before != only.after


def test_people_and_laptops_that_come_and_go_are_seen() -> None:
    revoked = replace(LAPTOP, standing=Standing.REVOKED, revoked_after=7)
    new = replace(KIT, users=(), devices=(revoked,), sites=(document("fl", "", "x"),))
    found = [(one.part, one.how, one.id) for one in changes(KIT, new)]
    assert found == [
        (Part.SITES, How.ADDED, "fl"),
        (Part.DEVICES, How.CHANGED, LAPTOP.id),
        (Part.USERS, How.REMOVED, ANA.id),
    ]


def test_every_member_of_a_kit_is_compared_or_needs_no_comparing() -> None:
    compared = {part.value for part in Part}
    assert set(Kit.__slots__) - compared == {"agency", "root", "serial", "created"}
    assert set(kits.documents(KIT)) <= compared
