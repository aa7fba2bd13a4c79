"""Lists follow from the records alone: any order of taking them in shows the same."""

import itertools
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from merak.domain.bodies import (
    KINDS,
    Body,
    CaseOpened,
    DutyDone,
    DutyStarted,
    ErrorReason,
    FactsKnown,
    MarkedMistaken,
    ScreeningDone,
    SetRef,
    to_body,
)
from merak.domain.case_code import stem
from merak.domain.case_facts import CaseFacts
from merak.domain.decision import Decision, Reviewed
from merak.domain.duty import Cause, How, Told
from merak.domain.fold import DutyState
from merak.domain.ids import CaseId, DeviceId, LevelId, RecordId, ScreeningId, SetHash, UserId
from merak.domain.log_entry import Act
from merak.domain.record import Record, make
from merak.domain.screening import Completeness, Preparation
from merak.storage import views
from merak.storage.errors import UnknownRecord

CASES = [CaseId(text * 16) for text in ("ab", "cd")] + [CaseId("ab" * 15 + "00")]
TALKS = [ScreeningId(text * 16) for text in ("12", "34", "56")]
TABLES = ("case_view", "screening_view", "duty_view", "waiting_view")
_counter = itertools.count(1)


def made(body: Body, case: CaseId, *refers_to: Record) -> Record:
    n = next(_counter)
    return make(
        kind=KINDS[type(body)],
        case=case,
        author_device=DeviceId(f"d{n % 3}"),
        author_user=UserId("u1"),
        at=f"2026-11-22T10:{n % 60:02}:00Z",
        offset=0,
        n=n,
        nonce=f"{n:032x}",
        refers_to=tuple(record.id for record in refers_to),
        body=to_body(body),
    )


def screening(talk: ScreeningId, version: int) -> ScreeningDone:
    return ScreeningDone(
        screening=talk,
        version=version,
        set=SetRef(id="a-set", version="1.0.0", sha256=SetHash("0" * 64)),
        completeness=Completeness.COMPLETE,
        preparation=Preparation(),
        facts=CaseFacts(),
        answers={},
        level=LevelId("none"),
        concerns={},
        language="en",
        started_at="2026-11-22T10:00:00Z",
        finished_at=f"2026-11-22T1{version}:30:00Z",
    )


def history(case: CaseId, talk: ScreeningId) -> list[Record]:
    opened = made(CaseOpened(), case)
    known = made(FactsKnown(facts=CaseFacts(), owner=UserId("u1")), case)
    duty = DutyStarted(screening=talk, cause=Cause.OVERRIDE, received_at="2026-11-22T10:05:00Z")
    told, open_one = made(duty, case), made(duty, case)
    done = DutyDone(told=Told.SUPERVISOR, how=How.BY_PHONE, told_at="2026-11-22T10:30:00Z")
    first = made(screening(talk, 1), case)
    return [
        opened,
        known,
        made(FactsKnown(facts=CaseFacts(), owner=UserId("u2")), case, known),
        told,
        open_one,
        made(done, case, told),
        first,
        made(screening(talk, 2), case, first),
    ]


HISTORY = [
    record for case, talk in zip(CASES, TALKS, strict=True) for record in history(case, talk)
]


def reviewed() -> list[Record]:
    talk = ScreeningId("78" * 16)
    calm, decided = screening(talk, 1), Reviewed(screening=talk, decision=Decision.CONFIRMED)
    first, second = made(calm, CASES[1]), made(calm, CASES[2])
    return [first, second, made(decided, CASES[1], first), made(decided, CASES[0], HISTORY[7])]


ALL = [*HISTORY, *reviewed()]


def take_in(vault: Any, records: list[Record], parts: int = 1) -> None:
    size = max(1, len(records) // parts)
    for at in range(0, len(records), size):
        with vault.transaction() as change:
            for record in records[at : at + size]:
                change.add(record)
            change.log(Act.IMPORTED, at="2026-11-22T12:00:00Z")


def shown(vault: Any) -> list[Any]:
    return [vault.work.rows(f"SELECT * FROM {table} ORDER BY 1") for table in TABLES]


@pytest.fixture
def vault(desk: Any):
    return desk.create()


def empty(vault: Any) -> None:
    """Makes the vault one without records, as if each example had a new one."""
    with vault.transaction():
        for table in ("record", "log_record", *TABLES):
            vault.work.run(f"DELETE FROM {table}")


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.permutations(ALL), st.integers(1, 30))
def test_any_order_and_any_splitting_shows_the_same(vault, records, parts: int) -> None:
    empty(vault)
    take_in(vault, ALL)
    expected = shown(vault)
    empty(vault)
    take_in(vault, records, parts)
    assert shown(vault) == expected
    take_in(vault, records[:5])
    assert shown(vault) == expected


