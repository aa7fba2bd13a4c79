"""Retention in the office: holds, and cases that two people delete for good."""

import secrets
import threading
from collections.abc import Callable, Iterator

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from tests.ui.audit import audit
from tests.ui.pages.cases_desk import heard
from tests.ui.pages.office_desk import OLGA, FieldLaptop, OfficeDesk

from merak.domain.ids import CaseId
from merak.services import holds, retention, take_in, tell, unlock, users
from merak.services.retention import KeptCase, Which
from merak.services.session import NewCase, Session
from merak.storage import holds as kept_holds
from merak.storage.errors import DiskFull
from merak.storage.users import Role
from merak.ui import focus, theme
from merak.ui.hands import Hands
from merak.ui.pages.office_home import OfficeHomePage
from merak.ui.pages.retention import RetentionPage
from merak.ui.pages.retention_purge import PurgePage
from merak.ui.pages.review import ReviewPage
from merak.ui.theme import Look
from merak.ui.tries import Tries

ROSA, HERS = "Rosa Lind", "another one for the second desk"
NAME, TYPED = "Name of the second person", "Passphrase of the second person"
ORDERED = "A court or a law orders it"
LOOKS = (Look(), Look(dark=True), Look(scale=2.0), Look(dark=True, scale=2.0))


def brought(at_office: OfficeDesk, laptop: FieldLaptop) -> tuple[KeptCase, ...]:
    """Bring what the laptop has, and give all cases of the office."""
    path = laptop.hand_over(at_office.stick).path

    def act(session: Session) -> tuple[KeptCase, ...]:
        stop = threading.Event()
        looked = take_in.preview(session, path, lambda _: None, stop)
        take_in.take_in(session, looked, lambda _: None, stop)
        return retention.first(session).cases

    return at_office.do(act)


def add_rosa(session: Session) -> None:
    users.add(session, ROSA, bytearray(HERS.encode()), Role.CASEWORKER)


def hold(session: Session, case: CaseId) -> None:
    holds.hold(session, case)


@pytest.fixture
def two(at_office: OfficeDesk) -> OfficeDesk:
    """An office that two people open."""
    at_office.do(add_rosa)
    return at_office


@pytest.fixture
def laptop(two: OfficeDesk) -> FieldLaptop:
    return two.enrolled()


@pytest.fixture
def cases(two: OfficeDesk, laptop: FieldLaptop) -> tuple[KeptCase, ...]:
    """Two cases that came from a laptop, in one of which somebody must still be told."""
    laptop.screened()
    tell.disclosed(laptop.session, NewCase(), "")
    return brought(two, laptop)


def listed(two: OfficeDesk) -> tuple[RetentionPage, Hands]:
    return two.show(RetentionPage(two.tasks))


def purging(two: OfficeDesk, *cases: KeptCase) -> tuple[PurgePage, Hands]:
    page = PurgePage(two.tasks, tuple(one.case for one in cases), Tries(two.tasks))
    return two.show(page)


def second(hands: Hands, name: str = ROSA, passphrase: str = HERS) -> None:
    """The second person sits down and types."""
    hands.press(ORDERED)
    hands.rewrite(NAME, name)
    hands.write(TYPED, passphrase)
    hands.press(hands.begins_with("Delete "))


def left(two: OfficeDesk) -> int:
    return len(two.do(retention.first).cases)


def test_home_leads_there(at_office: OfficeDesk) -> None:
    page, hands = at_office.show(OfficeHomePage(at_office.tasks))
    asked = heard(page.retention_asked)
    hands.press("Retention")
    assert len(asked) == 1


def test_an_office_without_cases_says_so(two: OfficeDesk) -> None:
    _, hands = listed(two)
    assert hands.shows("No case is here")
    assert not hands.asks("Find a case")
    assert not hands.shows("second person is needed")


def test_a_keeper_alone_is_told_where_to_add_the_second(at_office: OfficeDesk) -> None:
    laptop = at_office.enrolled()
    laptop.screened()
    (case,) = brought(at_office, laptop)
    page, hands = listed(at_office)
    asked = heard(page.people_asked)
    assert hands.shows("To delete for good, a second person is needed")
    assert not hands.has(case.code)
    assert hands.has(f"Put {case.code} under hold")
    hands.press("Add a person")
    assert len(asked) == 1


def test_who_is_no_keeper_looks_and_changes_nothing(
    two: OfficeDesk, cases: tuple[KeptCase, ...]
) -> None:
    def open_as_rosa() -> Session:
        typed = bytearray(HERS.encode())
        return unlock.unlock(two.place, ROSA, typed, two.clock, secrets.token_bytes)

    two.tasks.open(two.tasks, open_as_rosa, lambda: None)
    _, hands = listed(two)
    assert hands.shows("You can look, and change nothing")
    for case in cases:
        assert hands.shows(case.code)
        assert not hands.has(case.code)
        assert not hands.has(f"Put {case.code} under hold")


def test_the_list_says_what_there_is_of_a_case(
    two: OfficeDesk, cases: tuple[KeptCase, ...]
) -> None:
    _, hands = listed(two)
    for case in cases:
        assert hands.shows(f"{case.records} records · Laptop of the north wing")
    assert hands.shows("1 reminder is open: somebody must still be told.")


