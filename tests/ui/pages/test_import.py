"""Taking in bundles: looked at first, a result for each, receipts given back."""

import shutil
import threading
from pathlib import Path

from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from tests.ui.pages.office_desk import NORTH, FieldLaptop, OfficeDesk

from merak.domain.ledger import PeerState
from merak.domain.receipt import Keeping
from merak.services import office_overview, receipts, take_in_many
from merak.ui.hands import Hands
from merak.ui.pages.import_bundles import ImportPage


def page_of(at_office: OfficeDesk) -> Hands:
    return at_office.show(ImportPage(at_office.tasks))[1]


def came_from(at_office: OfficeDesk) -> tuple[int, ...]:
    lines = at_office.do(office_overview.load).laptops
    return tuple(line.last_sequence for line in lines)


def bundles(at_office: OfficeDesk) -> Path:
    folder = at_office.stick / "bundles"
    folder.mkdir(exist_ok=True)
    return folder


def handed_over(at_office: OfficeDesk, laptop: FieldLaptop) -> Path:
    laptop.screened()
    return laptop.hand_over(bundles(at_office)).path


def check_all(hands: Hands, folder: Path) -> None:
    hands.rewrite("Stick or folder with bundles", str(folder))
    hands.press("Check all bundles in it")


def test_a_look_at_a_folder_changes_nothing(at_office: OfficeDesk) -> None:
    handed_over(at_office, at_office.enrolled())
    hands = page_of(at_office)
    check_all(hands, bundles(at_office))
    assert hands.shows("What would come in")
    assert hands.shows(f"{NORTH}, bundle 1")
    assert came_from(at_office) == (0,)


def test_a_bundle_is_taken_in_and_its_laptop_gets_a_receipt(at_office: OfficeDesk) -> None:
    laptop = at_office.enrolled()
    handed_over(at_office, laptop)
    hands = page_of(at_office)
    check_all(hands, bundles(at_office))
    hands.press("Take in 1 bundle")
    hands.wait("1 bundle taken in, 0 here already, 0 refused.")
    assert came_from(at_office) == (1,)
    back = at_office.tmp / "back"
    back.mkdir()
    hands.write("Stick or folder for the receipts", str(back))
    hands.press("Write the receipts")
    hands.wait("Nothing may be cleared yet: back up first.")
    (file,) = back.iterdir()
    assert receipts.take(laptop.session, file).keeping is Keeping.TAKEN_IN


def test_after_a_backup_the_receipt_lets_the_laptop_clear(at_office: OfficeDesk) -> None:
    laptop = at_office.enrolled()
    handed_over(at_office, laptop)
    hands = page_of(at_office)
    check_all(hands, bundles(at_office))
    hands.press("Take in 1 bundle")
    safe, back = at_office.tmp / "safe", at_office.tmp / "back"
    safe.mkdir()
    back.mkdir()
    hands.write("Folder for the backup", str(safe))
    hands.press("Back up")
    hands.wait("Backed up and read back")
    hands.write("Stick or folder for the receipts", str(back))
    hands.press("Write the receipts")
    hands.wait("One receipt is written")
    (file,) = back.iterdir()
    assert receipts.take(laptop.session, file).keeping is Keeping.DURABLE


def test_each_bundle_of_a_folder_has_a_result_of_its_own(at_office: OfficeDesk) -> None:
    laptop = at_office.enrolled()
    handed_over(at_office, laptop)
    (bundles(at_office) / "stray.age").write_bytes(b"nothing of ours")
    hands = page_of(at_office)
    check_all(hands, bundles(at_office))
    hands.press("Take in 1 bundle")
    hands.wait("1 bundle taken in, 0 here already, 1 refused.")
    assert hands.shows("stray.age")
    assert hands.shows("This is not a file that was made for you.")
    hands.press("Choose other bundles")
    check_all(hands, bundles(at_office))
    assert hands.shows("Here already. Nothing would change.")
    hands.press("Go on")
    hands.wait("0 bundles taken in, 1 here already, 1 refused.")


