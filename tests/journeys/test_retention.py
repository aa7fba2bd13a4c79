"""Holds and purges through the real window: in the office, and on a laptop that holds a case."""

import secrets
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.journeys.conftest import COLLEAGUE, COLLEAGUES_PASSPHRASE, NAME, PASSPHRASE, Desk
from tests.journeys.steps import screened
from tests.journeys.test_hand_over import at_office, enrol_by_services, stick
from tests.journeys.test_review import hand_over, take
from tests.services.agency import Stop, enrol_laptop, ignore
from tests.ui.pages.cases_desk import Clock
from tests.ui.pages.office_desk import FieldLaptop

from merak.domain.decision import PurgeReason
from merak.domain.ids import CaseId
from merak.domain.record import Kind
from merak.services import (
    answers,
    from_office,
    make_kit,
    office,
    purge,
    receipts,
    retention,
    seal,
    users,
)
from merak.services.session import Session
from merak.storage import records, views
from merak.storage.users import Role
from merak.ui.hands import Hands

__all__ = ["at_office", "stick"]

ROSA, HERS = "Rosa Lind", bytearray(b"another one for the second desk")


@pytest.fixture
def made(empty_desk: Desk) -> Session:
    """The office of the desk, which two people open; the window comes later."""
    session = office.create(
        empty_desk.place,
        office.Choices(keeper_name=NAME, agency_name="Practice agency"),
        bytearray(PASSPHRASE.encode()),
        empty_desk.clock,
        secrets.token_bytes,
    )
    office.try_sheets(session, office.make_sheets(session)[:2])
    make_kit.sign(session, make_kit.contents(session))
    users.add(session, COLLEAGUE, bytearray(COLLEAGUES_PASSPHRASE.encode()), Role.CASEWORKER)
    return session


@pytest.fixture
def laptop(made: Session, stick: Path, tmp_path: Path) -> Iterator[FieldLaptop]:
    """A laptop in the field that belongs to the office."""
    given = FieldLaptop(tmp_path / "laptop", Clock())
    enrol_laptop(made, given.session, stick)
    empty(stick)
    yield given
    given.session.close()


def empty(stick: Path) -> None:
    for file in stick.iterdir():
        file.unlink()


def here(session: Session, case: CaseId) -> int:
    """Count what a vault has of a case, sealed or not."""
    files = (session.work, session.private)
    return sum(len(records.all_of_case(file, case)) for file in files)


def delete(hands: Hands, code: str, name: str, passphrase: str) -> None:
    """The second person types into the page that is open."""
    hands.rewrite("Name of the second person", name)
    hands.rewrite("Passphrase of the second person", passphrase)
    hands.press("Delete 1 case for good")


def test_a_hold_stops_a_purge_and_two_people_delete_a_case_for_good(
    empty_desk: Desk, made: Session, laptop: FieldLaptop, stick: Path, tmp_path: Path
) -> None:
    laptop.screened()
    (kept,) = (shown.row.case for shown in views.cases(laptop.session.work))
    laptop.screened()
    bundle = laptop.hand_over(stick).path
    older = Path(shutil.copy(bundle, tmp_path / "older.age"))
    take(made, bundle)
    case = next(line for line in retention.first(made).cases if line.case != kept)
    made.close()
    seal.now(laptop.session, [case.case])
    hands = empty_desk.unlock()
    hands.press("Retention")
    hands.press(f"Put {case.code} under hold")
    hands.press("Yes, hold it")
    hands.wait("It cannot be deleted.")
    assert not hands.has(case.code)
    hands.press(f"End the hold of {case.code}")
    hands.press("Yes, end it")
    hands.press(case.code)
    hands.press("Delete 1 case for good")
    hands.wait("What does not go")
    hands.press("The time for keeping is over")
    delete(hands, case.code, NAME, PASSPHRASE)
    hands.wait("Two different people are needed.")
    delete(hands, case.code, COLLEAGUE, "none of their passphrases")
    hands.wait("This passphrase does not open the vault.")
    delete(hands, case.code, COLLEAGUE, COLLEAGUES_PASSPHRASE)
    hands.wait("1 case is deleted for good")
    assert not hands.has(case.code)
    hands.rewrite("Stick or folder for the laptops", str(stick))
    hands.press("Write the files")
    hands.wait("One file is written")
    (purging,) = stick.iterdir()
    # What comes before the laptop knows of it, old or new, brings nothing back.
    again = laptop.hand_over(tmp_path / "stick").path
    bring_back(hands, tmp_path, older, again)
    from_office.take(laptop.session, purging, ignore, Stop())
    assert here(laptop.session, case.case) == 0
    assert here(laptop.session, kept) > 0
    empty_desk.stop()
    refused_is_told(empty_desk, laptop, case.case, stick)


