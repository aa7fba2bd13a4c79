"""Vectors of what can be right and wrong with records, trailer and limits."""

import json
from dataclasses import replace

from tests.rigs.plain_bundle import Recipe, by_id, identified, record
from tests.rigs.vectors_agency import (
    LAPTOP,
    OFFICE,
    RECOVERY,
    RENEWED,
    REVOKED,
    STATE,
    THREE,
    Vector,
    as_sent,
    sealed_body,
    text,
)

_ME = LAPTOP.id


def _only(line: bytes) -> Recipe:
    return as_sent(records=[line])


def _without_hash(line: bytes) -> bytes:
    return line.replace(b'"state":"FL"', b'"state":"GA"')


def _deep(levels: int) -> dict[str, object]:
    # The record and its body are two levels themselves.
    body: object = 1
    for _ in range(levels - 2):
        body = [body]
    return {"deep": body}


def _counting(records: int) -> dict[str, object]:
    return {"counts": {"case_opened": records}}


def good() -> list[Vector]:
    from_office = replace(as_sent(), sender=OFFICE, to=[LAPTOP, RECOVERY])
    to_state = replace(as_sent(), sender=OFFICE, to=[STATE, RECOVERY])
    answer = record(1, OFFICE.id, kind="review")
    other = sealed_body("identity", 2, _ME)
    renewed = by_id((record(1, RENEWED.id), record(2, REVOKED.id)))
    return [
        text(
            "good-records-of-a-former-self",
            "good",
            0,
            "A laptop with a new key brings what it wrote under the old one.",
            as_sent(sender=RENEWED, records=renewed),
        ),
        text("good-three-records", "good", 0, "Three records of a laptop.", as_sent()),
        text("good-no-records", "good", 0, "A bundle may be empty.", as_sent(records=[])),
        text(
            "good-kind-of-a-later-version",
            "good",
            0,
            "An unknown kind that is not critical is kept.",
            _only(record(1, _ME, kind="kind_to_come")),
        ),
        text(
            "good-member-of-a-later-version",
            "good",
            0,
            "A record may have members that are not known yet.",
            _only(record(1, _ME, later="kept")),
        ),
        text(
            "good-sealed",
            "good",
            0,
            "An identity and a text, each an age file of its own.",
            as_sent(records=by_id([sealed_body("identity", 1, _ME), sealed_body("text", 2, _ME)])),
        ),
        text(
            "good-depth-16", "good", 0, "As deep as may be.", _only(record(1, _ME, body=_deep(16)))
        ),
        text(
            "good-office-to-laptop",
            "good",
            0,
            "A review comes back.",
            replace(from_office, records=[answer]),
            "laptop",
        ),
        text(
            "good-office-to-office",
            "good",
            0,
            "An office carries what its laptops wrote.",
            replace(to_state, records=[other]),
            "state-office",
        ),
    ]


def malformed() -> list[Vector]:
    first, second, third = THREE
    wrong_days = {"days": ["2026-11-21", "2026-11-22"]}
    cases: list[tuple[str, int, str, Recipe]] = [
        (
            "record-not-its-hash",
            3,
            "The second record was changed; its id was not.",
            as_sent(records=[first, _without_hash(second), third]),
        ),
        ("record-twice", 3, "The same record twice.", as_sent(records=[first, first, third])),
        (
            "records-unsorted",
            3,
            "Records are not in the order of their ids.",
            as_sent(records=[second, first, third]),
        ),
        (
            "record-with-space",
            2,
            "A space after a comma: not the canonical form.",
            _only(identified(json.loads(first)).replace(b',"body"', b', "body"')),
        ),
        (
            "record-with-fraction",
            2,
            "A fraction is not in the canonical form.",
            _only(record(1, _ME, body={"part": 0.5})),
        ),
        (
            "record-number-too-large",
            2,
            "2^53 is read differently by different readers.",
            _only(record(1, _ME, body={"large": 2**53})),
        ),
        (
            "record-not-utf8",
            2,
            "A byte that is no UTF-8.",
            as_sent(
                on_lines=lambda lines: [
                    lines[0],
                    lines[1].replace(b"shelter", b"sh\xffelter"),
                    *lines[2:],
                ]
            ),
        ),
        (
            "record-without-nonce",
            2,
            "A member is missing.",
            _only(
                identified(
                    {
                        key: value
                        for key, value in json.loads(first).items()
                        if key not in ("id", "nonce")
                    }
                )
            ),
        ),
        (
            "identity-unsealed",
            2,
            "An identity that anyone with the office's key could read.",
            _only(record(1, _ME, kind="identity", body={"name": "Nobody"})),
        ),
        (
            "text-unsealed",
            2,
            "Free text that is no age file.",
            _only(record(1, _ME, kind="text", body={"sealed": "bm8="})),
        ),
        (
            "text-beside-sealed",
            2,
            "Something stands beside the sealed part.",
            _only(record(1, _ME, kind="text", body={"sealed": "bm8=", "text": "x"})),
        ),
        (
            "counts-differ",
            0,
            "The header counts a record that is not there.",
            as_sent(header=_counting(4)),
        ),
        ("days-differ", 0, "The header names another first day.", as_sent(header=wrong_days)),
        (
            "no-trailer",
            4,
            "The last record stands where the trailer must.",
            as_sent(on_lines=lambda lines: lines[:-1]),
        ),
        (
            "line-after-trailer",
            5,
            "A record after the trailer.",
            as_sent(on_lines=lambda lines: [*lines, THREE[0]]),
        ),
        (
            "last-line-without-end",
            5,
            "The trailer has no LF.",
            as_sent(on_lines=lambda lines: [*lines[:-1], lines[-1][:-1]]),
        ),
        (
            "empty-line",
            2,
            "An empty line between header and records.",
            as_sent(on_lines=lambda lines: [lines[0], b"\n", *lines[1:]]),
        ),
        (
            "header-only",
            0,
            "Nothing follows the header.",
            as_sent(on_lines=lambda lines: lines[:1]),
        ),
    ]
    return [text(name, "malformed", at, what, recipe) for name, at, what, recipe in cases]


