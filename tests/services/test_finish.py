"""From a draft to records, and back within a day."""

from pathlib import Path

import pytest

from merak.domain.answer import Given, Missing, WhyMissing
from merak.domain.bodies import ErrorReason
from merak.domain.duty import Cause
from merak.domain.facts import Age
from merak.domain.fold import DutyState
from merak.domain.identity import NOBODY, Identity
from merak.domain.ids import ItemId
from merak.domain.log_entry import Act
from merak.domain.record import Kind
from merak.domain.screening import Completeness
from merak.services import cases, finish, home, results, screen, tell
from merak.services.finish import NotReopenable, TooLate
from merak.storage import draft_texts, drafts, records
from merak.storage.errors import UnknownDraft, UnknownRecord

SHAPE = (
    Path(__file__).parents[1] / "data" / "indicators" / "shapes"
) / "shape-first-part-opens-second.yaml"
KEISHA = Identity(name="Keisha Brown", birth_date="2010-03-01", tag="green jacket")


def own_set(laptop, shipped):
    """Ship the set whose second part opens on any yes in the first, and give its hash."""
    (shipped / SHAPE.name).write_bytes(SHAPE.read_bytes())
    laptop.unlock()
    return next(line.hash for line in screen.sets(laptop.session) if line.items == 5)


def noted(laptop):
    """Start a screening with something in every kind of field."""
    screening = laptop.start()
    laptop.answer_all(screening, yes=("debt",))
    screen.identify(laptop.session, screening, KEISHA)
    screen.note(laptop.session, screening, ItemId("debt"), "owes for the bus")
    screen.text(laptop.session, screening, "interpreter", "service 3")
    return screening


def test_finishing_makes_the_records_and_takes_the_draft_away(laptop):
    screening = noted(laptop)
    case = laptop.case_of(screening)
    record = finish.finish(laptop.session, screening)
    laptop.unlock()
    with pytest.raises(UnknownDraft):
        screen.load(laptop.session, screening)
    assert drafts.every(laptop.session.work) == ()
    assert draft_texts.drafts(laptop.session.private) == frozenset()
    assert laptop.session.work.rows("SELECT * FROM draft_answer") == []
    result = results.load(laptop.session, record)
    assert result.answers[ItemId("debt")].value == Given(code="yes")
    assert result.notes == {"debt": "owes for the bus"}
    assert result.completeness is Completeness.COMPLETE
    assert cases.load(laptop.session, case).identity == KEISHA
    kinds = [one.kind for one in records.of_case(laptop.session.private, case)]
    assert sorted(kinds) == [Kind.IDENTITY, Kind.TEXT, Kind.TEXT]


def test_what_was_not_answered_becomes_not_asked_and_never_no(laptop):
    screening = laptop.start()
    laptop.answer(screening, "debt", "no")
    laptop.leave_out(screening, "threats", WhyMissing.DECLINED)
    result = results.load(laptop.session, finish.finish(laptop.session, screening))
    assert result.answers[ItemId("threats")].value == Missing(why=WhyMissing.DECLINED)
    others = set(laptop.items) - {"debt", "threats"}
    assert {result.answers[item].value for item in others} == {Missing(why=WhyMissing.NOT_ASKED)}
    assert result.assessment.level == "insufficient_information"


def test_closing_as_incomplete_keeps_what_was_answered(laptop):
    screening = laptop.start()
    laptop.answer(screening, "debt", "yes")
    laptop.unlock("Ben")
    record = finish.close_incomplete(laptop.session, screening)
    result = results.load(laptop.session, record)
    assert result.completeness is Completeness.INCOMPLETE
    assert result.answers[ItemId("debt")].value == Given(code="yes")
    assert (result.assessment.level, result.by_name) == ("possible", "Ben")
    assert Act.SCREENING_CLOSED in laptop.acts()


def test_the_level_starts_its_duty_when_the_screening_is_finished(laptop):
    screening = laptop.start()
    laptop.answer_all(screening, yes=("debt",))
    assert home.load(laptop.session).duties == ()
    finish.finish(laptop.session, screening)
    (line,) = home.load(laptop.session).duties
    assert (line.duty.cause, line.duty.starts) == (Cause.LEVEL, ("consult_specialist",))


