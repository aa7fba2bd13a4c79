"""Home: what waits for whoever unlocked the laptop."""

import pytest
from PySide6.QtCore import Qt
from tests.ui.pages.cases_desk import BEN, EXCHANGE, CasesDesk, heard, pick

from merak.domain.fold import DutyState
from merak.domain.screening import Completeness
from merak.services import cases, first_start, home, results, screen, tell
from merak.services.session import NewCase, Session
from merak.ui.hands import Hands
from merak.ui.pages.home import HomePage


@pytest.fixture
def shown(desk: CasesDesk) -> tuple[HomePage, Hands]:
    return desk.show(HomePage(desk.tasks))


def opened(desk: CasesDesk) -> tuple[HomePage, Hands]:
    return desk.show(HomePage(desk.tasks))


def test_a_first_day_says_that_nothing_waits(shown: tuple[HomePage, Hands]) -> None:
    _, hands = shown
    assert hands.shows("Hello, Ana Ruiz")
    assert hands.shows("0 names on this laptop.")
    assert hands.shows("Nothing waits for you")
    assert hands.shows("Good to know before you begin")
    assert hands.shows("shows every key of this program.")
    assert not hands.asks("Find a case")


def test_what_is_said_on_the_first_day_goes_with_the_first_draft(desk: CasesDesk) -> None:
    desk.start()
    _, hands = opened(desk)
    assert not hands.shows("Good to know before you begin")


def test_of_many_cases_to_tell_the_first_show_and_the_rest_on_asking(desk: CasesDesk) -> None:
    for _ in range(6):
        desk.do(tell.disclosed, NewCase(), "")
    desk.start()
    page, hands = opened(desk)
    told = [one for one in hands.texts() if one == "I have told someone"]
    assert len(told) == 4
    assert hands.has("Go on")
    hands.press("Show 2 more cases")
    told = [one for one in hands.texts() if one == "I have told someone"]
    assert len(told) == 6
    assert not hands.has("Show 2 more cases")
    focused = page.focusWidget()
    assert focused is not None
    assert focused.accessibleName().startswith("I have told someone")


def test_a_form_that_is_open_stays_when_the_rest_is_shown(desk: CasesDesk) -> None:
    for _ in range(5):
        desk.do(tell.disclosed, NewCase(), "")
    _, hands = opened(desk)
    hands.press("I have told someone")
    hands.write("Name or office", "Officer Diaz")
    hands.press("Show 1 more case")
    assert hands.shows("Officer Diaz")


def test_a_screening_begins_by_one_press(shown: tuple[HomePage, Hands]) -> None:
    page, hands = shown
    begun = heard(page.begin)
    page.first_focus()
    hands.key(Qt.Key.Key_Space)
    assert begun == [()]


def test_a_draft_goes_on(desk: CasesDesk) -> None:
    draft = desk.start()
    desk.call(draft, tag="green jacket")
    page, hands = opened(desk)
    resumed = heard(page.resumed)
    assert hands.shows("green jacket")
    assert hands.shows("0 of 19 answered")
    hands.press("Go on")
    assert resumed == [(draft,)]


def test_a_colleagues_draft_is_taken_over(desk: CasesDesk) -> None:
    draft = desk.start()
    desk.unlock(BEN)
    page, hands = opened(desk)
    taken = heard(page.taken_over)
    assert hands.shows("begun by Ana Ruiz")
    assert not hands.has("Go on")
    hands.press("Take over")
    assert taken == [(draft,)]
    assert desk.do(screen.load, draft).mine


def test_closing_a_draft_as_incomplete_is_asked_first(desk: CasesDesk) -> None:
    draft = desk.start()
    case = desk.case_of(draft)
    _, hands = opened(desk)
    name = f"Close as incomplete, {desk.do(home.load).drafts[0].code}"
    hands.press(name)
    hands.press("Keep it open")
    assert desk.do(home.load).drafts
    hands.press(name)
    hands.press("Yes, close it")
    assert desk.do(home.load).drafts == ()
    assert not hands.shows("Go on with")
    record = desk.do(cases.load, case).entries[0].record
    assert desk.do(results.load, record).completeness is Completeness.INCOMPLETE


def test_the_duties_of_a_case_stand_together_and_say_why_only_when_asked(desk: CasesDesk) -> None:
    desk.screened((EXCHANGE,))
    _, hands = opened(desk)
    assert hands.shows("Tell your supervisor now")
    assert hands.shows("2 things to tell, the first received")
    assert not hands.shows("In federal law")
    hands.press("Show why")
    assert hands.shows("In federal law")
    assert hands.shows("22 U.S.C. 7102(11)(A)")


