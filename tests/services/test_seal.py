"""Sealing, clearing and purging: what is forgotten, what waits, and what stays."""

from dataclasses import replace

import pytest
from tests.services.agency import Stop, bring, give_receipt, hand_over_to, ignore

from merak.crypto.slot import WrongPassphrase
from merak.domain.decision import Decision, PurgeReason
from merak.domain.duty import How, Proof, Told
from merak.domain.identity import NOBODY, Identity
from merak.domain.ids import ItemId
from merak.domain.kit import ClearWhen, Policy, SealWhen
from merak.services import (
    backup,
    cases,
    clear,
    current,
    enrol,
    finish,
    hand_over,
    holds,
    home,
    make_kit,
    purge,
    results,
    reviews,
    screen,
    seal,
    tell,
    users,
)
from merak.services.clear import CaseStays, Stays
from merak.services.finish import NotReopenable
from merak.services.kits import NotEnrolled
from merak.services.purge import CaseHeld, TwoNeeded
from merak.services.seal import Occasion, Waits
from merak.storage import kits as kept_kits
from merak.storage import records, views
from merak.storage.errors import NoSuchUser, UnknownRecord
from merak.storage.users import Role

NAME, NOTE = "Invented Person", "an invented note"
SECOND = bytearray(b"another one for the second desk")


def screened(laptop, name=NAME, item="school_absence"):
    """Screen somebody with a name and a note, and nothing that starts a duty."""
    draft = laptop.start()
    screen.identify(laptop.session, draft, Identity(name=name))
    laptop.answer(draft, item, "yes")
    screen.note(laptop.session, draft, item, NOTE)
    case = laptop.case_of(draft)
    record = finish.finish(laptop.session, draft)
    for duty in views.duties(laptop.session.work, case):
        tell.mistaken(laptop.session, duty.record, "")
    return case, record


def before_and_after_unlocking(laptop):
    yield laptop.session
    yield laptop.unlock()


def durable(laptop, at_office, stick):
    bring(at_office.session, hand_over_to(stick, laptop.session).path)
    backup.write(at_office.session, stick)
    return give_receipt(at_office.session, laptop.session, stick)


def with_policy(laptop, at_office, stick, policy):
    contents = make_kit.contents(at_office.session)
    make_kit.sign(at_office.session, replace(contents, policy=policy))
    path = make_kit.save(at_office.session, stick)
    enrol.take_kit(laptop.session, enrol.read_kit(laptop.session, path))


def test_a_sealed_case_keeps_its_codes_and_forgets_name_and_note(enrolled, at_office, stick):
    case, record = screened(enrolled)
    bring(at_office.session, hand_over_to(stick, enrolled.session).path)
    done = seal.by_policy(enrolled.session, Occasion.HANDED_OVER)
    assert (done.cases, done.still_readable) == (1, 0)
    for session in before_and_after_unlocking(enrolled):
        assert current.identity(session, case) == NOBODY
        assert results.load(session, record).notes == {}
        assert ItemId("school_absence") in results.load(session, record).answers
        assert records.count(session.private) == 0
        assert home.load(session).names_on_laptop == 0
        assert seal.is_sealed(session, case)
        assert not session.log_broken
    assert current.identity(at_office.session, case).name == NAME


def test_what_was_sealed_before_its_hand_over_reaches_the_office(enrolled, at_office, stick):
    case, record = screened(enrolled)
    assert seal.now(enrolled.session, [case]).cases == 1
    bring(at_office.session, hand_over_to(stick, enrolled.session).path)
    assert current.identity(at_office.session, case).name == NAME
    assert results.load(at_office.session, record).notes == {"school_absence": NOTE}


def test_a_sealed_copy_is_made_once(enrolled, stick):
    screened(enrolled)
    first = hand_over_to(stick, enrolled.session)
    second = hand_over_to(stick, enrolled.session)
    seal.by_policy(enrolled.session, Occasion.HANDED_OVER)
    third = hand_over_to(stick, enrolled.session)
    assert first.records == second.records == third.records


def test_a_name_that_was_corrected_is_the_corrected_one_in_the_office(enrolled, at_office, stick):
    case, record = screened(enrolled, "Misheard")
    draft = finish.reopen(enrolled.session, record)
    screen.identify(enrolled.session, draft, Identity(name=NAME))
    finish.finish(enrolled.session, draft)
    bring(at_office.session, hand_over_to(stick, enrolled.session).path)
    assert current.identity(at_office.session, case).name == NAME