def test_a_newer_version_starts_what_the_one_before_did_not(laptop):
    record = laptop.screened(yes=("debt",))
    screening = finish.reopen(laptop.session, record)
    # Still "possible", and now a report is due as well.
    laptop.answer(screening, "abuse_or_neglect", "yes")
    finish.finish(laptop.session, screening)
    starts = [line.duty.starts for line in home.load(laptop.session).duties]
    assert sorted(starts) == [(), ("consult_specialist",), ("mandated_report",)]


def test_a_newer_version_with_the_same_result_starts_nothing_again(laptop):
    record = laptop.screened(yes=("debt", "abuse_or_neglect", "commercial_sex_minor"))
    before = home.load(laptop.session).duties
    assert len(before) == 3
    finish.finish(laptop.session, finish.reopen(laptop.session, record))
    assert home.load(laptop.session).duties == before


def test_what_a_mistaken_duty_asked_for_is_due_again_with_the_next_version(laptop):
    record = laptop.screened(yes=("debt",))
    tell.mistaken(laptop.session, home.load(laptop.session).duties[0].duty.id, "too early")
    assert home.load(laptop.session).duties == ()
    finish.finish(laptop.session, finish.reopen(laptop.session, record))
    assert [line.state for line in home.load(laptop.session).duties] == [DutyState.OPEN]


def test_answers_of_a_section_that_closed_are_kept_and_do_not_count(laptop, shipped):
    screening = laptop.start(set_hash=own_set(laptop, shipped))
    for item in ("discloses_now", "came_back_different"):
        laptop.answer(screening, item, "no")
    laptop.answer(screening, "found_far_away", "yes")
    opened = laptop.answer(screening, "driven_around", "yes")
    assert opened.assessment.level == "possible"
    opened = laptop.answer(screening, "found_far_away", "no")
    assert "driven_around" not in opened.open_items
    assert "driven_around" in opened.draft.answers
    result = results.load(laptop.session, finish.finish(laptop.session, screening))
    assert result.answers[ItemId("driven_around")].value == Given(code="yes")
    assert "works_for_room" not in result.answers
    assert result.assessment.level == "none"


def test_a_stop_starts_its_duty_at_once_and_once(laptop, shipped):
    screening = laptop.start(set_hash=own_set(laptop, shipped))
    for code in ("yes", "no", "yes"):
        opened = laptop.answer(screening, "discloses_now", code)
    assert opened.open_items == ("discloses_now",)
    shown = [line.duty.cause for line in home.load(laptop.session).duties]
    assert sorted(shown) == [Cause.DISCLOSURE, Cause.OVERRIDE]
    case = opened.draft.case
    assert len(records.of_case(laptop.session.work, case, (Kind.DISCLOSURE,))) == 1
    result = results.load(laptop.session, finish.finish(laptop.session, screening))
    assert result.assessment.level == "clear"
    assert len(result.assessment.stopped) == 1


def test_reopening_brings_everything_back(laptop):
    screening = noted(laptop)
    laptop.leave_out(screening, "threats", WhyMissing.DECLINED)
    screen.clear(laptop.session, screening, ItemId("hotel_stays"))
    before = screen.load(laptop.session, screening)
    record = finish.finish(laptop.session, screening)
    laptop.clock.forward(hours=3)
    assert finish.reopen(laptop.session, record) == screening
    laptop.unlock()
    after = screen.load(laptop.session, screening)
    assert after.draft.answers == before.draft.answers
    assert after.unanswered == before.unanswered == ("hotel_stays",)
    assert (after.notes, after.texts) == (before.notes, before.texts)
    assert (after.identity, after.draft.facts) == (KEISHA, before.draft.facts)
    assert after.draft.started_at == before.draft.started_at
    assert home.load(laptop.session).drafts[0].reopens


def test_a_reopened_screening_becomes_the_next_version_beside_the_first(laptop):
    first = laptop.screened(yes=("debt",))
    screening = finish.reopen(laptop.session, first)
    laptop.answer(screening, "debt", "no")
    laptop.clock.forward(hours=1)
    second = finish.finish(laptop.session, screening)
    old, new = (results.load(laptop.session, record) for record in (first, second))
    assert (old.version, new.version) == (1, 2)
    assert (old.replaced, new.replaced) == (True, False)
    assert (old.assessment.level, new.assessment.level) == ("possible", "none")
    assert old.answers[ItemId("debt")].value == Given(code="yes")


