"""Hand over: the page says what goes, writes it, and tells what came of it."""

import errno
import os
from pathlib import Path

import pytest
from PySide6.QtWidgets import QPushButton
from tests.services.agency import Stop, ignore
from tests.ui.pages.exchange_desk import ExchangeDesk, between, made_exchange

from merak.domain.answer import Answer, Given
from merak.domain.facts import Age
from merak.domain.identity import Identity
from merak.domain.ids import CaseId, ItemId, ScreeningId
from merak.domain.screening import Preparation
from merak.services import current, finish, home, screen, take_in
from merak.services.screen import Beginning
from merak.services.session import NewCase, Session
from merak.storage import outside
from merak.ui.hands import Hands
from merak.ui.pages.hand_over import HandOverPage

__all__ = ["between", "made_exchange"]

NAME = "Invented Person"
WHERE = "Where it goes"


def start(session: Session) -> ScreeningId:
    beginning = Beginning(
        set_hash=screen.sets(session)[0].hash,
        preparation=Preparation(),
        age=Age(at_least=13, at_most=17),
        case=NewCase(),
    )
    return screen.start(session, beginning)


def screened(session: Session, item: str = "school_absence") -> CaseId:
    """Screen somebody with a name; the item decides whether somebody must be told."""
    draft = start(session)
    screen.identify(session, draft, Identity(name=NAME))
    screen.answer(session, draft, ItemId(item), Answer(value=Given(code="yes")))
    case = screen.load(session, draft).draft.case
    finish.finish(session, draft)
    return case


def name_of(session: Session, case: CaseId) -> str:
    name: str = current.identity(session, case).name
    return name


def opened(between: ExchangeDesk) -> Hands:
    return between.show(HandOverPage(between.tasks))


def write(hands: Hands, folder: Path) -> None:
    hands.rewrite(WHERE, str(folder))
    hands.press("Hand over now")
    hands.settle()


def files(between: ExchangeDesk) -> list[Path]:
    return sorted(between.stick.iterdir())


def code_of(between: ExchangeDesk, case: CaseId) -> str:
    lines = between.on_laptop(home.load).cases
    return str(next(line.code for line in lines if line.case == case))


def test_a_laptop_that_is_not_enrolled_says_why_nothing_goes_and_leads_there(
    between: ExchangeDesk,
) -> None:
    page = HandOverPage(between.tasks)
    hands = between.show(page)
    assert hands.shows("This laptop has no kit of an office yet.")
    assert not hands.has("Hand over now")
    with between.qtbot.waitSignal(page.office_asked):
        hands.press("Open the settings")


def test_what_goes_is_said_by_code_and_never_by_name(between: ExchangeDesk) -> None:
    between.enrol()
    case = between.on_laptop(screened)
    hands = opened(between)
    assert hands.shows(code_of(between, case))
    assert hands.shows("of 1 case")
    assert hands.shows("Only Practice agency can open it")
    assert hands.shows("After this, 1 case is sealed")
    assert not hands.shows(NAME)


def test_a_bundle_on_the_stick_reaches_the_office_and_the_name_leaves_the_laptop(
    between: ExchangeDesk,
) -> None:
    between.enrol()
    case = between.on_laptop(screened)
    hands = opened(between)
    write(hands, between.stick)
    assert hands.shows("Handed over:")
    assert hands.shows("1 case is sealed")
    (bundle,) = files(between)
    assert hands.shows(bundle.name)
    looked = take_in.preview(between.office, bundle, ignore, Stop())
    take_in.take_in(between.office, looked, ignore, Stop())
    assert name_of(between.office, case) == NAME
    assert between.on_laptop(name_of, case) == ""
    assert between.on_laptop(home.load).not_handed_over == 0


def test_open_drafts_are_listed_and_stay(between: ExchangeDesk) -> None:
    between.enrol()
    between.on_laptop(screened)
    draft = between.on_laptop(start)
    code = between.on_laptop(screen.load, draft).code
    hands = opened(between)
    assert hands.shows("Drafts stay here")
    assert hands.shows(f"{code}, saved ")


def test_a_name_that_somebody_may_still_ask_for_waits_and_says_so(between: ExchangeDesk) -> None:
    between.enrol()
    case = between.on_laptop(screened, "debt")
    hands = opened(between)
    assert hands.shows("is not sealed yet: somebody must still be told")
    write(hands, between.stick)
    assert between.on_laptop(name_of, case) == NAME


@pytest.mark.parametrize(
    ("code", "said"),
    [
        (errno.ENOSPC, "Not written: there is no room for the file."),
        (errno.EROFS, "Not written: this stick or folder takes no files."),
        (errno.EIO, "Not written: the stick or folder is not there, or was pulled out."),
        (errno.EBUSY, "Not written: the stick or disk reported a fault: EBUSY."),
    ],
)
def test_each_trouble_of_a_stick_has_its_sentence_and_leaves_nothing_there(
    between: ExchangeDesk, monkeypatch: pytest.MonkeyPatch, code: int, said: str
) -> None:
    between.enrol()
    between.on_laptop(screened)
    real = os.fsync

    def fails(handle: int) -> None:
        if Path(f"/proc/self/fd/{handle}").readlink().is_relative_to(between.stick):
            raise OSError(code, os.strerror(code))
        real(handle)

    hands = opened(between)
    with monkeypatch.context() as broken:
        broken.setattr(os, "fsync", fails)
        write(hands, between.stick)
    assert hands.shows(said)
    assert files(between) == []
    assert between.on_laptop(home.load).not_handed_over == 1
    write(hands, between.stick)
    assert hands.shows("Handed over:")


def test_a_stick_that_keeps_other_bytes_is_found_out(
    between: ExchangeDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    between.enrol()
    between.on_laptop(screened)
    hands = opened(between)
    with monkeypatch.context() as lying:
        lying.setattr(outside, "_sha256", lambda _path: "0" * 64)
        write(hands, between.stick)
    assert hands.shows("The stick did not keep what was written on it.")
    assert files(between) == []


def test_a_hand_over_that_is_stopped_leaves_nothing_and_can_begin_again(
    between: ExchangeDesk,
) -> None:
    between.enrol()
    between.on_laptop(screened)
    page = HandOverPage(between.tasks)
    hands = between.show(page)
    hands.rewrite(WHERE, str(between.stick))
    button = next(one for one in page.findChildren(QPushButton) if one.text() == "Hand over now")
    button.click()
    page._work.cancel.click()
    hands.settle()
    assert hands.shows("Stopped. Nothing was handed over.")
    assert files(between) == []
    write(hands, between.stick)
    assert len(files(between)) == 1


def test_without_a_place_it_asks_for_one(between: ExchangeDesk) -> None:
    between.enrol()
    between.on_laptop(screened)
    hands = opened(between)
    hands.press("Hand over now")
    assert hands.shows("Choose a folder or a stick.")


def test_what_is_not_confirmed_goes_again(between: ExchangeDesk) -> None:
    between.enrol()
    between.on_laptop(screened)
    hands = opened(between)
    write(hands, between.stick)
    assert hands.shows("Whatever the office has not confirmed yet goes again")
    write(hands, between.stick)
    assert hands.shows("is bundle 2.")
