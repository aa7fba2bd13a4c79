"""What cannot wait for the end of a screening, or for its beginning."""

from tests.journeys.conftest import Desk
from tests.journeys.steps import (
    CTRL,
    KEY,
    answer,
    begin,
    everything,
    finish,
    screened,
)

from merak.domain.duty import Cause, How, Told
from merak.domain.fold import DutyState
from merak.services import cases, home, results
from merak.ui.hands import Hands

_SAID = "They said somebody makes them work at night"
# What nobody but the caseworker may read over a shoulder.
_LEVELS = ("Clear concern", "Possible concern", "Noted", "concern")


def _until_the_override(desk: Desk) -> Hands:
    hands = desk.unlock()
    begin(hands)
    answer(hands, "2222", "2222", "22", "222", "222")
    hands.key(KEY.Key_PageDown)
    hands.key(KEY.Key_PageDown)
    hands.key(KEY.Key_1)
    return hands


def test_a_minors_override_starts_its_duty_before_the_screening_is_finished(desk: Desk) -> None:
    hands = _until_the_override(desk)
    assert hands.shows("Your supervisor needs to know now.")
    for words in _LEVELS:
        assert not hands.shows(words)
    hands.press("Stop here")
    hands.wait("Somebody must be told")
    assert hands.shows("Tell your supervisor now")
    assert hands.shows("1 thing to tell, received")
    with desk.session() as session:
        (duty,) = home.load(session).duties
        assert duty.duty.cause is Cause.OVERRIDE
        assert duty.duty.starts == ("report_identified_victim",)
        assert duty.state is DutyState.OPEN


def test_who_was_told_is_recorded_and_the_reminder_goes_away(desk: Desk) -> None:
    hands = _until_the_override(desk)
    hands.press("Stop here")
    hands.wait("Tell your supervisor now")
    hands.press("I have told someone")
    hands.pick("Who was told", "A hotline")
    hands.pick("How", "By phone")
    hands.write("Reference number", "A-7731")
    hands.press("Record that it was told")
    assert not hands.shows("Tell your supervisor now")
    with desk.session() as session:
        (draft,) = home.load(session).drafts
        (duty,) = cases.load(session, draft.case).duties
        assert duty.state is DutyState.DONE
        entries = cases.load(session, draft.case).entries
        (done,) = [one for one in entries if one.codes[:1] == (Told.HOTLINE,)]
        assert done.codes[1] == How.BY_PHONE
        assert [text.text for text in done.texts] == ["A-7731"]


def test_a_reminder_taken_away_as_a_mistake_needs_a_reason(desk: Desk) -> None:
    hands = _until_the_override(desk)
    hands.press("Stop here")
    hands.wait("Tell your supervisor now")
    hands.press("Show why")
    assert hands.shows("22 U.S.C. 7102")
    hands.press("This was a mistake")
    hands.press("Take the reminder away")
    assert hands.shows("Please say why, in a few words.")
    hands.write("Why was this a mistake? (needed)", "The wrong card was answered")
    hands.press("Take the reminder away")
    assert not hands.shows("Tell your supervisor now")
    with desk.session() as session:
        assert not [one for one in home.load(session).duties if one.state is DutyState.OPEN]


def test_the_override_decides_the_result_and_says_by_which_law(desk: Desk) -> None:
    hands = _until_the_override(desk)
    hands.key(KEY.Key_Return, CTRL)
    finish(hands)
    assert hands.shows("This decides by itself")
    assert hands.shows("22 U.S.C. 7102(11)(A)")
    assert hands.shows("Clear concern")
    with desk.session() as session:
        (line,) = home.load(session).cases
        assert line.level["en"] == "Clear concern"
        causes = sorted(duty.duty.cause for duty in home.load(session).duties)
        # The result adds what its level asks for, and starts the draft's duty no second time.
        assert causes == [Cause.LEVEL, Cause.OVERRIDE]


