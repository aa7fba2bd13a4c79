"""What waits for the person who has just unlocked the laptop."""

from dataclasses import replace

from merak.domain.bodies import ErrorReason, Relation, ScreeningDone
from merak.domain.identity import Identity
from merak.domain.ids import ItemId, LevelId, ScreeningId
from merak.domain.log_entry import Act
from merak.services import (
    cases,
    current,
    finish,
    first_start,
    home,
    maintain,
    results,
    screen,
    tell,
)
from merak.services.session import NewCase


def test_a_new_laptop_has_nothing_that_waits(laptop):
    shown = home.load(laptop.session)
    assert (shown.user_name, shown.names_on_laptop, shown.oldest_name_days) == ("Ana", 0, 0)
    assert (shown.drafts, shown.duties, shown.cases) == ((), (), ())
    assert (shown.not_handed_over, shown.since) == (0, "")
    assert shown.sheet_confirmed
    assert not shown.log_broken


def test_a_sheet_that_is_not_on_paper_is_said(laptop):
    first_start.make_sheet(laptop.session)
    assert not home.load(laptop.session).sheet_confirmed


def test_a_screening_that_was_interrupted_waits_with_how_far_it_is(laptop):
    screening = laptop.start()
    screen.identify(laptop.session, screening, Identity(tag="green jacket"))
    laptop.clock.forward(minutes=4)
    for item in laptop.items[:3]:
        laptop.answer(screening, item, "no")
    laptop.unlock()
    (line,) = home.load(laptop.session).drafts
    assert (line.answered, line.asked, line.tag) == (3, 19, "green jacket")
    assert (line.started_at, line.saved_at) == ("2026-11-23T03:00:00Z", "2026-11-23T03:04:00Z")
    assert line.mine
    assert not line.reopens


def test_a_duty_of_an_unfinished_screening_carries_the_tag_of_its_draft(laptop):
    screening = laptop.start()
    screen.identify(laptop.session, screening, Identity(tag="green jacket"))
    laptop.answer(screening, ItemId("commercial_sex_minor"), "yes")
    shown = home.load(laptop.session)
    assert [line.tag for line in shown.duties] == ["green jacket"]
    assert [line.tag for line in shown.cases] == ["green jacket"]


def test_a_damaged_identity_keeps_nothing_from_being_shown(laptop):
    screening = laptop.start()
    screen.identify(laptop.session, screening, Identity(name="Keisha", tag="green jacket"))
    finish.finish(laptop.session, screening)
    private = laptop.session.private
    private.begin()
    private.run("UPDATE record SET document = ? WHERE kind = 'identity'", (b"not a document",))
    private.commit()
    laptop.unlock()
    shown = home.load(laptop.session)
    assert shown.log_broken
    assert [line.tag for line in shown.cases] == [""]


def test_names_are_counted_in_drafts_and_in_records(laptop):
    laptop.start()
    tagged = laptop.start()
    screen.identify(laptop.session, tagged, Identity(tag="green jacket"))
    assert home.load(laptop.session).names_on_laptop == 0
    first = laptop.start()
    screen.identify(laptop.session, first, Identity(name="Keisha"))
    laptop.clock.forward(days=9)
    second = laptop.start()
    screen.identify(laptop.session, second, Identity(birth_date="2010-03-01"))
    case = laptop.case_of(second)
    finish.finish(laptop.session, second)
    laptop.clock.forward(days=2)
    shown = home.load(laptop.session)
    assert (shown.names_on_laptop, shown.oldest_name_days) == (2, 11)
    # The same young person again is still one name.
    laptop.start(case)
    assert home.load(laptop.session).names_on_laptop == 2


def test_a_name_that_was_taken_out_is_not_counted(laptop):
    screening = laptop.start()
    screen.identify(laptop.session, screening, Identity(name="Keisha"))
    screen.identify(laptop.session, screening, Identity())
    assert home.load(laptop.session).names_on_laptop == 0


def test_a_clock_that_was_set_back_makes_no_name_younger_than_today(laptop):
    screening = laptop.start()
    screen.identify(laptop.session, screening, Identity(name="Keisha"))
    laptop.clock.forward(days=-3)
    assert home.load(laptop.session).oldest_name_days == 0


