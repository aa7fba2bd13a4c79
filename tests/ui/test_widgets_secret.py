"""Passphrases: typed like any text, and nothing of them stays."""

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QGuiApplication, QInputMethodEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from tests.ui.hand import KEY, heard, look, show  # noqa: F401

from merak.ui.widgets.buttons import Button
from merak.ui.widgets.secret import Secret
from merak.ui.widgets.secret_field import SecretField

pytestmark = pytest.mark.usefixtures("look")


@given(st.lists(st.one_of(st.text(max_size=3), st.sampled_from(["<", ">", "back", "del"]))))
def test_a_secret_is_edited_like_any_text(steps: list[str]) -> None:
    secret, text, caret = Secret(), "", 0
    for step in steps:
        if step == "<":
            secret.step(-1)
            caret = max(0, caret - 1)
        elif step == ">":
            secret.step(1)
            caret = min(len(text), caret + 1)
        elif step == "back":
            secret.back()
            text = text[: max(0, caret - 1)] + text[caret:]
            caret = max(0, caret - 1)
        elif step == "del":
            secret.forward()
            text = text[:caret] + text[caret + 1 :]
        else:
            secret.insert(step)
            kept = step.encode("utf-8", "ignore").decode()
            text = text[:caret] + kept + text[caret:]
            caret += len(kept)
    assert (secret.shown(), secret.caret, len(secret)) == (text, caret, len(text))
    assert bytes(secret._room[secret._end :]).strip(b"\0") == b""


def test_a_wiped_secret_leaves_only_zeros() -> None:
    secret = Secret()
    room = secret._room
    secret.insert("correct horse")
    taken = secret.take()
    assert taken == b"correct horse"
    assert secret._room is room
    assert bytes(room).strip(b"\0") == b""


def test_a_secret_too_long_to_hold_is_refused_whole() -> None:
    secret = Secret()
    assert not secret.insert("x" * 2000)
    assert len(secret) == 0


@pytest.fixture
def secret(qtbot: QtBot) -> Iterator[SecretField]:
    made = SecretField("Passphrase", "Six words are easier than one hard word.")
    show(qtbot, made)
    made.aim()
    yield made
    made.close()


def test_a_passphrase_is_typed_moved_in_and_submitted(secret: SecretField, qtbot: QtBot) -> None:
    lengths, submitted = heard(secret.typed), heard(secret.submitted)
    qtbot.keyClicks(secret.input, "hrse")
    for key in (KEY.Key_Home, KEY.Key_Right):
        qtbot.keyClick(secret.input, key)
    qtbot.keyClicks(secret.input, "o")
    qtbot.keyClick(secret.input, KEY.Key_Return)
    assert lengths[-1] == (5,)
    assert submitted == [()]
    assert secret.take() == b"horse"
    assert secret.length() == 0


def test_a_passphrase_is_pasted_and_never_copied(secret: SecretField, qtbot: QtBot) -> None:
    QGuiApplication.clipboard().setText("correct horse\n")
    qtbot.keyClick(secret.input, KEY.Key_V, Qt.KeyboardModifier.ControlModifier)
    QGuiApplication.clipboard().setText("other")
    for key in (KEY.Key_A, KEY.Key_C, KEY.Key_X):
        qtbot.keyClick(secret.input, key, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == "other"
    assert secret.take() == b"correct horse"


def test_an_input_method_types_too_and_learns_nothing(secret: SecretField) -> None:
    event = QInputMethodEvent("", [])
    event.setCommitString("é")
    QApplication.sendEvent(secret.input, event)
    asked = secret.input.inputMethodQuery(Qt.InputMethodQuery.ImSurroundingText)
    assert asked == ""
    assert secret.take() == "é".encode()


def test_a_screen_reader_hears_a_passphrase_input_and_only_dots(
    secret: SecretField, qtbot: QtBot
) -> None:
    qtbot.keyClicks(secret.input, "horse")
    told = QAccessible.queryAccessibleInterface(secret.input)
    assert told.role() == QAccessible.Role.EditableText
    assert told.state().passwordEdit
    assert told.text(QAccessible.Text.Name) == "Passphrase"
    assert told.text(QAccessible.Text.Value) == "•••••"


def test_a_passphrase_shows_only_when_asked_and_hides_when_wiped(
    secret: SecretField, qtbot: QtBot
) -> None:
    qtbot.keyClicks(secret.input, "horse")
    hidden = secret.input.grab().toImage()
    toggle = secret.findChildren(Button)[0]
    qtbot.mouseClick(toggle, Qt.MouseButton.LeftButton)
    assert toggle.accessibleName() == "Hide what is typed"
    assert secret.input.grab().toImage() != hidden
    secret.wipe()
    assert toggle.accessibleName() == "Show what is typed"
    assert secret.length() == 0


def test_a_capital_without_shift_is_a_hint_of_caps_lock(secret: SecretField, qtbot: QtBot) -> None:
    qtbot.keyClick(secret.input, "h")
    assert not secret._caps.isVisible()
    qtbot.keyClick(secret.input, "H")
    assert secret._caps.isVisible()
    qtbot.keyClick(secret.input, "H", Qt.KeyboardModifier.ShiftModifier)
    assert not secret._caps.isVisible()
