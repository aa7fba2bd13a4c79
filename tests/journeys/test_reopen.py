"""A forgotten passphrase: the laptop asks, the office answers, the laptop opens with a new one."""

from pathlib import Path

from tests.journeys.conftest import NAME, Desk
from tests.journeys.test_office import AGENCY, make_office, try_sheets
from tests.services.agency import enrol_laptop

from merak.services import make_kit
from merak.ui.hands import Hands

_NEW = "gravel harbor monday trumpet"


def _words(hands: Hands) -> list[str]:
    return [text for text in hands.texts() if text.isalpha() and text.islower()][-7:]


def test_an_office_opens_a_laptop_whose_passphrase_is_forgotten(desk: Desk, tmp_path: Path) -> None:
    stick, back = tmp_path / "stick", tmp_path / "back"
    back.mkdir()
    office = Desk(desk.app, tmp_path / "office")
    hands = office.start()
    sheets = make_office(hands)
    try_sheets(hands, sheets[0], sheets[1])
    hands.wait(f"Office of {AGENCY}")
    with office.session() as at_office, desk.session() as at_laptop:
        make_kit.sign(at_office, make_kit.contents(at_office))
        enrol_laptop(at_office, at_laptop, stick)

    hands = desk.start()
    hands.press("I forgot my passphrase")
    hands.press("Ask the office")
    hands.write("Your name", NAME)
    hands.write("New passphrase", _NEW)
    hands.write("The same passphrase again", _NEW)
    hands.write("Stick with the kit", str(stick))
    before = set(stick.iterdir())
    hands.press("Make the request")
    hands.wait("Compare seven words with the office")
    words = _words(hands)
    (request,) = set(stick.iterdir()) - before
    hands.press("Back")
    hands.press("Ask the office")
    assert not hands.shows(words[0])
    hands.write("Your new passphrase", _NEW)
    hands.press("Show the seven words again")
    hands.wait("Compare seven words with the office")
    assert _words(hands) == words
    desk.stop()

    hands = office.unlock()
    hands.press("Laptops")
    hands.press("A passphrase is forgotten")
    hands.write("The laptop’s request to be opened", str(request))
    hands.press("Read the request")
    assert hands.shows("Who is asking?")
    assert _words(hands) == words
    for place, word in enumerate(words, 1):
        if hands.asks(f"Word {place}"):
            hands.write(f"Word {place}", word)
    hands.press(next(text for text in hands.texts() if text.startswith("Laptop of the north")))
    hands.write("One sheet, word 1", " ".join(sheets[2]))
    hands.write("Another sheet, word 1", " ".join(sheets[0]))
    hands.write("Stick or folder", str(back))
    hands.press("Write the answer")
    hands.wait("Written and read back")
    office.stop()

    hands = desk.start()
    hands.press("I forgot my passphrase")
    hands.press("Ask the office")
    hands.write("The office’s answer", str(next(back.iterdir())))
    hands.write("Your new passphrase", _NEW)
    hands.press("Open")
    hands.wait("Good")
    with desk.session(NAME, _NEW) as session:
        assert session.user.name == NAME
        assert not session.log_broken
