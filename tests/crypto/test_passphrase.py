"""Deriving a key is slow on purpose, and never slower than the machine can bear."""

from collections.abc import Iterator

import pytest

from merak.crypto import passphrase
from merak.crypto.passphrase import LEAST, KdfParameters, ParametersRefused, TooLittleMemory

SALT = bytes(range(16))


def clock_of(*durations: float) -> Iterator[float]:
    """Gives clock readings for derivations that take these seconds, one after the other."""
    now = 0.0
    for seconds in durations:
        yield now
        now += seconds
        yield now


def test_the_least_parameters_are_the_promised_ones() -> None:
    assert (LEAST.memory_kib, LEAST.passes) == (64 * 1024, 3)


def test_a_derived_key_depends_on_passphrase_and_salt() -> None:
    keys = {
        passphrase.derive(bytearray(b"quiet river"), SALT, LEAST),
        passphrase.derive(b"quiet rivers", SALT, LEAST),
        passphrase.derive(b"quiet river", bytes(16), LEAST),
    }
    assert len(keys) == 3
    assert passphrase.derive(b"quiet river", SALT, LEAST) in keys


@pytest.mark.parametrize(
    ("parameter", "value"),
    [
        ("memory_kib", 64 * 1024 - 1),
        ("memory_kib", 2 * 1024 * 1024 + 1),
        ("passes", 2),
        ("passes", 25),
        ("lanes", 0),
        ("lanes", 9),
    ],
)
def test_parameters_out_of_bounds_are_refused_by_name(parameter: str, value: int) -> None:
    with pytest.raises(ParametersRefused) as caught:
        KdfParameters(**{parameter: value})
    assert caught.value.parameter == parameter


def test_a_machine_that_needs_a_second_for_the_least_gets_the_least() -> None:
    assert passphrase.measure(clock_of(1.2).__next__) == LEAST


def test_a_fast_machine_gets_more_memory_first() -> None:
    found = passphrase.measure(clock_of(0.5, 1.0).__next__)
    assert found == KdfParameters(memory_kib=128 * 1024)


def test_memory_that_is_slower_than_it_looked_is_taken_back() -> None:
    found = passphrase.measure(clock_of(0.5, 1.6).__next__)
    assert found == KdfParameters(memory_kib=80 * 1024)


def test_memory_is_never_taken_back_below_the_least() -> None:
    found = passphrase.measure(clock_of(0.9, 5.0).__next__)
    assert found == LEAST


def test_time_left_at_the_most_memory_goes_into_passes() -> None:
    found = passphrase.measure(clock_of(0.05, 0.5).__next__)
    assert found == KdfParameters(memory_kib=512 * 1024, passes=6)


def test_a_clock_that_stands_still_ends_at_the_upper_bounds() -> None:
    found = passphrase.measure(clock_of(0.0, 0.0).__next__)
    assert (found.memory_kib, found.passes) == (512 * 1024, 24)


class Short:
    """Argon2id on a machine that gives no more than this much memory."""

    most_kib = 100 * 1024

    def __init__(self, *, memory_cost: int, **_: object) -> None:
        self.memory_cost = memory_cost

    def derive(self, _: bytes) -> bytes:
        if self.memory_cost > self.most_kib:
            raise MemoryError
        return bytes(32)


def test_too_little_memory_is_said_with_how_much_was_needed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(passphrase, "Argon2id", Short)
    with pytest.raises(TooLittleMemory) as caught:
        passphrase.derive(b"quiet river", SALT, KdfParameters(memory_kib=128 * 1024))
    assert caught.value.memory_kib == 128 * 1024


def test_memory_that_the_machine_does_not_give_is_not_asked_for(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(passphrase, "Argon2id", Short)
    readings = iter([0.0, 0.5, 1.0, 2.0, 2.5])
    found = passphrase.measure(lambda: next(readings))
    assert found == KdfParameters(memory_kib=64 * 1024, passes=6)


def test_a_machine_that_gives_nearly_no_memory_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    class Poor(Short):
        calls = 0

        def derive(self, key: bytes) -> bytes:
            Poor.calls += 1
            if Poor.calls > 1:
                raise MemoryError
            return bytes(32)

    monkeypatch.setattr(passphrase, "Argon2id", Poor)
    readings = iter([0.0, 0.5, 1.0, 2.0, 2.5])
    with pytest.raises(TooLittleMemory):
        passphrase.measure(lambda: next(readings))
