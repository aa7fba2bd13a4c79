"""There and back: the office reviews what a laptop handed over, and home shows the answer."""

import secrets
from pathlib import Path

from tests.journeys.conftest import NAME, PASSPHRASE, Desk
from tests.journeys.steps import screened
from tests.journeys.test_hand_over import at_office, enrol, stick
from tests.services.agency import Stop, enrol_laptop, ignore
from tests.ui.pages.cases_desk import Clock
from tests.ui.pages.office_desk import FieldLaptop

from merak.domain.decision import Decision
from merak.services import answers, from_office, make_kit, office, review_queue, reviews, take_in
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


def test_the_office_returns_a_screening_and_writes_the_answer_for_its_laptop(
    empty_desk: Desk, stick: Path, tmp_path: Path
) -> None:
    choices = office.Choices(keeper_name=NAME, agency_name="Practice agency")
    passphrase = bytearray(PASSPHRASE.encode())
    at_office = office.create(
        empty_desk.place, choices, passphrase, empty_desk.clock, secrets.token_bytes
    )
    office.try_sheets(at_office, office.make_sheets(at_office)[:2])
    make_kit.sign(at_office, make_kit.contents(at_office))
    laptop = FieldLaptop(tmp_path / "laptop", Clock())
    enrol_laptop(at_office, laptop.session, stick)
    laptop.screened()
    for file in stick.iterdir():
        file.unlink()
    take(at_office, laptop.hand_over(stick).path)
    (waiting,) = review_queue.load(at_office).first
    at_office.close()
    hands = empty_desk.unlock()
    hands.wait("1 screening waits for a review")
    hands.press("Go to the reviews")
    hands.press(f"Review {waiting.code}")
    hands.wait("Why this level?")
    hands.write("Comment", COMMENT)
    hands.press("Return with a comment")
    hands.wait(f"{waiting.code} goes back with your comment")
    assert hands.shows("Everything that came was reviewed.")
    hands.rewrite("Stick or folder for the answers", str(stick))
    hands.press("Write the answers")
    hands.wait("One file is written")
    hands.press("Back to home")
    assert not hands.shows("waits for a review")
    (answer,) = stick.iterdir()
    from_office.take(laptop.session, answer, ignore, Stop())
    (came,) = answers.load(laptop.session)
    assert came.review.comment == COMMENT
    laptop.session.close()
