"""Before names are sealed: words for the cases that will be known here by their code alone."""

import pytest
from tests.ui.pages.exchange_desk import ExchangeDesk, between, made_exchange
from tests.ui.pages.test_hand_over import opened, screened, start, write

from merak.domain.ids import CaseId
from merak.domain.kit import Policy, SealWhen
from merak.services import cases, enrol, leaving, make_kit, mnemonics, tell
from merak.services.session import Session
from merak.ui.pages.home import HomePage

__all__ = ["between", "made_exchange"]

FOLD = "Choose words to know them by"


@pytest.fixture
def two(between: ExchangeDesk) -> tuple[CaseId, CaseId]:
    between.enrol()
    return between.on_laptop(screened), between.on_laptop(screened)


def code(between: ExchangeDesk, case: CaseId) -> str:
    found: str = between.on_laptop(cases.load, case).code
    return found


def test_the_page_counts_the_cases_without_words_and_asks_for_none(
    between: ExchangeDesk, two: tuple[CaseId, CaseId]
) -> None:
    hands = opened(between)
    assert hands.shows("2 cases will then be known here by their codes only.")
    assert hands.has("Hand over now")
    assert not hands.asks(f"Words for {code(between, two[0])}")
    write(hands, between.stick)
    assert hands.shows("2 cases are sealed")
    assert not hands.has(FOLD)
    assert not hands.shows("will then be known here")


def test_words_for_one_case_leave_what_is_typed_for_another(
    between: ExchangeDesk, two: tuple[CaseId, CaseId]
) -> None:
    first, second = two
    hands = opened(between)
    hands.press(FOLD)
    hands.write(f"Words for {code(between, second)}", "half a kett")
    hands.write(f"Words for {code(between, first)}", "paper boat\n")
    assert between.on_laptop(mnemonics.of, first) == "paper boat"
    assert hands.shows("1 case will then be known here by its code only.")
    assert hands.shows(f"{code(between, first)} (paper boat)")
    assert hands.shows("half a kett")
    hands.press("Take the words away")
    assert hands.shows("2 cases will then be known here by their codes only.")


def test_a_name_is_refused_here_too(between: ExchangeDesk, two: tuple[CaseId, CaseId]) -> None:
    hands = opened(between)
    hands.press(FOLD)
    hands.write(f"Words for {code(between, two[0])}", "invented\n")
    assert hands.shows("This points to who the young person is.")
    assert between.on_laptop(mnemonics.of, two[0]) == ""


def test_a_draft_that_stays_and_a_case_that_waits_are_called_by_their_words(
    between: ExchangeDesk, two: tuple[CaseId, CaseId]
) -> None:
    first, _ = two
    between.on_laptop(mnemonics.call, first, "paper boat")
    between.on_laptop(tell.disclosed, first, "")
    draft = between.on_laptop(start)
    (line,) = between.on_laptop(leaving.load).outgoing.drafts
    assert line.id == draft
    between.on_laptop(mnemonics.call, line.case, "quartz kettle")
    hands = opened(between)
    assert hands.shows(f"{code(between, first)} (paper boat) is not sealed yet")
    assert hands.shows(f"{line.code} (quartz kettle), saved")
    home = between.show(HomePage(between.tasks))
    shown = list(home.texts())
    # The reminder and the row of the case; the draft and the row of its case.
    assert shown.count("paper boat") == shown.count("quartz kettle") == 2


def test_where_the_office_seals_at_another_time_nothing_is_said(
    between: ExchangeDesk, two: tuple[CaseId, CaseId]
) -> None:
    wanted = make_kit.contents(between.office)
    policy = Policy(seal=SealWhen.AFTER_HOURS, seal_hours=48)
    make_kit.sign(between.office, make_kit.Contents(policy=policy, sets=wanted.sets))
    between.give_kit()
    between.on_laptop(_take_kit, between)
    assert not opened(between).has(FOLD)


def _take_kit(session: Session, between: ExchangeDesk) -> None:
    path = next(between.stick.glob("*.kit"))
    enrol.take_kit(session, enrol.read_kit(session, path))