def test_what_is_not_handed_over_is_counted_once_a_screening_and_since_the_oldest(laptop):
    first = laptop.screened()
    laptop.clock.forward(hours=2)
    laptop.screened()
    laptop.clock.forward(hours=2)
    finish.finish(laptop.session, finish.reopen(laptop.session, first))
    shown = home.load(laptop.session)
    assert shown.not_handed_over == 2
    assert shown.since == "2026-11-23T05:00:00Z"


def test_more_screenings_than_fit_on_a_page_are_counted(laptop):
    first = laptop.screened()
    case = results.load(laptop.session, first).case
    laptop.clock.forward(minutes=1)
    # Written in one transaction: two hundred fsyncs would only make the test slow.
    done = current.body(laptop.session, first, ScreeningDone)[1]
    with laptop.session.change() as pen:
        for number in range(205):
            screening = ScreeningId(f"{number:032x}")
            at = laptop.session.now()
            pen.write(replace(done, screening=screening, finished_at=at), case)
        pen.log(Act.SCREENING_FINISHED, case)
    shown = home.load(laptop.session)
    assert shown.not_handed_over == 206
    assert shown.since == "2026-11-23T03:00:00Z"


def test_duties_come_oldest_information_first(laptop):
    second = tell.disclosed(laptop.session, NewCase(), "")
    laptop.clock.forward(minutes=-5)
    first = tell.disclosed(laptop.session, NewCase(), "")
    assert [line.duty.case for line in home.load(laptop.session).duties] == [first, second]


def test_cases_come_last_touched_first_and_no_more_than_ten(laptop):
    made = []
    for _ in range(12):
        laptop.clock.forward(minutes=1)
        made.append(tell.disclosed(laptop.session, NewCase(), ""))
    shown = [line.case for line in home.load(laptop.session).cases]
    assert shown == made[:1:-1]
    laptop.clock.forward(minutes=1)
    tell.disclosed(laptop.session, made[0], "")
    assert home.load(laptop.session).cases[0].case == made[0]


def test_cases_opened_by_mistake_do_not_crowd_out_the_others(laptop):
    right = tell.disclosed(laptop.session, NewCase(), "")
    for _ in range(12):
        laptop.clock.forward(minutes=1)
        wrong = tell.disclosed(laptop.session, NewCase(), "")
        opened = cases.load(laptop.session, wrong).entries[-1].record
        reason = ErrorReason.PRACTICE
        cases.enter_in_error(laptop.session, opened, reason, "", cases.NoCase())
    assert [line.case for line in home.load(laptop.session).cases] == [right]


def test_a_case_shows_the_level_of_its_last_screening(laptop):
    case = results.load(laptop.session, laptop.screened(yes=("debt",))).case
    laptop.clock.forward(days=1)
    laptop.screened(case=case)
    (line,) = home.load(laptop.session).cases
    assert line.level["en"] == "No indicator seen"


def test_rebuilding_the_lists_changes_nothing(laptop):
    record = laptop.screened(yes=("commercial_sex_minor", "debt"))
    case = results.load(laptop.session, record).case
    results.judge(laptop.session, record, LevelId("possible"), "a reason")
    second = finish.finish(laptop.session, finish.reopen(laptop.session, record))
    tell.mistaken(laptop.session, home.load(laptop.session).duties[0].duty.id, "")
    other = tell.disclosed(laptop.session, NewCase(), "words")
    cases.link(laptop.session, case, other, Relation.TOGETHER)
    reason = ErrorReason.DUPLICATE
    cases.enter_in_error(laptop.session, second, reason, "", cases.NoCase())

    def tables():
        return [
            laptop.session.work.rows(f"SELECT * FROM {name} ORDER BY 1")
            for name in ("case_view", "screening_view", "duty_view")
        ]

    before, shown = tables(), home.load(laptop.session)
    assert maintain.rebuild(laptop.session) == 2
    assert tables() == before
    assert home.load(laptop.session) == shown
    laptop.unlock()
    assert tables() == before