def signed_apart() -> list[Vector]:
    cases: list[tuple[str, int, str, Recipe]] = [
        (
            "record-left-out",
            0,
            "A record was taken out of a bundle that was whole.",
            as_sent(on_lines=lambda lines: [lines[0], *lines[2:]], header=_counting(2)),
        ),
        (
            "record-put-in",
            0,
            "A record that was signed for nothing was put in.",
            as_sent(
                records=THREE[:2],
                on_lines=lambda lines: [*lines[:3], THREE[2], lines[3]],
                header=_counting(3),
            ),
        ),
        (
            "trailer-of-another-bundle",
            0,
            "A true trailer, of another bundle of this device.",
            as_sent(trailer={"header": "0" * 64}),
        ),
        (
            "trailer-counts-wrongly",
            0,
            "The trailer says another number.",
            as_sent(trailer={"records": 4}),
        ),
        (
            "trailer-bytes-wrongly",
            0,
            "The trailer says another length.",
            as_sent(trailer={"bytes": 1}),
        ),
    ]
    return [text(name, "bad_signature", at, what, one) for name, at, what, one in cases]


def not_senders() -> list[Vector]:
    office = as_sent(sender=OFFICE, to=[LAPTOP, RECOVERY])
    return [
        text(
            "laptop-purges",
            "not_senders",
            2,
            "Only an office purges.",
            _only(record(1, _ME, kind="purge")),
        ),
        text(
            "laptop-reviews",
            "not_senders",
            2,
            "Only an office reviews.",
            _only(record(1, _ME, kind="review")),
        ),
        text(
            "record-of-another-laptop",
            "not_senders",
            2,
            "The author is another device.",
            _only(record(1, OFFICE.id)),
        ),
        text(
            "record-of-anothers-former-self",
            "not_senders",
            2,
            "The author is a device that another laptop was before.",
            _only(record(1, REVOKED.id)),
        ),
        text(
            "identity-to-laptop",
            "not_senders",
            2,
            "An identity never goes to a laptop.",
            replace(office, records=[sealed_body("identity", 1, OFFICE.id)]),
            "laptop",
        ),
        text(
            "laptop-to-laptop",
            "not_senders",
            2,
            "Laptops take nothing from each other.",
            as_sent(to=[LAPTOP, RECOVERY]),
            "laptop",
        ),
    ]


def over_limit() -> list[Vector]:
    long = record(1, _ME, body={"text": "x" * (1024 * 1024)})
    return [
        text("record-too-long", "over_limit", 2, "A line of more than 1 MiB.", _only(long)),
        text(
            "record-too-deep",
            "over_limit",
            2,
            "Brackets 17 deep.",
            _only(record(1, _ME, body=_deep(17))),
        ),
    ]


def vectors() -> list[Vector]:
    return [*good(), *malformed(), *signed_apart(), *not_senders(), *over_limit()]