def test_a_held_case_cannot_be_chosen_and_says_why(
    two: OfficeDesk, cases: tuple[KeptCase, ...]
) -> None:
    _, hands = listed(two)
    code = cases[0].code
    hands.press(code)
    assert hands.has("Delete 1 case for good")
    hands.press(f"Put {code} under hold")
    hands.press("No")
    assert not two.do(retention.case, cases[0].case).hold.since
    hands.press(f"Put {code} under hold")
    hands.press("Yes, hold it")
    assert hands.shows(f"by {OLGA}. It cannot be deleted.")
    assert not hands.has(code)
    assert not hands.has("Delete 1 case for good")
    hands.press(f"End the hold of {code}")
    hands.press("Yes, end it")
    assert hands.has(code)
    assert not two.do(retention.case, cases[0].case).hold.since


def test_a_hold_that_cannot_be_saved_says_so_beside_its_case(
    two: OfficeDesk, cases: tuple[KeptCase, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise DiskFull

    _, hands = listed(two)
    monkeypatch.setattr(kept_holds, "put", refuse)
    hands.press(f"Put {cases[0].code} under hold")
    hands.press("Yes, hold it")
    assert hands.shows("the disk is full")
    assert hands.has(f"Put {cases[0].code} under hold")


def test_what_is_chosen_stays_chosen_while_one_searches(
    two: OfficeDesk, cases: tuple[KeptCase, ...]
) -> None:
    page, hands = listed(two)
    asked = heard(page.purge_asked)
    hands.press(cases[0].code)
    hands.rewrite("Find a case", cases[1].code)
    hands.until(lambda: not hands.has(cases[0].code), "the case alone that was looked for")
    hands.press(cases[1].code)
    hands.press("Delete 2 cases for good")
    assert asked == [((cases[0].case, cases[1].case),)]
    hands.rewrite("Find a case", "0000000")
    hands.wait("No case here has this code.")


def test_the_list_begins_at_either_end_or_shows_only_what_is_held(
    two: OfficeDesk, cases: tuple[KeptCase, ...]
) -> None:
    _, hands = listed(two)

    def shown() -> list[str]:
        return [text for text in hands.texts() if text in (cases[0].code, cases[1].code)]

    assert shown() == [cases[0].code, cases[1].code]
    hands.pick("Show", "The longest untouched first")
    assert shown() == [cases[1].code, cases[0].code]
    hands.pick("Show", "Only what is under legal hold")
    assert hands.shows("Nothing is under legal hold.")
    two.do(hold, cases[1].case)
    hands.pick("Show", "The last touched first")
    hands.pick("Show", "Only what is under legal hold")
    assert shown() == [cases[1].code]


def test_all_that_are_shown_and_not_held_are_chosen_at_once(
    two: OfficeDesk, laptop: FieldLaptop
) -> None:
    for _ in range(3):
        tell.disclosed(laptop.session, NewCase(), "")
    cases = brought(two, laptop)
    two.do(hold, cases[0].case)
    page, hands = listed(two)
    asked = heard(page.purge_asked)
    hands.press("Choose all that are shown")
    hands.press("Delete 2 cases for good")
    assert asked == [((cases[1].case, cases[2].case),)]


def test_the_list_goes_on_when_asked(two: OfficeDesk, laptop: FieldLaptop) -> None:
    for _ in range(26):
        tell.disclosed(laptop.session, NewCase(), "")
    first = brought(two, laptop)
    _, hands = listed(two)
    last = two.do(retention.following, Which.LAST_TOUCHED, first[-1]).cases[0].code
    assert not hands.has(last)
    hands.press("Show more")
    assert hands.has(last)
    assert hands.has(first[0].code)
    assert not hands.has("Show more")


def test_a_review_says_since_when_its_case_is_held(two: OfficeDesk, laptop: FieldLaptop) -> None:
    record = laptop.screened()
    (case,) = brought(two, laptop)
    _, hands = two.show(ReviewPage(two.tasks, record))
    assert not hands.shows("Under legal hold")
    two.do(hold, case.case)
    _, hands = two.show(ReviewPage(two.tasks, record))
    assert hands.shows("Under legal hold since")


@pytest.fixture
def ring(qapp: QApplication) -> Iterator[None]:
    made = focus.FocusRing(qapp)
    yield
    made.deleteLater()
    theme.apply(qapp, Look())


def deciding(two: OfficeDesk, cases: tuple[KeptCase, ...]) -> QWidget:
    two.do(hold, cases[1].case)
    page, hands = listed(two)
    hands.press(cases[0].code)
    hands.press(f"Put {cases[0].code} under hold")
    return page


def refused(two: OfficeDesk, cases: tuple[KeptCase, ...]) -> QWidget:
    page, hands = purging(two, *cases)
    second(hands, ROSA, "something else altogether")
    return page


@pytest.mark.usefixtures("ring")
@pytest.mark.parametrize("make", [deciding, refused], ids=lambda make: make.__name__)
def test_everybody_can_use_it(
    qapp: QApplication,
    two: OfficeDesk,
    cases: tuple[KeptCase, ...],
    make: Callable[[OfficeDesk, tuple[KeptCase, ...]], QWidget],
) -> None:
    page = make(two, cases)
    for look in LOOKS:
        theme.apply(qapp, look)
        Hands(page, two.tasks).settle()
        assert audit(page) == []
