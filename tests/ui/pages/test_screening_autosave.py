"""Typed text is saved at each word's end, and never lost by a save that fails."""

from collections.abc import Iterator
from typing import Any

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from merak.ui.pages.autosave import Autosave, Refused, Saved, word_ended

A_SECOND = 1000


class Disk:
    """Takes saves, and finishes or refuses each when it is told to."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, Any]] = []
        self._waiting: list[tuple[Saved, Refused]] = []

    def save(self, field: str, value: Any, then: Saved, failed: Refused) -> None:
        self.asked.append((field, value))
        self._waiting.append((then, failed))

    def commit(self) -> None:
        self._waiting.pop(0)[0]("14:32")

    def refuse(self) -> None:
        self._waiting.pop(0)[1](OSError())

    def texts(self) -> list[Any]:
        return [value for _, value in self.asked]


@pytest.fixture
def disk() -> Disk:
    return Disk()


@pytest.fixture
def autosave(qapp: QApplication, disk: Disk) -> Iterator[Autosave]:
    owner = QObject()
    yield Autosave(disk.save, owner)
    del owner


def typed(autosave: Autosave, text: str) -> None:
    """Type a text into one field, a key at a time."""
    for end in range(1, len(text) + 1):
        so_far = text[:end]
        autosave.typed("note", so_far, word_ended=word_ended(so_far, end))


def test_a_word_is_saved_at_its_end(autosave: Autosave, disk: Disk) -> None:
    typed(autosave, "owes")
    assert disk.texts() == []
    typed(autosave, "owes ")
    assert disk.texts() == ["owes "]


def test_a_comma_and_a_full_stop_end_a_word_too() -> None:
    assert word_ended("owes,", 5)
    assert word_ended("owes.", 5)
    assert not word_ended("owés", 4)
    assert not word_ended("", 0)


def test_the_caret_says_which_word_has_ended() -> None:
    assert word_ended("he  owes", 3)
    assert not word_ended("he owes ", 5)


def test_a_word_that_does_not_end_is_saved_within_a_second(
    qtbot: QtBot, autosave: Autosave, disk: Disk
) -> None:
    typed(autosave, "owe")
    qtbot.waitUntil(lambda: disk.texts() == ["owe"], timeout=A_SECOND)


def test_keys_that_keep_coming_do_not_put_the_save_off(
    qtbot: QtBot, autosave: Autosave, disk: Disk
) -> None:
    keys = iter("unforgettable" * 20)
    text = ""

    def a_key_later() -> bool:
        nonlocal text
        text += next(keys)
        autosave.typed("note", text, word_ended=False)
        return bool(disk.asked)

    qtbot.waitUntil(a_key_later, timeout=A_SECOND)


def test_what_is_typed_during_a_save_goes_with_the_next(autosave: Autosave, disk: Disk) -> None:
    typed(autosave, "he ")
    typed(autosave, "he owes ")
    assert disk.texts() == ["he "]
    disk.commit()
    assert disk.texts() == ["he ", "he owes "]
    assert not autosave.settled()
    disk.commit()
    assert autosave.settled()


def test_saved_is_said_only_when_the_commit_returned(autosave: Autosave, disk: Disk) -> None:
    said: list[object] = []
    autosave.saved.connect(lambda *values: said.append(values))
    autosave.put("answer", "yes")
    assert said == []
    disk.commit()
    assert said == [("answer", "yes", "14:32")]


def test_a_text_that_could_not_be_saved_stays_and_the_next_key_tries_again(
    autosave: Autosave, disk: Disk
) -> None:
    refused: list[Exception] = []
    autosave.refused.connect(refused.append)
    typed(autosave, "he ")
    disk.refuse()
    assert len(refused) == 1
    assert autosave.latest("note", "") == "he "
    autosave.typed("note", "he o", word_ended=False)
    autosave.retry()
    assert disk.texts() == ["he ", "he o"]


def test_one_field_that_is_saved_takes_those_that_wait_along(
    autosave: Autosave, disk: Disk
) -> None:
    autosave.put("answer", "yes")
    disk.refuse()
    autosave.put("other", "no")
    assert disk.asked == [("answer", "yes"), ("answer", "yes"), ("other", "no")]


def test_leaving_waits_for_the_commit(autosave: Autosave, disk: Disk) -> None:
    left: list[bool] = []
    typed(autosave, "owe")
    autosave.flush(lambda: left.append(True))
    assert disk.texts() == ["owe"]
    assert left == []
    disk.commit()
    assert left == [True]


def test_leaving_with_nothing_unsaved_is_at_once(autosave: Autosave) -> None:
    left: list[bool] = []
    autosave.flush(lambda: left.append(True))
    assert left == [True]


def test_nobody_leaves_where_the_save_fails(autosave: Autosave, disk: Disk) -> None:
    left: list[bool] = []
    typed(autosave, "owe")
    autosave.flush(lambda: left.append(True))
    disk.refuse()
    assert left == []
    assert autosave.latest("note", "") == "owe"
