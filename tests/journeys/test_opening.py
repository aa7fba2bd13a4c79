"""Everything that can keep a vault from opening has its own sentence, and costs nothing."""

from collections.abc import Callable
from pathlib import Path

import pytest
from tests.journeys.conftest import NAME, PASSPHRASE, Desk

from merak.ui import tries
from merak.ui.hands import Hands

_WRONG = "not the passphrase at all"


def test_a_wrong_passphrase_and_an_unknown_name_are_told_apart_and_both_stay_typed(
    desk: Desk,
) -> None:
    hands = desk.unlock(NAME, _WRONG)
    assert hands.shows("This passphrase does not open the vault.")
    hands.rewrite("Your name", "Nobody Here")
    hands.press("Open")
    assert hands.shows("Nobody of this name opens this vault.")
    assert "Nobody Here" in list(hands.texts())
    hands.rewrite("Your name", NAME)
    hands.rewrite("Passphrase", PASSPHRASE)
    hands.press("Open")
    hands.wait("Begin a screening")


def test_after_five_wrong_tries_each_next_one_waits_longer_and_nothing_is_wiped(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    # A second of waiting is over as soon as it has been shown.
    monkeypatch.setattr(tries, "_SECOND_MS", 1)
    waited: list[int] = []
    hands = desk.unlock(NAME, _WRONG)
    for _ in range(3):
        hands.press("Open")
        assert not hands.shows("You can try again")
    for _ in range(3):
        hands.press("Open")
        waited.append(_seconds(hands))
        hands.until(lambda: not hands.shows("You can try again"), "the end of the wait")
    assert waited[0] < waited[1] < waited[2]
    hands.rewrite("Passphrase", PASSPHRASE)
    hands.press("Open")
    hands.wait("Begin a screening")


def test_the_count_of_wrong_tries_outlasts_a_look_at_the_recovery_page(desk: Desk) -> None:
    hands = desk.unlock(NAME, _WRONG)
    for _ in range(3):
        hands.press("Open")
    hands.press("I forgot my passphrase")
    hands.press("Type the twenty words")
    hands.press("Back")
    hands.press("Back")
    hands.write("Your name", NAME)
    hands.write("Passphrase", _WRONG)
    hands.press("Open")
    assert _seconds(hands) <= 5
    hands.press("I forgot my passphrase")
    hands.press("Back")
    assert hands.shows("You can try again in")
    hands.write("Your name", NAME)
    hands.write("Passphrase", PASSPHRASE + "\n")
    assert not hands.shows("Begin a screening")


def _seconds(hands: Hands) -> int:
    said = next(text for text in hands.texts() if text.startswith("You can try again in"))
    return int(said.split()[5])


def _damage_slot(place: Path) -> None:
    for slot in place.glob("*.slot"):
        slot.write_bytes(slot.read_bytes()[:-20])


def _lose_work(place: Path) -> None:
    _the_file(place, "work").unlink()


def _damage_work(place: Path) -> None:
    file = _the_file(place, "work")
    content = bytearray(file.read_bytes())
    content[200:3000] = bytes(2800)
    file.write_bytes(content)


def _empty_work(place: Path) -> None:
    _the_file(place, "work").write_bytes(b"")


def _the_file(place: Path, part: str) -> Path:
    (found,) = [file for file in place.iterdir() if part in file.name and file.suffix == ".db"]
    return found


@pytest.mark.parametrize(
    ("harm", "said"),
    [
        (_damage_slot, "The file that holds your key is damaged."),
        (_lose_work, "A part of the vault is missing."),
        (_damage_work, "The vault is damaged."),
        (_empty_work, "The vault is damaged."),
    ],
)
def test_what_is_damaged_or_missing_is_said_and_no_new_vault_is_made(
    desk: Desk, harm: Callable[[Path], None], said: str
) -> None:
    harm(desk.place)
    before = _contents(desk.place)
    hands = desk.unlock()
    assert hands.shows(said)
    assert hands.asks("Passphrase")
    desk.stop()
    assert _contents(desk.place) == before


def _contents(place: Path) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in place.iterdir() if file.name != "lock"}


def test_a_vault_of_a_newer_version_is_left_as_it_is(desk: Desk) -> None:
    with desk.session() as session:
        session.vault.work.rows("PRAGMA user_version = 99")
    before = _contents(desk.place)
    hands = desk.unlock()
    assert hands.shows("The vault was written by a newer version of this program.")
    assert hands.shows("Nothing was changed.")
    desk.stop()
    assert _contents(desk.place) == before


def test_a_second_start_says_that_the_program_is_open_already(desk: Desk) -> None:
    first = desk.unlock()
    first.wait("Begin a screening")
    second = desk.unlock(hands=desk.start())
    assert second.shows("The program is open already.")
    assert first.shows("Begin a screening")
