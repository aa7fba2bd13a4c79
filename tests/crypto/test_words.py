"""Generated passphrases are drawn fairly from the whole list."""

import itertools

from merak.crypto import words


def test_the_list_is_the_long_one_and_has_no_word_twice() -> None:
    assert len(set(words.word_list())) == words.LIST_LENGTH == 7776


def test_six_words_are_drawn() -> None:
    numbers = itertools.count()
    drawn = words.generate(lambda size: next(numbers).to_bytes(size))
    assert drawn == words.word_list()[:6]


def test_numbers_that_would_favour_the_first_words_are_drawn_again() -> None:
    numbers = iter([65535, 62208, 62207])
    drawn = words.generate(lambda size: next(numbers).to_bytes(size), count=1)
    assert drawn == words.word_list()[-1:]
