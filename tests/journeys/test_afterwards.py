"""What can be done once a screening is finished, and what no longer can."""

from datetime import timedelta

from tests.journeys.conftest import Desk
from tests.journeys.steps import CTRL, KEY, answer, chosen, finish, screened

from merak.domain.record import Kind
from merak.services import cases, home, results
from merak.services.results import Judgement
from merak.services.session import Session
from merak.services.timeline import Entry
from merak.ui.hands import Hands


def _to_the_case(desk: Desk, *parts: str) -> Hands:
    hands = desk.unlock()
    screened(hands, *parts)
    hands.press("Open the case")
    hands.wait("What happened")
    return hands


def _entries(session: Session, kind: Kind) -> list[Entry]:
    case = home.load(session).cases[0].case
    return [entry for entry in cases.load(session, case).entries if entry.kind is kind]


def test_within_a_day_it_is_reopened_with_all_answers_and_makes_a_new_version(
    desk: Desk,
) -> None:
    hands = _to_the_case(desk, "2222", "2222", "21", "222", "222", "222")
    hands.press("Reopen")
    hands.until(lambda: hands.has("Stop here"), "the screening")
    hands.go_to("Money and debts")
    assert [chosen(hands, at) for at in (9, 10)] == ["No", "Yes"]
    hands.answer("Question 10", "No")
    hands.go_to("Finish")
    finish(hands)
    assert hands.shows("No indicator seen")
    hands.press("Open the case")
    hands.wait("What happened")
    assert hands.shows("Screening, version 2")
    assert hands.shows("Replaced by a newer version")
    with desk.session() as session:
        newest, first = _entries(session, Kind.SCREENING)
        assert first.replaced
        assert newest.level["en"] == "No indicator seen"


def test_after_a_day_it_can_only_be_added_to(desk: Desk) -> None:
    hands = _to_the_case(desk)
    desk.stop()
    desk.clock.ahead = timedelta(hours=25)
    hands = desk.unlock()
    hands.press("Open")
    hands.wait("What happened")
    assert not hands.has("Reopen")
    hands.press("Add something")
    hands.press("Add it")
    assert hands.shows("Nothing is written yet.")
    hands.write("What you want to add", "She asked to talk again on Monday.")
    hands.press("Add it")
    hands.wait("Added later")
    assert hands.shows("She asked to talk again on Monday.")
    with desk.session() as session:
        (added,) = _entries(session, Kind.ADDENDUM)
        assert [text.text for text in added.texts] == ["She asked to talk again on Monday."]


def test_an_addition_half_written_survives_a_lock(desk: Desk) -> None:
    hands = _to_the_case(desk)
    hands.press("Add something")
    hands.write("What you want to add", "She asked to")
    hands.key(KEY.Key_F12)
    with desk.session() as session:
        (added,) = _entries(session, Kind.ADDENDUM)
        assert [text.text for text in added.texts] == ["She asked to"]


def test_entered_in_error_is_asked_twice_and_then_counts_nowhere(desk: Desk) -> None:
    hands = _to_the_case(desk, "2222", "2222", "22", "222", "222", "221")
    hands.press("Entered in error")
    hands.press("Mark as entered in error")
    assert hands.shows("Please choose a reason.")
    hands.press("It is about another young person")
    hands.press("A young person with no case yet: begin one")
    hands.press("Mark as entered in error")
    assert hands.shows("This cannot be undone. Go ahead?")
    hands.press("Yes, it was entered in error")
    hands.until(lambda: hands.shows("Right case: "), "the right case")
    hands.press("Home")
    hands.wait("Cases")
    assert not hands.shows("Clear concern")
    with desk.session() as session:
        shown = home.load(session)
        assert len(shown.cases) == 2
        assert [line.level for line in shown.cases if line.level] == []
        entry = next(
            entry
            for line in shown.cases
            for entry in cases.load(session, line.case).entries
            if entry.kind is Kind.SCREENING
        )
        assert entry.in_error


def test_no_leaves_what_was_to_be_an_error_as_it_is(desk: Desk) -> None:
    hands = _to_the_case(desk)
    hands.press("Entered in error")
    hands.press("It was entered twice")
    hands.press("Mark as entered in error")
    hands.press("No, leave it as it is")
    with desk.session() as session:
        (entry,) = _entries(session, Kind.SCREENING)
        assert not entry.in_error


def test_a_judgement_that_differs_needs_a_reason_and_stands_beside_the_rules(
    desk: Desk,
) -> None:
    hands = desk.unlock()
    screened(hands)
    hands.press("Possible concern")
    hands.press("Record my judgement")
    assert hands.shows("This differs from the rules. Please say why.")
    hands.write("Your reason", "He would not let her speak alone.")
    hands.press("Record my judgement")
    hands.wait("This differs from what the rules say.")
    with desk.session() as session:
        (entry,) = _entries(session, Kind.SCREENING)
        result = results.load(session, entry.record)
        assert isinstance(result.judgement, Judgement)
        assert result.judgement.reason == "He would not let her speak alone."
        assert result.assessment.level == "none"


def test_the_same_young_person_again_shows_what_changed(desk: Desk) -> None:
    hands = _to_the_case(desk)
    hands.press("Screen again")
    hands.wait("How will you work?")
    hands.press("Nobody else can see or hear us here")
    hands.answer("Is the young person safe right now?", "Yes")
    hands.press("I have said this, and they could ask about it")
    hands.press("They want to go on")
    hands.press("16 or 17")
    hands.press("Start now")
    hands.until(lambda: hands.has("Stop here"), "the screening")
    answer(hands, "2222", "2222", "22", "222", "222", "212")
    finish(hands)
    assert hands.shows("What changed since last time")
    assert hands.shows("1 answer is different now.")
    with desk.session() as session:
        assert len(home.load(session).cases) == 1


def test_a_case_is_found_by_its_code_however_it_is_typed(desk: Desk) -> None:
    hands = _to_the_case(desk)
    heading = next(text for text in hands.texts() if text.startswith("Case ") and "-" in text)
    code = heading.removeprefix("Case ")
    hands.press("Home")
    hands.write("Find a case", code.replace("-", "").lower())
    hands.wait("1 case found")
    hands.rewrite("Find a case", "zzz")
    hands.wait("No case on this laptop has this code, tag or name.")
    hands.key(KEY.Key_A, CTRL)
