"""A kit with a set and contacts of the office's own, from its page to a screening at a laptop."""

from pathlib import Path

from PySide6.QtCore import QTimer
from tests.journeys.conftest import NAME, PASSPHRASE, Desk, make_vault
from tests.journeys.steps import settle_first
from tests.journeys.test_office import make_office, try_sheets

from merak import paths
from merak.services import enrol, indicator_sets, kits, laptops, make_kit
from merak.services.session import Session
from merak.ui.hands import Hands
from merak.ui.idle import Idle
from merak.ui.main_window import MainWindow

SET = (paths.indicators() / "merak-child-2015.yaml").read_text("utf-8")
OWN = SET.replace("id: merak-child-2015", "id: county-intake").replace(
    "19 indicators for young people", "County intake"
)
CONTACTS = (paths.resources() / "directory" / "emergency.yaml").read_text("utf-8")
OWN_CONTACTS = CONTACTS.replace("National Human Trafficking Hotline", "County desk").replace(
    "1-888-373-7888", "1-800-555-0100"
)
A_MINUTE_MS = 60_000


def enrolled(office: Session, laptop: Session, stick: Path) -> None:
    """Enrols through the services: this journey is about what comes later."""
    enrol.take_kit(laptop, enrol.read_kit(laptop, make_kit.save(office, stick)))
    asked = enrol.request(laptop, stick, "North wing")
    read = laptops.read_request(office, asked.path)
    typed = {at: asked.words[at - 1] for at in (2, 6)}
    laptops.approve(office, [(read, typed)])
    enrol.agree(laptop, typed)
    enrol.take_kit(laptop, enrol.read_kit(laptop, make_kit.save(office, stick)))
    for file in stick.iterdir():
        file.unlink()


def sign_what_is_ours(hands: Hands, folder: Path, stick: Path) -> None:
    """At the kit's page of an office: adds a set and contacts, and two minutes until a lock."""
    for name, text in (("set.yaml", OWN), ("contacts.yaml", OWN_CONTACTS)):
        (folder / name).write_text(text, encoding="utf-8")
    hands.press("Add a set from a file")
    hands.write("File of the set", str(folder / "set.yaml"))
    hands.press("Check and try the set")
    hands.wait("came out as the file says")
    hands.press("Take your own contacts from a file")
    hands.write("File of contacts", str(folder / "contacts.yaml"))
    hands.press("Read the file")
    hands.wait("with 8 contacts")
    hands.rewrite("Minutes until the program locks", "2")
    hands.press("Show what would change")
    hands.wait("This would change")
    hands.press("Sign this kit")
    hands.wait("is signed")
    hands.write("Stick or folder", str(stick))
    hands.press("Write the kit")
    hands.wait("Written and read back")


def minutes(window: MainWindow) -> int:
    """Gives after how many minutes the window locks."""
    (idle,) = window.findChildren(Idle)
    return max(one.interval() for one in idle.findChildren(QTimer)) // A_MINUTE_MS


def test_a_set_and_contacts_of_the_office_reach_a_screening(
    empty_desk: Desk, tmp_path: Path
) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    at_office = Desk(empty_desk.app, tmp_path / "office")
    hands = at_office.start()
    sheets = make_office(hands)
    try_sheets(hands, sheets[0], sheets[1])
    hands.press("Make the first kit")
    hands.press("Show what would change")
    hands.press("Sign this kit")
    hands.wait("Kit 1 is signed")
    laptop = make_vault(empty_desk.place)
    with at_office.session() as session:
        enrolled(session, laptop, stick)
    laptop.close()
    hands = at_office.unlock()
    hands.wait("Office of")
    hands.press("Kit")
    sign_what_is_ours(hands, tmp_path, stick)
    at_office.stop()

    hands = empty_desk.unlock()
    hands.wait(f"Hello, {NAME}")
    assert minutes(empty_desk.window()) == 5
    hands.press("Settings")
    hands.go_to("Office")
    (kit,) = stick.glob("*.kit")
    hands.write("The kit’s file", str(kit))
    hands.press("Read the kit")
    assert hands.shows("Indicator set county-intake: new, version 1.0.0.")
    assert hands.shows("Minutes until the program locks: 2. Before it was: 5.")
    assert hands.shows("Whom to call: County desk: 1-800-555-0100")
    hands.press("Take this kit")
    hands.wait("is taken")
    hands.press("Close")
    hands.wait(f"Hello, {NAME}")

    hands.press("Being told something")
    assert hands.shows("County desk")
    assert hands.shows("1-800-555-0100")
    hands.press("Home")
    hands.press("Begin a screening")
    hands.wait("How will you work?")
    hands.pick("Which questions?", "County intake")
    settle_first(hands)
    hands.press("Home")
    hands.wait("Go on with")
    hands.settle()
    window = empty_desk.window()
    assert minutes(window) == 2
    (idle,) = window.findChildren(Idle)
    idle.nearly.emit()
    assert hands.shows("This screen locks in a minute.")
    idle.reached.emit()
    hands.until(lambda: hands.has("Open"), "the neutral page")
    with empty_desk.session(NAME, PASSPHRASE) as session:
        assert kits.is_enrolled(session)
        assert [one.id for one in indicator_sets.every(session)] == [
            "merak-child-2015",
            "county-intake",
        ]
