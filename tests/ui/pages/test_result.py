"""The result page says by itself why a level is what it is."""

from datetime import timedelta

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from tests.ui.pages.cases_desk import EXCHANGE, CasesDesk, heard

from merak.domain.answer import WhyMissing
from merak.domain.facts import UNKNOWN_AGE
from merak.domain.ids import LevelId, RecordId, ScreeningId
from merak.services import cases, finish, results, screen
from merak.services.results import Judgement, NoJudgement
from merak.ui.hands import Hands
from merak.ui.pages.result import ResultPage
from merak.ui.widgets.level_mark import LevelMark

DEBT = "The young person owes somebody and sees no way to clear what is owed."
STATEMENT = "Somebody gave, promised or got something of value for a sexual act"


def opened(desk: CasesDesk, record: RecordId) -> tuple[ResultPage, Hands]:
    return desk.show(ResultPage(desk.tasks, record))


def levels(page: ResultPage) -> list[str]:
    return [mark.accessibleName() for mark in page.findChildren(LevelMark) if mark.isVisible()]


def test_the_level_is_said_in_words_and_each_concern_apart(desk: CasesDesk) -> None:
    page, hands = opened(desk, desk.screened(("debt",)))
    assert levels(page)[:3] == ["Possible concern"] * 3
    assert hands.shows("Sex trafficking")
    assert hands.shows("Labor trafficking")


def test_a_rule_stands_with_the_answers_that_made_it_hold(desk: CasesDesk) -> None:
    draft = desk.start()
    desk.answer(draft, ("debt",))
    desk.do(screen.note, draft, "debt", "For the bus ticket.")
    _, hands = opened(desk, desk.do(finish.finish, draft))
    assert hands.shows("There is a sign of pressure, control, threats, debt or need")
    assert hands.shows(DEBT)
    assert hands.shows("from the young person · evidence · in the past year")
    assert hands.shows("For the bus ticket.")


def test_an_override_stands_apart_with_its_citation(desk: CasesDesk) -> None:
    page, hands = opened(desk, desk.screened((EXCHANGE,)))
    assert levels(page)[0] == "Clear concern"
    assert hands.shows("This decides by itself")
    assert hands.shows("22 U.S.C. 7102(11)(A)")
    assert hands.shows(STATEMENT)


def test_rules_for_lower_levels_are_one_press_away(desk: CasesDesk) -> None:
    _, hands = opened(desk, desk.screened((EXCHANGE, "debt")))
    lower = "There is a sign of pressure, control, threats, debt or need"
    assert not hands.shows(lower)
    hands.press("What held for lower levels")
    assert hands.shows(lower)


def test_it_is_said_how_far_the_next_level_was(desk: CasesDesk) -> None:
    draft = desk.start()
    desk.answer(draft, ("debt",))
    desk.leave_out(draft, "long_work_hours", WhyMissing.DECLINED)
    _, hands = opened(desk, desk.do(finish.finish, draft))
    assert hands.shows("Why not “Clear concern”?")
    assert hands.shows("1 of 2 conditions are met.")
    assert hands.shows("These have no answer and could lead to it:")


def test_the_four_reasons_of_a_missing_answer_stay_four(desk: CasesDesk) -> None:
    draft = desk.start()
    desk.answer(draft)
    for item, why in zip(desk.items(draft), WhyMissing, strict=False):
        desk.leave_out(draft, item, why)
    _, hands = opened(desk, desk.do(finish.finish, draft))
    for said in ("Declined (1)", "Not known (1)", "Not asked (1)", "Does not apply (1)"):
        assert hands.shows(said)
    assert hands.shows("None of them counts as “no”.")


def test_too_few_answers_are_no_level_at_all(desk: CasesDesk) -> None:
    draft = desk.start()
    desk.answer(draft, rest="")
    page, hands = opened(desk, desk.do(finish.finish, draft))
    assert levels(page)[:3] == ["Not enough information"] * 3
    assert hands.shows("19 indicators have no answer.")
    assert hands.shows("more than 6")


def test_an_unknown_age_is_said_to_be_assumed(desk: CasesDesk) -> None:
    _, hands = opened(desk, desk.screened((EXCHANGE,), age=UNKNOWN_AGE))
    assert hands.shows("What was assumed")
    assert hands.shows("counted as under 18")


def test_what_changed_since_last_time_is_listed(desk: CasesDesk) -> None:
    first = desk.screened()
    case = desk.do(results.load, first).case
    _, hands = opened(desk, first)
    assert hands.shows("This is the first screening of this young person with this set.")
    _, hands = opened(desk, desk.screened(("debt",), case=case))
    assert hands.shows("1 answer is different now.")
    assert hands.shows("the level was")


def test_the_set_says_how_far_it_can_be_relied_on(desk: CasesDesk) -> None:
    _, hands = opened(desk, desk.screened())
    assert hands.shows("These levels are agency policy. They are not validated.")
    assert hands.shows("No study has tested this set.")
    assert hands.shows("Rights: The Merak project, Apache-2.0.")