def test_rebuilding_changes_nothing(desk, vault) -> None:
    take_in(vault, HISTORY)
    before = shown(vault)
    with vault.transaction():
        vault.work.run("UPDATE case_view SET detail = '{}', owner = 'planted'")
        vault.work.run("DELETE FROM duty_view")
        vault.work.run("UPDATE screening_view SET record = 'planted' || record")
    assert shown(vault) != before
    vault.rebuild(desk.at)
    assert shown(vault) == before
    vault.rebuild(desk.at)
    assert shown(vault) == before
    assert desk.unlock().findings == ()


def test_cases_that_would_share_a_code_both_get_a_longer_one(vault) -> None:
    take_in(vault, HISTORY[:8])
    assert views.case(vault.work, CASES[0]).code == "NEN-TQA"
    take_in(vault, HISTORY[8:])
    codes = {views.case(vault.work, case).code for case in CASES}
    assert len(codes) == 3
    assert views.case(vault.work, CASES[1]).code.replace("-", "") == stem(CASES[1])


@pytest.mark.parametrize(("text", "count"), [("nen-tqa", 2), ("NEN", 2), ("", 0), ("000", 0)])
def test_a_case_is_found_by_the_beginning_of_its_code(vault, text: str, count: int) -> None:
    take_in(vault, HISTORY)
    assert len(views.cases_by_code(vault.work, text)) == count


def test_a_case_is_found_by_its_whole_long_code(vault) -> None:
    take_in(vault, HISTORY)
    for case in CASES:
        [found] = views.cases_by_code(vault.work, views.case(vault.work, case).code)
        assert found.row.case == case


def test_lists_go_on_from_the_last_row_of_a_page(vault) -> None:
    take_in(vault, HISTORY)
    first = views.cases(vault.work, most=2)
    last = first[-1].row
    rest = views.cases(vault.work, after=(last.last_at, last.case), most=2)
    assert {shown.row.case for shown in first + rest} == set(CASES)
    talks = views.last_screenings(vault.work, most=4)
    after = (talks[-1].finished_at, talks[-1].record)
    rest_of_talks = views.last_screenings(vault.work, after=after)
    assert len({row.record for row in (*talks, *rest_of_talks)}) == 6
    assert talks[0].finished_at > rest_of_talks[-1].finished_at


def test_a_case_shows_its_screenings_and_duties(vault) -> None:
    take_in(vault, HISTORY)
    case, talk = CASES[0], TALKS[0]
    assert [row.version for row in views.screenings(vault.work, case)] == [1, 2]
    assert [row.current for row in views.versions(vault.work, talk)] == [False, True]
    states = sorted(row.state for row in views.duties(vault.work, case))
    assert states == [DutyState.DONE, DutyState.OPEN]
    assert len(views.open_duties(vault.work)) == 3


def test_duties_of_a_screening_entered_in_error_are_no_longer_open(vault) -> None:
    take_in(vault, HISTORY)
    wrong = next(r for r in HISTORY if r.kind == "screening" and r.case == CASES[0])
    mistaken = MarkedMistaken(reason=ErrorReason.WRONG_YOUNG_PERSON)
    take_in(vault, [made(mistaken, CASES[0], wrong)])
    assert len(views.open_duties(vault.work)) == 2
    assert views.case(vault.work, CASES[0]).row.screenings == 0


def test_one_duty_is_read_by_its_record(vault) -> None:
    take_in(vault, HISTORY)
    [open_one, *_] = views.open_duties(vault.work)
    assert views.duty(vault.work, open_one.record) == open_one


def test_what_is_not_there_is_said(vault) -> None:
    with pytest.raises(UnknownRecord):
        views.case(vault.work, CASES[0])
    with pytest.raises(UnknownRecord):
        views.duty(vault.work, RecordId("ab" * 32))
