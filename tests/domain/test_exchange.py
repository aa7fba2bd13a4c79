"""Names of files that travel tell nothing."""

import secrets

from merak.domain.exchange import FILE_TIME, file_name


def test_a_name_is_eight_random_characters() -> None:
    names = {file_name(secrets.token_bytes) for _ in range(200)}
    assert len(names) == 200
    assert all(len(name) == 12 and name.endswith(".age") for name in names)
    assert all(name[:8].isalnum() and name.islower() for name in names)


def test_every_letter_is_as_likely_as_any_other() -> None:
    every = [file_name(lambda length, byte=byte: bytes([byte] * length))[0] for byte in range(256)]
    assert sorted(every.count(letter) for letter in set(every)) == [8] * 32


def test_the_time_is_one_that_any_stick_can_keep() -> None:
    assert FILE_TIME % 2 == 0  # FAT counts in steps of two seconds
