"""Vectors of what can be right and wrong with the first line, signatures and devices."""

import base64
import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from tests.rigs.plain_bundle import (
    HEADER_TYPE,
    TRAILER_TYPE,
    Party,
    Recipe,
    canonical,
    envelope,
    hexed,
    record,
    sha,
)
from tests.rigs.vectors_agency import (
    ENDED_AFTER,
    LAPTOP,
    OFFICE,
    OTHERS,
    RECOVERY,
    REVOKED,
    STRANGER,
    Vector,
    as_sent,
    text,
)

_ORDER = 2**252 + 27742317777372353535851937790883648493
"""Of Ed25519's group: adding it to a signature's second half gives another that checks naively."""


def _header(**members: object) -> Recipe:
    return as_sent(header=members)


def _on_envelope(change: Callable[[dict[str, Any]], object]) -> Recipe:
    def changed(line: bytes) -> bytes:
        value = json.loads(line)
        change(value)
        return canonical(value) + b"\n"

    return as_sent(on_header=changed)


def _resigned(by: Party, keyid: str) -> Recipe:
    def changed(line: bytes) -> bytes:
        inside = base64.b64decode(json.loads(line)["payload"])
        return envelope(inside, HEADER_TYPE, by, keyid)

    return as_sent(on_header=changed)


def _signature(change: Callable[[bytes], bytes]) -> Recipe:
    def changed(value: dict[str, Any]) -> None:
        [one] = value["signatures"]
        one["sig"] = base64.b64encode(change(base64.b64decode(one["sig"]))).decode()

    return _on_envelope(changed)


def _second_form(signature: bytes) -> bytes:
    half = int.from_bytes(signature[32:], "little") + _ORDER
    return signature[:32] + half.to_bytes(32, "little")


def _spare_bits(value: dict[str, Any]) -> None:
    [one] = value["signatures"]
    letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
    last = letters.index(one["sig"][-3])
    one["sig"] = one["sig"][:-3] + letters[last | 1] + "=="


def _trailer_by(by: Party, keyid: str = "") -> Recipe:
    def changed(lines: list[bytes]) -> list[bytes]:
        inside = base64.b64decode(json.loads(lines[-1])["payload"])
        return [*lines[:-1], envelope(inside, TRAILER_TYPE, by, keyid)]

    return as_sent(on_lines=changed)


def malformed() -> list[Vector]:
    lone = [sha(OFFICE.address.encode())]
    both = sorted(sha(one.address.encode()) for one in (OFFICE, RECOVERY))
    cases: list[tuple[str, str, Recipe]] = [
        ("header-not-json", "The first line is no JSON.", as_sent(on_header=lambda line: line[1:])),
        (
            "header-not-canonical",
            "A space in the envelope.",
            as_sent(on_header=lambda line: line.replace(b'","', b'", "', 1)),
        ),
        ("header-unknown-member", "A header has no other members.", _header(extra=1)),
        ("header-without-since", "A member is missing.", _without("since")),
        ("header-number-as-text", "A number is written as text.", _header(sequence="1")),
        (
            "header-of-another-type",
            "A trailer's type on the first line.",
            as_sent(on_header=lambda line: line.replace(b"bundle-header", b"bundle-trailer")),
        ),
        ("header-as-list", "What is signed is no object.", _signed(b"[]")),
        ("header-signed-not-canonical", "What is signed is not canonical.", _signed(b'{"a": 1}')),
        ("header-of-another-format", "Another kind of file.", _header(format="other/1")),
        (
            "two-signatures",
            "An envelope has one signature.",
            _on_envelope(lambda value: value.update(signatures=value["signatures"] * 2)),
        ),
        ("signature-too-short", "A signature has 64 bytes.", _signature(lambda one: one[:63])),
        (
            "signature-not-base64",
            "A signature is base64.",
            _on_envelope(lambda value: value.update(signatures=[{"keyid": "0" * 32, "sig": "!"}])),
        ),
        (
            "signature-spare-bits",
            "Base64 with its spare bits set: the same bytes, other text.",
            _on_envelope(_spare_bits),
        ),
        ("one-recipient", "A bundle also goes to a recovery key.", _header(to=lone)),
        ("recipients-unsorted", "Recipients are sorted.", _header(to=both[::-1])),
        ("first-with-previous", "The first bundle has none before it.", _header(previous="0" * 64)),
        ("previous-empty", "No bundle before is null, not an empty text.", _header(previous="")),
        (
            "since-not-before",
            "A receipt cannot have confirmed this bundle.",
            _header(sequence=2, since=2),
        ),
        (
            "days-backwards",
            "The last day comes before the first.",
            _header(days=["2026-11-23", "2026-11-22"]),
        ),
        (
            "critical-twice",
            "Critical kinds are sorted, each once.",
            _header(critical=["purge", "purge"]),
        ),
        (
            "device-of-another-key",
            "Signed by one device in the name of another.",
            _header(device=REVOKED.id),
        ),
    ]
    return [text(name, "malformed", 1, what, recipe) for name, what, recipe in cases]


