"""A finished screening explains itself, by the set that it was made with."""

import pytest

from merak.codec import digest
from merak.domain.bodies import ErrorReason
from merak.domain.duty import Cause
from merak.domain.fold import DutyState
from merak.domain.ids import ItemId, LevelId, RecordId, RuleId
from merak.domain.log_entry import Act
from merak.services import cases, finish, home, results, screen
from merak.services.results import Changes, FirstScreening, Judgement, NoJudgement, ReasonNeeded
from merak.storage.errors import UnknownRecord

CLEAR, NONE = LevelId("clear"), LevelId("none")


def test_a_result_explains_its_level(laptop):
    record = laptop.screened(yes=("debt", "little_or_no_pay"))
    result = results.load(laptop.session, record)
    assert result.assessment.level == "clear"
    held = {rule.id: rule.because for rule in result.assessment.rules}
    assert set(held[RuleId("labor_act_and_means")]) == {"debt", "little_or_no_pay"}
    assert result.indicator_set.sha256 == laptop.set_hash
    assert (result.by_name, result.version) == ("Ana", 1)
    assert (result.in_error, result.replaced) == (False, False)
    assert (result.started_at, result.finished_at) == (laptop.session.now(),) * 2
    assert [line.duty.cause for line in result.duties] == [Cause.LEVEL]


def test_a_result_shows_its_own_duties_only(laptop):
    first = laptop.screened(yes=("debt",))
    case = results.load(laptop.session, first).case
    second = laptop.screened(case=case)
    assert results.load(laptop.session, second).duties == ()


EXAMPLE = '  - {say: "nobody was asked", answers: {}, level: insufficient_information}\n'


def change_shipped(shipped):
    """Ship a set of the same id in which debt means nothing, in the place of the one before."""
    file = shipped / "merak-child-2015.yaml"
    text = file.read_text("utf-8")
    newer = text.replace('version: "1.0.0"', 'version: "1.1.0"')
    newer = newer[: newer.index("\ntests:")] + "\ntests:\n" + EXAMPLE
    debt = newer.index("- id: debt")
    newer = newer[:debt] + newer[debt:].replace("element: means", "element: context", 1)
    file.write_text(newer, "utf-8")
    return digest(file.read_bytes())


def test_a_newer_shipped_set_changes_no_old_result_and_no_open_draft(laptop, shipped):
    old = laptop.set_hash
    record = laptop.screened(yes=("debt", "little_or_no_pay"))
    before = results.load(laptop.session, record)
    draft = laptop.start()
    laptop.answer_all(draft, yes=("debt", "little_or_no_pay"))
    new = change_shipped(shipped)
    laptop.unlock()
    assert [line.hash for line in screen.sets(laptop.session)] == [new]
    after = results.load(laptop.session, record)
    assert after.assessment == before.assessment
    assert after.indicator_set.version == "1.0.0"
    assert screen.load(laptop.session, draft).assessment.level == "clear"
    assert (
        results.load(laptop.session, finish.finish(laptop.session, draft)).indicator_set.sha256
        == old
    )
    # The same answers under the newer set conclude something else, so the test sees a change.
    again = laptop.start()
    laptop.answer_all(again, yes=("debt", "little_or_no_pay"))
    assert screen.load(laptop.session, again).assessment.level == "possible"


def test_a_damaged_shipped_set_closes_no_old_result_and_no_open_draft(laptop, shipped):
    record = laptop.screened(yes=("debt",))
    draft = laptop.start()
    (shipped / "merak-child-2015.yaml").write_text("format: 2\n")
    laptop.unlock()
    assert results.load(laptop.session, record).assessment.level == "possible"
    laptop.answer(draft, "debt", "yes")
    assert len(home.load(laptop.session).drafts) == 1


def test_a_result_without_judgement_says_so(laptop):
    result = results.load(laptop.session, laptop.screened())
    assert result.judgement == NoJudgement()


def test_a_judgement_that_differs_needs_a_reason(laptop):
    record = laptop.screened(yes=("debt",))
    for reason in ("", "  \n"):
        with pytest.raises(ReasonNeeded):
            results.judge(laptop.session, record, CLEAR, reason)
    assert results.load(laptop.session, record).judgement == NoJudgement()
    judged = results.judge(laptop.session, record, CLEAR, " what she said of him ").judgement
    expected = Judgement(
        level=CLEAR, reason="what she said of him", at=laptop.session.now(), by_name="Ana"
    )
    assert judged == expected
    laptop.unlock("Ben")
    assert results.load(laptop.session, record).judgement == expected