def test_missing_numbers_are_told_before_and_after(at_office: OfficeDesk) -> None:
    laptop = at_office.enrolled()
    first = handed_over(at_office, laptop)
    second = handed_over(at_office, laptop)
    hands = page_of(at_office)
    hands.press("A single file instead")
    hands.write("One bundle", str(second))
    hands.press("Check this bundle")
    assert hands.shows(f"{NORTH}, bundle 2")
    hands.press("Take in 1 bundle")
    hands.wait("1 bundle taken in")
    # A bundle holds all that was not confirmed: the first one adds nothing and is missed by nobody.
    assert at_office.do(office_overview.load).laptops[0].missing == ()
    hands.press("Choose other bundles")
    hands.rewrite("One bundle", str(first))
    hands.press("Check this bundle")
    assert hands.shows("0 new records")


def test_a_damaged_bundle_is_refused_and_stays_where_it_is(at_office: OfficeDesk) -> None:
    file = handed_over(at_office, at_office.enrolled())
    whole = bytearray(file.read_bytes())
    whole[len(whole) // 2] ^= 1
    file.write_bytes(bytes(whole))
    hands = page_of(at_office)
    check_all(hands, bundles(at_office))
    assert hands.shows("The file was damaged on the way.")
    assert not hands.has("Take in 1 bundle")
    assert file.exists()
    assert came_from(at_office) == (0,)


def test_an_empty_folder_and_one_that_is_gone_are_said(at_office: OfficeDesk) -> None:
    hands = page_of(at_office)
    check_all(hands, bundles(at_office))
    assert hands.shows("There are no bundles")
    check_all(hands, at_office.stick / "gone")
    assert hands.shows("There is no such folder, or it cannot be read.")
    assert not hands.has("Go on")
    assert hands.has("Choose other bundles")


def test_files_that_are_dropped_on_the_page_are_checked(at_office: OfficeDesk) -> None:
    file = handed_over(at_office, at_office.enrolled())
    page, hands = at_office.show(ImportPage(at_office.tasks))
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(file))])
    page.dropEvent(
        QDropEvent(
            QPointF(QPoint(40, 40)),
            Qt.DropAction.CopyAction,
            data,
            Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.NoModifier,
        )
    )
    hands.settle()
    assert hands.shows(f"{NORTH}, bundle 1")


def test_what_was_cancelled_is_not_taken_in_and_said(at_office: OfficeDesk) -> None:
    file = handed_over(at_office, at_office.enrolled())
    page, hands = at_office.show(ImportPage(at_office.tasks))
    stopped = threading.Event()

    def tell(_done: int, _total: int) -> None:
        pass

    looked = at_office.do(take_in_many.look, (file,), tell, stopped)
    stopped.set()
    came = at_office.do(take_in_many.take, looked, tell, stopped)
    page._came(came)
    assert hands.shows("1 bundle was not taken in.")
    assert came_from(at_office) == (0,)


def test_two_laptops_under_one_name_are_told_apart_and_shown_at_home(
    at_office: OfficeDesk,
) -> None:
    laptop = at_office.enrolled()
    laptop.screened()
    copied = at_office.tmp / "copied"
    laptop.session.close()
    shutil.copytree(laptop.place, copied)
    for place in (laptop.place, copied):
        laptop.open(place)
        handed_over(at_office, laptop)
        if place is not copied:
            laptop.session.close()
    hands = page_of(at_office)
    check_all(hands, bundles(at_office))
    hands.press("Take in 2 bundles")
    hands.wait("1 bundle taken in, 0 here already, 1 refused.")
    assert at_office.do(office_overview.load).laptops[0].state is PeerState.FORKED


def test_the_office_still_takes_from_the_laptop_afterwards(at_office: OfficeDesk) -> None:
    laptop = at_office.enrolled()
    handed_over(at_office, laptop)
    hands = page_of(at_office)
    check_all(hands, bundles(at_office))
    hands.press("Take in 1 bundle")
    handed_over(at_office, laptop)
    hands.press("Choose other bundles")
    hands.press("Check all bundles in it")
    hands.press("Take in 1 bundle")
    hands.wait("1 bundle taken in, 1 here already")
    line = at_office.do(office_overview.load).laptops[0]
    assert (line.last_sequence, line.state) == (2, PeerState.ENROLLED)
