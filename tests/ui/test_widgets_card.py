"""The card of a screening: keys, answers, details, notes."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPlainTextEdit
from pytestqt.qtbot import QtBot
from tests.ui.hand import KEY, at, heard, look, show  # noqa: F401

from merak.ui.widgets.boxes import Panel
from merak.ui.widgets.buttons import Button
from merak.ui.widgets.details import Detail
from merak.ui.widgets.inputs import Combo
from merak.ui.widgets.item_card import CardValue, ItemCard
from merak.ui.widgets.values import Option

pytestmark = pytest.mark.usefixtures("look")


OPTIONS = (Option(key="yes", text="Yes"), Option(key="no", text="No"))


def value(**changes: object) -> CardValue:
    given: dict[str, object] = {
        "item": "control_1",
        "number": "Question 3",
        "statement": "Someone else decides where the young person goes.",
        "prompts": ("Who decides when you can go out?",),
        "options": OPTIONS,
        "details": (Detail(which="source", label="From", options=OPTIONS, chosen="yes"),),
    }
    return CardValue(**(given | changes))  # type: ignore[arg-type]


@pytest.fixture
def card(qtbot: QtBot) -> Iterator[ItemCard]:
    made = ItemCard(value())
    show(qtbot, made)
    made.aim()
    yield made
    made.close()


def test_the_card_tells_item_and_answer(card: ItemCard, qtbot: QtBot) -> None:
    answered = heard(card.answered)
    qtbot.keyClick(at(), KEY.Key_2)
    assert answered == [("control_1", "no")]


def test_the_card_takes_an_answer_back(card: ItemCard, qtbot: QtBot) -> None:
    cleared = heard(card.cleared)
    card.present(value(chosen="yes"))
    clear = next(b for b in card.findChildren(Button) if b.text() == "Clear")
    assert clear.isVisible()
    qtbot.mouseClick(clear, Qt.MouseButton.LeftButton)
    assert cleared == [("control_1",)]


def test_details_come_with_an_answer_and_tell_which(card: ItemCard, qtbot: QtBot) -> None:
    assert not card.findChildren(Combo)
    card.present(value(chosen="yes"))
    combo = card.findChildren(Combo)[0]
    assert combo.isVisible()
    assert combo.accessibleName() == "From: Who decides when you can go out?"
    told = heard(card.detail)
    qtbot.keyClick(combo, KEY.Key_Down)
    assert told == [("control_1", "source", "no")]


def test_n_opens_the_note_and_digits_in_it_answer_nothing(card: ItemCard, qtbot: QtBot) -> None:
    answered, edited, left = heard(card.answered), heard(card.note_edited), heard(card.note_left)
    qtbot.keyClick(at(), KEY.Key_N)
    assert isinstance(at(), QPlainTextEdit)
    qtbot.keyClicks(at(), "at 12")
    assert answered == []
    assert edited[-1] == ("control_1", "at 12")
    qtbot.keyClick(at(), KEY.Key_Escape)
    assert not isinstance(at(), QPlainTextEdit)
    assert left == [("control_1", "at 12")]


def test_a_note_being_typed_is_not_overwritten(card: ItemCard, qtbot: QtBot) -> None:
    qtbot.keyClick(at(), KEY.Key_N)
    qtbot.keyClicks(at(), "He said")
    card.present(value(chosen="yes", note="He"))
    assert card.value().note == "He said"


def test_a_card_with_a_note_opens_with_it(qtbot: QtBot) -> None:
    card = ItemCard(value(note="Looked at the door."))
    show(qtbot, card)
    assert card.note.isVisible()
    assert card.note.toPlainText() == "Looked at the door."
    card.close()


@pytest.mark.parametrize(
    ("key", "by"),
    [(KEY.Key_PageDown, 1), (KEY.Key_J, 1), (KEY.Key_PageUp, -1), (KEY.Key_K, -1)],
)
def test_keys_step_to_the_next_card(card: ItemCard, qtbot: QtBot, key: Qt.Key, by: int) -> None:
    stepped = heard(card.step)
    qtbot.keyClick(at(), key)
    assert stepped == [(by,)]


def test_s_opens_the_statement_behind_the_prompt(card: ItemCard, qtbot: QtBot) -> None:
    assert not card._statement.isVisible()
    qtbot.keyClick(at(), KEY.Key_S)
    assert card._statement.isVisible()
    qtbot.keyClick(at(), KEY.Key_S)
    assert not card._statement.isVisible()


def test_without_prompts_the_statement_is_the_question(card: ItemCard, qtbot: QtBot) -> None:
    card.present(value(prompts=()))
    assert card._title.text() == value().statement
    qtbot.keyClick(at(), KEY.Key_S)
    assert not card._statement.isVisible()


def test_a_shortcut_with_control_is_left_to_the_window(card: ItemCard, qtbot: QtBot) -> None:
    stepped, answered = heard(card.step), heard(card.answered)
    for key in (KEY.Key_K, KEY.Key_1):
        qtbot.keyClick(at(), key, Qt.KeyboardModifier.ControlModifier)
    assert (stepped, answered) == ([], [])


def test_the_card_tells_once_when_a_person_comes_to_it(qtbot: QtBot) -> None:
    panel = Panel()
    first, second = ItemCard(value()), ItemCard(value(item="control_2"))
    panel.body.addWidget(first)
    panel.body.addWidget(second)
    show(qtbot, panel)
    first.aim()
    told = heard(second.focused)
    second.aim()
    qtbot.keyClick(at(), KEY.Key_Right)
    assert told == [("control_2",)]
    panel.close()