def test_an_unknown_age_counts_as_under_18_and_the_result_says_so(desk: Desk) -> None:
    hands = desk.unlock()
    begin(hands, age="I do not know")
    answer(hands, "2222", "2222", "22", "222", "222", "221")
    assert hands.shows("The age is not known")
    finish(hands)
    assert hands.shows("This decides by itself")
    assert hands.shows("The young person was counted as under 18.")
    with desk.session() as session:
        shown = home.load(session)
        assert Cause.OVERRIDE in [duty.duty.cause for duty in shown.duties]


def test_for_an_adult_the_same_answer_is_no_override(desk: Desk) -> None:
    hands = desk.unlock()
    screened(hands, "2222", "2222", "22", "222", "222", "221", age="18 or over")
    assert not hands.shows("This decides by itself")
    assert not hands.shows("What was assumed")


def test_a_disclosure_before_the_first_question_needs_no_case_and_starts_the_duty(
    desk: Desk,
) -> None:
    hands = desk.unlock()
    hands.wait("Begin a screening")
    hands.key(KEY.Key_F8)
    assert hands.shows("Listen, and ask nothing more")
    assert hands.shows("1-888-373-7888")
    hands.keys(_SAID)
    hands.press("Record this now")
    assert hands.shows("Now tell your supervisor. A reminder is on the home page.")
    hands.press("Go back")
    hands.wait("Tell your supervisor now")
    with desk.session() as session:
        (duty,) = home.load(session).duties
        assert duty.duty.cause is Cause.DISCLOSURE
        entries = cases.load(session, duty.duty.case).entries
        assert _SAID in [text.text for entry in entries for text in entry.texts]


def test_words_of_a_disclosure_that_nobody_recorded_yet_survive_a_lock(desk: Desk) -> None:
    hands = desk.unlock()
    hands.key(KEY.Key_F8)
    hands.keys(_SAID)
    hands.key(KEY.Key_F12)
    assert not [text for text in everything() if "night" in text]
    desk.unlock(hands=hands)
    hands.wait("Tell your supervisor now")
    with desk.session() as session:
        (duty,) = home.load(session).duties
        entries = cases.load(session, duty.duty.case).entries
        assert _SAID in [text.text for entry in entries for text in entry.texts]


def test_leaving_the_card_with_words_on_it_asks_first(desk: Desk) -> None:
    hands = desk.unlock()
    hands.key(KEY.Key_F8)
    hands.keys(_SAID)
    hands.key(KEY.Key_Escape)
    assert hands.shows("These words are not recorded yet")
    hands.press("Record and go back")
    hands.wait("Tell your supervisor now")


def test_not_safe_during_a_screening_belongs_to_its_case_and_the_card_under_it_stays(
    desk: Desk,
) -> None:
    hands = desk.unlock()
    begin(hands)
    answer(hands, "2122")
    hands.key(KEY.Key_1)
    hands.key(KEY.Key_F9)
    assert hands.shows("Stay with them")
    hands.press("Record this now")
    assert hands.shows("Please choose one.")
    hands.press("They may hurt themselves, or have done so")
    hands.press("Record this now")
    assert hands.shows("Recorded")
    hands.key(KEY.Key_Escape)
    assert hands.shows("School and work")
    with desk.session() as session:
        shown = home.load(session)
        assert [duty.duty.case for duty in shown.duties] == [shown.drafts[0].case]
        assert shown.duties[0].duty.cause is Cause.UNSAFE


def test_too_few_answers_are_insufficient_information_and_never_a_no(desk: Desk) -> None:
    hands = desk.unlock()
    screened(hands, "2233", "3344", "22", "222", "33 ", "222")
    assert hands.shows("Not enough information")
    assert hands.shows("indicators have no answer.")
    with desk.session() as session:
        (line,) = home.load(session).cases
        assert line.insufficient
        (entry,) = [one for one in cases.load(session, line.case).entries if one.insufficient]
        assert len(results.load(session, entry.record).assessment.unanswered) == 9


def test_a_level_reached_stands_though_most_was_not_answered(desk: Desk) -> None:
    hands = desk.unlock()
    screened(hands, "    ", "    ", " 1", "   ", "   ", "1  ")
    assert hands.shows("Clear concern")
    assert not hands.shows("Not enough information")
