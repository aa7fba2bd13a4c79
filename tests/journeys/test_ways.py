"""Other ways than the interview: records, a no to being asked, another language."""

from tests.journeys.conftest import Desk
from tests.journeys.steps import answer, begin, finish

from merak.domain.answer import Source
from merak.domain.screening import Assent, Mode
from merak.services import cases, home, results
from merak.ui.hands import Hands

_STATEMENT = "The young person often spends time in hotels or motels"
_PROMPT = "What kinds of places have you stayed in"


def _to_the_records(hands: Hands) -> None:
    hands.press("Begin a screening")
    hands.press("Go through the records")
    assert not hands.has("They want to go on")
    assert not hands.shows("Say what stays private, and what cannot")
    assert not hands.has("Nobody else can see or hear us here")
    hands.answer("Is the young person safe right now?", "Yes")
    hands.press("16 or 17")
    hands.press("Start now")
    hands.until(lambda: hands.has("Stop here"), "the screening")


def test_from_the_records_the_statement_is_shown_and_nobody_is_asked_for_assent(
    desk: Desk,
) -> None:
    hands = desk.unlock()
    _to_the_records(hands)
    assert hands.shows(_STATEMENT)
    assert not hands.shows(_PROMPT)
    assert hands.shows("Indicator 1")
    answer(hands, "2222", "2222", "22", "222", "222", "222")
    finish(hands)
    assert hands.shows("from records")
    with desk.session() as session:
        (line,) = home.load(session).cases
        entry = next(one for one in cases.load(session, line.case).entries if one.level)
        result = results.load(session, entry.record)
        assert result.preparation.mode is Mode.RECORDS
        assert result.preparation.assent is Assent.NOT_ASKED
        assert {given.source for given in result.answers.values()} == {Source.RECORD}


def test_in_an_interview_the_statement_opens_on_a_key_only(desk: Desk) -> None:
    hands = desk.unlock()
    begin(hands)
    assert hands.shows(_PROMPT)
    assert not hands.shows(_STATEMENT)


def test_a_no_to_being_asked_stops_kindly_and_leaves_nothing_behind(desk: Desk) -> None:
    hands = desk.unlock()
    hands.press("Begin a screening")
    hands.press("They do not want to")
    assert hands.shows("They have the right to say no")
    assert hands.shows("Nothing was written down.")
    hands.press("Back to the home page")
    hands.wait("Nothing waits for you")
    with desk.session() as session:
        shown = home.load(session)
        assert (shown.drafts, shown.cases, shown.duties) == ((), (), ())


def test_a_no_that_becomes_a_yes_goes_on_where_it_was(desk: Desk) -> None:
    hands = desk.unlock()
    hands.press("Begin a screening")
    hands.press("Nobody else can see or hear us here")
    hands.press("They do not want to")
    hands.press("They changed their mind")
    hands.answer("Is the young person safe right now?", "Yes")
    hands.press("I have said this, and they could ask about it")
    hands.press("They want to go on")
    hands.press("Start now")
    assert hands.shows("Choose an age group.")
    hands.press("12 or under")
    hands.press("Start now")
    hands.until(lambda: hands.has("Stop here"), "the screening")


def test_who_is_not_safe_is_helped_before_any_question(desk: Desk) -> None:
    hands = desk.unlock()
    hands.press("Begin a screening")
    hands.answer("Is the young person safe right now?", "No")
    hands.press("Nobody else can see or hear us here")
    hands.press("I have said this, and they could ask about it")
    hands.press("They want to go on")
    hands.press("12 or under")
    hands.press("Start now")
    assert hands.shows("Start only once the young person is safe.")
    hands.press("Open the steps")
    assert hands.shows("Stay with them")
    with desk.session() as session:
        assert home.load(session).drafts == ()
