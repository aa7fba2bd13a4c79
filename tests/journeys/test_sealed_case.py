"""A case from its name to its code and words, and until this laptop has forgotten it."""

from pathlib import Path

from tests.journeys.conftest import COLLEAGUE, COLLEAGUES_PASSPHRASE, Desk
from tests.journeys.steps import NOTHING, answer, begin, everything, finish
from tests.journeys.test_hand_over import at_office, enrol_by_services, stick
from tests.journeys.test_review import hand_over, take

from merak.services import backup, current, home, receipts
from merak.services.session import Session
from merak.storage import mnemonics, peers
from merak.ui.hands import Hands

__all__ = ["at_office", "stick"]

NAME, WORDS, NOTE = "Keyla Torrance", "quartz kettle", "Came in with a bruise."


def screened_by_name(hands: Hands) -> None:
    """Screen somebody whose name is known, with a note, as far as the open case."""
    begin(hands)
    hands.press("About the young person")
    hands.wait("Who they are")
    hands.write("Name", NAME)
    hands.press("Back to the questions")
    hands.until(lambda: hands.has("Stop here"), "the screening")
    answer(hands, *NOTHING)
    finish(hands)
    hands.press("Open the case")
    hands.wait("What happened")
    hands.press("Add something")
    hands.write("What you want to add", NOTE)
    hands.press("Add it")
    hands.wait(NOTE)


def name_and_seal(hands: Hands) -> None:
    """Give the case words, and seal it."""
    hands.press("Words to know it by")
    hands.write("Words for this case", "keyla kettle\n")
    hands.wait("This points to who the young person is.")
    hands.rewrite("Words for this case", WORDS)
    hands.press("Keep these words")
    hands.wait(f"({WORDS})")
    hands.press("Seal this case")
    hands.press("Seal now")
    hands.press("Yes, seal it")
    hands.wait("The case is sealed")


def says(hands: Hands, *words: str) -> list[str]:
    hands.settle()
    return [word for word in words if any(word.lower() in text.lower() for text in everything())]


def test_a_case_is_known_by_its_words_once_nobody_can_read_who_it_is(
    desk: Desk, at_office: Session, stick: Path
) -> None:
    with desk.session() as session:
        enrol_by_services(session, at_office, stick)
    for file in stick.iterdir():
        file.unlink()
    hands = desk.unlock()
    screened_by_name(hands)
    name_and_seal(hands)
    assert says(hands, "keyla", "torrance", "bruise") == []
    assert says(hands, WORDS) == [WORDS]
    hands.press("Home")
    hands.wait("0 names on this laptop.")
    assert says(hands, "keyla", WORDS) == [WORDS]
    bundle = hand_over(hands, stick)
    assert says(hands, WORDS) == [WORDS]
    desk.stop()
    take(at_office, bundle)

    # A colleague, after a new start: the words, and never the name.
    hands = desk.unlock(COLLEAGUE, COLLEAGUES_PASSPHRASE)
    hands.wait("0 names on this laptop.")
    hands.write("Find a case", "kettle")
    hands.wait("1 case found")
    hands.rewrite("Find a case", "keyla")
    hands.wait("No case on this laptop has this code, tag or name.")
    hands.rewrite("Find a case", "quartz")
    hands.wait("1 case found")
    with desk.session() as session:
        (line,) = home.load(session).cases
        assert line.mnemonic == WORDS
        assert current.identity(session, line.case).name == ""
    assert current.identity(at_office, line.case).name == NAME
    assert home.load(at_office).cases[0].mnemonic == ""

    # The office has it in its backup, too: the laptop forgets the case, and its words.
    (stick / "backup").mkdir()
    backup.write(at_office, stick / "backup")
    (peer,) = peers.every(at_office.work)
    given = receipts.write(at_office, peer.device, stick).path
    hands = desk.unlock()
    hands.press("Hand over")
    hands.rewrite("The file from the office", str(given))
    hands.press("Take it")
    hands.wait("The office has everything up to bundle 1")
    assert says(hands, WORDS) == [WORDS]
    hands.press("Clear 1 case")
    hands.press("Yes, clear them")
    hands.wait("1 case is cleared")
    hands.press("Back to home")
    hands.wait("Nothing waits for you")
    assert says(hands, WORDS) == []
    with desk.session() as session:
        assert mnemonics.every(session.work) == {}
    at_office.close()


def test_before_a_hand_over_the_cases_without_words_can_be_given_some(
    desk: Desk, at_office: Session, stick: Path
) -> None:
    with desk.session() as session:
        enrol_by_services(session, at_office, stick)
    for file in stick.iterdir():
        file.unlink()
    hands = desk.unlock()
    screened_by_name(hands)
    hands.press("Home")
    hands.press("Hand over")
    hands.wait("1 case will then be known here by its code only.")
    hands.press("Choose words to know them by")
    hands.press("Suggest some")
    hands.press("Keep these words")
    hands.until(lambda: not hands.shows("will then be known here"), "the case has words")
    hands.rewrite("Where it goes", str(stick))
    hands.press("Hand over now")
    hands.wait("1 case is sealed")
    assert not hands.has("Choose words to know them by")
    hands.press("Back to home")
    with desk.session() as session:
        (line,) = home.load(session).cases
        assert len(line.mnemonic.split()) == 2
        assert current.identity(session, line.case).name == ""
    at_office.close()