def test_a_draft_and_an_open_duty_hold_the_name_up_to_a_limit(enrolled, stick):
    case, _ = screened(enrolled)
    tell.disclosed(enrolled.session, case, "what was said")
    other, _ = screened(enrolled, "Somebody Else")
    enrolled.start(case=other)
    waits = {one.case: one.waits for one in seal.readable(enrolled.session)}
    assert waits == {case: Waits.DUTY, other: Waits.DRAFT}
    hand_over_to(stick, enrolled.session)
    assert seal.by_policy(enrolled.session, Occasion.HANDED_OVER).cases == 0
    assert current.identity(enrolled.session, case).name == NAME
    enrolled.clock.forward(hours=72)
    done = seal.by_policy(enrolled.session, Occasion.UNLOCKED)
    assert (done.cases, done.still_readable) == (1, 1)
    assert current.identity(enrolled.session, case) == NOBODY
    assert current.identity(enrolled.session, other).name == "Somebody Else"


def test_what_had_to_wait_is_sealed_once_somebody_was_told(enrolled, stick):
    case, _ = screened(enrolled)
    tell.disclosed(enrolled.session, case, "what was said")
    hand_over_to(stick, enrolled.session)
    seal.by_policy(enrolled.session, Occasion.HANDED_OVER)
    (duty,) = [d for d in views.duties(enrolled.session.work, case) if d.state == "open"]
    proof = Proof(
        told=Told.SUPERVISOR, how=How.BY_PHONE, told_at=enrolled.session.now(), who="", reference=""
    )
    tell.done(enrolled.session, [duty.record], proof)
    assert seal.by_policy(enrolled.session, Occasion.UNLOCKED).cases == 1


def test_the_policy_says_when(enrolled, at_office, stick):
    with_policy(enrolled, at_office, stick, Policy(seal=SealWhen.AFTER_HOURS, seal_hours=8))
    screened(enrolled)
    assert seal.by_policy(enrolled.session, Occasion.FINISHED).cases == 0
    enrolled.clock.forward(hours=8)
    assert seal.by_policy(enrolled.session, Occasion.UNLOCKED).cases == 1
    with_policy(enrolled, at_office, stick, Policy(seal=SealWhen.AT_FINISH))
    screened(enrolled)
    assert seal.by_policy(enrolled.session, Occasion.FINISHED).cases == 1


def test_a_laptop_without_an_office_seals_nothing(laptop):
    case, _ = screened(laptop)
    with pytest.raises((kept_kits.NoKit, NotEnrolled)):
        seal.now(laptop.session, [case])
    assert [one.case for one in seal.readable(laptop.session)] == [case]


def test_what_was_handed_over_is_not_reopened(enrolled, stick):
    _, record = screened(enrolled)
    hand_over_to(stick, enrolled.session)
    with pytest.raises(NotReopenable):
        finish.reopen(enrolled.session, record)


def test_a_comment_that_came_back_is_forgotten_with_the_case(enrolled, at_office, stick):
    case, record = screened(enrolled)
    bring(at_office.session, hand_over_to(stick, enrolled.session).path)
    reviews.review(at_office.session, record, Decision.CONFIRMED, "well seen")
    device = enrolled.session.vault.device
    path = hand_over.export_to(at_office.session, device, stick, ignore, Stop()).path
    bring(enrolled.session, path)
    assert reviews.of_case(enrolled.session, case)[0].comment == "well seen"
    seal.by_policy(enrolled.session, Occasion.HANDED_OVER)
    assert reviews.of_case(enrolled.session, case)[0].comment == ""
    again = hand_over.export_to(at_office.session, device, stick, ignore, Stop()).path
    bring(enrolled.session, again)
    assert reviews.of_case(enrolled.session, case)[0].comment == ""


def test_a_case_is_cleared_only_when_the_office_has_it_safely(enrolled, at_office, stick):
    case, _ = screened(enrolled)
    kept, _ = screened(enrolled, "Somebody Else")
    (stays,) = {one.stays for one in clear.every(enrolled.session)}
    assert stays is Stays.NOT_SAFE
    bring(at_office.session, hand_over_to(stick, enrolled.session).path)
    give_receipt(at_office.session, enrolled.session, stick)
    with pytest.raises(CaseStays):
        clear.clear(enrolled.session, [case])
    durable(enrolled, at_office, stick)
    assert clear.clear(enrolled.session, [case]) == 1
    for session in before_and_after_unlocking(enrolled):
        with pytest.raises(UnknownRecord):
            cases.load(session, case)
        assert cases.load(session, kept).case == kept
        assert not session.log_broken
    assert current.identity(at_office.session, case).name == NAME