def test_telling_once_closes_all_duties_of_the_case_with_the_proof(desk: CasesDesk) -> None:
    case = desk.do(tell.disclosed, NewCase(), "He says I owe him.")
    page, hands = opened(desk)
    hands.press("I have told someone")
    pick(page, "Who was told", "The specialist")
    pick(page, "How", "By phone")
    hands.write("Name or office", "J. Doe")
    hands.write("Reference number", "77-1")
    hands.press("Record that it was told")
    view = desk.do(cases.load, case)
    assert [duty.state for duty in view.duties] == [DutyState.DONE]
    proof = view.entries[0]
    assert proof.codes[:2] == ("specialist", "by_phone")
    assert {text.text for text in proof.texts} == {"J. Doe", "77-1"}
    assert hands.shows("No drafts are open, and nobody has to be told.")


@pytest.mark.parametrize(
    ("field", "typed", "said"),
    [
        ("At", "soon", "This is not a time."),
        ("At", "11:59 PM", "This moment is still to come."),
        ("On, Month", "13", "This is not a date."),
    ],
)
def test_a_wrong_moment_is_pointed_out_and_nothing_typed_is_lost(
    desk: CasesDesk, field: str, typed: str, said: str
) -> None:
    desk.do(tell.disclosed, NewCase(), "")
    _, hands = opened(desk)
    hands.press("I have told someone")
    hands.write("Name or office", "J. Doe")
    hands.rewrite(field, typed)
    hands.press("Record that it was told")
    assert hands.shows(said)
    assert hands.shows("J. Doe")
    assert hands.shows(typed)
    assert [duty.state for duty in desk.do(home.load).duties] == [DutyState.OPEN]


@pytest.mark.parametrize("typed", ["7:05", "07:05", "7:05 am", "7:05am"])
def test_a_time_is_read_as_people_type_it(desk: CasesDesk, typed: str) -> None:
    case = desk.do(tell.disclosed, NewCase(), "")
    _, hands = opened(desk)
    hands.press("I have told someone")
    hands.rewrite("At", typed)
    hands.press("Record that it was told")
    assert desk.do(cases.load, case).entries[0].codes[2] == "2026-11-22T07:05:00Z"


def test_a_mistaken_duty_goes_away_with_a_reason_only(desk: CasesDesk) -> None:
    case = desk.do(tell.disclosed, NewCase(), "")
    _, hands = opened(desk)
    hands.press("Show why")
    hands.press("This was a mistake")
    hands.press("Take the reminder away")
    assert hands.shows("Please say why, in a few words.")
    hands.write("Why was this a mistake? (needed)", "Pressed the wrong key.")
    hands.press("Take the reminder away")
    assert desk.do(cases.load, case).duties[0].state is DutyState.MISTAKEN


def test_names_are_counted_with_their_days(desk: CasesDesk) -> None:
    draft = desk.start()
    desk.call(draft, name="Keisha Brown")
    _, hands = opened(desk)
    assert hands.shows("1 name on this laptop, since today.")
    assert not hands.shows("Keisha")


def test_a_case_is_found_by_code_tag_or_name(desk: CasesDesk) -> None:
    draft = desk.start()
    desk.call(draft, name="Keisha Brown", tag="green jacket")
    desk.screened()
    code = desk.do(home.load).drafts[0].code
    page, hands = opened(desk)
    for typed in ("keisha", "green", code.lower()):
        hands.rewrite("Find a case", typed)
        hands.wait("1 case found")
        assert hands.has(f"Open case {code}")
    hands.rewrite("Find a case", "nobody at all")
    hands.wait("No case on this laptop has this code, tag or name.")
    found = heard(page.case_opened)
    hands.rewrite("Find a case", code)
    hands.wait("1 case found")
    hands.press(f"Open case {code}")
    assert found == [(desk.case_of(draft),)]


def test_what_was_not_handed_over_is_counted(desk: CasesDesk) -> None:
    desk.screened()
    _, hands = opened(desk)
    assert hands.shows("1 screening not yet handed over, since Nov 22, 2026.")


def test_an_unchecked_recovery_sheet_is_pointed_out(desk: CasesDesk) -> None:
    desk.do(first_start.make_sheet)
    page, hands = opened(desk)
    asked = heard(page.settings_asked)
    hands.press("Make a recovery sheet")
    assert asked == [()]


def test_a_changed_log_is_said_first(desk: CasesDesk) -> None:
    def break_it(session: Session) -> None:
        with session.change() as pen:
            pen.work.run("UPDATE log SET act = 'screening_finished' WHERE seq = 1")

    desk.do(break_it)
    desk.unlock()
    _, hands = opened(desk)
    assert hands.shows("Something was changed from outside")
