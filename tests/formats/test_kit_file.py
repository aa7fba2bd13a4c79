"""A kit is taken only as the root key signed it, and comes back as it was written."""

import json
from dataclasses import replace

import pytest
from tests.formats.exchange_parties import KIT, LAPTOP, LAPTOP_SIGNS, OFFICE, ROOT
from tests.rigs.bundle_vectors import files
from tests.rigs.vectors_agency import ROOT as PLAIN_ROOT

from merak.codec import canonical
from merak.crypto import signing
from merak.domain.exchange import Address, PublicKey, Why
from merak.domain.ids import DeviceId
from merak.domain.kit import ClearWhen, Kit, Policy, SealWhen, TrainingRule, document
from merak.domain.roster import Standing
from merak.formats import dsse, kit
from merak.formats.dsse import PayloadType
from merak.formats.refused import FileRefused

FULL = replace(
    KIT,
    sets=(document("first", "1.0.0", "format: 1\ntitle: {es: Señales}\n"),),
    duties=(document("fl", "2026-11", "duties"),),
    directory=(document("emergency", "", "contacts"),),
    sites=(document("us", "", "sites"),),
    policy=Policy(
        seal=SealWhen.AFTER_HOURS,
        seal_hours=4,
        training=TrainingRule.BAR,
        clear=ClearWhen.AFTER_DAYS,
    ),
    devices=(
        OFFICE,
        replace(LAPTOP, standing=Standing.REVOKED, revoked_after=9),
        replace(
            LAPTOP,
            id=DeviceId("1b" * 16),
            signing=PublicKey(signing.signing_key(b"n" * 32).public),
            formerly=(LAPTOP.id,),
        ),
    ),
)
ROOT_KEY = PublicKey(ROOT.public)


def why(data: bytes, root: PublicKey = ROOT_KEY) -> Why:
    with pytest.raises(FileRefused) as caught:
        kit.read(data, root)
    return caught.value.why


def signed(value: Kit) -> bytes:
    """Sign a kit without asking whether it goes together."""
    return dsse.seal(dsse.to_plain(value, kit.FORMAT), PayloadType.KIT, ROOT) + b"\n"


def with_members(**changed: object) -> bytes:
    plain = json.loads(canonical(dsse.to_plain(KIT, kit.FORMAT)))
    return dsse.seal(plain | changed, PayloadType.KIT, ROOT) + b"\n"


def test_a_kit_comes_back_as_it_was_written() -> None:
    data = kit.write(FULL, ROOT)
    assert kit.read(data, ROOT_KEY) == FULL
    assert kit.read_first(data) == FULL
    assert data.count(b"\n") == 1


def test_the_kit_of_the_plain_implementation_is_read() -> None:
    root = PublicKey(PLAIN_ROOT.verify.hex())
    assert kit.read(files()["agency.kit"], root).serial == 3


def test_a_kit_of_another_root_is_refused() -> None:
    other = signing.signing_key(b"x" * 32)
    assert why(kit.write(FULL, ROOT), PublicKey(other.public)) is Why.BAD_SIGNATURE
    forged = kit.write(replace(FULL, root=PublicKey(other.public)), other)
    assert why(forged) is Why.BAD_SIGNATURE
    assert kit.read_first(forged).root == PublicKey(other.public)  # which is why words are compared


def test_a_kit_that_names_another_root_than_signed_it_is_refused() -> None:
    assert why(signed(replace(FULL, root=PublicKey(LAPTOP_SIGNS.public)))) is Why.MALFORMED


@pytest.mark.parametrize(
    "changed",
    [
        {"bundles": KIT.bundles[:1]},
        {"devices": (replace(LAPTOP, address=Address("age1nobody")),)},
        {"bundles": (*KIT.bundles[:1], replace(KIT.bundles[1], address=Address("age1nobody")))},
        {"expires": KIT.created},
    ],
)
def test_a_kit_that_does_not_go_together_is_neither_written_nor_read(
    changed: dict[str, object],
) -> None:
    wrong = replace(KIT, **changed)  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="cannot be signed"):
        kit.write(wrong, ROOT)
    assert why(signed(wrong)) is Why.MALFORMED


def test_only_the_root_key_writes_a_kit() -> None:
    with pytest.raises(ValueError, match="cannot be signed"):
        kit.write(KIT, LAPTOP_SIGNS)


@pytest.mark.parametrize(
    "changed",
    [
        {"extra": 1},
        {"serial": 0},
        {"serial": "3"},
        {"expires": "2027-13-01T00:00:00Z"},
        {"agency": "A0" * 16},
        {"agency": "a0" * 16 + "\n"},
        {"policy": {}},
        {"root": None},
    ],
)
def test_another_form_is_refused(changed: dict[str, object]) -> None:
    assert why(with_members(**changed)) is Why.MALFORMED


def test_a_kit_of_a_later_version_says_so() -> None:
    assert why(with_members(format="merak-kit/2", shape="other")) is Why.NEWER_VERSION


def test_a_file_that_is_no_kit_is_refused() -> None:
    data = kit.write(KIT, ROOT)
    assert why(data[:-1]) is Why.MALFORMED
    assert why(data + b"\n") is Why.MALFORMED
    assert why(b"x" * (kit.LARGEST + 1)) is Why.OVER_LIMIT
    assert why(b"\n") is Why.MALFORMED
