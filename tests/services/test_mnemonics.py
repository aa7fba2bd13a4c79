"""Words to know a case by: never a name, never away from the laptop, no longer than the case."""

import pytest
from tests.rigs.carve import carve
from tests.services.agency import Stop, bring, hand_over_to, ignore
from tests.services.test_carve import KNOWN, holds
from tests.services.test_seal import before_and_after_unlocking, durable, screened

from merak.domain.decision import PurgeReason
from merak.domain.identity import Identity
from merak.domain.ids import CaseId
from merak.domain.log_entry import Act
from merak.domain.mnemonic import LONGEST
from merak.services import (
    cases,
    clear,
    current,
    finish,
    hand_over,
    home,
    mnemonics,
    purge,
    screen,
    seal,
    users,
)
from merak.services.kits import NotALaptop
from merak.services.mnemonics import Unfit, WordsUnfit
from merak.storage import mnemonics as kept
from merak.storage.errors import UnknownRecord
from merak.storage.users import Role

WORDS = "canyon lamp"


def refused(laptop, case, words):
    with pytest.raises(WordsUnfit) as unfit:
        mnemonics.call(laptop.session, case, words)
    assert str(unfit.value) == unfit.value.why.value
    return unfit.value.why


def test_words_stay_when_the_name_is_sealed_and_the_log_does_not_say_them(enrolled):
    case, _ = screened(enrolled)
    assert mnemonics.call(enrolled.session, case, f"  {WORDS} \n") == WORDS
    seal.now(enrolled.session, [case])
    for session in before_and_after_unlocking(enrolled):
        assert mnemonics.of(session, case) == WORDS
        assert current.identity(session, case).name == ""
        assert cases.load(session, case).mnemonic == WORDS
        assert [line.mnemonic for line in home.load(session).cases] == [WORDS]
        assert [line.case for line in cases.find(session, "LAM")] == [case]
        assert cases.find(session, "amp") == ()
    entry = next(one for one in enrolled.log if one.act == Act.MNEMONIC_CHOSEN)
    assert entry.about == case
    assert WORDS not in str(enrolled.log)


@pytest.mark.parametrize(
    ("words", "why"),
    [
        ("", Unfit.EMPTY),
        ("\u202e \n", Unfit.EMPTY),
        ("x" * (LONGEST + 1), Unfit.LONG),
        ("person of the river", Unfit.NAME),
        ("inv-ent-ed lamp", Unfit.NAME),
        ("Boat Lamp", Unfit.TAKEN),
    ],
)
def test_words_that_do_not_fit_change_nothing(laptop, words, why):
    case, _ = screened(laptop)
    other, _ = screened(laptop, "Somebody Else")
    mnemonics.call(laptop.session, case, WORDS)
    mnemonics.call(laptop.session, other, "boat lamp")
    assert refused(laptop, case, words) is why
    assert mnemonics.of(laptop.session, case) == WORDS


def test_a_name_that_stands_only_in_a_draft_is_refused_too(laptop):
    draft = laptop.start()
    screen.identify(laptop.session, draft, Identity(other_names="Star"))
    assert refused(laptop, laptop.case_of(draft), "star boat") is Unfit.NAME


def test_words_that_turn_out_to_be_a_name_go_when_it_is_sealed(enrolled):
    draft = enrolled.start()
    case = enrolled.case_of(draft)
    mnemonics.call(enrolled.session, case, "starling")
    screen.identify(enrolled.session, draft, Identity(name="Starling"))
    finish.finish(enrolled.session, draft)
    assert seal.now(enrolled.session, [case]).cases == 1
    assert mnemonics.of(enrolled.session, case) == ""
    enrolled.lock()
    assert holds(carve(enrolled.folder, KNOWN), "tarling") == []


def test_words_taken_back_are_gone_from_the_disk(laptop):
    case, _ = screened(laptop)
    mnemonics.call(laptop.session, case, "quartz heron")
    assert holds(carve(laptop.folder, KNOWN), "quartz heron") == ["quartz heron"]
    mnemonics.call(laptop.session, case, WORDS)
    assert holds(carve(laptop.folder, KNOWN), "quartz heron", WORDS) == [WORDS]
    mnemonics.forget(laptop.session, case)
    assert mnemonics.of(laptop.session, case) == ""
    assert laptop.acts().count(Act.MNEMONIC_FORGOTTEN) == 1
    mnemonics.forget(laptop.session, case)
    assert laptop.acts().count(Act.MNEMONIC_FORGOTTEN) == 1
    assert holds(carve(laptop.folder, KNOWN), WORDS) == []
    assert not laptop.unlock().log_broken


def test_the_same_words_again_are_no_act(laptop):
    case, _ = screened(laptop)
    mnemonics.call(laptop.session, case, WORDS)
    before = laptop.acts()
    mnemonics.call(laptop.session, case, WORDS)
    assert laptop.acts() == before


def test_words_stay_on_the_laptop_and_an_office_gives_none(enrolled, at_office, stick):
    case, _ = screened(enrolled)
    mnemonics.call(enrolled.session, case, WORDS)
    bring(at_office.session, hand_over_to(stick, enrolled.session).path)
    assert cases.load(at_office.session, case).mnemonic == ""
    with pytest.raises(NotALaptop):
        mnemonics.call(at_office.session, case, WORDS)
    at_office.lock()
    assert holds(carve(at_office.folder, KNOWN), WORDS) == []


def test_words_are_gone_with_a_case_that_is_cleared(enrolled, at_office, stick):
    case, _ = screened(enrolled)
    other, _ = screened(enrolled, "Somebody Else")
    mnemonics.call(enrolled.session, case, WORDS)
    mnemonics.call(enrolled.session, other, "boat")
    durable(enrolled, at_office, stick)
    clear.clear(enrolled.session, [case])
    assert kept.every(enrolled.session.work) == {other: "boat"}
    enrolled.lock()
    assert holds(carve(enrolled.folder, KNOWN), WORDS) == []


def test_words_are_gone_with_a_case_that_the_office_purged(enrolled, at_office, stick):
    second = b"another one for the second desk"
    users.add(at_office.session, "Rosa", bytearray(second), Role.CASEWORKER)
    case, _ = screened(enrolled)
    mnemonics.call(enrolled.session, case, WORDS)
    seal.now(enrolled.session, [case])
    bring(at_office.session, hand_over_to(stick, enrolled.session).path)
    purge.purge(at_office.session, [case], PurgeReason.RETENTION_OVER, "Rosa", bytearray(second))
    device = enrolled.session.vault.device
    bring(
        enrolled.session,
        hand_over.export_to(at_office.session, device, stick, ignore, Stop()).path,
    )
    assert kept.every(enrolled.session.work) == {}


def test_two_words_are_suggested_that_fit(laptop):
    case, _ = screened(laptop)
    other, _ = screened(laptop, "Somebody Else")
    few = ("person", "canyon", "lamp")
    for _ in range(20):
        assert mnemonics.suggest(laptop.session, case, few) in ("canyon lamp", "lamp canyon")
    mnemonics.call(laptop.session, other, "canyon lamp")
    assert mnemonics.suggest(laptop.session, case, few) == "lamp canyon"
    assert mnemonics.suggest(laptop.session, case, ("person", "invented")) == ""


def test_a_case_that_is_not_here_gets_no_words(laptop):
    with pytest.raises(UnknownRecord):
        mnemonics.call(laptop.session, CaseId("0" * 32), WORDS)
