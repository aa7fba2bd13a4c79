"""The way back: what a supervisor says reaches the laptop that asked, and no other."""

import pytest
from tests.services.agency import Stop, bring, hand_over_to, ignore
from tests.services.test_exchange import screened

from merak.domain.decision import Decision
from merak.domain.exchange import Why
from merak.domain.ids import DeviceId
from merak.domain.record import Kind
from merak.formats.refused import FileRefused
from merak.services import hand_over, reviews
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
