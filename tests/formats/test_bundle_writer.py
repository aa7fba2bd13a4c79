"""What is written is what the office will take, in flat memory, and nothing else is written."""

import hashlib
import io
import threading
import tracemalloc
from collections.abc import Iterator
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.formats.exchange_parties import (
    AGENCY,
    AT,
    KIT,
    LAPTOP,
    LAPTOP_SIGNS,
    OFFICE_OPENS,
    RECOVERY_OPENS,
    TO,
    record,
)

from merak.domain.bundle import NO_BUNDLE, Header
from merak.domain.exchange import BundleId, Why
from merak.domain.record import Kind
from merak.domain.roster import DeviceKind, writing
from merak.formats.bundle_header import addressed
from merak.formats.bundle_reader import open_bundle, trust
from merak.formats.bundle_writer import Stopped, Written, write_bundle
from merak.formats.padding import FLOOR
from merak.formats.refused import FileRefused

TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
RULE = writing(DeviceKind.LAPTOP, DeviceKind.OFFICE)
HEADER = Header(
    bundle=BundleId("bb" * 16),
    agency=AGENCY,
    device=LAPTOP.id,
    sequence=1,
    previous=NO_BUNDLE,
    since=0,
    to=addressed(TO),
    kit=3,
    created=AT,
    app="0.1.0",
    counts={},
    days=(AT[:10], AT[:10]),
)


def lines(count: int) -> list[bytes]:
    made = sorted((record(number + 1) for number in range(count)), key=lambda one: one.id)
    return [one.canonical for one in made]


def header(count: int) -> Header:
    return replace(HEADER, counts={"case_opened": count} if count else {})


def write(
    out: io.BytesIO, head: Header, content: Iterator[bytes], seen: list[int] | None = None
) -> Written:
    return write_bundle(
        out,
        head,
        content,
        key=LAPTOP_SIGNS,
        recipients=TO,
        sender=LAPTOP,
        rule=RULE,
        progress=(seen if seen is not None else []).append,
        stop=threading.Event(),
    )


@pytest.mark.parametrize("key", [OFFICE_OPENS, RECOVERY_OPENS])
@pytest.mark.parametrize("count", [0, 1, 300])
def test_what_was_written_is_read_by_each_recipient(key: object, count: int) -> None:
    out, content = io.BytesIO(), lines(count)
    written = write(out, header(count), iter(content))
    out.seek(0)
    with open_bundle(out, [key], trust(KIT, DeviceKind.OFFICE)) as opened:  # type: ignore[list-item]
        assert opened.header == header(count)
        assert opened.sender == LAPTOP
        assert [one.canonical for one in opened.records()] == content
        assert opened.finish() == written.sent


def test_one_record_and_three_hundred_look_alike() -> None:
    sizes = []
    for count in (1, 300):
        out = io.BytesIO()
        sizes.append(write(out, header(count), iter(lines(count))).size)
        assert len(out.getvalue()) == sizes[-1]
    # The age tool adds a stanza of random length that means nothing.
    assert abs(sizes[0] - sizes[1]) < 1000
    assert min(sizes) > FLOOR


def test_the_hash_told_is_that_of_the_file() -> None:
    out = io.BytesIO()
    written = write(out, header(1), iter(lines(1)))
    assert written.sha256 == hashlib.sha256(out.getvalue()).hexdigest()


def test_progress_ends_with_the_number_of_records() -> None:
    seen: list[int] = []
    write(io.BytesIO(), header(2000), iter(lines(2000)), seen)
    assert seen == sorted(seen)
    assert seen[-1] == 2000
    assert len(seen) > 1


def test_it_can_be_stopped() -> None:
    stop = threading.Event()
    stop.set()
    with pytest.raises(Stopped):
        write_bundle(
            io.BytesIO(),
            header(1),
            lines(1),
            key=LAPTOP_SIGNS,
            recipients=TO,
            sender=LAPTOP,
            rule=RULE,
            progress=lambda _: None,
            stop=stop,
        )


def why(head: Header, content: list[bytes]) -> tuple[Why, int]:
    with pytest.raises(FileRefused) as caught:
        write(io.BytesIO(), head, iter(content))
    return caught.value.why, caught.value.line


def test_what_the_office_would_refuse_is_not_written() -> None:
    two = lines(2)
    assert why(header(2), two[::-1]) == (Why.MALFORMED, 3)
    assert why(header(2), [two[0], two[0]]) == (Why.MALFORMED, 3)
    assert why(header(1), [two[0].replace(b'"offset":', b'"offset":1')]) == (Why.MALFORMED, 2)
    assert why(header(3), two) == (Why.MALFORMED, 0)
    assert why(header(1), [b"{}"]) == (Why.MALFORMED, 2)
    assert why(header(1), [record(1, Kind.REVIEW).canonical]) == (Why.NOT_SENDERS, 2)
    assert why(header(1), [record(1, Kind.TEXT, text="typed").canonical]) == (Why.MALFORMED, 2)
    assert why(header(1), [record(1, text="x" * 2**20).canonical]) == (Why.OVER_LIMIT, 2)
    assert why(header(1), [two[0] + b"\n"]) == (Why.OVER_LIMIT, 2)
    assert why(replace(header(0), app="x" * 2**16), []) == (Why.OVER_LIMIT, 1)


def test_a_header_for_others_or_for_one_alone_is_a_fault_of_ours() -> None:
    with pytest.raises(ValueError, match="recipients"):
        write(io.BytesIO(), replace(HEADER, to=HEADER.to[:1]), iter(()))
    with pytest.raises(ValueError, match="recipients"):
        write_bundle(
            io.BytesIO(),
            replace(HEADER, to=addressed(TO[:1])),
            [],
            key=LAPTOP_SIGNS,
            recipients=TO[:1],
            sender=LAPTOP,
            rule=RULE,
            progress=lambda _: None,
            stop=threading.Event(),
        )


def test_memory_does_not_grow_with_the_bundle() -> None:
    class Nowhere(io.BytesIO):
        def write(self, data: object, /) -> int:
            return len(data)  # type: ignore[arg-type]

    def peak(count: int) -> int:
        content = lines(count)
        tracemalloc.start()
        try:
            write(Nowhere(), header(count), iter(content))
            return tracemalloc.get_traced_memory()[1]
        finally:
            tracemalloc.stop()

    assert peak(3000) < peak(1000) + 500_000


@settings(max_examples=40)
@given(st.lists(st.dictionaries(st.text(max_size=8).filter(str.isascii), TEXTS), max_size=6))
def test_any_records_come_back_byte_for_byte(bodies: list[dict[str, str]]) -> None:
    made = [record(number + 1, body=body) for number, body in enumerate(bodies)]
    content = [one.canonical for one in sorted(made, key=lambda one: one.id)]
    out = io.BytesIO()
    written = write(out, header(len(content)), iter(content))
    out.seek(0)
    with open_bundle(out, [OFFICE_OPENS], trust(KIT, DeviceKind.OFFICE)) as opened:
        assert [one.canonical for one in opened.records()] == content
        assert opened.finish() == written.sent


def test_two_bundles_of_the_same_records_have_nothing_in_common() -> None:
    first, second = io.BytesIO(), io.BytesIO()
    for out in (first, second):
        write(out, header(3), iter(lines(3)))
    blocks = {first.getvalue()[at : at + 32] for at in range(300, 200_000, 32)}
    assert not any(block in second.getvalue() for block in list(blocks)[:200])
