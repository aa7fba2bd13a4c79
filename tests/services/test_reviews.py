"""The way back: what a supervisor says reaches the laptop that asked, and no other."""

import pytest
from tests.services.agency import Stop, bring, give_receipt, hand_over_to, ignore
from tests.services.test_exchange import screened

from merak.domain.bodies import ScreeningDone
from merak.domain.decision import Decision
from merak.domain.exchange import Why
from merak.domain.ids import DeviceId
from merak.domain.record import Kind
from merak.formats.refused import FileRefused
from merak.services import (
    answers,
    backup,
    cases,
    clear,
    current,
    finish,
    from_office,
    hand_over,
    results,
    review_queue,
    reviews,
    timeline,
)
from merak.services.kits import NotAnOffice
from merak.services.reviews import CommentNeeded
from merak.storage import records
from merak.storage.peers import UnknownDevice

COMMENT = "please look at the debt again"


def sent_back(at_office, laptop, stick):
    device = laptop.session.vault.device
    return hand_over.export_to(at_office.session, device, stick, ignore, Stop())


@pytest.fixture
def arrived(enrolled, at_office, stick):
    case, record = screened(enrolled)
    bring(at_office.session, hand_over_to(stick, enrolled.session).path)
    return case, record


def test_a_review_comes_back_with_its_comment(enrolled, at_office, stick, arrived):
    case, record = arrived
    reviews.review(at_office.session, record, Decision.RETURNED, COMMENT)
    done = sent_back(at_office, enrolled, stick)
    assert done.counts == {Kind.REVIEW: 1, Kind.TEXT: 1}
    bring(enrolled.session, done.path)
    (review,) = reviews.of_case(enrolled.session, case)
    assert (review.decision, review.comment) == (Decision.RETURNED, COMMENT)
    assert review.screening == record
    assert reviews.of_case(at_office.session, case)[0].by_name == "Olga"
    assert not enrolled.unlock().log_broken
    assert not at_office.unlock().log_broken


def test_a_later_review_takes_the_place_of_the_one_before(enrolled, at_office, stick, arrived):
    case, record = arrived
    reviews.review(at_office.session, record, Decision.RETURNED, COMMENT)
    bring(enrolled.session, sent_back(at_office, enrolled, stick).path)
    reviews.review(at_office.session, record, Decision.CONFIRMED, "")
    bring(enrolled.session, sent_back(at_office, enrolled, stick).path)
    (review,) = reviews.of_case(enrolled.session, case)
    assert review.decision is Decision.CONFIRMED


def test_a_screening_is_returned_with_a_word_only(enrolled, at_office, arrived):
    with pytest.raises(CommentNeeded):
        reviews.review(at_office.session, arrived[1], Decision.RETURNED, "  ")


def test_the_comment_lies_in_private_on_the_laptop(enrolled, at_office, stick, arrived):
    reviews.review(at_office.session, arrived[1], Decision.RETURNED, COMMENT)
    bring(enrolled.session, sent_back(at_office, enrolled, stick).path)
    (came,) = [
        record
        for record in records.of_case(enrolled.session.private, arrived[0], (Kind.TEXT,))
        if record.author_device == at_office.session.vault.device
    ]
    assert not records.has(enrolled.session.work, came.id)


def test_what_is_for_one_laptop_opens_on_no_other(enrolled, at_office, stick, arrived):
    reviews.review(at_office.session, arrived[1], Decision.CONFIRMED, "")
    path = sent_back(at_office, enrolled, stick).path
    with pytest.raises(FileRefused) as refused:
        bring(at_office.session, path)
    assert refused.value.why is Why.NOT_FOR_US


def test_a_laptop_that_asked_nothing_gets_nothing(enrolled, at_office, stick):
    assert sent_back(at_office, enrolled, stick).records == 0
    with pytest.raises(UnknownDevice):
        hand_over.export_to(at_office.session, DeviceId("ab" * 16), stick, ignore, Stop())


def queue_of(at_office, most=50):
    return review_queue.load(at_office.session, most)


def test_the_queue_shows_open_duties_first_then_levels_then_time(enrolled, at_office, stick):
    quiet = enrolled.screened()
    enrolled.clock.forward(minutes=1)
    later = enrolled.screened()
    enrolled.clock.forward(minutes=1)
    loud = enrolled.screened(yes=tuple(enrolled.items))
    bring(at_office.session, hand_over_to(stick, enrolled.session).path)
    queue = queue_of(at_office)
    assert [one.record for one in queue.first] == [loud, quiet, later]
    assert [one.open_duty for one in queue.first] == [True, False, False]
    assert queue.first[0].laptop == "Laptop of the north wing"
    assert queue_of(at_office, most=1).waiting == 3
    assert review_queue.waiting(at_office.session) == 3


