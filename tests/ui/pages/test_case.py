"""A case: everything that happened, and what can still be done about it."""

from datetime import timedelta

from tests.ui.pages.cases_desk import BEN, EXCHANGE, CasesDesk, heard, pick

from merak.domain.bodies import Relation
from merak.domain.ids import CaseId
from merak.domain.record import Kind
from merak.services import cases, finish, home, results, screen, tell, users
from merak.services.session import NewCase
from merak.ui.hands import Hands
from merak.ui.pages.case import CasePage


def opened(desk: CasesDesk, case: CaseId) -> tuple[CasePage, Hands]:
    return desk.show(CasePage(desk.tasks, case))


def screened(desk: CasesDesk, *yes: str) -> CaseId:
    return desk.do(results.load, desk.screened(yes)).case


def kinds(desk: CasesDesk, case: CaseId) -> list[Kind]:
    return [entry.kind for entry in desk.do(cases.load, case).entries]


def test_who_it_is_shows_only_when_asked_for(desk: CasesDesk) -> None:
    draft = desk.start()
    desk.call(draft, name="Keisha Brown", tag="green jacket", facility_number="D-4471")
    _, hands = opened(desk, desk.case_of(draft))
    # The name of a draft becomes the case's when it is finished.
    case = desk.case_of(draft)
    desk.do(finish.finish, draft)
    _, hands = opened(desk, case)
    assert hands.shows("green jacket")
    assert not hands.shows("Keisha")
    hands.press("Show who this is")
    assert hands.shows("Name: Keisha Brown")
    assert hands.shows("Facility number: D-4471")


def test_a_case_without_a_name_says_so(desk: CasesDesk) -> None:
    _, hands = opened(desk, screened(desk))
    hands.press("Show who this is")
    assert hands.shows("No name and no number is on this laptop.")


def test_the_timeline_tells_what_happened_newest_first(desk: CasesDesk) -> None:
    case = screened(desk, EXCHANGE)
    desk.do(tell.disclosed, case, "He says I owe him.")
    _, hands = opened(desk, case)
    for said in (
        "Something was told",
        "“He says I owe him.”",
        "Somebody must be told",
        "Clear concern",
        "Case opened",
    ):
        assert hands.shows(said)
    assert kinds(desk, case)[-1] is Kind.CASE_OPENED


def test_a_result_opens_from_the_timeline(desk: CasesDesk) -> None:
    case = screened(desk)
    page, hands = opened(desk, case)
    asked, again = heard(page.result_opened), heard(page.screen_again)
    hands.press("Open the result")
    hands.press("Screen again")
    assert asked == [(desk.do(cases.load, case).entries[0].record,)]
    assert again == [(case,)]


def test_reopening_makes_a_draft_and_stops_after_a_day(desk: CasesDesk) -> None:
    case = screened(desk)
    page, hands = opened(desk, case)
    reopened = heard(page.reopened)
    hands.press("Reopen")
    assert reopened == [(desk.do(home.load).drafts[0].id,)]
    other = screened(desk)
    desk.clock.moment += timedelta(hours=25)
    _, hands = opened(desk, other)
    assert not hands.has("Reopen")


def test_words_are_added_beside_what_stays(desk: CasesDesk) -> None:
    case = screened(desk)
    _, hands = opened(desk, case)
    hands.press("Add something")
    hands.press("Add it")
    assert hands.shows("Nothing is written yet.")
    hands.write("What you want to add", "She asked for the outreach worker.")
    hands.press("Add it")
    assert hands.shows("Added later")
    assert hands.shows("She asked for the outreach worker.")
    assert not hands.asks("What you want to add")
    assert kinds(desk, case)[0] is Kind.ADDENDUM


def test_a_lock_keeps_an_addition_that_is_being_written(desk: CasesDesk) -> None:
    case = screened(desk)
    page, hands = opened(desk, case)
    hands.press("Add something")
    hands.write("What you want to add", "She asked for")
    gone: list[str] = []
    page.flush(lambda: gone.append("gone"))
    hands.settle()
    assert gone == ["gone"]
    texts = desk.do(cases.load, case).entries[0].texts
    assert [text.text for text in texts] == ["She asked for"]


def test_with_nothing_typed_a_lock_goes_on_at_once(desk: CasesDesk) -> None:
    page, hands = opened(desk, screened(desk))
    hands.press("Add something")
    gone: list[str] = []
    page.flush(lambda: gone.append("gone"))
    assert gone == ["gone"]


def test_entered_in_error_is_asked_twice_and_then_counts_nowhere(desk: CasesDesk) -> None:
    case = screened(desk, EXCHANGE)
    _, hands = opened(desk, case)
    hands.press("Entered in error")
    hands.press("Mark as entered in error")
    assert hands.shows("Please choose a reason.")
    hands.press("It was entered twice")
    hands.press("Mark as entered in error")
    assert hands.shows("This cannot be undone. Go ahead?")
    assert Kind.ENTERED_IN_ERROR not in kinds(desk, case)
    hands.press("Yes, it was entered in error")
    view = desk.do(cases.load, case)
    assert next(one for one in view.entries if one.kind is Kind.SCREENING).in_error
    assert desk.do(home.load).duties == ()
    assert hands.shows("It was entered twice")