@pytest.mark.parametrize("why", [Stays.HELD, Stays.DUTY, Stays.QUESTION, Stays.DRAFT])
def test_what_keeps_a_case_here(enrolled, at_office, stick, why):
    case, record = screened(enrolled)
    if why is Stays.DUTY:
        tell.unsafe(enrolled.session, case, tell.Danger.NOT_SAFE, "")
    if why is Stays.HELD:
        holds.hold(enrolled.session, case)
    durable(enrolled, at_office, stick)
    if why is Stays.DRAFT:
        enrolled.start(case=case)
    if why is Stays.QUESTION:
        reviews.review(at_office.session, record, Decision.RETURNED, "look again")
        device = enrolled.session.vault.device
        path = hand_over.export_to(at_office.session, device, stick, ignore, Stop()).path
        bring(enrolled.session, path)
    assert [one.stays for one in clear.every(enrolled.session)] == [why]
    with pytest.raises(CaseStays) as stays:
        clear.clear(enrolled.session, [case])
    assert stays.value.why is why


def test_the_policy_clears_after_days(enrolled, at_office, stick):
    policy = Policy(clear=ClearWhen.AFTER_DAYS, clear_days=30)
    with_policy(enrolled, at_office, stick, policy)
    screened(enrolled)
    durable(enrolled, at_office, stick)
    assert clear.by_policy(enrolled.session) == 0
    enrolled.clock.forward(days=30)
    assert clear.by_policy(enrolled.session) == 1
    assert records.cases(enrolled.session.work) == ()


@pytest.fixture
def two(at_office):
    users.add(at_office.session, "Rosa", SECOND, Role.CASEWORKER)
    return at_office


def purged(two, case, name="Rosa", passphrase=SECOND):
    return purge.purge(two.session, [case], PurgeReason.RETENTION_OVER, name, bytearray(passphrase))


def test_a_purge_takes_two_people_and_never_a_held_case(enrolled, two, stick):
    case, _ = screened(enrolled)
    bring(two.session, hand_over_to(stick, enrolled.session).path)
    with pytest.raises(TwoNeeded):
        purged(two, case, "Olga", b"the office opens at eight o'clock")
    with pytest.raises(WrongPassphrase):
        purged(two, case, passphrase=b"something else altogether")
    with pytest.raises(NoSuchUser):
        purged(two, case, name="Nobody")
    holds.hold(two.session, case)
    with pytest.raises(CaseHeld):
        purged(two, case)
    assert views.has(two.session.work, case)
    holds.end(two.session, case)
    assert purged(two, case) > 0


def test_what_was_purged_stays_away_in_any_order_and_the_laptop_drops_it(enrolled, two, stick):
    case, _ = screened(enrolled)
    kept, _ = screened(enrolled, "Somebody Else")
    path = hand_over_to(stick, enrolled.session).path
    bring(two.session, path)
    count = purged(two, case)
    assert [row.row.case for row in views.cases(two.session.work)] == [kept]
    later = hand_over_to(stick, enrolled.session).path
    came = bring(two.session, later)
    assert came.refused == count
    assert [row.row.case for row in views.cases(two.session.work)] == [kept]
    told = give_receipt(two.session, enrolled.session, stick)
    assert (len(told.refused), told.waiting) == (count, 0)
    device = enrolled.session.vault.device
    back = hand_over.export_to(two.session, device, stick, ignore, Stop()).path
    bring(enrolled.session, back)
    assert [row.row.case for row in views.cases(enrolled.session.work)] == [kept]
    assert current.identity(enrolled.session, case) == NOBODY
    assert not enrolled.unlock().log_broken
    assert not two.unlock().log_broken


def test_an_answer_to_a_case_that_was_cleared_brings_nothing_back(enrolled, at_office, stick):
    case, record = screened(enrolled)
    durable(enrolled, at_office, stick)
    clear.clear(enrolled.session, [case])
    reviews.review(at_office.session, record, Decision.CONFIRMED, "well seen")
    device = enrolled.session.vault.device
    path = hand_over.export_to(at_office.session, device, stick, ignore, Stop()).path
    bring(enrolled.session, path)
    assert not views.has(enrolled.session.work, case)
    assert records.cases(enrolled.session.work) == records.cases(enrolled.session.private) == ()
    assert not enrolled.unlock().log_broken
