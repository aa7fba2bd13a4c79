"""Reading takes nothing before the end, keeps to its limits, and stays small."""

import io
import tracemalloc
from dataclasses import replace

import pytest
from tests.rigs import plain_bundle
from tests.rigs.bundle_vectors import files
from tests.rigs.plain_bundle import Recipe, by_id, hexed, record
from tests.rigs.vectors_agency import BASE, LAPTOP, OFFICE

from merak.crypto import age_file
from merak.domain.exchange import Address, Why
from merak.domain.roster import DeviceKind
from merak.formats import kit, zstd
from merak.formats.bundle_header import addressed
from merak.formats.bundle_lines import LIMITS, Limits
from merak.formats.bundle_reader import Opened, open_bundle, open_payload, trust
from merak.formats.refused import FileRefused

OURS = addressed([Address(OFFICE.address)])


TRUSTED = trust(kit.read_first(files()["agency.kit"]), DeviceKind.OFFICE)


def opened(payload: bytes, limits: Limits = LIMITS) -> Opened:
    return open_payload(io.BytesIO(payload), OURS, TRUSTED, limits)


def test_finishing_reads_what_nobody_has_asked_for() -> None:
    with opened(BASE.payload()) as bundle:
        assert bundle.finish().trailer.records == 3


def test_a_reading_that_was_broken_off_is_never_finished() -> None:
    changed = plain_bundle.pack(b"".join(BASE.lines()).replace(b'"state":"FL"', b'"state":"GA"', 1))
    with opened(changed) as bundle:
        with pytest.raises(FileRefused):
            list(bundle.records())
        with pytest.raises(FileRefused):
            bundle.finish()


def test_records_given_up_in_the_middle_can_still_be_finished() -> None:
    with opened(BASE.payload()) as bundle:
        first = next(bundle.records())
        assert [first, *bundle.records()][0] == first
        assert bundle.finish().trailer.records == 3


def test_a_text_over_its_limit_is_refused() -> None:
    text = sum(len(line) for line in BASE.lines())
    with opened(BASE.payload(), replace(LIMITS, text=text)) as bundle:
        bundle.finish()
    with pytest.raises(FileRefused) as caught:
        opened(BASE.payload(), replace(LIMITS, text=text - 1)).finish()
    assert caught.value.why is Why.OVER_LIMIT


def test_a_line_is_given_up_before_it_has_come_to_its_end() -> None:
    lines = BASE.lines()
    with pytest.raises(FileRefused) as caught:
        opened(plain_bundle.pack(lines[0] + b"x" * 5 * 2**20)).finish()
    assert (caught.value.why, caught.value.line) == (Why.OVER_LIMIT, 2)


def bomb() -> bytes:
    """Give a payload whose header never ends: a gigabyte packed small."""
    frame = zstd.compressor()
    packed = b"".join(frame.compress(bytes(2**20)) for _ in range(256))
    return plain_bundle.padded(packed + frame.flush())


def test_no_more_than_64_kib_is_taken_out_before_the_header_has_passed() -> None:
    payload = bomb()
    tracemalloc.start()
    try:
        with pytest.raises(FileRefused) as caught:
            opened(payload)
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert (caught.value.why, caught.value.line) == (Why.OVER_LIMIT, 1)
    assert peak < 1_000_000


def test_memory_does_not_grow_with_the_bundle() -> None:
    def peak(count: int) -> int:
        records = by_id(record(number + 1, LAPTOP.id) for number in range(count))
        recipe = Recipe(sender=BASE.sender, to=BASE.to, agency=BASE.agency, records=records)
        payload = recipe.payload()
        tracemalloc.start()
        try:
            with opened(payload) as bundle:
                for _ in bundle.records():
                    pass
                bundle.finish()
            return tracemalloc.get_traced_memory()[1]
        finally:
            tracemalloc.stop()

    assert peak(2400) < peak(800) + 500_000


def test_an_office_with_an_older_key_still_opens_older_bundles() -> None:
    newer = age_file.identity(b"n" * 32)
    older = age_file.identity(OFFICE.secret)
    sealed = io.BytesIO(files()["good-sealed-to-two.age"])
    with open_bundle(sealed, [newer, older], TRUSTED) as bundle:
        assert bundle.header.bundle == hexed("bundle")


def test_a_file_that_cannot_be_read_is_no_fault_of_the_bundle() -> None:
    class Pulled(io.BytesIO):
        def read(self, size: int | None = -1, /) -> bytes:
            if self.tell() > 100_000:
                raise OSError(5, "pulled out")
            return super().read(size)

    key = age_file.identity(OFFICE.secret)
    pulled = Pulled(files()["good-sealed-to-two.age"])
    with open_bundle(pulled, [key], TRUSTED) as bundle, pytest.raises(OSError, match="pulled out"):
        bundle.finish()
