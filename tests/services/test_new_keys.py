"""Who may be enrolled under a new key, and who may not."""

from dataclasses import replace

import pytest
from tests.services.agency import bring, hand_over_to, some_of
from tests.services.test_exchange import NAME, screened
from tests.services.test_fork import ask, begin, clone, copied, fork, quiet

from merak.domain.enrolment import FormerSelf
from merak.domain.exchange import Address, PublicKey
from merak.domain.ids import DeviceId
from merak.domain.ledger import PeerState
from merak.services import begin_anew, current, due, enrol, kits, laptops, make_kit, seal
from merak.services.enrol import Step
from merak.services.kits import NotEnrolled
from merak.services.laptops import NewKeyNeeded
from merak.services.session import NotKeeper
from merak.storage import peers, secret_keys
from merak.storage.secret_keys import KeyName

__all__ = ["clone"]


def test_a_revoked_laptop_comes_back_under_a_new_key_only(enrolled, at_office, stick):
    session = enrolled.session
    laptops.revoke(at_office.session, session.vault.device)
    asked = enrol.request(session, stick, "Back again")
    with pytest.raises(NewKeyNeeded):
        laptops.read_request(at_office.session, asked.path)
    enrol.take_kit(session, enrol.read_kit(session, make_kit.save(at_office.session, stick)))
    assert enrol.step(session) is Step.ASKED
    begin(session, at_office, stick)
    assert enrol.step(session) is Step.ENROLLED


def test_a_forked_laptop_must_have_a_new_key_first(enrolled, clone, at_office, stick):
    screened(enrolled)
    screened(clone, "Seen By The Copy")
    fork(enrolled, clone, at_office, stick)
    asked = enrol.request(enrolled.session, stick, "As before")
    with pytest.raises(NewKeyNeeded):
        laptops.read_request(at_office.session, asked.path)


def test_no_laptop_takes_an_id_or_a_key_that_stands_for_another(enrolled, at_office, stick):
    session = enrolled.session
    old = session.vault.device
    begin_anew.begin(session)
    asked = enrol.request(session, stick, "The same wing")
    read = laptops.read_request(at_office.session, asked.path)
    office = at_office.session
    (known,) = peers.every(office.work)
    for false in (
        {"signing": known.signing},
        {"device": known.device},
        {"device": office.vault.device},
        {"formerly": (replace(read.request.formerly[0], device=office.vault.device),)},
    ):
        with pytest.raises(NewKeyNeeded):
            laptops._what(office, replace(read.request, **false))
    laptops.approve(office, [(read, some_of(asked.words))])
    with pytest.raises(NewKeyNeeded):
        laptops.approve(office, [(read, some_of(asked.words))])
    assert peers.by_id(office.work, old).state is PeerState.REVOKED


def test_two_copies_that_ask_as_one_are_not_enrolled_together(enrolled, at_office, stick, tmp_path):
    begin_anew.begin(enrolled.session)
    twin = copied(enrolled, tmp_path / "twin")
    with twin.session.change() as pen:
        secret_keys.make_opening(pen.work, KeyName.BOX, b"k" * 32, pen.at)
    both = []
    for laptop in (enrolled, twin):
        asked = enrol.request(laptop.session, stick, "Which?")
        read = laptops.read_request(at_office.session, asked.path)
        both.append((read, some_of(asked.words)))
    with pytest.raises(NewKeyNeeded):
        laptops.approve(at_office.session, both)
    assert len(peers.every(at_office.session.work)) == 1
    twin.lock()


def test_a_laptop_and_what_it_was_are_not_enrolled_together(laptop, at_office, stick):
    session = laptop.session
    enrol.take_kit(session, enrol.read_kit(session, make_kit.save(at_office.session, stick)))
    asked = enrol.request(session, stick, "North wing")
    read = laptops.read_request(at_office.session, asked.path)
    proof = FormerSelf(device=session.vault.device, signing=read.request.signing, proof="")
    later = replace(
        read.request,
        device=DeviceId("e" * 32),
        signing=PublicKey("ab" * 32),
        address=Address("age1x"),
        formerly=(proof,),
    )
    both = [(one, some_of(kits.words(one.request))) for one in (read, replace(read, request=later))]
    with pytest.raises(NewKeyNeeded):
        laptops.approve(at_office.session, both)


def test_only_a_keeper_begins_anew(enrolled):
    with pytest.raises(NotKeeper):
        begin_anew.begin(enrolled.unlock("Ben"))


def test_a_laptop_without_an_office_has_nothing_to_begin_anew(laptop):
    with pytest.raises(NotEnrolled):
        begin_anew.begin(laptop.session)


def test_names_are_sealed_as_before_while_the_new_key_waits(enrolled, at_office, stick):
    case, _ = quiet(enrolled)
    session = enrolled.session
    begin_anew.begin(session)
    assert not kits.is_enrolled(session)
    assert seal.now(session, [case]).cases == 1
    assert due.at_unlock(session) == due.Done(sealed=0, cleared=0)
    ask(session, at_office, stick, "The same wing")
    bring(at_office.session, hand_over_to(stick, session).path)
    assert current.identity(at_office.session, case).name == NAME


def test_nothing_is_sealed_to_an_office_whose_words_differ(enrolled):
    case, _ = quiet(enrolled)
    begin_anew.begin(enrolled.session)
    enrol.forget_kit(enrolled.session)
    assert not kits.seals(enrolled.session)
    with pytest.raises(NotEnrolled):
        seal.now(enrolled.session, [case])
