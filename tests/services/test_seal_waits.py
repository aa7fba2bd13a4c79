"""What sealing waits for, until when, and what a case says of itself once it is sealed."""

from datetime import timedelta

from tests.services.agency import Stop, bring, hand_over_to, ignore
from tests.services.test_seal import screened

from merak.domain.decision import Decision
from merak.domain.identity import NOBODY
from merak.domain.record import Kind
from merak.services import cases, current, finish, hand_over, results, reviews, seal, tell
from merak.services.seal import Occasion, Waits
from merak.services.session import utc
from merak.storage import views


def comes_back(enrolled, at_office, stick, record):
    """The office asks to look at a screening again, and the laptop takes that in."""
    reviews.review(at_office.session, record, Decision.RETURNED, "look again")
    device = enrolled.session.vault.device
    path = hand_over.export_to(at_office.session, device, stick, ignore, Stop()).path
    bring(enrolled.session, path)


def test_what_the_office_asks_can_be_read_until_it_is_answered(enrolled, at_office, stick):
    case, record = screened(enrolled)
    bring(at_office.session, hand_over_to(stick, enrolled.session).path)
    seal.by_policy(enrolled.session, Occasion.HANDED_OVER)
    asked = utc(enrolled.clock.now() + timedelta(hours=72))
    comes_back(enrolled, at_office, stick, record)
    session = enrolled.unlock()
    assert seal.by_policy(session, Occasion.UNLOCKED).cases == 0
    assert reviews.of_case(session, case)[0].comment == "look again"
    standing = seal.standing(session, case)
    assert (standing.waits, standing.until) == (Waits.QUESTION, asked)
    cases.addendum(session, case, record, "looked at again")
    hand_over_to(stick, session)
    assert seal.by_policy(session, Occasion.HANDED_OVER).cases == 1
    assert reviews.of_case(session, case)[0].comment == ""


def test_a_question_that_nobody_answers_holds_no_longer_than_the_limit(enrolled, at_office, stick):
    case, record = screened(enrolled)
    bring(at_office.session, hand_over_to(stick, enrolled.session).path)
    comes_back(enrolled, at_office, stick, record)
    assert seal.by_policy(enrolled.session, Occasion.HANDED_OVER).cases == 0
    enrolled.clock.forward(hours=72)
    assert seal.by_policy(enrolled.session, Occasion.UNLOCKED).cases == 1
    assert current.identity(enrolled.session, case) == NOBODY


def test_a_case_says_how_it_stands_with_sealing(enrolled, stick):
    case, _ = screened(enrolled)
    standing = cases.load(enrolled.session, case).standing
    assert (standing.office, standing.readable, standing.away) == ("Practice agency", True, False)
    assert (standing.waits, standing.until) == (Waits.NOTHING, "")
    assert not standing.handed_over
    hand_over_to(stick, enrolled.session)
    assert seal.standing(enrolled.session, case).handed_over
    tell.disclosed(enrolled.session, case, "what was said")
    held = seal.standing(enrolled.session, case)
    assert held.waits is Waits.DUTY
    assert held.until == "2026-11-26T03:00:00Z"
    draft = enrolled.start(case=case)
    assert seal.standing(enrolled.session, case).waits is Waits.DRAFT
    finish.close_incomplete(enrolled.session, draft)
    for duty in views.duties(enrolled.session.work, case):
        tell.mistaken(enrolled.session, duty.record, "")
    seal.now(enrolled.session, [case])
    sealed = seal.standing(enrolled.session, case)
    assert (sealed.readable, sealed.away, sealed.waits) == (False, True, Waits.NOTHING)


def test_what_was_typed_and_sealed_is_said_to_be_so(enrolled):
    case, record = screened(enrolled)
    cases.addendum(enrolled.session, case, record, "added later")
    hand = enrolled.session
    assert not any(one.sealed for one in cases.load(hand, case).entries)
    assert not results.load(hand, record).sealed
    seal.now(hand, [case])
    sealed = {one.kind for one in cases.load(hand, case).entries if one.sealed}
    assert sealed >= {Kind.SCREENING, Kind.ADDENDUM}
    assert Kind.CASE_OPENED not in sealed
    assert results.load(hand, record).sealed