def test_no_points_are_ever_shown(desk: CasesDesk) -> None:
    page, hands = opened(desk, desk.screened((EXCHANGE, "debt", "threats")))
    hands.press("All answers")
    said = " ".join(label.text().lower() for label in page.findChildren(QLabel))
    assert "score" not in said
    assert "point" not in said.replace("points to", "")


def test_all_answers_can_be_read(desk: CasesDesk) -> None:
    _, hands = opened(desk, desk.screened())
    assert not hands.shows(DEBT)
    hands.press("All answers")
    assert hands.shows(DEBT)


def test_a_judgement_that_differs_needs_a_reason_and_loses_nothing_typed(desk: CasesDesk) -> None:
    record = desk.screened()
    page, hands = opened(desk, record)
    hands.press("Record my judgement")
    assert hands.shows("Please choose one.")
    hands.press("Possible concern")
    hands.press("Record my judgement")
    assert hands.shows("This differs from the rules. Please say why.")
    assert desk.do(results.load, record).judgement == NoJudgement()
    hands.write("Your reason", "She flinched at every car.")
    hands.press("Record my judgement")
    judged = desk.do(results.load, record).judgement
    assert isinstance(judged, Judgement)
    assert (judged.level, judged.reason) == ("possible", "She flinched at every car.")
    assert hands.shows("This differs from what the rules say.")
    assert page.isVisible()


def test_a_judgement_that_agrees_needs_no_reason(desk: CasesDesk) -> None:
    record = desk.screened()
    _, hands = opened(desk, record)
    hands.press("No indicator seen")
    hands.press("Record my judgement")
    judged = desk.do(results.load, record).judgement
    assert isinstance(judged, Judgement)
    assert judged.level == LevelId("none")


def test_a_lock_keeps_a_reason_that_was_begun_and_judges_nothing(desk: CasesDesk) -> None:
    record = desk.screened()
    page, hands = opened(desk, record)
    hands.press("Possible concern")
    hands.write("Your reason", "She flinched")
    gone: list[str] = []
    page.flush(lambda: gone.append("gone"))
    hands.settle()
    assert gone == ["gone"]
    found = desk.do(results.load, record)
    assert found.judgement == NoJudgement()
    entries = desk.do(cases.load, found.case).entries
    assert any("She flinched" in text.text for entry in entries for text in entry.texts)


def test_a_duty_is_told_from_here_and_what_is_typed_below_stays(desk: CasesDesk) -> None:
    record = desk.screened((EXCHANGE,))
    page, hands = opened(desk, record)
    hands.write("Your reason", "half a thought")
    hands.press("I have told someone")
    hands.press("Record that it was told")
    assert hands.shows("Somebody was told of 2 things")
    assert hands.shows("What was done")
    assert hands.shows("half a thought")
    assert all(duty.state == "done" for duty in desk.do(results.load, record).duties)
    assert page.isVisible()


def test_a_screening_is_reopened_within_a_day(desk: CasesDesk) -> None:
    record = desk.screened()
    page, hands = opened(desk, record)
    reopened = heard(page.reopened)
    hands.press("Reopen it")
    draft = ScreeningId(str(reopened[0][0]))
    assert desk.do(screen.load, draft).draft.reopens == record


def test_after_a_day_nothing_offers_to_reopen(desk: CasesDesk) -> None:
    record = desk.screened()
    desk.clock.moment += timedelta(hours=25)
    _, hands = opened(desk, record)
    assert not hands.has("Reopen it")


def test_the_case_opens_from_here(desk: CasesDesk) -> None:
    record = desk.screened()
    page, hands = opened(desk, record)
    opened_cases, closed = heard(page.case_opened), heard(page.closed)
    hands.press("Open the case")
    hands.press("Close")
    assert opened_cases == [(desk.do(results.load, record).case,)]
    assert closed == [()]


def test_the_whole_page_is_read_by_keys_from_where_it_begins(desk: CasesDesk) -> None:
    page, hands = opened(desk, desk.screened((EXCHANGE,)))
    page.first_focus()
    bar = page.area.verticalScrollBar()
    hands.until(lambda: bar.maximum() > 0, "a page longer than the window")
    hands.key(Qt.Key.Key_PageDown)
    assert 0 < bar.value() < bar.maximum()
    hands.key(Qt.Key.Key_End)
    assert bar.value() == bar.maximum()


def test_too_few_answers_are_explained_also_where_one_concern_alone_is_left_open(
    desk: CasesDesk,
) -> None:
    draft = desk.start()
    desk.answer(draft, (EXCHANGE,), rest="")
    page, hands = opened(desk, desk.do(finish.finish, draft))
    assert levels(page)[:3] == ["Clear concern", "Clear concern", "Not enough information"]
    assert hands.shows("18 indicators have no answer.")
