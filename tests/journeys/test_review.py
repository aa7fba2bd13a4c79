"""There and back: the office reviews what a laptop handed over, and home shows the answer."""

from pathlib import Path

from tests.journeys.conftest import Desk
from tests.journeys.steps import screened
from tests.journeys.test_hand_over import at_office, enrol, stick
from tests.services.agency import Stop, ignore

from merak.domain.decision import Decision
from merak.services import answers, review_queue, reviews, take_in
from merak.services.session import Session
from merak.ui.hands import Hands

__all__ = ["at_office", "stick"]

COMMENT = "Please ask about the debt again."
ADDED = "Asked again: it is a debt of the family."


def hand_over(hands: Hands, stick: Path) -> Path:
    hands.press("Hand over")
    hands.wait("What goes")
    hands.rewrite("Where it goes", str(stick))
    hands.press("Hand over now")
    hands.wait("Handed over:")
    (bundle,) = stick.iterdir()
    return bundle


def take(at_office: Session, bundle: Path) -> None:
    looked = take_in.preview(at_office, bundle, ignore, Stop())
    take_in.take_in(at_office, looked, ignore, Stop())
    bundle.unlink()


def test_a_screening_is_returned_answered_and_waits_no_more(
    desk: Desk, at_office: Session, stick: Path
) -> None:
    hands = desk.unlock()
    screened(hands)
    hands.press("Home")
    hands.press("Hand over")
    hands.press("Open the settings")
    enrol(desk, hands, at_office, stick)
    hands.press("Close")
    hands.press("Back to home")
    take(at_office, hand_over(hands, stick))
    (waiting,) = review_queue.load(at_office).first
    reviews.review(at_office, waiting.record, Decision.RETURNED, COMMENT)
    (answer,) = answers.write(at_office, stick, ignore, Stop())
    hands.rewrite("The file from the office", str(answer.path))
    hands.press("Take it")
    hands.wait("from the office")
    hands.press("Back to home")
    hands.wait("Answers from the office")
    hands.press(f"Open the answer to {waiting.code}")
    hands.wait(COMMENT)
    hands.press("Open the result")
    hands.wait("The office asks to look at it again")
    hands.write("What you add", ADDED)
    hands.press("Add it")
    hands.wait("Something was added to the screening since.")
    hands.press("Home")
    assert not hands.shows("Look again")
    answer.path.unlink()
    take(at_office, hand_over(hands, stick))
    (review,) = reviews.of_screening(at_office, waiting.record)
    assert review.followed
    at_office.close()