def test_what_was_reviewed_leaves_the_queue(at_office, arrived):
    reviews.review(at_office.session, arrived[1], Decision.CONFIRMED, "")
    assert queue_of(at_office).first == ()
    assert queue_of(at_office).waiting == 0


def test_the_queue_is_the_offices_alone(enrolled):
    with pytest.raises(NotAnOffice):
        review_queue.load(enrolled.session)


def test_no_list_and_no_result_of_the_office_opens_an_identity(enrolled, at_office, stick, arrived):
    at_office.session.openers.clear()
    queue_of(at_office)
    results.load(at_office.session, arrived[1])
    assert Kind.IDENTITY not in at_office.session.openers


def test_a_review_goes_to_the_laptop_that_made_the_screening_and_to_no_other(
    enrolled, at_office, stick, arrived, tmp_path
):
    reviews.review(at_office.session, arrived[1], Decision.RETURNED, COMMENT)
    (line,) = answers.for_laptops(at_office.session)
    assert (line.device, line.unsent) == (enrolled.session.vault.device, 1)
    (sent,) = answers.write(at_office.session, stick, ignore, Stop())
    assert answers.for_laptops(at_office.session)[0].unsent == 0
    assert sent.counts == {Kind.REVIEW: 1, Kind.TEXT: 1}


def test_a_lost_stick_is_mended_by_writing_again(enrolled, at_office, stick, arrived):
    reviews.review(at_office.session, arrived[1], Decision.CONFIRMED, "")
    answers.write(at_office.session, stick, ignore, Stop())
    for lost in stick.iterdir():
        lost.unlink()
    (again,) = answers.write(at_office.session, stick, ignore, Stop())
    from_office.take(enrolled.session, again.path, ignore, Stop())
    assert len(answers.load(enrolled.session)) == 1


def test_a_returned_screening_waits_until_something_was_added(enrolled, at_office, stick, arrived):
    case, record = arrived
    reviews.review(at_office.session, record, Decision.RETURNED, COMMENT)
    bring(enrolled.session, sent_back(at_office, enrolled, stick).path)
    (answer,) = answers.load(enrolled.session)
    assert answers.is_waiting(answer.review)
    assert answer.case == case
    enrolled.clock.forward(minutes=5)
    cases.addendum(enrolled.session, case, record, "looked again: it is a family debt")
    (answer,) = answers.load(enrolled.session)
    assert not answers.is_waiting(answer.review)


def test_a_returned_screening_can_be_reopened_within_a_day_while_its_words_are_here(
    enrolled, at_office, stick
):
    record = enrolled.screened()
    bring(at_office.session, hand_over_to(stick, enrolled.session).path)
    assert results.load(enrolled.session, record).can_reopen_until == ""
    reviews.review(at_office.session, record, Decision.RETURNED, COMMENT)
    bring(enrolled.session, sent_back(at_office, enrolled, stick).path)
    assert results.load(enrolled.session, record).can_reopen_until != ""
    newer = finish.finish(enrolled.session, finish.reopen(enrolled.session, record))
    (answer,) = answers.load(enrolled.session)
    assert answer.review.followed
    bring(at_office.session, hand_over_to(stick, enrolled.session).path)
    assert [one.record for one in queue_of(at_office).first] == [newer]


def test_a_confirmed_screening_cannot_be_reopened(enrolled, at_office, stick):
    record = enrolled.screened()
    bring(at_office.session, hand_over_to(stick, enrolled.session).path)
    reviews.review(at_office.session, record, Decision.CONFIRMED, "")
    bring(enrolled.session, sent_back(at_office, enrolled, stick).path)
    assert results.load(enrolled.session, record).can_reopen_until == ""


def test_the_review_stands_in_the_timeline_with_its_comment(enrolled, at_office, stick, arrived):
    case, record = arrived
    reviews.review(at_office.session, record, Decision.CONFIRMED, "")
    at_office.desk.clock.forward(minutes=1)
    reviews.review(at_office.session, record, Decision.RETURNED, COMMENT)
    bring(enrolled.session, sent_back(at_office, enrolled, stick).path)
    found = [one for one in timeline.entries(enrolled.session, case) if one.kind is Kind.REVIEW]
    assert [one.codes for one in found] == [(Decision.RETURNED.value,)]
    assert [text.text for text in found[0].texts] == [COMMENT]


def test_an_answer_to_what_was_cleared_here_shows_nothing(enrolled, at_office, stick):
    record = enrolled.screened()
    case = current.body(enrolled.session, record, ScreeningDone)[0].case
    bring(at_office.session, hand_over_to(stick, enrolled.session).path)
    backup.write(at_office.session, stick)
    give_receipt(at_office.session, enrolled.session, stick)
    clear.clear(enrolled.session, (case,))
    reviews.review(at_office.session, record, Decision.RETURNED, COMMENT)
    bring(enrolled.session, sent_back(at_office, enrolled, stick).path)
    assert answers.load(enrolled.session) == ()