def test_a_judgement_that_agrees_needs_no_reason(laptop):
    record = laptop.screened(yes=("debt",))
    judged = results.judge(laptop.session, record, LevelId("possible"), "").judgement
    assert isinstance(judged, Judgement)
    assert judged.reason == ""


def test_the_last_judgement_counts_and_changes_no_level(laptop):
    record = laptop.screened(yes=("debt",))
    results.judge(laptop.session, record, CLEAR, "one")
    laptop.unlock("Ben")
    result = results.judge(laptop.session, record, NONE, "two")
    assert isinstance(result.judgement, Judgement)
    assert (result.judgement.level, result.judgement.by_name) == (NONE, "Ben")
    assert result.assessment.level == "possible"


def test_a_judgement_entered_in_error_gives_way_to_the_one_before(laptop):
    record = laptop.screened(yes=("debt",))
    case = results.judge(laptop.session, record, CLEAR, "one").case
    results.judge(laptop.session, record, NONE, "two")
    wrong = cases.load(laptop.session, case).entries[0]
    reason = ErrorReason.OTHER
    cases.enter_in_error(laptop.session, wrong.record, reason, "", cases.NoCase())
    judged = results.load(laptop.session, record).judgement
    assert isinstance(judged, Judgement)
    assert (judged.level, judged.reason) == (CLEAR, "one")


def test_a_judgement_stands_with_the_next_version(laptop):
    record = laptop.screened(yes=("debt",))
    results.judge(laptop.session, record, CLEAR, "one")
    second = finish.finish(laptop.session, finish.reopen(laptop.session, record))
    assert isinstance(results.load(laptop.session, second).judgement, Judgement)


def test_the_first_screening_of_a_case_has_nothing_to_compare_with(laptop):
    assert results.load(laptop.session, laptop.screened()).changes == FirstScreening()


def test_a_result_says_what_changed_since_the_last_time(laptop):
    first = laptop.screened(yes=("debt",))
    case = results.load(laptop.session, first).case
    laptop.clock.forward(days=30)
    screening = laptop.start(case)
    laptop.answer_all(screening, yes=("threats",))
    screen.clear(laptop.session, screening, ItemId("hotel_stays"))
    result = results.load(laptop.session, finish.finish(laptop.session, screening))
    assert isinstance(result.changes, Changes)
    assert result.changes.since == "2026-11-23T03:00:00Z"
    assert result.changes.level_before == "possible"
    assert set(result.changes.items) == {"debt", "threats", "hotel_stays"}


def test_changes_leave_out_versions_of_the_same_talk_and_what_was_in_error(laptop):
    wrong = laptop.screened(yes=("debt",))
    case = results.load(laptop.session, wrong).case
    laptop.clock.forward(days=1)
    first = laptop.screened(case=case)
    reason = ErrorReason.DUPLICATE
    cases.enter_in_error(laptop.session, wrong, reason, "", cases.NoCase())
    laptop.clock.forward(hours=1)
    screening = finish.reopen(laptop.session, first)
    laptop.answer(screening, "debt", "yes")
    second = finish.finish(laptop.session, screening)
    assert results.load(laptop.session, second).changes == FirstScreening()


def test_a_screening_in_error_says_so_and_its_duties_are_mistaken(laptop):
    record = laptop.screened(yes=("commercial_sex_minor",))
    reason = ErrorReason.WRONG_YOUNG_PERSON
    cases.enter_in_error(laptop.session, record, reason, "", cases.NoCase())
    result = results.load(laptop.session, record)
    assert result.in_error
    assert {line.state for line in result.duties} == {DutyState.MISTAKEN}


@pytest.mark.parametrize("record", ["00" * 32])
def test_a_record_that_is_nowhere_has_no_result(laptop, record):
    with pytest.raises(UnknownRecord):
        results.load(laptop.session, RecordId(record))


def test_reading_a_result_is_in_the_log_once_for_each_unlocking(laptop):
    record = laptop.screened()
    before = laptop.log[-1].seq
    for _ in range(3):
        results.load(laptop.session, record)
    assert laptop.acts(before) == [Act.SCREENING_READ]
    assert laptop.log[-1].about == record
    laptop.unlock("Ben")
    before = laptop.log[-1].seq
    results.load(laptop.session, record)
    assert laptop.acts(before) == [Act.SCREENING_READ]
    assert laptop.log[-1].user == laptop.session.user.id
