"""A card in two languages: side by side where there is room, each in its own direction."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot
from tests.ui.hand import RTL, look, show  # noqa: F401

from merak.ui import theme
from merak.ui.widgets.item_card import CardValue, ItemCard
from merak.ui.widgets.values import Option

pytestmark = pytest.mark.usefixtures("look")

ASK = ("Who decides when you can go out?", "What happens if you say no?")
SPANISH = ("¿Quién decide cuándo puedes salir?", "¿Qué pasa si dices que no?")
ARABIC = ("من الذي يقرر متى يمكنك الخروج؟", "ماذا يحدث إذا قلت لا؟")


def shown(qtbot: QtBot, second: tuple[str, ...], width: int) -> ItemCard:
    value = CardValue(
        item="control_1",
        number="Question 3",
        statement="Someone else decides where the young person goes.",
        prompts=ASK,
        second=second,
        options=(Option(key="yes", text="Yes"), Option(key="no", text="No")),
    )
    card = ItemCard(value)
    show(qtbot, card, width, 500)
    return card


def label(card: ItemCard, text: str) -> QLabel:
    return next(one for one in card.findChildren(QLabel) if one.text() == text)


def place(card: ItemCard, text: str) -> QPoint:
    return label(card, text).mapTo(card, QPoint(0, 0))


def ink(one: QLabel) -> tuple[int, int]:
    """Gives how much of a label is empty before and after its letters."""
    image = one.grab().toImage()
    ground = image.pixel(image.width() - 1, image.height() - 1)
    inked = [
        x
        for x in range(image.width())
        if any(image.pixel(x, y) != ground for y in range(image.height()))
    ]
    return inked[0], image.width() - 1 - inked[-1]


def test_a_second_language_stands_beside_the_first(qtbot: QtBot) -> None:
    card = shown(qtbot, SPANISH, 800)
    assert place(card, SPANISH[0]).y() == place(card, ASK[0]).y()
    assert place(card, SPANISH[0]).x() >= 400
    card.close()


def test_it_stands_below_where_there_is_no_room(qtbot: QtBot) -> None:
    card = shown(qtbot, SPANISH, 520)
    assert place(card, SPANISH[0]).x() == place(card, ASK[0]).x()
    assert place(card, SPANISH[0]).y() > place(card, ASK[1]).y()
    card.close()


def test_large_text_needs_more_room(qtbot: QtBot, qapp: QApplication) -> None:
    theme.apply(qapp, theme.Look(scale=2.0))
    card = shown(qtbot, SPANISH, 900)
    assert place(card, SPANISH[0]).x() == place(card, ASK[0]).x()
    card.close()


def test_with_one_language_it_has_all_the_room(qtbot: QtBot) -> None:
    card = shown(qtbot, (), 800)
    assert label(card, ASK[0]).width() > 700
    card.close()


def test_both_languages_are_of_the_same_size(qtbot: QtBot) -> None:
    card = shown(qtbot, SPANISH, 800)
    for mine, second in zip(ASK, SPANISH, strict=True):
        assert label(card, mine).font().pixelSize() == label(card, second).font().pixelSize()
    card.close()


def test_a_language_read_from_the_right_begins_at_the_right(qtbot: QtBot) -> None:
    card = shown(qtbot, ARABIC, 800)
    before, after = ink(label(card, ARABIC[1]))
    assert after < 10 < before
    before, after = ink(label(card, ASK[1]))
    assert before < 10 < after
    card.close()


def test_in_a_program_read_from_the_right_the_first_language_is_at_the_right(
    qtbot: QtBot, qapp: QApplication
) -> None:
    qapp.setLayoutDirection(RTL)
    card = shown(qtbot, SPANISH, 800)
    assert place(card, ASK[0]).x() > place(card, SPANISH[0]).x()
    before, after = ink(label(card, SPANISH[1]))
    assert before < 10 < after
    card.close()


def test_another_second_language_takes_the_place_of_the_one_before(qtbot: QtBot) -> None:
    card = shown(qtbot, SPANISH, 800)
    card.present(replace(card.value(), second=ARABIC))
    qtbot.waitUntil(label(card, ARABIC[0]).isVisible)
    assert not any(one.isVisible() and one.text() in SPANISH for one in card.findChildren(QLabel))
    card.present(replace(card.value(), second=()))
    assert label(card, ASK[0]).isVisible()
    qtbot.waitUntil(lambda: label(card, ASK[0]).width() > 700)
    card.close()
