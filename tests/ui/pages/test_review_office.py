"""Reviews in the office: the queue, the screening read-only, the decision and its way back."""

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication
from tests.ui.audit import audit
from tests.ui.pages.office_desk import OLGA, FieldLaptop, OfficeDesk

from merak.domain.decision import Decision
from merak.domain.ids import RecordId
from merak.domain.record import Kind
from merak.formats.refused import FileRefused
from merak.services import answers, from_office, review_queue, reviews, take_in
from merak.services.review_queue import Queue
from merak.services.session import Session
from merak.storage import travels
from merak.ui import focus, theme
from merak.ui.hands import Hands
from merak.ui.pages.office_home import OfficeHomePage
from merak.ui.pages.review import ReviewPage
from merak.ui.pages.review_queue import ReviewQueuePage
from merak.ui.theme import Look

COMMENT = "Please ask about the debt again."


class Nobody:
    def is_set(self) -> bool:
        return False


def _take(session: Session, path: object) -> None:
    looked = take_in.preview(session, path, lambda _: None, Nobody())  # type: ignore[arg-type]
    take_in.take_in(session, looked, lambda _: None, Nobody())


@pytest.fixture
def laptop(at_office: OfficeDesk) -> FieldLaptop:
    return at_office.enrolled()


@pytest.fixture
def record(at_office: OfficeDesk, laptop: FieldLaptop) -> RecordId:
    """A screening that has come to the office."""
    made = laptop.screened()
    handed = laptop.hand_over(at_office.stick)
    at_office.do(_take, handed.path)
    for file in at_office.stick.iterdir():
        file.unlink()
    return made


def queue_of(at_office: OfficeDesk) -> Queue:
    found: Queue = at_office.do(review_queue.load)
    return found


def opened(at_office: OfficeDesk, record: RecordId) -> tuple[ReviewPage, Hands]:
    return at_office.show(ReviewPage(at_office.tasks, record))


def test_home_says_how_many_wait(at_office: OfficeDesk, record: RecordId) -> None:
    _, hands = at_office.show(OfficeHomePage(at_office.tasks))
    assert hands.shows("1 screening waits for a review")
    assert hands.has("Go to the reviews")


def test_an_empty_queue_says_so(at_office: OfficeDesk) -> None:
    _, hands = at_office.show(ReviewQueuePage(at_office.tasks))
    assert hands.shows("Everything that came was reviewed.")
    assert not hands.shows("Give the answers back")


def test_the_queue_opens_a_screening_by_its_code(at_office: OfficeDesk, record: RecordId) -> None:
    page, hands = at_office.show(ReviewQueuePage(at_office.tasks))
    chosen: list[str] = []
    page.opened.connect(chosen.append)
    hands.press(f"Review {queue_of(at_office).first[0].code}")
    assert chosen == [record]


def test_the_screening_is_explained_as_on_the_laptop_and_nothing_can_be_changed(
    at_office: OfficeDesk, record: RecordId
) -> None:
    _, hands = opened(at_office, record)
    assert hands.shows("Why this level?")
    assert hands.shows("What was not answered")
    for act in ("Reopen it", "Record my judgement", "I have told someone"):
        assert not hands.has(act)


def test_returning_needs_a_comment(at_office: OfficeDesk, record: RecordId) -> None:
    _, hands = opened(at_office, record)
    hands.press("Return with a comment")
    assert hands.shows("Please say what to look at again.")
    assert queue_of(at_office).waiting == 1


def test_a_returned_screening_leaves_the_queue_with_its_comment_beside_it(
    at_office: OfficeDesk, record: RecordId
) -> None:
    page, hands = opened(at_office, record)
    said: list[str] = []
    page.decided.connect(said.append)
    hands.write("Comment", COMMENT)
    hands.press("Return with a comment")
    hands.until(lambda: bool(said), "the decision")
    assert said[0].endswith("goes back with your comment")
    (review,) = at_office.do(reviews.of_screening, record)
    assert (review.decision, review.comment) == (Decision.RETURNED, COMMENT)
    assert queue_of(at_office).waiting == 0
    _, again = opened(at_office, record)
    assert again.shows(COMMENT)


