"""What people type is shown as it was typed: no markup, no picture, no link is made of it."""

import contextlib
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QTextEdit, QWidget
from tests.journeys.conftest import Desk, make_vault
from tests.journeys.steps import KEY, answer, finish, settle_first

from merak.services import users
from merak.storage.users import Role
from merak.ui import accessibility
from merak.ui.hands import Hands

HOSTILE = (
    "<b>Quill</b><img src='/etc/hostname'><a href='https://example.org'>more</a>",
    "<!DOCTYPE html><style>* {color: red}</style><table>Quill &amp; &#x51;",
)
PASSPHRASE = b"meadow copper thistle harbor"
FIELDS = (
    "A tag to find this screening by",
    "The facility's own number",
    "Name",
    "Other names",
)


@pytest.fixture
def desk(qapp: QApplication, tmp_path: Path) -> Iterator[Desk]:
    accessibility.install()
    made = Desk(qapp, tmp_path / "vault")
    with contextlib.closing(make_vault(made.place)) as session:
        for words in HOSTILE:
            users.add(session, words, bytearray(PASSPHRASE), Role.CASEWORKER)
    yield made
    made.stop()
    shutil.rmtree(made.place)


def makes_markup(widget: QWidget) -> list[str]:
    """Says what of a widget would turn typed text into markup."""
    found = []
    if isinstance(widget, QLabel) and widget.text():
        plain = widget.textFormat() is Qt.TextFormat.PlainText
        found += [] if plain else [widget.text()]
    if isinstance(widget, QTextEdit) and widget.acceptRichText():
        found.append("rich text")
    # A hint over a widget is read as markup whenever it looks like it, and nothing can forbid that.
    return found + [hint for hint in (widget.toolTip(), widget.whatsThis()) if "Quill" in hint]


def look(seen: list[str]) -> None:
    for widget in QApplication.allWidgets():
        assert makes_markup(widget) == [], type(widget).__name__
        if isinstance(widget, QLabel) and widget.isVisible():
            seen.append(widget.text())


def _screen_somebody(hands: Hands, words: str, seen: list[str]) -> None:
    hands.press("Begin a screening")
    settle_first(hands)
    hands.key(KEY.Key_1)
    hands.key(KEY.Key_N)
    hands.keys(f"{words} told me")
    hands.press("About the young person")
    for name in FIELDS:
        hands.write(name, words)
    look(seen)
    hands.press("Back to the questions")
    hands.until(lambda: hands.has("Stop here"), "the screening")
    look(seen)
    hands.press("Home")
    look(seen)
    hands.press("Go on")
    hands.until(lambda: hands.has("Stop here"), "the screening")
    answer(hands, "1222", "2222", "21", "222", "122", "221")
    finish(hands)


@pytest.mark.parametrize("words", HOSTILE)
def test_what_is_typed_is_shown_as_it_was_typed_on_every_page(desk: Desk, words: str) -> None:
    seen: list[str] = []
    hands = desk.unlock(words, PASSPHRASE.decode())
    _screen_somebody(hands, words, seen)
    hands.press("Possible concern")
    hands.write("Your reason", words)
    hands.press("Record my judgement")
    look(seen)
    hands.press("Open the case")
    hands.press("Add something")
    hands.write("What you want to add", words)
    hands.press("Add it")
    hands.wait("Added later")
    hands.press("Show who this is")
    look(seen)
    hands.press("Home")
    look(seen)
    # Not only hidden: it stands there, letter by letter.
    assert sum(words in text for text in seen) > 4


def test_a_planted_label_that_would_show_markup_is_found(qapp: QApplication) -> None:
    label = QLabel("<b>Quill</b>")
    assert makes_markup(label) == ["<b>Quill</b>"]
    label.setTextFormat(Qt.TextFormat.PlainText)
    assert makes_markup(label) == []
    label.setToolTip("<b>Quill</b>")
    assert makes_markup(label) == ["<b>Quill</b>"]
    label.deleteLater()