def bring_back(hands: Hands, top: Path, older: Path, again: Path) -> None:
    """Take in bundles from before the purge, by the window."""
    inbox = top / "inbox"
    inbox.mkdir()
    for bundle in (older, again):
        bundle.rename(inbox / bundle.name)
    hands.press("Back to home")
    hands.press("Take in bundles")
    hands.write("Stick or folder with bundles", str(inbox))
    hands.press("Check all bundles in it")
    hands.press("Take in 1 bundle")
    hands.wait("purged here before and stay away")


def refused_is_told(desk: Desk, laptop: FieldLaptop, case: CaseId, stick: Path) -> None:
    """The office has nothing of the case, and its receipt says what it did not take."""
    empty(stick)
    with desk.session() as session:
        assert here(session, case) == 0
        assert not session.log_broken
        receipt = receipts.write(session, laptop.session.vault.device, stick).path
    told = receipts.take(laptop.session, receipt)
    assert told.refused
    assert told.waiting == 0


def test_a_keeper_alone_is_led_to_where_the_second_is_added(empty_desk: Desk) -> None:
    session = office.create(
        empty_desk.place,
        office.Choices(keeper_name=NAME, agency_name="Practice agency"),
        bytearray(PASSPHRASE.encode()),
        empty_desk.clock,
        secrets.token_bytes,
    )
    office.try_sheets(session, office.make_sheets(session)[:2])
    session.close()
    hands = empty_desk.unlock()
    hands.press("Retention")
    hands.press("Add a person")
    hands.wait("People of this office")
    hands.press("Close")
    hands.wait("To delete for good, a second person is needed")


def test_a_case_that_a_laptop_holds_goes_there_only_when_the_hold_ends(
    desk: Desk, at_office: Session, stick: Path
) -> None:
    users.add(at_office, ROSA, bytearray(HERS), Role.CASEWORKER)
    with desk.session() as session:
        enrol_by_services(session, at_office, stick)
    empty(stick)
    hands = desk.unlock()
    screened(hands)
    hands.press("Home")
    take(at_office, hand_over(hands, stick))
    (case,) = retention.first(at_office).cases
    hands.press("Back to home")
    hands.rewrite("Find a case", case.code)
    hands.wait("1 case found")
    hands.press(f"Open case {case.code}")
    hands.press("Put under legal hold")
    hands.press("Yes, hold it")
    hands.wait("It is not cleared or deleted here before that ends.")
    purge.purge(at_office, [case.case], PurgeReason.ORDERED, ROSA, bytearray(HERS))
    (file,) = answers.write(at_office, stick, ignore, Stop(), Kind.PURGE)
    at_office.close()
    hands.press("Home")
    hands.press("Hand over")
    hands.wait("Held for a court or an inquiry")
    hands.rewrite("The file from the office", str(file.path))
    hands.press("Take it")
    hands.wait("from the office")
    hands.press("Back to home")
    hands.rewrite("Find a case", case.code)
    hands.wait("1 case found")
    hands.press(f"Open case {case.code}")
    hands.wait("The office has deleted this case for good.")
    hands.press("End the legal hold")
    hands.press("Yes, end it")
    # Home is as on the first day: the one case is gone.
    hands.wait("Hello")
    assert not hands.shows(case.code)
