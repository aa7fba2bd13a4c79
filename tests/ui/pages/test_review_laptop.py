"""Reviews on the laptop: on home, on the result and in the case."""

import pytest
from tests.services.agency import KEEPER, Stop, bring, hand_over_to, ignore
from tests.ui.pages.exchange_desk import ExchangeDesk, between, made_exchange

from merak.domain.answer import Answer, Given
from merak.domain.decision import Decision
from merak.domain.facts import Age
from merak.domain.ids import RecordId
from merak.domain.screening import Preparation
from merak.services import answers, cases, finish, from_office, reviews, screen, seal, timeline
from merak.services.screen import Beginning
from merak.services.session import NewCase, Session
from merak.ui.pages.case import CasePage
from merak.ui.pages.home import HomePage
from merak.ui.pages.result import ResultPage

__all__ = ["between", "made_exchange"]

COMMENT = "Please ask about the debt again."
ADDED = "Asked again: it is a debt of the family."


def _screen(session: Session) -> RecordId:
    known = screen.sets(session)[0]
    age = Age(at_least=16, at_most=16)
    beginning = Beginning(set_hash=known.hash, preparation=Preparation(), age=age, case=NewCase())
    draft = screen.start(session, beginning)
    for item in screen.load(session, draft).indicator_set.items():
        screen.answer(session, draft, item.id, Answer(value=Given(code="no")))
    return finish.finish(session, draft)


@pytest.fixture
def record(between: ExchangeDesk) -> RecordId:
    """A screening that the office has."""
    between.enrol()
    made: RecordId = between.on_laptop(_screen)
    handed = between.on_laptop(lambda session: hand_over_to(between.stick, session))
    bring(between.office, handed.path)
    return made


def answer_comes(
    between: ExchangeDesk, record: RecordId, decision: Decision, comment: str = ""
) -> None:
    reviews.review(between.office, record, decision, comment)
    (file,) = answers.write(between.office, between.stick, ignore, Stop())
    between.on_laptop(from_office.take, file.path, ignore, Stop())


def test_home_shows_nothing_of_the_office_until_something_came(
    between: ExchangeDesk, record: RecordId
) -> None:
    hands = between.show(HomePage(between.tasks))
    assert not hands.shows("Answers from the office")


def test_home_shows_a_returned_screening_by_code_and_without_the_comment(
    between: ExchangeDesk, record: RecordId
) -> None:
    answer_comes(between, record, Decision.RETURNED, COMMENT)
    page = HomePage(between.tasks)
    hands = between.show(page)
    assert hands.shows("Answers from the office")
    assert hands.shows("Look again")
    assert not hands.shows(COMMENT)
    chosen: list[str] = []
    page.case_opened.connect(chosen.append)
    (answer,) = between.on_laptop(answers.load)
    hands.press(f"Open the answer to {answer.code}")
    assert chosen == [answer.case]


def test_an_addition_answers_what_was_returned(between: ExchangeDesk, record: RecordId) -> None:
    answer_comes(between, record, Decision.RETURNED, COMMENT)
    hands = between.show(ResultPage(between.tasks, record))
    assert hands.shows("The office asks to look at it again")
    assert hands.shows(COMMENT)
    hands.press("Add it")
    assert hands.shows("Write what you found when you looked again.")
    hands.write("What you add", ADDED)
    hands.press("Add it")
    hands.wait("Something was added to the screening since.")
    assert not hands.asks("What you add")
    home = between.show(HomePage(between.tasks))
    assert home.shows("The office asks to look at it again")
    assert not home.shows("Look again")


def test_words_begun_are_kept_when_the_page_is_left(
    between: ExchangeDesk, record: RecordId
) -> None:
    answer_comes(between, record, Decision.RETURNED, COMMENT)
    page = ResultPage(between.tasks, record)
    hands = between.show(page)
    hands.write("What you add", ADDED)
    left: list[bool] = []
    page.flush(lambda: left.append(True))
    hands.until(lambda: bool(left), "leaving")
    (answer,) = between.on_laptop(answers.load)
    assert answer.review.followed
    entries = between.on_laptop(timeline.entries, answer.case)
    assert [text.text for one in entries for text in one.texts if text.field == cases.ADDENDUM] == [
        ADDED
    ]


def test_a_returned_screening_is_reopened_while_that_is_offered(
    between: ExchangeDesk, record: RecordId
) -> None:
    answer_comes(between, record, Decision.RETURNED, COMMENT)
    hands = between.show(ResultPage(between.tasks, record))
    assert hands.has("Reopen it")


def test_a_confirmed_screening_asks_for_nothing(between: ExchangeDesk, record: RecordId) -> None:
    answer_comes(between, record, Decision.CONFIRMED)
    hands = between.show(ResultPage(between.tasks, record))
    assert hands.shows("Confirmed by the office")
    assert not hands.has("Add it")
    assert not hands.has("Reopen it")


def test_the_case_tells_what_the_office_said(between: ExchangeDesk, record: RecordId) -> None:
    answer_comes(between, record, Decision.RETURNED, COMMENT)
    (answer,) = between.on_laptop(answers.load)
    hands = between.show(CasePage(between.tasks, answer.case))
    assert hands.shows("The office asks to look at it again")
    assert hands.shows(COMMENT)


def test_a_confirmation_leaves_home_after_two_weeks_and_what_is_open_stays(
    between: ExchangeDesk, record: RecordId
) -> None:
    answer_comes(between, record, Decision.CONFIRMED)
    between.clock.forward(days=15)
    assert between.on_laptop(answers.load) == ()
    answer_comes(between, record, Decision.RETURNED, COMMENT)
    between.clock.forward(days=15)
    assert len(between.on_laptop(answers.load)) == 1


def test_who_answered_is_said_by_what_they_are(between: ExchangeDesk, record: RecordId) -> None:
    answer_comes(between, record, Decision.CONFIRMED)
    (answer,) = between.on_laptop(answers.load)
    hands = between.show(ResultPage(between.tasks, record))
    assert hands.shows("A supervisor at the office · ")
    case = between.show(CasePage(between.tasks, answer.case))
    assert case.shows(", a supervisor at the office")
    for name in (KEEPER, "None"):
        assert not hands.shows(name)
        assert not case.shows(name)


def test_a_comment_that_was_sealed_with_the_case_says_so(
    between: ExchangeDesk, record: RecordId
) -> None:
    answer_comes(between, record, Decision.RETURNED, COMMENT)
    (answer,) = between.on_laptop(answers.load)
    assert between.on_laptop(seal.now, (answer.case,)).cases == 0
    waits = between.show(CasePage(between.tasks, answer.case))
    waits.press("Seal this case")
    assert waits.shows("The office asks to look at a screening again")
    between.clock.forward(days=3)
    between.on_laptop(seal.now, (answer.case,))
    hands = between.show(ResultPage(between.tasks, record))
    assert hands.shows("The comment is sealed. Ask your office what to look at again.")
    assert hands.asks("What you add")
    case = between.show(CasePage(between.tasks, answer.case))
    assert case.shows("What was written here is sealed. Your office can read it.")
