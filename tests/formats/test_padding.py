"""Padded lengths tell little, and cost at most 12 %."""

import subprocess
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from merak.formats import padding


def test_small_bundles_are_all_of_one_length() -> None:
    assert {padding.padded(length) for length in range(0, padding.FLOOR - 8, 999)} == {
        padding.FLOOR
    }


@given(st.integers(2, 2**40))
def test_padding_costs_at_most_an_eighth_and_never_shortens(length: int) -> None:
    assert length <= padding.padme(length) <= length * 1.12
    assert padding.padme(padding.padme(length)) == padding.padme(length)


def test_few_lengths_are_left_to_tell_files_apart() -> None:
    lengths = {padding.padded(length) for length in range(0, 4 * 2**20, 1009)}
    assert len(lengths) < 200


# From the appendix of the paper: the first bits of the length are kept.
@pytest.mark.parametrize(("length", "expected"), [(9, 10), (1000, 1024), (10_000, 10_240)])
def test_lengths_round_up_as_in_the_paper(length: int, expected: int) -> None:
    assert padding.padme(length) == expected


@pytest.mark.parametrize("length", [0, 1, 262_135, 262_136, 262_137, 1_000_000])
def test_content_and_frame_come_to_the_padded_length(length: int) -> None:
    frame = b"".join(padding.frame(length))
    assert len(frame) + length == padding.padded(length)
    assert frame.startswith(padding.MAGIC)
    assert not any(frame[8:])


def test_the_zstd_tool_passes_over_it(tmp_path: Path) -> None:
    payload = tmp_path / "payload"
    payload.write_bytes(b"".join(padding.frame(0)))
    ended = subprocess.run(["zstd", "-dc", payload], capture_output=True, check=True)
    assert ended.stdout == b""
