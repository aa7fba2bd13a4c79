"""What is shown of a case follows from its records, in whatever order they came."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from merak.domain.bodies import (
    KINDS,
    Body,
    Card,
    CaseOpened,
    DisclosureMade,
    DutyDone,
    DutyStarted,
    ErrorReason,
    FactsKnown,
    Judged,
    MarkedMistaken,
    ScreeningDone,
    SetRef,
    to_body,
)
from merak.domain.case_facts import Care, CaseFacts
from merak.domain.decision import Decision, Reviewed
from merak.domain.duty import Cause, How, Told
from merak.domain.fold import CaseViews, DutyState, fold
from merak.domain.ids import CaseId, DeviceId, LevelId, RecordId, ScreeningId, SetHash, UserId
from merak.domain.record import Kind, Record, make, told
from merak.domain.screening import Completeness, Preparation

CASE = CaseId("ab" * 16)
TALK = ScreeningId("cd" * 16)
_counter = itertools.count(1)


def written(body: Body, *refers_to: Record, device: str = "d1", minute: int = 0) -> Record:
    n = next(_counter)
    return make(
        kind=KINDS[type(body)],
        case=CASE,
        author_device=DeviceId(device),
        author_user=UserId("u1"),
        at=f"2026-11-22T10:{minute:02}:00Z",
        offset=0,
        n=n,
        nonce=f"{n:032x}",
        refers_to=tuple(record.id for record in refers_to),
        body=to_body(body),
    )


def screening(level: str, version: int = 1, talk: ScreeningId = TALK) -> ScreeningDone:
    return ScreeningDone(
        screening=talk,
        version=version,
        set=SetRef(id="a-set", version="1.0.0", sha256=SetHash("0" * 64)),
        completeness=Completeness.COMPLETE,
        preparation=Preparation(),
        facts=CaseFacts(),
        answers={},
        level=LevelId(level),
        concerns={"sex": LevelId(level)},
        language="en",
        started_at="2026-11-22T10:00:00Z",
        finished_at="2026-11-22T10:30:00Z",
    )


def duty(talk: ScreeningId = TALK) -> DutyStarted:
    return DutyStarted(screening=talk, cause=Cause.DISCLOSURE, received_at="2026-11-22T10:05:00Z")


DONE = DutyDone(told=Told.SUPERVISOR, how=How.BY_PHONE, told_at="2026-11-22T10:30:00Z")
MISTAKEN = MarkedMistaken(reason=ErrorReason.WRONG_YOUNG_PERSON)


def facts(owner: str, care: Care = Care.FAMILY) -> FactsKnown:
    return FactsKnown(facts=CaseFacts(care=care), owner=UserId(owner))


def views(*records: Record) -> CaseViews:
    return fold(CASE, [told(record.canonical) for record in records])


def test_a_case_shows_its_current_facts_and_owner() -> None:
    first = written(facts("u1"))
    second = written(facts("u2", Care.FOSTER), first, minute=9)
    row = views(second, written(CaseOpened()), first).case
    assert (row.owner, row.facts.care, row.conflict) == ("u2", Care.FOSTER, False)
    assert (row.opened_at, row.last_at) == ("2026-11-22T10:00:00Z", "2026-11-22T10:09:00Z")


def test_a_case_without_facts_knows_nothing_and_belongs_to_no_one() -> None:
    row = views(written(duty(), minute=3)).case
    assert (row.owner, row.facts, row.opened_at) == ("", CaseFacts(), "2026-11-22T10:03:00Z")


def test_two_current_facts_are_a_conflict_that_is_said() -> None:
    first = written(facts("u1"))
    rivals = [written(facts("u2"), first, device=d, minute=m) for d, m in (("d1", 5), ("d2", 4))]
    assert views(first, *rivals).case.conflict
    settled = written(facts("u3"), *rivals)
    assert not views(first, *rivals, settled).case.conflict


def test_facts_entered_in_error_are_not_shown() -> None:
    first = written(facts("u1"))
    wrong = written(facts("u2"), minute=1)
    assert views(first, wrong, written(MISTAKEN, wrong)).case.owner == "u1"


def test_a_new_version_of_a_screening_is_the_current_one() -> None:
    first = written(screening("none"))
    second = written(screening("clear", version=2), first, minute=1)
    rows = views(first, second)
    assert [row.current for row in rows.screenings] == [False, True]
    assert rows.case.screenings == 1
    assert not rows.case.conflict


def test_two_new_versions_of_one_screening_are_a_conflict_side_by_side() -> None:
    first = written(screening("none"))
    rivals = [written(screening("clear", version=2), first, device=d) for d in ("d1", "d2")]
    rows = views(first, *rivals)
    assert [row.conflict for row in rows.screenings] == [False, True, True]
    assert rows.case.conflict


def test_a_screening_entered_in_error_is_marked_in_every_version_and_not_counted() -> None:
    first = written(screening("none"))
    second = written(screening("clear", version=2), first)
    rows = views(first, second, written(MISTAKEN, first))
    assert all(row.mistaken for row in rows.screenings)
    assert rows.case.screenings == 0


def test_the_duties_of_a_screening_entered_in_error_close_as_mistaken() -> None:
    talk = written(screening("none"))
    rows = views(talk, written(duty()), written(duty(ScreeningId("ef" * 16))))
    assert rows.case.open_duties == 2
    rows = views(talk, written(duty()), written(MISTAKEN, talk))
    assert [row.state for row in rows.duties] == [DutyState.MISTAKEN]
    assert rows.case.open_duties == 0


def test_a_duty_is_done_when_somebody_was_told() -> None:
    told = written(duty())
    done = written(DONE, told)
    [row] = views(told, done).duties
    assert (row.state, row.done) == (DutyState.DONE, (done.id,))
    [row] = views(told, done, written(MISTAKEN, done)).duties
    assert (row.state, row.done) == (DutyState.OPEN, ())


def test_a_duty_entered_in_error_is_mistaken() -> None:
    told = written(duty())
    [row] = views(told, written(MISTAKEN, told)).duties
    assert row.state is DutyState.MISTAKEN


def test_the_last_judgement_stands_and_a_mistaken_one_does_not() -> None:
    talk = written(screening("none"))
    first = written(Judged(screening=TALK, level=LevelId("possible")), talk)
    second = written(Judged(screening=TALK, level=LevelId("clear")), talk, first)
    assert views(talk, first).screenings[0].judged == "possible"
    assert views(talk, first, second).screenings[0].judged == "clear"
    assert views(talk, first, second, written(MISTAKEN, second)).screenings[0].judged == "possible"


def test_a_case_opened_in_error_is_marked() -> None:
    opened = written(CaseOpened())
    assert views(opened, written(MISTAKEN, opened)).case.mistaken


def test_a_body_of_a_later_version_is_left_out_and_troubles_nothing() -> None:
    later = make(
        kind=Kind.SCREENING,
        case=CASE,
        author_device=DeviceId("d1"),
        author_user=UserId("u1"),
        at="2026-11-22T11:00:00Z",
        offset=0,
        n=99,
        nonce="ee" * 16,
        body={"other": "form"},
    )
    rows = views(later)
    assert rows.screenings == ()
    assert rows.case.last_at == "2026-11-22T11:00:00Z"


def _history() -> list[Record]:
    opened = written(CaseOpened())
    known = written(facts("u1"))
    told = written(duty(), minute=2)
    first = written(screening("none"), minute=3)
    second = written(screening("clear", version=2), first, minute=4)
    rival = written(screening("possible", version=2), first, device="d2", minute=4)
    return [
        opened,
        known,
        told,
        first,
        second,
        rival,
        written(facts("u2"), known, minute=5),
        written(facts("u3"), known, device="d2", minute=5),
        written(DONE, told, minute=6),
        written(Judged(screening=TALK, level=LevelId("none")), second, minute=7),
        written(DisclosureMade(card=Card.DISCLOSURE, received_at="2026-11-22T10:08:00Z")),
        written(MISTAKEN, RECORD_OF_ANOTHER_CASE, minute=8),
    ]


RECORD_OF_ANOTHER_CASE = written(CaseOpened())
HISTORY = _history()
SHOWN = views(*HISTORY)


@given(st.permutations(HISTORY))
def test_any_order_of_records_shows_the_same(records: list[Record]) -> None:
    assert views(*records) == SHOWN


@pytest.mark.parametrize("gone", HISTORY, ids=lambda record: str(record.kind))
def test_a_reference_to_nothing_troubles_no_view(gone: Record) -> None:
    rest = [record for record in HISTORY if record is not gone]
    assert RecordId(gone.id) not in {row.record for row in views(*rest).screenings}


def waiting(*records: Record) -> list[tuple[int, bool]]:
    return [(row.version, row.open_duty) for row in views(*records).screenings if row.waits]


def test_the_current_version_waits_until_somebody_has_reviewed_it() -> None:
    first = written(screening("some"))
    second = written(screening("some", 2), first, minute=1)
    decided = Reviewed(screening=TALK, decision=Decision.RETURNED)
    assert waiting(first) == [(1, False)]
    assert waiting(first, second) == [(2, False)]
    assert waiting(first, second, written(decided, first)) == [(2, False)]
    assert waiting(first, second, written(decided, second, first)) == []
    assert waiting(first, second, written(decided)) == [(2, False)]


def test_what_was_entered_in_error_waits_for_nobody() -> None:
    first = written(screening("some"))
    assert waiting(first, written(MISTAKEN, first)) == []


def test_what_waits_says_whether_somebody_must_still_be_told() -> None:
    first, told = written(screening("some")), written(duty())
    elsewhere = written(duty(ScreeningId("ef" * 16)))
    assert waiting(first, elsewhere) == [(1, False)]
    assert waiting(first, told) == [(1, True)]
    assert waiting(first, told, written(DONE, told)) == [(1, False)]
    assert views(first).screenings[0].device == "d1"
