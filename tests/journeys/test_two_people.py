"""Two people on one laptop: each their own passphrase, and one goes on for the other."""

from tests.journeys.conftest import COLLEAGUE, COLLEAGUES_PASSPHRASE, NAME, PASSPHRASE, Desk
from tests.journeys.steps import KEY, answer, begin, chosen, finish, screened

from merak.services import home, users
from merak.ui.hands import Hands

_NEWCOMER, _NEWCOMERS_PASSPHRASE = "Ines Marsh", "river walnut copper stadium"


def _shift_ends(desk: Desk) -> Hands:
    """Rosa begins a screening and locks; Sam unlocks."""
    hands = desk.unlock()
    begin(hands)
    answer(hands, "2322")
    hands.key(KEY.Key_F12)
    return desk.unlock(COLLEAGUE, COLLEAGUES_PASSPHRASE, hands)


def test_a_draft_is_taken_over_with_all_its_answers_and_says_whose_it_was(desk: Desk) -> None:
    hands = _shift_ends(desk)
    hands.wait("Go on with")
    assert hands.shows(f"begun by {NAME}")
    assert not hands.has("Go on")
    hands.press("Take over")
    hands.until(lambda: hands.has("Stop here"), "the screening")
    hands.press("Back")
    assert [chosen(hands, at) for at in (1, 2, 3, 4)] == ["No", "Not known", "No", "No"]
    hands.press("Stop here")
    hands.wait("Go on with")
    assert hands.has("Go on")
    assert not hands.shows("begun by")
    with desk.session() as session:
        (draft,) = home.load(session).drafts
        assert (draft.owner_name, draft.mine) == (COLLEAGUE, False)


def test_who_finishes_is_named_in_the_result(desk: Desk) -> None:
    hands = _shift_ends(desk)
    hands.press("Take over")
    hands.until(lambda: hands.has("Stop here"), "the screening")
    answer(hands, "2222", "22", "222", "222", "222")
    finish(hands)
    assert hands.shows(f"by {COLLEAGUE}")
    assert not hands.shows(f"by {NAME}")


def test_a_draft_that_nobody_goes_on_with_is_closed_as_incomplete_and_gives_a_result(
    desk: Desk,
) -> None:
    hands = _shift_ends(desk)
    hands.press("Close as incomplete")
    hands.wait("Close it as incomplete?")
    hands.press("Keep it open")
    assert hands.has("Take over")
    hands.press("Close as incomplete")
    hands.press("Yes, close it")
    assert not hands.shows("Go on with")
    assert hands.shows("Not enough information")
    with desk.session() as session:
        shown = home.load(session)
        assert shown.drafts == ()
        assert [line.insufficient for line in shown.cases] == [True]


def test_a_case_is_given_to_a_colleague_who_finds_it_as_their_own(desk: Desk) -> None:
    hands = desk.unlock()
    screened(hands)
    hands.press("Open the case")
    assert hands.shows("Your case")
    hands.press("Give to a colleague")
    hands.pick("To whom?", COLLEAGUE)
    hands.press("Give the case")
    hands.wait(f"With {COLLEAGUE}")
    hands.press("Home")
    assert hands.shows("with a colleague")
    with desk.session(COLLEAGUE, COLLEAGUES_PASSPHRASE) as session:
        (line,) = home.load(session).cases
        assert line.mine


def test_the_keeper_adds_somebody_who_chooses_their_own_passphrase_and_unlocks(
    desk: Desk,
) -> None:
    hands = desk.unlock()
    hands.press("Settings")
    hands.go_to("People on this laptop")
    hands.wait(COLLEAGUE)
    hands.press("Add a person")
    hands.write("Name", _NEWCOMER)
    hands.write("Passphrase", _NEWCOMERS_PASSPHRASE)
    hands.write("The same passphrase again", _NEWCOMERS_PASSPHRASE)
    hands.press("Add")
    hands.wait(f"{_NEWCOMER} can open this laptop")
    hands.press("Lock")
    desk.unlock(_NEWCOMER, _NEWCOMERS_PASSPHRASE, hands)
    hands.wait(f"Hello, {_NEWCOMER}")
    with desk.session(NAME, PASSPHRASE) as session:
        assert [user.name for user in users.everyone(session)][-1:] == [_NEWCOMER]
