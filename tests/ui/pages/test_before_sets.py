"""Before you begin: which questions, and only the ways of working that they allow."""

import re
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from tests.ui.pages.cases_desk import CasesDesk, heard, pick

from merak import paths
from merak.domain.provenance import Administration
from merak.domain.screening import Mode
from merak.services import screen
from merak.services.session import NewCase
from merak.ui.hands import Hands
from merak.ui.pages.before import BeforePage

SHAPES = Path(__file__).parents[2] / "data" / "indicators" / "shapes"
SHIPPED = paths.indicators() / "merak-child-2015.yaml"
TALK, RECORDS = "Talk with the young person", "Go through the records"
SAFE = "Is the young person safe right now?"
AGE = "How old are they?"
Ship = Callable[..., None]


@pytest.fixture
def ship(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Ship:
    """Put the shipped set on the laptop, used only in these ways, perhaps another beside it."""
    folder = tmp_path / "indicators"
    folder.mkdir()
    monkeypatch.setattr(paths, "indicators", lambda: folder)

    def put(*ways: str, other: str = "") -> None:
        text = SHIPPED.read_text("utf-8")
        if ways:
            said = f"administration: [{', '.join(ways)}]"
            text = re.sub(r"(?m)^administration: .*$", said, text)
        (folder / SHIPPED.name).write_text(text, "utf-8")
        if other:
            file = SHAPES / f"shape-{other}.yaml"
            (folder / file.name).write_bytes(file.read_bytes())

    return put


def shown(desk: CasesDesk) -> tuple[BeforePage, Hands]:
    page, hands = desk.show(BeforePage(desk.tasks, NewCase()))
    page.first_focus()
    return page, hands


def test_a_set_says_how_it_may_be_used(desk: CasesDesk, ship: Ship) -> None:
    ship("records")
    assert desk.do(screen.sets)[0].administration == (Administration.RECORDS,)


def test_with_one_set_nothing_about_sets_is_asked(desk: CasesDesk, ship: Ship) -> None:
    ship()
    _, hands = shown(desk)
    assert not hands.shows("Which questions?")
    assert hands.has(TALK)
    assert hands.has(RECORDS)


def test_questions_for_records_only_are_not_offered_for_a_talk(desk: CasesDesk, ship: Ship) -> None:
    ship("records")
    page, hands = shown(desk)
    started = heard(page.started)
    assert not hands.has(TALK)
    assert hands.shows("These questions are made for this way of working only.")
    assert hands.shows("2 steps left")
    hands.answer(SAFE, "Yes")
    hands.answer(AGE, "13 to 15")
    hands.press("Start now")
    draft = desk.do(screen.load, started[0][0]).draft
    assert draft.preparation.mode is Mode.RECORDS


def test_what_was_observed_is_gone_through_like_records(desk: CasesDesk, ship: Ship) -> None:
    ship("observation")
    assert shown(desk)[1].has(RECORDS)


def test_questions_to_answer_alone_do_not_start(desk: CasesDesk, ship: Ship) -> None:
    ship("self_report")
    page, hands = shown(desk)
    started = heard(page.started)
    assert hands.shows("for young people to answer alone")
    assert not hands.has(TALK)
    hands.press("Nobody else can see or hear us here")
    hands.answer(SAFE, "Yes")
    hands.press("I have said this, and they could ask about it")
    hands.press("They want to go on")
    hands.answer(AGE, "13 to 15")
    hands.press("Start now")
    assert started == []


def test_of_several_sets_one_is_chosen_first_and_the_ways_follow(
    desk: CasesDesk, ship: Ship
) -> None:
    ship("records", other="any-of-four")
    page, hands = shown(desk)
    lines = desk.do(screen.sets)
    assert len(lines) == 2
    title = next(line.title["en"] for line in lines if "records" in line.administration)
    other = next(line.title["en"] for line in lines if line.title["en"] != title)
    pick(page, "Which questions?", title)
    assert not hands.has(TALK)
    pick(page, "Which questions?", other)
    hands.settle()
    assert hands.has(TALK)


def test_the_keyboard_begins_at_the_choice_of_questions(desk: CasesDesk, ship: Ship) -> None:
    ship(other="any-of-four")
    page, hands = shown(desk)
    hands.settle()
    at = page.focusWidget()
    assert at is not None
    assert at.accessibleName() == "Which questions?"


def test_an_expired_set_warns_and_still_starts(desk: CasesDesk, ship: Ship) -> None:
    ship()
    assert not desk.do(screen.sets)[0].expired
    desk.clock.moment += timedelta(days=365 * 40)
    assert desk.do(screen.sets)[0].expired
    page, hands = shown(desk)
    started = heard(page.started)
    assert hands.shows("These questions were meant to be renewed by")
    hands.press(RECORDS)
    hands.answer(SAFE, "Yes")
    hands.answer(AGE, "13 to 15")
    hands.press("Start now")
    assert len(started) == 1
