"""A whole day through the real window with a marker in every field, in a process of its own.

`python -m tests.promises.marked_day VAULT` says how far it is, one word a line, and waits each time
for a line before it goes on: "open" with everything typed and half a note unsaved, "locked", and
"closed". The first line is the recovery sheet, the last one what Python did with sockets.
"""

import sys
from pathlib import Path

from PySide6.QtWidgets import QApplication
from tests.journeys.conftest import Desk
from tests.journeys.steps import KEY, answer, finish, settle_first

from merak.ui import accessibility
from merak.ui.focus import FocusRing
from merak.ui.hands import Hands

FIELDS = (
    "user",
    "tag",
    "number",
    "name",
    "other_names",
    "gender",
    "note",
    "half_a_note",
    "told",
    "unsafe",
    "judgement",
    "who_was_told",
    "reference",
    "added",
    "error",
    "colleague",
)
TYPED = {field: f"Vexq{number:02}tarnold" for number, field in enumerate(FIELDS)}
PASSPHRASES = {
    "passphrase": "quern lapwing vexqa tarnold sedge",
    "changed": "cobble heron vexqb tarnold thistle",
    "colleagues": "bracken otter vexqc tarnold plinth",
}
_SHEET = 20
_SEARCHED = "Vexq99tarnold"
LOOKED_FOR = {**TYPED, **PASSPHRASES, "searched": _SEARCHED, "birth_date": "2011-07-19"}
"""Everything that was typed, by what it was."""


def watch_sockets() -> list[str]:
    """Notes from now on, in the list, whatever this process does with a socket."""
    seen: list[str] = []

    def note(event: str, _: tuple[object, ...]) -> None:
        if event.startswith("socket."):
            seen.append(event)

    sys.addaudithook(note)
    return seen


def main(place: Path) -> None:
    sockets = watch_sockets()
    app = QApplication(["merak"])
    accessibility.install()
    FocusRing(app)
    desk = Desk(app, place)
    hands = desk.start()
    print(" ".join(_first_start(hands)))
    _screening(hands)
    _result(hands)
    _people(hands)
    hands.press("Home")
    hands.write("Find a case", _SEARCHED)
    hands.press("Begin a screening")
    settle_first(hands)
    hands.key(KEY.Key_N)
    hands.keys(TYPED["half_a_note"])
    _wait("open")
    hands.key(KEY.Key_F12)
    hands.settle()
    _wait("locked")
    desk.stop()
    _wait("closed")
    print(" ".join(sockets))


def _wait(said: str) -> None:
    print(said, flush=True)
    sys.stdin.readline()


def _first_start(hands: Hands) -> list[str]:
    hands.press("Next")
    hands.write("Your name", TYPED["user"])
    hands.write("Passphrase", PASSPHRASES["passphrase"])
    hands.write("The same passphrase again", PASSPHRASES["passphrase"])
    hands.press("Next")
    hands.pick("State or territory", "Texas")
    hands.press("Detention center or juvenile facility")
    hands.press("Make the vault")
    hands.until(lambda: hands.has("I have written them down"), "the sheet")
    words = [text for text in hands.texts() if text.isalpha() and text.islower()][-_SHEET:]
    hands.press("Do this later")
    hands.press("Finish")
    hands.wait("Begin a screening")
    return words


def _screening(hands: Hands) -> None:
    hands.press("Begin a screening")
    settle_first(hands)
    hands.key(KEY.Key_N)
    hands.keys(TYPED["note"])
    hands.press("About the young person")
    for name, field in (
        ("A tag to find this screening by", "tag"),
        ("The facility's own number", "number"),
        ("Name", "name"),
        ("Other names", "other_names"),
        ("Gender, in their own words", "gender"),
    ):
        hands.write(name, TYPED[field])
    for part, number in (("Month", "7"), ("Day", "19"), ("Year", "2011")):
        hands.write(f"Birth date, {part}", number)
    hands.press("Back to the questions")
    hands.until(lambda: hands.has("Stop here"), "the screening")
    _card(hands, KEY.Key_F8, TYPED["told"])
    _card(hands, KEY.Key_F9, TYPED["unsafe"], "They may hurt themselves, or have done so")
    answer(hands, "1222", "2222", "21", "222", "122", "221")
    finish(hands)


def _card(hands: Hands, key: KEY, words: str, about: str = "") -> None:
    hands.key(key)
    if about:
        hands.press(about)
        hands.write("What you saw or heard, and what you did", words)
    else:
        hands.keys(words)
    hands.press("Record this now")
    hands.press("Go back")


def _result(hands: Hands) -> None:
    hands.press("Possible concern")
    hands.write("Your reason", TYPED["judgement"])
    hands.press("Record my judgement")
    hands.press("I have told someone")
    hands.write("Name or office", TYPED["who_was_told"])
    hands.write("Reference number", TYPED["reference"])
    hands.press("Record that it was told")
    hands.press("Open the case")
    hands.press("Add something")
    hands.write("What you want to add", TYPED["added"])
    hands.press("Add it")
    hands.wait("Added later")
    hands.press("Entered in error")
    hands.press("Another reason")
    hands.write("In a few words", TYPED["error"])
    hands.press("Mark as entered in error")
    hands.press("Yes, it was entered in error")
    hands.press("Close")


def _people(hands: Hands) -> None:
    hands.press("Settings")
    hands.go_to("People on this laptop")
    hands.press("Add a person")
    hands.write("Name", TYPED["colleague"])
    hands.write("Passphrase", PASSPHRASES["colleagues"])
    hands.write("The same passphrase again", PASSPHRASES["colleagues"])
    hands.press("Add")
    hands.wait(f"{TYPED['colleague']} can open this laptop")
    hands.go_to("Your passphrase")
    hands.write("Your passphrase now", PASSPHRASES["passphrase"])
    hands.write("New passphrase", PASSPHRASES["changed"])
    hands.write("The same passphrase again", PASSPHRASES["changed"])
    hands.press("Change the passphrase")
    hands.wait("Your passphrase is changed")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