def test_the_answers_are_written_for_the_laptop_that_asked_and_opened_there(
    at_office: OfficeDesk, laptop: FieldLaptop, record: RecordId
) -> None:
    other = at_office.enrolled("Laptop of the south wing")
    for file in at_office.stick.iterdir():
        file.unlink()
    at_office.do(reviews.review, record, Decision.CONFIRMED, "")
    _, hands = at_office.show(ReviewQueuePage(at_office.tasks))
    assert hands.shows("Laptop of the north wing: 1 new answer")
    assert not hands.shows("south wing")
    hands.write("Stick or folder for the answers", str(at_office.stick))
    hands.press("Write the answers")
    hands.wait("One file is written")
    assert hands.shows("All answers were written once.")
    (file,) = at_office.stick.iterdir()
    with pytest.raises(FileRefused):
        from_office.take(other.session, file, lambda _: None, Nobody())
    from_office.take(laptop.session, file, lambda _: None, Nobody())
    (answer,) = answers.load(laptop.session)
    assert answer.review.decision is Decision.CONFIRMED


def test_no_page_of_reviews_opens_an_identity(at_office: OfficeDesk, record: RecordId) -> None:
    at_office.do(_forget_keys)
    at_office.show(ReviewQueuePage(at_office.tasks))
    opened(at_office, record)
    assert Kind.IDENTITY not in at_office.do(_keys)


def _forget_keys(session: Session) -> None:
    session.openers.clear()


def _keys(session: Session) -> frozenset[Kind]:
    return frozenset(session.openers)


@pytest.fixture
def ring(qapp: QApplication) -> Iterator[None]:
    made = focus.FocusRing(qapp)
    yield
    made.deleteLater()
    theme.apply(qapp, Look())


LOOKS = (Look(), Look(dark=True), Look(scale=2.0), Look(dark=True, scale=2.0))


@pytest.mark.usefixtures("ring")
def test_everybody_can_use_the_queue(
    qapp: QApplication, at_office: OfficeDesk, laptop: FieldLaptop, record: RecordId
) -> None:
    at_office.do(reviews.review, record, Decision.CONFIRMED, "")
    laptop.screened()
    at_office.do(_take, laptop.hand_over(at_office.stick).path)
    page, hands = at_office.show(ReviewQueuePage(at_office.tasks, "7AB-123 is confirmed"))
    for look in LOOKS:
        theme.apply(qapp, look)
        hands.settle()
        assert audit(page) == []


@pytest.mark.usefixtures("ring")
def test_everybody_can_review(qapp: QApplication, at_office: OfficeDesk, record: RecordId) -> None:
    at_office.do(reviews.review, record, Decision.RETURNED, COMMENT)
    page, hands = opened(at_office, record)
    hands.press("Return with a comment")
    for look in LOOKS:
        theme.apply(qapp, look)
        hands.settle()
        assert audit(page) == []


def test_a_comment_that_was_begun_is_kept_beside_the_screening_at_a_lock(
    at_office: OfficeDesk, record: RecordId
) -> None:
    page, hands = opened(at_office, record)
    hands.write("Comment", "Please ask ab")
    gone: list[str] = []
    for _ in range(2):
        page.flush(lambda: gone.append("gone"))
    hands.settle()
    assert gone == ["gone", "gone"]
    assert at_office.do(reviews.of_screening, record) == ()
    (kept,) = at_office.do(reviews.added, record)
    assert (kept.text, kept.by_name) == ("Begun as a comment: Please ask ab", OLGA)
    _, hands = opened(at_office, record)
    assert hands.shows("Begun as a comment: Please ask ab")


def test_a_comment_that_was_sent_is_not_kept_again(at_office: OfficeDesk, record: RecordId) -> None:
    page, hands = opened(at_office, record)
    hands.write("Comment", COMMENT)
    hands.press("Return with a comment")
    page.flush(lambda: None)
    hands.settle()
    assert at_office.do(reviews.added, record) == ()


def test_words_begun_in_the_office_stay_there_and_answer_nothing(
    at_office: OfficeDesk, laptop: FieldLaptop, record: RecordId
) -> None:
    at_office.do(reviews.review, record, Decision.RETURNED, COMMENT)
    page, hands = opened(at_office, record)
    hands.write("Comment", "And the debt")
    page.flush(lambda: None)
    hands.settle()
    (review,) = at_office.do(reviews.of_screening, record)
    assert not review.followed
    device = laptop.session.vault.device
    waiting = at_office.do(lambda session: travels.ids(session.work, device))
    assert waiting == {review.record}