def test_another_reason_must_be_said(desk: CasesDesk) -> None:
    _, hands = opened(desk, screened(desk))
    hands.press("Entered in error")
    hands.press("Another reason")
    hands.press("Mark as entered in error")
    assert hands.shows("Please say why.")
    assert not hands.shows("This cannot be undone")


def test_no_at_the_second_question_changes_nothing(desk: CasesDesk) -> None:
    case = screened(desk)
    _, hands = opened(desk, case)
    hands.press("Entered in error")
    hands.press("It was only practice")
    hands.press("Mark as entered in error")
    hands.press("No, leave it as it is")
    assert Kind.ENTERED_IN_ERROR not in kinds(desk, case)
    assert not hands.has("Mark as entered in error")


def test_the_right_case_is_named_by_its_code(desk: CasesDesk) -> None:
    wrong, right = screened(desk), screened(desk)
    code = desk.do(cases.load, right).code
    _, hands = opened(desk, wrong)
    hands.press("Entered in error")
    hands.press("It is about another young person")
    hands.press("A young person who has a case here")
    hands.press("Mark as entered in error")
    assert hands.shows("Please type the code.")
    hands.write("The code of that case", "ZZZ-ZZZ")
    hands.press("Mark as entered in error")
    hands.press("Yes, it was entered in error")
    assert hands.shows("No case on this laptop has this code.")
    hands.rewrite("The code of that case", code.lower())
    hands.press("Mark as entered in error")
    hands.press("Yes, it was entered in error")
    assert hands.shows(f"Right case: {code}")


def test_the_right_case_may_begin_with_this(desk: CasesDesk) -> None:
    wrong = screened(desk)
    _, hands = opened(desk, wrong)
    hands.press("Entered in error")
    hands.press("It is about another young person")
    hands.press("A young person with no case yet: begin one")
    hands.press("Mark as entered in error")
    hands.press("Yes, it was entered in error")
    assert len(desk.do(home.load).cases) == 2


def test_a_case_goes_to_a_colleague(desk: CasesDesk) -> None:
    case = screened(desk)
    page, hands = opened(desk, case)
    hands.press("Give to a colleague")
    hands.press("Give the case")
    assert hands.shows("Please choose a colleague.")
    pick(page, "To whom?", BEN)
    hands.press("Give the case")
    assert not desk.do(cases.load, case).mine
    assert hands.shows(f"With {BEN}")


def test_where_nobody_else_works_here_that_is_said(desk: CasesDesk) -> None:
    ben = next(user for user in desk.do(users.everyone) if user.name == BEN)
    desk.do(users.remove, ben.id)
    _, hands = opened(desk, screened(desk))
    hands.press("Give to a colleague")
    assert hands.shows("Nobody else can open this laptop.")
    hands.press("Not now")
    assert not hands.shows("Nobody else can open this laptop.")


def test_drafts_and_linked_cases_stand_on_the_page(desk: CasesDesk) -> None:
    case, other = screened(desk), desk.do(tell.disclosed, NewCase(), "")
    draft = desk.start(case)
    desk.do(cases.link, case, other, Relation.SIBLING)
    page, hands = opened(desk, case)
    resumed, went = heard(page.resumed), heard(page.case_opened)
    hands.press("Go on")
    hands.press(f"Open case {desk.do(cases.load, other).code}")
    assert resumed == [(draft,)]
    assert went == [(other,)]
    assert hands.shows("Brother or sister")


def test_a_colleagues_draft_is_taken_over_from_here(desk: CasesDesk) -> None:
    draft = desk.start()
    desk.unlock(BEN)
    page, hands = opened(desk, desk.case_of(draft))
    resumed = heard(page.resumed)
    hands.press("Take over")
    assert resumed == [(draft,)]
    assert desk.do(screen.load, draft).mine


def test_a_form_taller_than_the_window_shows_where_the_keyboard_is(desk: CasesDesk) -> None:
    case = screened(desk, EXCHANGE)
    page, hands = opened(desk, case)
    page.resize(900, 300)
    hands.settle()
    hands.press("I have told someone")
    at = page.focusWidget()
    assert at is not None
    hands.until(lambda: not at.visibleRegion().isEmpty(), "the field with the focus")


def test_an_error_is_brought_into_view(desk: CasesDesk) -> None:
    case = screened(desk)
    page, hands = opened(desk, case)
    page.resize(900, 300)
    hands.settle()
    bar = page.area.verticalScrollBar()
    hands.until(lambda: bar.maximum() > 0, "a page longer than the window")
    desk.clock.moment += timedelta(hours=25)
    bar.setValue(bar.maximum())
    hands.press("Reopen")
    assert hands.shows("This screening can no longer be changed.")
    assert bar.value() == 0


def test_what_was_told_is_said_once_and_no_longer_as_something_to_do(desk: CasesDesk) -> None:
    case = screened(desk, EXCHANGE)
    _, hands = opened(desk, case)
    assert hands.shows("What to do now")
    hands.press("I have told someone")
    hands.press("Record that it was told")
    assert hands.shows("Somebody was told of 2 things, the first of")
    assert hands.shows("What was done")
    assert not hands.shows("What to do now")