def test_a_note_taken_out_of_the_next_version_stays_with_the_first(laptop):
    first = finish.finish(laptop.session, noted(laptop))
    screening = finish.reopen(laptop.session, first)
    screen.note(laptop.session, screening, ItemId("debt"), "")
    second = finish.finish(laptop.session, screening)
    assert results.load(laptop.session, first).notes == {"debt": "owes for the bus"}
    assert results.load(laptop.session, second).notes == {}


def test_a_screening_can_be_reopened_for_a_day_and_no_longer(laptop):
    record = laptop.screened()
    assert results.load(laptop.session, record).can_reopen_until == "2026-11-24T03:00:00Z"
    laptop.clock.forward(hours=24)
    assert results.load(laptop.session, record).can_reopen_until != ""
    laptop.clock.forward(seconds=1)
    assert results.load(laptop.session, record).can_reopen_until == ""
    with pytest.raises(TooLate) as late:
        finish.reopen(laptop.session, record)
    assert late.value.finished_at == "2026-11-23T03:00:00Z"


def test_only_the_newest_version_without_a_draft_can_be_reopened(laptop):
    first = laptop.screened()
    screening = finish.reopen(laptop.session, first)
    with pytest.raises(NotReopenable):
        finish.reopen(laptop.session, first)
    second = finish.finish(laptop.session, screening)
    with pytest.raises(NotReopenable):
        finish.reopen(laptop.session, first)
    finish.reopen(laptop.session, second)


def test_what_was_entered_in_error_is_not_reopened(laptop):
    record = laptop.screened()
    reason = ErrorReason.PRACTICE
    cases.enter_in_error(laptop.session, record, reason, "", cases.NoCase())
    with pytest.raises(NotReopenable):
        finish.reopen(laptop.session, record)


def test_a_record_of_another_kind_is_not_reopened(laptop):
    laptop.screened(yes=("debt",))
    duty = home.load(laptop.session).duties[0].duty.id
    with pytest.raises(UnknownRecord):
        finish.reopen(laptop.session, duty)


def test_finishing_leaves_no_identity_where_none_was_typed(laptop):
    screening = laptop.start()
    case = laptop.case_of(screening)
    finish.finish(laptop.session, screening)
    assert cases.load(laptop.session, case).identity == NOBODY
    assert records.of_case(laptop.session.private, case) == ()


def test_a_corrected_identity_replaces_the_one_before(laptop):
    record = finish.finish(laptop.session, noted(laptop))
    screening = finish.reopen(laptop.session, record)
    other = Identity(name="Kesha Browne", birth_date="2009-03-01")
    screen.identify(laptop.session, screening, other)
    case = laptop.case_of(screening)
    finish.finish(laptop.session, screening)
    assert cases.load(laptop.session, case).identity == other
    assert cases.load(laptop.session, case).facts.age == Age(at_least=17, at_most=17)


def test_an_identity_that_was_taken_out_again_is_gone_from_the_case(laptop):
    record = finish.finish(laptop.session, noted(laptop))
    screening = finish.reopen(laptop.session, record)
    screen.identify(laptop.session, screening, NOBODY)
    case = laptop.case_of(screening)
    finish.finish(laptop.session, screening)
    assert cases.load(laptop.session, case).identity == NOBODY


def test_an_older_draft_of_the_case_does_not_undo_what_a_newer_one_found_out(laptop):
    older = laptop.start()
    case = laptop.case_of(older)
    laptop.clock.forward(minutes=1)
    newer = laptop.start(case)
    screen.identify(laptop.session, newer, KEISHA)
    laptop.clock.forward(minutes=1)
    finish.finish(laptop.session, newer)
    laptop.clock.forward(minutes=1)
    finish.finish(laptop.session, older)
    view = cases.load(laptop.session, case)
    assert view.identity == KEISHA
    assert view.facts.age == Age(at_least=16, at_most=16)


def test_finishing_is_in_the_log_with_its_records(laptop):
    screening = noted(laptop)
    before = laptop.log[-1].seq
    record = finish.finish(laptop.session, screening)
    assert laptop.acts(before) == [Act.SCREENING_FINISHED]
    rows = laptop.session.work.rows(
        "SELECT seq FROM log_record WHERE record = ?", (bytes.fromhex(record),)
    )
    assert rows == [(before + 1,)]
    finish.reopen(laptop.session, record)
    assert laptop.acts(before)[-1] == Act.SCREENING_REOPENED
