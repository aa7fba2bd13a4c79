"""Being told something, danger, and the proof that somebody was told."""

from dataclasses import replace

import pytest

from merak.domain.duty import Cause, How, Proof, Told
from merak.domain.fold import DutyState
from merak.domain.ids import CaseId, RecordId
from merak.domain.log_entry import Act
from merak.domain.record import Kind
from merak.services import cases, home, tell
from merak.services.session import NewCase
from merak.services.tell import Danger, DifferentCases, TimeRefused, TimeToCome
from merak.storage import records
from merak.storage.errors import UnknownRecord

PROOF = Proof(
    told=Told.SUPERVISOR,
    how=How.BY_PHONE,
    told_at="2026-11-22T03:05:00Z",
    who="Pat Example",
    reference="case 77-B",
)


def texts(laptop, case):
    return {
        (entry.kind, text.field): text.text
        for entry in cases.load(laptop.session, case).entries
        for text in entry.texts
    }


def test_a_disclosure_with_no_case_opens_one_and_starts_the_duty_at_once(laptop):
    case = tell.disclosed(laptop.session, NewCase(), "  he hit me ")
    laptop.unlock()
    (line,) = home.load(laptop.session).duties
    assert (line.duty.case, line.duty.cause) == (case, Cause.DISCLOSURE)
    assert line.duty.received_at == laptop.session.now()
    view = cases.load(laptop.session, case)
    assert {entry.kind for entry in view.entries} == {
        Kind.CASE_OPENED,
        Kind.DISCLOSURE,
        Kind.DUTY,
    }
    assert texts(laptop, case) == {(Kind.DISCLOSURE, tell.WORDS): "he hit me"}
    assert view.mine


def test_a_disclosure_belongs_to_the_case_it_is_about(laptop):
    case = laptop.case_of(laptop.start())
    assert tell.disclosed(laptop.session, case, "") == case
    assert [line.case for line in home.load(laptop.session).cases] == [case]
    assert texts(laptop, case) == {}


@pytest.mark.parametrize("about", [CaseId("ab" * 16), CaseId("")])
def test_a_disclosure_about_no_known_case_is_refused_and_leaves_nothing(laptop, about):
    with pytest.raises(UnknownRecord):
        tell.disclosed(laptop.session, about, "he hit me")
    assert home.load(laptop.session).duties == ()
    assert records.count(laptop.session.private) == 0


def test_each_disclosure_starts_a_duty_of_its_own(laptop):
    case = tell.disclosed(laptop.session, NewCase(), "one")
    tell.disclosed(laptop.session, case, "two")
    assert len(home.load(laptop.session).duties) == 2


@pytest.mark.parametrize("what", list(Danger))
def test_danger_starts_its_duty_with_and_without_a_case(laptop, what):
    case = tell.unsafe(laptop.session, NewCase(), what, "wants to run")
    assert tell.unsafe(laptop.session, case, what, "") == case
    shown = home.load(laptop.session).duties
    assert [line.duty.cause for line in shown] == [Cause.UNSAFE] * 2
    assert texts(laptop, case) == {(Kind.DISCLOSURE, tell.WORDS): "wants to run"}
    row = laptop.session.work.rows("SELECT detail FROM duty_view")
    assert all(what.value in detail for (detail,) in row)


def test_a_duty_is_done_with_names_only_in_the_private_file(laptop):
    case = tell.disclosed(laptop.session, NewCase(), "")
    duty = home.load(laptop.session).duties[0].duty.id
    tell.done(laptop.session, [duty], PROOF)
    laptop.unlock()
    assert home.load(laptop.session).duties == ()
    (line,) = cases.load(laptop.session, case).duties
    assert line.state is DutyState.DONE
    assert texts(laptop, case) == {
        (Kind.DUTY_DONE, tell.WHO): "Pat Example",
        (Kind.DUTY_DONE, tell.REFERENCE): "case 77-B",
    }
    for record in records.of_case(laptop.session.work, case):
        assert b"Pat" not in record.canonical
        assert b"77-B" not in record.canonical


