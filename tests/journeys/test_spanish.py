"""The same journey in Spanish, from the first page on: nothing of it stays English."""

import re
import secrets
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication
from tests.journeys.conftest import Desk, OnlyWindow, TestClock
from tests.journeys.steps import everything

from merak import paths
from merak.domain.preferences import Appearance, Language, Preferences
from merak.ui import story, words

# Names of people, places, services, languages and keys are the same in both.
_NAMES = re.compile(
    r"""Merak|Rosa\ Jimenez|B-1147|[0-9]\.\ [a-z]+|[a-z]+
    |English|Español|Hindi|Urdu
    |Ctrl\+[LNR]|F1?[0-9]|Esc|Tab|N|S|No|TTY\ 711
    |Childhelp.*|StrongHearts.*|Words\ by\ the\ Merak\ project\..*""",
    re.VERBOSE,
)
_MANY = 300


@pytest.fixture(autouse=True)
def english_again() -> Iterator[None]:
    yield
    words.use("en")


def _read_on_the_way(app: QApplication, folder: Path, language: str) -> set[str]:
    """Plays the story and returns every text that stood on any of its pages, hidden or not."""
    read: set[str] = set()
    for _ in story.play(app, folder, language, TestClock(), secrets.token_bytes):
        read.update(text for text in everything() if any(letter.isalpha() for letter in text))
    # The window of this story must not be read again during the next.
    for window in app.topLevelWidgets():
        window.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    return read


def _said_in_both(english: set[str], other: set[str]) -> set[str]:
    states = (paths.resources() / "sites" / "us-states.json").read_text("utf-8")
    return {
        text for text in english & other if not _NAMES.fullmatch(text) and f'"{text}"' not in states
    }


def test_nothing_on_any_page_of_the_spanish_story_is_english(
    application: QApplication, tmp_path: Path, only_window: OnlyWindow
) -> None:
    english = _read_on_the_way(application, tmp_path / "en", "en")
    spanish = _read_on_the_way(application, tmp_path / "es", "es")
    assert only_window.others == []
    assert _said_in_both(english, spanish) == set()
    # What would be found if none of it were translated: the pages were really read.
    assert len(_said_in_both(english, english)) > _MANY


def test_the_language_is_changed_in_the_settings_and_every_page_follows(desk: Desk) -> None:
    hands = desk.unlock()
    hands.press("Settings")
    hands.press("Español")
    assert hands.shows("Ajustes")
    assert not hands.shows("Settings")
    assert desk.kept[-1].language is Language.SPANISH
    hands.press("Inicio")
    assert hands.has(words.t("Begin a screening"))
    assert words.t("Begin a screening") != "Begin a screening"


def test_an_error_is_said_in_the_readers_language(desk: Desk) -> None:
    chosen = Preferences(language=Language.SPANISH, look=Appearance.LIGHT, scale=1.0)
    hands = desk.start(chosen)
    hands.write(words.t("Your name"), "Nadie")
    hands.write(words.t("Passphrase"), "no es la frase")
    hands.press(words.t("Open"))
    said = words.t("Nobody of this name opens this vault.")
    assert said != "Nobody of this name opens this vault."
    assert hands.shows(said)
