"""Sets of other shapes: a stop that opens the card, parts that open, scales with many answers."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from tests.ui.pages.cases_desk import CasesDesk, heard

from merak import paths
from merak.domain.answer import Given, Missing, WhyMissing
from merak.domain.ids import ItemId
from merak.services import screen
from merak.ui.hands import Hands
from merak.ui.pages.screening import ScreeningPage
from merak.ui.widgets.item_card import ItemCard

SHAPES = Path(__file__).parents[2] / "data" / "indicators" / "shapes"
KEY = Qt.Key
Open = Callable[[str], tuple[ScreeningPage, Hands]]


@pytest.fixture
def opened(desk: CasesDesk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Open:
    """Open a screening with a set of this shape in place of the shipped one."""
    folder = tmp_path / "indicators"
    folder.mkdir()
    monkeypatch.setattr(paths, "indicators", lambda: folder)

    def make(shape: str) -> tuple[ScreeningPage, Hands]:
        shutil.copy(SHAPES / f"shape-{shape}.yaml", folder)
        page, hands = desk.show(ScreeningPage(desk.tasks, desk.start()))
        page.first_focus()
        return page, hands

    return make


def cards(page: ScreeningPage) -> list[str]:
    return [card.value().item for card in page.findChildren(ItemCard) if card.isVisible()]


def test_being_told_stops_the_asking_and_opens_the_card(opened: Open) -> None:
    page, hands = opened("anchored-domains")
    told = heard(page.disclosure_asked)
    assert cards(page) == ["tells_it", "being_away", "company_kept"]
    hands.key(KEY.Key_1)
    assert told == [()]
    assert cards(page) == ["tells_it"]
    assert page.findChildren(ItemCard)[-1].isAncestorOf(page.focusWidget())
    assert hands.shows("Your supervisor needs to know now.")


def test_coming_back_after_a_stop_does_not_open_the_card_again(
    desk: CasesDesk, opened: Open
) -> None:
    page, hands = opened("anchored-domains")
    hands.key(KEY.Key_1)
    again, hands = desk.show(ScreeningPage(desk.tasks, page._id))
    told = heard(again.disclosure_asked)
    hands.settle()
    assert told == []
    assert cards(again) == ["tells_it"]


def test_every_answer_of_a_long_scale_has_its_key(desk: CasesDesk, opened: Open) -> None:
    page, hands = opened("anchored-domains")
    hands.key(KEY.Key_J)
    hands.key(KEY.Key_6)
    saved = desk.do(screen.load, page._id).draft.answers[ItemId("being_away")]
    assert saved.value == Given(code="5")
    hands.key(KEY.Key_7)
    saved = desk.do(screen.load, page._id).draft.answers[ItemId("being_away")]
    assert saved.value == Missing(why=WhyMissing.UNKNOWN)


def test_a_part_opens_when_an_answer_before_opens_it(opened: Open) -> None:
    page, hands = opened("first-part-opens-second")
    first = cards(page)
    assert hands.shows("Part 1 of 1")
    hands.key(KEY.Key_2)
    hands.key(KEY.Key_J)
    hands.key(KEY.Key_1)
    assert hands.shows("Part 1 of 2")
    assert cards(page) == first
    hands.go_to("Part 2")
    assert cards(page) == ["driven_around", "works_for_room"]


def test_a_set_without_prompts_shows_its_statements(opened: Open) -> None:
    _, hands = opened("anchored-domains")
    assert hands.shows("Tells that they are being exploited.")