def test_one_telling_closes_all_duties_of_a_case_with_one_record(laptop):
    case = tell.disclosed(laptop.session, NewCase(), "")
    tell.unsafe(laptop.session, case, Danger.NOT_SAFE, "")
    duties = [line.duty.id for line in home.load(laptop.session).duties]
    assert len(duties) == 2
    tell.done(laptop.session, duties, PROOF)
    laptop.unlock()
    assert home.load(laptop.session).duties == ()
    kinds = [record.kind for record in records.of_case(laptop.session.work, case)]
    assert kinds.count(Kind.DUTY_DONE) == 1


def test_duties_of_two_cases_are_not_told_as_one(laptop):
    tell.disclosed(laptop.session, NewCase(), "")
    tell.disclosed(laptop.session, NewCase(), "")
    duties = [line.duty.id for line in home.load(laptop.session).duties]
    with pytest.raises(DifferentCases):
        tell.done(laptop.session, duties, PROOF)
    assert len(home.load(laptop.session).duties) == 2


def test_nobody_was_told_at_a_time_that_is_still_to_come(laptop):
    tell.disclosed(laptop.session, NewCase(), "")
    duty = home.load(laptop.session).duties[0].duty.id
    with pytest.raises(TimeToCome):
        tell.done(laptop.session, [duty], replace(PROOF, told_at="2999-01-01T00:00:00Z"))
    assert len(home.load(laptop.session).duties) == 1


def test_a_proof_without_names_writes_no_texts(laptop):
    case = tell.disclosed(laptop.session, NewCase(), "")
    duty = home.load(laptop.session).duties[0].duty.id
    tell.done(laptop.session, [duty], replace(PROOF, who="", reference="  "))
    assert texts(laptop, case) == {}


@pytest.mark.parametrize("typed", ["at noon, to Pat", "2026-11-23 03:05", "", "2026-11-23T03:05Z"])
def test_a_time_that_is_none_is_refused_and_not_repeated(laptop, typed):
    tell.disclosed(laptop.session, NewCase(), "")
    duty = home.load(laptop.session).duties[0].duty.id
    with pytest.raises(TimeRefused) as refused:
        tell.done(laptop.session, [duty], replace(PROOF, told_at=typed))
    assert not typed or typed not in str(refused.value)
    assert len(home.load(laptop.session).duties) == 1


def test_a_duty_started_by_mistake_is_closed_with_the_reason(laptop):
    case = tell.disclosed(laptop.session, NewCase(), "")
    duty = home.load(laptop.session).duties[0].duty.id
    tell.mistaken(laptop.session, duty, " pressed the wrong key ")
    assert home.load(laptop.session).duties == ()
    view = cases.load(laptop.session, case)
    assert view.duties[0].state is DutyState.MISTAKEN
    assert not view.mistaken
    assert texts(laptop, case) == {(Kind.ENTERED_IN_ERROR, tell.REASON): "pressed the wrong key"}


def test_a_duty_that_is_nowhere_is_neither_done_nor_mistaken(laptop):
    nowhere = RecordId("00" * 32)
    with pytest.raises(UnknownRecord):
        tell.done(laptop.session, [nowhere], PROOF)
    with pytest.raises(UnknownRecord):
        tell.mistaken(laptop.session, nowhere, "")


def test_telling_is_in_the_log(laptop):
    before = laptop.log[-1].seq
    tell.disclosed(laptop.session, NewCase(), "a")
    tell.unsafe(laptop.session, NewCase(), Danger.SELF_HARM, "b")
    one, other = home.load(laptop.session).duties
    tell.done(laptop.session, [one.duty.id], PROOF)
    tell.mistaken(laptop.session, other.duty.id, "c")
    assert laptop.acts(before) == [
        Act.CASE_OPENED,
        Act.DISCLOSURE_NOTED,
        Act.CASE_OPENED,
        Act.DISCLOSURE_NOTED,
        Act.DUTY_DONE,
        Act.ENTERED_IN_ERROR,
    ]
