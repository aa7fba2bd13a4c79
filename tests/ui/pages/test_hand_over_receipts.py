"""What comes back: receipts and answers are taken in, and what the office safely has is cleared."""

from pathlib import Path

from PySide6.QtWidgets import QLineEdit
from tests.services.agency import Stop, ignore
from tests.ui.pages.exchange_desk import ExchangeDesk, between, made_exchange
from tests.ui.pages.test_hand_over import files, opened, screened, start

from merak.domain.decision import Decision
from merak.domain.ids import CaseId
from merak.services import backup, clear, hand_over, home, receipts, reviews, seal, take_in
from merak.services.seal import Occasion
from merak.services.session import Session
from merak.storage import peers, views
from merak.ui.hands import Hands

__all__ = ["between", "made_exchange"]

FILE = "The file from the office"


def handed_over(session: Session, stick: Path) -> Path:
    path = hand_over.export(session, stick, ignore, Stop()).path
    seal.by_policy(session, Occasion.HANDED_OVER)
    return path


def bring(between: ExchangeDesk) -> None:
    """Hand over without the window, and have the office take it in."""
    bundle = between.on_laptop(handed_over, between.stick)
    looked = take_in.preview(between.office, bundle, ignore, Stop())
    take_in.take_in(between.office, looked, ignore, Stop())
    bundle.unlink()


def receipt(between: ExchangeDesk) -> Path:
    (peer,) = peers.every(between.office.work)
    return receipts.write(between.office, peer.device, between.stick).path


def back_up(between: ExchangeDesk) -> None:
    folder = between.stick.parent / "backup"
    folder.mkdir(exist_ok=True)
    backup.write(between.office, folder)


def take(hands: Hands, file: Path) -> None:
    hands.rewrite(FILE, str(file))
    hands.press("Take it")
    hands.settle()


def cases_on(session: Session) -> tuple[CaseId, ...]:
    return tuple(one.case for one in clear.every(session))


def test_a_receipt_says_what_the_office_has_and_that_nothing_can_be_cleared_yet(
    between: ExchangeDesk,
) -> None:
    between.enrol()
    between.on_laptop(screened)
    bring(between)
    hands = opened(between)
    take(hands, receipt(between))
    assert hands.shows("The office has everything up to bundle 1")
    assert hands.shows("It is not in the office’s own backup yet")
    assert hands.shows("Nothing waits: the office has confirmed all there is.")
    assert hands.shows("Nothing can be cleared yet.")
    assert not hands.has("Clear 1 case")


def test_what_the_office_safely_has_is_cleared_after_a_second_press(between: ExchangeDesk) -> None:
    between.enrol()
    between.on_laptop(screened)
    between.on_laptop(screened)
    bring(between)
    back_up(between)
    hands = opened(between)
    take(hands, receipt(between))
    assert hands.shows("2 cases can be cleared")
    hands.press("Clear 2 cases")
    hands.press("Keep them")
    assert len(between.on_laptop(cases_on)) == 2
    hands.press("Clear 2 cases")
    hands.press("Yes, clear them")
    assert hands.shows("2 cases are cleared")
    assert hands.shows("No case is on this laptop.")
    assert between.on_laptop(cases_on) == ()
    assert len(home.load(between.office).cases) == 2


def test_what_stays_is_listed_with_why(between: ExchangeDesk) -> None:
    between.enrol()
    told = between.on_laptop(screened, "debt")
    between.on_laptop(screened)
    bring(between)
    back_up(between)
    given = receipt(between)
    draft = between.on_laptop(start)
    hands = opened(between)
    take(hands, given)
    codes = {one.case: one.code for one in between.on_laptop(clear.every)}
    assert hands.shows(f"Somebody must still be told: {codes[told]}.")
    assert hands.shows("A draft is open: ")
    assert hands.has("Clear 1 case")
    assert draft


def test_an_answer_of_the_office_comes_by_the_same_way(between: ExchangeDesk) -> None:
    between.enrol()
    case = between.on_laptop(screened)
    bring(between)
    (screening,) = views.screenings(between.office.work, case)
    reviews.review(between.office, screening.record, Decision.RETURNED, "Ask about school again.")
    (peer,) = peers.every(between.office.work)
    done = hand_over.export_to(between.office, peer.device, between.stick, ignore, Stop())
    hands = opened(between)
    take(hands, done.path)
    assert hands.shows("from the office")
    assert hands.shows("You find them in the cases they belong to.")
    take(hands, done.path)
    assert hands.shows("There was nothing new in it")


def test_each_wrong_file_says_what_it_is_and_changes_nothing(between: ExchangeDesk) -> None:
    between.enrol()
    between.on_laptop(screened)
    bring(between)
    hands = opened(between)
    given = receipt(between)
    data = given.read_bytes()
    broken = between.stick / "broken.age"
    broken.write_bytes(data[:-20])
    take(hands, broken)
    assert hands.shows("The file was damaged on the way.")
    other = between.stick / "notes.txt"
    other.write_text("nothing of ours")
    take(hands, other)
    assert hands.shows("This is not a file that was made for you.")
    take(hands, between.stick / "gone.age")
    assert hands.shows("The file is not there.")
    take(hands, between.stick)
    assert hands.shows("This is a folder and not a file.")
    assert between.on_laptop(home.load).not_handed_over == 0
    take(hands, given)
    assert hands.shows("The office has everything up to bundle 1")


def test_a_receipt_is_chosen_from_the_list(between: ExchangeDesk) -> None:
    between.enrol()
    between.on_laptop(screened)
    bring(between)
    given = receipt(between)
    assert given in files(between)
    hands = opened(between)
    hands.rewrite(FILE, "")
    page = between._shown[-1]
    back = page._back  # type: ignore[attr-defined]
    back._place._at = between.stick
    back._place._look.click()
    hands.settle()
    hands.go_to(given.name)
    typed = [field.text() for field in back.findChildren(QLineEdit)]
    assert typed == [str(given)]
    hands.press("Take it")
    assert hands.shows("The office has everything up to bundle 1")
