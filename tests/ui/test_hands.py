"""The hands see what a person sees: never what is hidden, nor what cannot be pressed."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot
from tests.ui.hand import heard, look, show  # noqa: F401

from merak.ui import hands as hands_module
from merak.ui.hands import Hands, NotSeen
from merak.ui.tasks import Tasks
from merak.ui.widgets.buttons import Button
from merak.ui.widgets.fields import ChoiceField, NoteField, TextField
from merak.ui.widgets.values import Option

pytestmark = pytest.mark.usefixtures("look")


@pytest.fixture
def page(qtbot: QtBot) -> QWidget:
    made = QWidget()
    QVBoxLayout(made)
    show(qtbot, made)
    return made


@pytest.fixture
def hands(page: QWidget, monkeypatch: pytest.MonkeyPatch) -> Iterator[Hands]:
    monkeypatch.setattr(hands_module, "PATIENCE_MS", 200)
    tasks = Tasks()
    yield Hands(page, tasks)
    tasks.stop()


def _put(page: QWidget, *widgets: QWidget) -> None:
    inside = page.layout()
    assert inside is not None
    for widget in widgets:
        inside.addWidget(widget)
        widget.show()


def test_what_is_hidden_is_neither_seen_nor_pressed(page: QWidget, hands: Hands) -> None:
    button, label = Button("Go"), QLabel("Hello")
    pressed = heard(button.clicked)
    _put(page, button, label)
    button.hide()
    label.hide()
    assert not hands.shows("Hello")
    assert not hands.has("Go")
    with pytest.raises(NotSeen) as looked:
        hands.press("Go")
    assert looked.value.words == "Go"
    assert pressed == []


def test_what_cannot_be_pressed_is_not_pressed(page: QWidget, hands: Hands) -> None:
    button = Button("Go")
    _put(page, button)
    button.setEnabled(False)
    with pytest.raises(NotSeen):
        hands.press("Go")


def test_an_answer_is_that_of_its_own_question(page: QWidget, hands: Hands) -> None:
    chosen: list[str] = []
    for question in ("First?", "Second?"):
        row = QWidget()
        inner = QHBoxLayout(row)
        yes = Button("Yes")
        yes.clicked.connect(lambda _=False, question=question: chosen.append(question))
        inner.addWidget(QLabel(question))
        inner.addWidget(yes)
        _put(page, row)
    hands.answer("Second?", "Yes")
    hands.answer("First?", "Yes")
    assert chosen == ["Second?", "First?"]
    with pytest.raises(NotSeen):
        hands.answer("Third?", "Yes")


def test_writing_goes_on_after_what_stands_there_and_rewriting_replaces_it(
    page: QWidget, hands: Hands
) -> None:
    line, note = TextField("Name"), NoteField("Note")
    _put(page, line, note)
    hands.write("Name", "An")
    hands.write("Name", "a")
    assert line.value() == "Ana"
    hands.rewrite("Name", "Ben")
    assert line.value() == "Ben"
    hands.write("Note", "one\ntwo")
    assert note.value() == "one\ntwo"
    assert {"Ben", "one\ntwo"} <= set(hands.texts())
    with pytest.raises(NotSeen):
        hands.write("Nobody", "x")


def test_a_list_is_found_by_its_label_whatever_is_chosen_in_it(page: QWidget, hands: Hands) -> None:
    options = (Option(key="a", text="Apple"), Option(key="b", text="Berry"))
    field = ChoiceField("Fruit", options)
    _put(page, field)
    hands.pick("Fruit", "Apple")
    hands.pick("Fruit", "Berry")
    assert field.value() == "b"
    with pytest.raises(NotSeen):
        hands.pick("Fruit", "Cherry")


def test_waiting_gives_up_after_a_while_and_says_for_what(page: QWidget, hands: Hands) -> None:
    with pytest.raises(NotSeen) as waited:
        hands.wait("Never")
    assert waited.value.words == "Never"
    _put(page, QLabel("At last"))
    hands.wait("At last")


def test_keys_go_where_the_focus_is(page: QWidget, hands: Hands) -> None:
    line = TextField("Name")
    _put(page, line)
    line.aim()
    hands.keys("ab")
    hands.key(Qt.Key.Key_Backspace)
    assert line.value() == "a"


def test_a_picture_that_cannot_be_written_is_an_error(
    page: QWidget, hands: Hands, tmp_path
) -> None:
    assert hands.picture(tmp_path / "one.png").stat().st_size > 0
    with pytest.raises(OSError, match="one"):
        hands.picture(tmp_path / "missing" / "one.png")
