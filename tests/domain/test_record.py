"""A record is named by its content and kept byte for byte."""

from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from merak.codec import canonical, digest, parse
from merak.domain.ids import CaseId, DeviceId, RecordId, UserId
from merak.domain.record import (
    NO_CASE,
    PRIVATE_KINDS,
    SEALED,
    Kind,
    Record,
    RecordRefused,
    Refusal,
    is_private,
    is_whole,
    kept,
    make,
    read,
    told,
    whole,
)

CASE = CaseId("ab" * 16)


def a_record(body: Mapping[str, object] | None = None, **changes: object) -> Record:
    members: dict[str, object] = {
        "kind": Kind.CASE_OPENED,
        "case": CASE,
        "author_device": DeviceId("d1"),
        "author_user": UserId("u1"),
        "at": "2026-11-22T10:00:00Z",
        "offset": -300,
        "n": 1,
        "nonce": "0f" * 16,
        "refers_to": (RecordId("cd" * 32),),
        "body": body or {},
    }
    return make(**{**members, **changes})  # type: ignore[arg-type]


def line(**changes: object) -> bytes:
    """Gives a line whose id is its hash, whatever else is wrong with it."""
    members = parse(a_record().canonical)
    assert isinstance(members, dict)
    del members["id"]
    changed = {**members, **changes}
    return canonical({**changed, "id": digest(canonical(changed))})


def test_a_record_reads_back_as_it_was_made() -> None:
    record = a_record({"words": "río", "list": [1, {"a": None}]})
    assert read(record.canonical) == record
    assert (record.kind, record.case, record.offset, record.n) == (Kind.CASE_OPENED, CASE, -300, 1)
    assert (record.author_device, record.author_user) == ("d1", "u1")


def test_the_id_is_the_hash_of_the_record_without_it() -> None:
    record = a_record()
    members = parse(record.canonical)
    assert isinstance(members, dict)
    del members["id"]
    assert record.id == digest(canonical(members))


def test_equal_events_stay_two_by_their_nonce() -> None:
    assert a_record().id != a_record(nonce="1f" * 16).id


def test_a_record_may_belong_to_no_case() -> None:
    assert a_record(case=NO_CASE).case == NO_CASE


@given(st.binary(min_size=1, max_size=4), st.integers(0, 2000))
def test_a_changed_line_is_never_taken(change: bytes, at: int) -> None:
    record = a_record({"words": "some words"})
    place = at % len(record.canonical)
    changed = record.canonical[:place] + change + record.canonical[place + len(change) :]
    if changed != record.canonical:
        assert not is_whole(changed, record.id)
        with pytest.raises(RecordRefused):
            read(changed)


def test_an_id_that_is_not_its_hash_is_refused_as_that() -> None:
    changed = a_record().canonical.replace(b'"n":1', b'"n":2')
    with pytest.raises(RecordRefused) as caught:
        read(changed)
    assert caught.value.why is Refusal.NOT_ITS_HASH


@pytest.mark.parametrize(
    "changes",
    [
        {"kind": "No Kind"},
        {"case": "short"},
        {"case": "xy" * 16},
        {"at": "2026-11-22 10:00"},
        {"at": "2026-11-22T10:00:00+00:00"},
        {"n": 0},
        {"n": "1"},
        {"nonce": "0f" * 15},
        {"nonce": "zz" * 16},
        {"offset": None},
        {"refers_to": ["cd"]},
        {"refers_to": "cd"},
        {"author": {"device": "d1"}},
        {"body": []},
    ],
)
def test_a_malformed_record_is_refused(changes: dict[str, object]) -> None:
    with pytest.raises(RecordRefused) as caught:
        read(line(**changes))
    assert caught.value.why is Refusal.MALFORMED


@pytest.mark.parametrize("data", [b"", b"{}", b"[]", b"null", b'{"id": 1}', b"\xff"])
def test_what_is_no_record_at_all_is_refused(data: bytes) -> None:
    with pytest.raises(RecordRefused) as caught:
        read(data)
    assert caught.value.why is Refusal.MALFORMED


def test_what_this_version_does_not_know_survives() -> None:
    data = line(kind="later_kind", further={"a": 1}, case="", body={"b": 2})
    record = read(data)
    assert record.kind == "later_kind"
    assert not isinstance(record.kind, Kind)
    assert record.canonical == data


def test_only_identity_and_free_text_are_private() -> None:
    assert {Kind.IDENTITY, Kind.TEXT} == PRIVATE_KINDS


def test_a_kept_record_reads_as_it_did_when_it_came() -> None:
    record = a_record({"words": "río", "list": [1, {"a": None}]})
    assert kept(record.canonical) == read(record.canonical)
    later = line(kind="of_a_later_version", more=1)
    assert kept(later) == read(later)


@pytest.mark.parametrize("kept_line", [b"", b"{}", b"[", b"\xff", b'{"id":1}'])
def test_what_is_no_record_is_not_read_as_a_kept_one(kept_line: bytes) -> None:
    with pytest.raises(RecordRefused) as refused:
        kept(kept_line)
    assert refused.value.why is Refusal.MALFORMED
    with pytest.raises(RecordRefused):
        told(kept_line)


def test_lists_are_told_the_same_as_is_read() -> None:
    record = a_record({"words": "río", "list": [1, {"a": None}]})
    shown = told(record.canonical)
    assert (shown.id, shown.kind, shown.case) == (record.id, record.kind, record.case)
    assert (shown.author.device, shown.author.user) == (record.author_device, record.author_user)
    assert (shown.at, shown.n, shown.refers_to) == (record.at, record.n, record.refers_to)
    assert bytes(shown.body) == canonical(record.body)


def test_what_goes_out_is_still_what_its_id_names() -> None:
    record = a_record({"list": [1, [2, [3]]]})
    assert whole(record.canonical) == record
    assert whole(record.canonical, 5) == record
    for changed, deepest, why in (
        (record.canonical.replace(b"[1,", b"[7,"), 64, Refusal.NOT_ITS_HASH),
        (record.canonical, 4, Refusal.TOO_DEEP),
        (b"{}", 64, Refusal.MALFORMED),
    ):
        with pytest.raises(RecordRefused) as refused:
            whole(changed, deepest)
        assert refused.value.why is why


def test_what_says_who_it_is_or_was_typed_freely_is_private_until_it_is_sealed() -> None:
    for kind in PRIVATE_KINDS:
        assert is_private(a_record({"words": "x"}, kind=kind))
        assert not is_private(a_record({SEALED: "x"}, kind=kind))
    assert not is_private(a_record({"words": "x"}))


@pytest.mark.parametrize(
    "changes",
    [
        {"nonce": "0f" * 15 + "0 "},
        {"nonce": "0f" * 15},
        {"case": "ab" * 15 + "a\n"},
        {"refers_to": ["cd" * 31 + " c"]},
        {"refers_to": [" ".join(["cd" * 32, "cd" * 32])]},
        {"at": "2026-11-22T10:00:00Z case"},
        {"at": "", "kind": "2026-11-22T10:00:00Z case"},
        {"kind": "case opened"},
        {"kind": "case_opened\n"},
    ],
)
def test_a_blank_in_one_member_never_passes_for_two_members(changes: dict[str, object]) -> None:
    with pytest.raises(RecordRefused) as refused:
        read(line(**changes))
    assert refused.value.why is Refusal.MALFORMED