def _signed(inside: bytes) -> Recipe:
    return as_sent(on_header=lambda _: envelope(inside, HEADER_TYPE, LAPTOP))


def _without(member: str) -> Recipe:
    def changed(line: bytes) -> bytes:
        inside = json.loads(base64.b64decode(json.loads(line)["payload"]))
        del inside[member]
        return envelope(canonical(inside), HEADER_TYPE, LAPTOP)

    return as_sent(on_header=changed)


def bad_signature() -> list[Vector]:
    own = sha(LAPTOP.verify)[:32]
    flipped = base64.b64encode(b'{"format":"merak-bundle/1"}').decode()
    cases: list[tuple[str, int, str, Recipe]] = [
        (
            "header-changed",
            1,
            "Another payload under a true signature.",
            _on_envelope(lambda value: value.update(payload=flipped)),
        ),
        (
            "header-by-a-stranger",
            1,
            "A stranger signs under the laptop's key id.",
            _resigned(STRANGER, own),
        ),
        (
            "signature-second-form",
            1,
            "The same signature plus the order of the group.",
            _signature(_second_form),
        ),
        ("signature-zero", 1, "A signature of zeros.", _signature(lambda _: bytes(64))),
        (
            "trailer-by-a-stranger",
            5,
            "A stranger signs the end under the laptop's key id.",
            _trailer_by(STRANGER, own),
        ),
        (
            "trailer-by-another-device",
            5,
            "Another device of the agency signs the end.",
            _trailer_by(OFFICE),
        ),
    ]
    return [text(name, "bad_signature", at, what, one) for name, at, what, one in cases]


def _from_revoked(sequence: int) -> Recipe:
    return replace(
        as_sent(sender=REVOKED, header={"sequence": sequence}),
        records=[record(1, REVOKED.id)],
    )


def others() -> list[Vector]:
    seventh = _header(sequence=7, since=6, previous="1" * 64)
    long = {"app": "x" * (64 * 1024)}
    critical = replace(
        as_sent(header={"critical": ["kind_to_come"]}),
        records=[record(1, LAPTOP.id, kind="kind_to_come")],
    )
    return [
        text(
            "good-critical-and-known",
            "good",
            0,
            "A critical kind that is known.",
            _header(critical=["purge"]),
        ),
        text(
            "good-before-revoked",
            "good",
            0,
            "The last bundle before a device was revoked.",
            _from_revoked(ENDED_AFTER),
        ),
        text(
            "good-second",
            "good",
            0,
            "Follows another bundle.",
            _header(sequence=2, since=1, previous="1" * 64),
        ),
        text(
            "revoked-device",
            "revoked_device",
            1,
            "The first bundle after it was revoked.",
            _from_revoked(ENDED_AFTER + 1),
        ),
        text(
            "unknown-device",
            "unknown_device",
            1,
            "A device that is not in the kit.",
            as_sent(sender=STRANGER),
        ),
        text(
            "header-too-long", "over_limit", 1, "A first line of more than 64 KiB.", _header(**long)
        ),
        text(
            "format-2",
            "newer_version",
            1,
            "A bundle of a later format.",
            _header(format="merak-bundle/2", shape="unknown"),
        ),
        text(
            "critical-and-unknown",
            "newer_version",
            1,
            "A kind that must be understood and is not.",
            critical,
        ),
        text(
            "addressed-to-others",
            "not_for_us",
            1,
            "Sealed again to this office by one it was sent to.",
            as_sent(to=[OTHERS, RECOVERY]),
        ),
        text(
            "other-agency",
            "not_for_us",
            1,
            "Of another agency.",
            _header(agency=hexed("other agency")),
        ),
        text("fork", "fork", 0, "The ledger has another bundle with this number.", seventh),
    ]


def vectors() -> list[Vector]:
    return [*malformed(), *bad_signature(), *others()]
