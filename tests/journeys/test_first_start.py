"""From an empty folder to a first result, and the recovery sheet that was made on the way."""

from tests.journeys.conftest import NAME, PASSPHRASE, Desk
from tests.journeys.steps import (
    KEY,
    NOTHING,
    SHIFT,
    answer,
    finish,
    focused,
    reach,
    screened,
)

from merak.services import home
from merak.ui.hands import Hands

_SHEET = 20
_NEW_PASSPHRASE = "gravel harbor monday trumpet"


def _make_vault(hands: Hands) -> list[str]:
    """First start by presses; returns the words of the sheet."""
    hands.press("Next")
    hands.write("Your name", NAME)
    hands.write("Passphrase", PASSPHRASE)
    hands.write("The same passphrase again", PASSPHRASE)
    hands.press("Next")
    hands.pick("State or territory", "Texas")
    hands.press("Detention center or juvenile facility")
    hands.press("Make the vault")
    hands.until(lambda: hands.has("I have written them down"), "the sheet")
    words = _sheet(hands)
    hands.press("I have written them down")
    _copy(hands, words)
    hands.press("Check the words")
    hands.press("Finish")
    hands.wait("Begin a screening")
    return words


def _sheet(hands: Hands) -> list[str]:
    return [text for text in hands.texts() if text.isalpha() and text.islower()][-_SHEET:]


def _copy(hands: Hands, words: list[str]) -> None:
    for position in range(1, _SHEET + 1):
        if hands.asks(f"Word {position}"):
            hands.write(f"Word {position}", words[position - 1])


def test_a_first_day_by_presses_ends_with_a_result_that_is_there_the_next_day(
    empty_desk: Desk,
) -> None:
    hands = empty_desk.start()
    assert hands.shows("What you can rely on")
    _make_vault(hands)
    assert hands.shows("0 names on this laptop.")
    hands.press("Begin a screening")
    hands.press("Talk with the young person")
    hands.press("Nobody else can see or hear us here")
    hands.answer("Is the young person safe right now?", "Yes")
    hands.press("I have said this, and they could ask about it")
    hands.press("They want to go on")
    hands.press("13 to 15")
    hands.press("Start now")
    hands.until(lambda: hands.has("Stop here"), "the screening")
    while not hands.shows("Finish this screening?"):
        for question in [text for text in hands.texts() if text.startswith("Question ")]:
            hands.answer(question, "No")
        hands.press(next(text for text in hands.texts() if text.startswith("Next: ")))
    assert hands.shows("Everything was asked.")
    finish(hands)
    assert hands.shows("No indicator seen")
    with empty_desk.session() as session:
        (line,) = home.load(session).cases
        assert line.level["en"] == "No indicator seen"


def test_a_first_day_by_the_keyboard_alone_ends_with_a_result(empty_desk: Desk) -> None:
    hands = empty_desk.start()
    hands.key(KEY.Key_Space)
    hands.keys(NAME)
    hands.keys("\n" + PASSPHRASE + "\n" + PASSPHRASE + "\n")
    assert focused() == "State or territory"
    hands.keys("Texas")
    reach(hands, "Detention center or juvenile facility")
    hands.key(KEY.Key_Space)
    reach(hands, "Make the vault")
    hands.key(KEY.Key_Space)
    hands.until(lambda: hands.has("I have written them down"), "the sheet")
    words = _sheet(hands)
    hands.key(KEY.Key_Space)
    for _ in range(3):
        hands.keys(words[int(focused().removeprefix("Word ")) - 1])
        hands.key(KEY.Key_Tab)
    reach(hands, "Check the words")
    hands.key(KEY.Key_Space)
    reach(hands, "Finish")
    hands.key(KEY.Key_Space)
    hands.wait("0 names on this laptop.")
    assert focused() == "Begin a screening"
    hands.key(KEY.Key_Return)
    for words_of in (
        "Nobody else can see or hear us here",
        "Yes",
        "I have said this, and they could ask about it",
        "They want to go on",
        "12 or under",
        "Start now",
    ):
        reach(hands, words_of)
        hands.key(KEY.Key_Space)
    hands.until(lambda: hands.has("Stop here"), "the screening")
    answer(hands, *NOTHING)
    assert focused() == "Finish"
    hands.key(KEY.Key_Space)
    hands.wait("Why this level?")
    assert focused() == "Open the case"
    hands.key(KEY.Key_Space)
    hands.wait("What happened")
    # Back to where one came from works as well as on.
    hands.key(KEY.Key_Tab, SHIFT)
    with empty_desk.session() as session:
        (line,) = home.load(session).cases
        assert line.level["en"] == "No indicator seen"


def test_a_forgotten_passphrase_is_replaced_with_the_recovery_sheet(empty_desk: Desk) -> None:
    hands = empty_desk.start()
    words = _make_vault(hands)
    screened(hands)
    hands.key(KEY.Key_F12)
    hands.press("I forgot my passphrase")
    hands.press("Type the twenty words")
    for position, word in enumerate(words, 1):
        hands.write(f"Word {position}", word)
    hands.write("Your name", NAME)
    hands.write("New passphrase", _NEW_PASSPHRASE)
    hands.write("The same passphrase again", _NEW_PASSPHRASE)
    hands.press("Open")
    hands.wait("Begin a screening")
    assert hands.shows("No indicator seen")
    empty_desk.stop()
    hands = empty_desk.unlock(NAME, PASSPHRASE)
    assert hands.shows("This passphrase does not open the vault.")
    with empty_desk.session(NAME, _NEW_PASSPHRASE) as session:
        assert len(home.load(session).cases) == 1


def test_a_wrong_word_of_the_sheet_is_named_and_nothing_typed_is_lost(empty_desk: Desk) -> None:
    hands = empty_desk.start()
    words = _make_vault(hands)
    hands.press("Lock")
    hands.press("I forgot my passphrase")
    hands.press("Type the twenty words")
    typed = [*words[:6], "qqqqqqq", *words[7:]]
    for position, word in enumerate(typed, 1):
        hands.write(f"Word {position}", word)
    hands.write("Your name", NAME)
    hands.write("New passphrase", _NEW_PASSPHRASE)
    hands.write("The same passphrase again", _NEW_PASSPHRASE)
    hands.press("Open")
    assert hands.shows("Word 7 is on no recovery sheet.")
    hands.rewrite("Word 7", words[6])
    hands.press("Open")
    hands.wait("Begin a screening")
