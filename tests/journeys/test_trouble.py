"""When something goes wrong under the hands: what is said, and that nothing is lost."""

import secrets
from pathlib import Path

import pytest
from PySide6.QtCore import QElapsedTimer
from PySide6.QtGui import QGuiApplication
from tests.journeys.conftest import Desk
from tests.journeys.steps import CTRL, KEY, answer, begin, chosen, finish

from merak import paths
from merak.domain.answer import Given
from merak.services import home, screen
from merak.services.session import Session
from merak.ui import main_window
from merak.ui.hands import Hands

_NOTE = "Nobody at home since the spring "


def _fill_the_disk(desk: Desk, hands: Hands) -> None:
    def fill(session: Session) -> None:
        for file in (session.vault.work, session.vault.private):
            # SQLite's own limit stands for the disk's: the error and what it does are the same.
            file.rows(f"PRAGMA max_page_count = {file.value('PRAGMA page_count')}")
            # What is free inside the file would still take a few answers.
            file.rows("PRAGMA wal_checkpoint(TRUNCATE)")

    desk.tasks().read(desk.window(), fill, lambda _: None)
    hands.settle()


def _make_room(desk: Desk, hands: Hands) -> None:
    def free(session: Session) -> None:
        for file in (session.vault.work, session.vault.private):
            file.rows("PRAGMA max_page_count = 100000")

    desk.tasks().read(desk.window(), free, lambda _: None)
    hands.settle()


def _type_until_full(hands: Hands) -> str:
    """Writes a note until the disk takes no more; returns all that was typed."""
    typed = ""
    while not hands.shows("Not saved: the disk is full."):
        hands.keys(_NOTE * 8)
        typed += _NOTE * 8
        assert len(typed) < 40_000
    return typed


def test_a_full_disk_says_what_to_do_keeps_the_text_and_saves_it_when_there_is_room(
    desk: Desk,
) -> None:
    hands = desk.unlock()
    begin(hands)
    hands.key(KEY.Key_1)
    _fill_the_disk(desk, hands)
    hands.key(KEY.Key_N)
    typed = _type_until_full(hands)
    assert hands.shows("Free some space")
    assert hands.shows("What you typed is still on the screen.")
    assert typed in list(hands.texts())
    assert hands.shows("Not saved")
    _make_room(desk, hands)
    hands.press("Save again")
    assert not hands.shows("Not saved")
    assert hands.shows("Saved")
    with desk.session() as session:
        (draft,) = home.load(session).drafts
        opened = screen.load(session, draft.id)
        assert list(opened.notes.values()) == [typed]
        assert [one.value for one in opened.draft.answers.values()] == [Given(code="yes")]


def test_a_disk_that_is_full_at_a_lock_costs_only_what_was_said_to_be_unsaved(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(main_window, "_PATIENCE_MS", 1_500)
    hands = desk.unlock()
    begin(hands)
    answer(hands, "2211")
    _fill_the_disk(desk, hands)
    hands.key(KEY.Key_N)
    _type_until_full(hands)
    waited = QElapsedTimer()
    waited.start()
    hands.key(KEY.Key_F12)
    assert hands.asks("Passphrase")
    # Who comes back before the last try to save has been given up is not thrown out by it.
    desk.unlock(hands=hands)
    hands.until(lambda: hands.has("Stop here"), "the screening")
    hands.until(lambda: waited.hasExpired(2_000), "the end of patience")
    hands.press("Back")
    assert [chosen(hands, at) for at in (1, 2, 3, 4)] == ["No", "No", "Yes", "Yes"]
    hands.key(KEY.Key_4)
    assert not hands.shows("The vault is locked.")
    assert hands.shows("Saved")


def test_words_on_a_card_that_cannot_be_saved_are_not_swept_away_by_another_key(
    desk: Desk,
) -> None:
    hands = desk.unlock()
    hands.wait("Begin a screening")
    _fill_the_disk(desk, hands)
    hands.key(KEY.Key_F8)
    # Long, and nothing that becomes short when it is packed.
    said = " ".join(secrets.token_hex(8) for _ in range(10_000))
    QGuiApplication.clipboard().setText(said)
    hands.key(KEY.Key_V, CTRL)
    hands.key(KEY.Key_F9)
    assert hands.shows("Not saved: the disk is full.")
    assert said in list(hands.texts())
    hands.press("Home")
    assert said in list(hands.texts())
    _make_room(desk, hands)
    hands.press("Record this now")
    assert hands.shows("Recorded")


@pytest.fixture
def broken_set(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A shipped set in which one line was damaged."""
    folder = tmp_path / "indicators"
    folder.mkdir()
    for file in paths.indicators().glob("*.yaml"):
        text = file.read_text("utf-8").replace("sufficiency:", "suficiency:", 1)
        (folder / file.name).write_text(text, "utf-8")
    return folder


def test_a_broken_set_is_said_in_one_sentence_and_what_is_begun_goes_on(
    desk: Desk, broken_set: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    hands = desk.unlock()
    begin(hands)
    answer(hands, "2222")
    desk.stop()
    monkeypatch.setattr(paths, "indicators", lambda: broken_set)
    hands = desk.unlock()
    hands.press("Begin a screening")
    assert hands.shows("An indicator set has")
    assert [text for text in hands.texts() if "problem" in text and "not used" in text]
    hands.press("Home")
    assert not hands.shows("An indicator set has")
    hands.press("Go on")
    hands.until(lambda: hands.has("Stop here"), "the screening")
    answer(hands, "2222", "22", "222", "222", "222")
    finish(hands)
    with desk.session() as session:
        assert [line.level["en"] for line in home.load(session).cases] == ["No indicator seen"]


def test_a_set_that_is_broken_cannot_be_begun_with_and_says_so_again(
    desk: Desk, broken_set: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(paths, "indicators", lambda: broken_set)
    hands = desk.unlock()
    hands.press("Begin a screening")
    hands.press("Nobody else can see or hear us here")
    hands.answer("Is the young person safe right now?", "Yes")
    hands.press("I have said this, and they could ask about it")
    hands.press("They want to go on")
    hands.press("16 or 17")
    hands.press("Start now")
    said = [text for text in hands.texts() if "set" in text and text.endswith(".")]
    assert hands.shows("An indicator set has"), said
    assert hands.has("Start now")
    with desk.session() as session:
        assert home.load(session).drafts == ()
