"""The name beside a screening under review: for those who open names, and gone when they leave."""

import pytest
from PySide6.QtWidgets import QApplication, QLabel
from tests.ui.audit import audit
from tests.ui.pages.office_desk import OLGA, FieldLaptop, OfficeDesk
from tests.ui.pages.test_office_people import ROSA, as_rosa, rosa
from tests.ui.pages.test_review_office import LOOKS, _take, ring

from merak.domain.bodies import IdentityKnown
from merak.domain.identity import Identity
from merak.domain.ids import CaseId, RecordId
from merak.domain.log_entry import Act
from merak.services import finish, results, screen
from merak.services.session import Session
from merak.storage import log
from merak.ui import theme, words
from merak.ui.access import User
from merak.ui.hands import Hands
from merak.ui.pages.review import ReviewPage

__all__ = ["ring", "rosa"]

WHO = Identity(name="Zenobia Quartermaine", facility_number="C-1042", birth_date="2010-03-04")
OTHER = Identity(name="Zenobia Quartermain")


class Came:
    """A screening in the office, and the laptop that it came from."""

    def __init__(self, at_office: OfficeDesk, who: Identity) -> None:
        self.at_office, self.laptop = at_office, at_office.enrolled()
        self.record = self._screened(who)
        self.take()

    def _screened(self, who: Identity) -> RecordId:
        made = self.laptop.screened()
        self.case = _case(self.laptop, made)
        draft = finish.reopen(self.laptop.session, made)
        screen.identify(self.laptop.session, draft, who)
        return finish.finish(self.laptop.session, draft)

    def take(self) -> None:
        self.at_office.do(_take, self.laptop.hand_over(self.at_office.stick).path)

    def open(self) -> tuple[ReviewPage, Hands]:
        return self.at_office.show(ReviewPage(self.at_office.tasks, self.record))

    def reads(self) -> int:
        found: int = self.at_office.do(_reads, self.case)
        return found


def _case(laptop: FieldLaptop, record: RecordId) -> CaseId:
    return results.load(laptop.session, record).case


def _reads(session: Session, case: CaseId) -> int:
    entries = log.entries(session.work, most=10_000)
    return sum(one.act == Act.IDENTITY_READ and one.about == case for one in entries)


@pytest.fixture
def came(at_office: OfficeDesk) -> Came:
    return Came(at_office, WHO)


def test_the_name_is_shown_when_asked_for_and_hidden_again_each_look_on_record(came: Came) -> None:
    _, hands = came.open()
    assert not hands.shows("Zenobia")
    assert came.reads() == 0
    hands.press("Show the name")
    hands.wait("Name: Zenobia Quartermaine")
    assert hands.shows("Facility number: C-1042")
    assert hands.shows(f"Born: {words.day(WHO.birth_date)}")
    hands.press("Hide the name")
    assert not hands.shows("Zenobia")
    hands.press("Show the name")
    hands.wait("Name: Zenobia Quartermaine")
    assert came.reads() == 2


def test_leaving_the_page_takes_the_name_off_it(came: Came) -> None:
    page, hands = came.open()
    hands.press("Show the name")
    hands.wait("Name: Zenobia Quartermaine")
    left: list[bool] = []
    page.flush(lambda: left.append(True))
    assert left
    assert not any("Zenobia" in label.text() for label in page.findChildren(QLabel))


def test_two_versions_stand_beside_each_other(came: Came) -> None:
    with came.laptop.session.change() as pen:
        pen.write(IdentityKnown(identity=OTHER), came.case)
        pen.log(Act.IDENTITY_CHANGED, came.case)
    came.take()
    _, hands = came.open()
    hands.press("Show the name")
    hands.wait("2 versions stand beside each other.")
    texts = list(hands.texts())
    assert {"Name: Zenobia Quartermaine", "Name: Zenobia Quartermain"} <= set(texts)


def test_who_opens_no_names_is_told_who_does(came: Came, rosa: User) -> None:
    as_rosa(came.at_office)
    _, hands = came.open()
    assert hands.shows(f"One person here can open names: {OLGA}.")
    assert rosa.name == ROSA
    assert not hands.has("Show the name")


def test_a_screening_that_came_without_a_name_says_so(at_office: OfficeDesk) -> None:
    laptop = at_office.enrolled()
    record = laptop.screened()
    at_office.do(_take, laptop.hand_over(at_office.stick).path)
    _, hands = at_office.show(ReviewPage(at_office.tasks, record))
    assert hands.shows("Nothing came that says who this is.")
    assert not hands.has("Show the name")


@pytest.mark.usefixtures("ring")
def test_everybody_can_read_a_name_that_is_shown(qapp: QApplication, came: Came) -> None:
    page, hands = came.open()
    hands.press("Show the name")
    hands.wait("Name: Zenobia Quartermaine")
    for look in LOOKS:
        theme.apply(qapp, look)
        hands.settle()
        assert audit(page) == []
