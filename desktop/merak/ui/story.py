"""Plays an invented case through the real window, and leaves a numbered picture of each page.

The young person, the caseworker and all that is told here are made up.
"""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from merak.domain.preferences import Appearance, Language, Preferences
from merak.services.given import Chance, Clock
from merak.storage.errors import VaultExists
from merak.ui import appearance
from merak.ui.hands import Hands
from merak.ui.main_window import MainWindow
from merak.ui.tasks import Tasks
from merak.ui.words import t

CASEWORKER = "Rosa Jimenez"
PASSPHRASE = "orchard lantern velvet pebble"  # noqa: S105  of an invented vault
_WIDTH, _HEIGHT = 1280, 800
_SHEET_WORDS = 20


def play(
    app: QApplication, folder: Path, language: str, clock: Clock, chance: Chance
) -> Iterator[Path]:
    """Makes a practice vault in the folder, plays the case and gives each picture's path.

    Raises VaultExists where the folder already holds a vault.
    """
    if (folder / "vault").exists():
        raise VaultExists
    folder.mkdir(parents=True, exist_ok=True)
    preferences = Preferences(language=Language(language), look=Appearance.LIGHT, scale=1.0)
    appearance.apply(app, preferences)
    tasks = Tasks()
    window = MainWindow(
        app, tasks, folder / "vault", clock, chance, preferences, lambda _chosen: None
    )
    window.resize(_WIDTH, _HEIGHT)
    window.show()
    scene = Scene(window, Hands(window, tasks), folder)
    try:
        for act in (first_start, before, screening, finish, afterwards):
            yield from act(scene)
    finally:
        window.close()


class Scene:
    """The window, the hands in front of it, and the pictures taken so far."""

    def __init__(self, window: MainWindow, hands: Hands, folder: Path) -> None:
        self.window, self.hands, self._folder = window, hands, folder
        self._count = 0

    def picture(self, name: str) -> Path:
        """Takes the next picture."""
        self._count += 1
        return self.hands.picture(self._folder / f"{self._count:02d}-{name}.png")

    def dark(self, show: Callable[[], Path]) -> Path:
        """Takes a picture in the dark look."""
        light = self.window.preferences
        self.window.prefer(replace(light, look=Appearance.DARK))
        taken = show()
        self.window.prefer(light)
        return taken


def first_start(scene: Scene) -> Iterator[Path]:
    """From an empty folder to a vault with a sheet that was copied."""
    hands = scene.hands
    yield scene.picture("what-you-can-rely-on")
    hands.press(t("Next"))
    hands.write(t("Your name"), CASEWORKER)
    hands.write(t("Passphrase"), PASSPHRASE)
    hands.write(t("The same passphrase again"), PASSPHRASE)
    yield scene.picture("name-and-passphrase")
    hands.press(t("Next"))
    hands.pick(t("State or territory"), "Texas")
    hands.press(t("Detention center or juvenile facility"))
    yield scene.picture("place")
    hands.press(t("Make the vault"))
    hands.until(lambda: hands.has(t("I have written them down")), "sheet")
    words = [text for text in hands.texts() if text.isalpha() and text.islower()][-_SHEET_WORDS:]
    yield scene.picture("recovery-sheet")
    hands.press(t("I have written them down"))
    for position in range(1, _SHEET_WORDS + 1):
        name = t("Word {number}").format(number=position)
        if hands.asks(name):
            hands.write(name, words[position - 1])
    yield scene.picture("check-the-words")
    hands.press(t("Check the words"))
    yield scene.picture("this-laptop")
    hands.press(t("Finish"))
    hands.wait(t("Begin a screening"))
    yield scene.picture("home-on-the-first-day")


def before(scene: Scene) -> Iterator[Path]:
    """What is settled before the first question."""
    hands = scene.hands
    hands.press(t("Begin a screening"))
    hands.wait(t("How will you work?"))
    hands.press(t("Talk with the young person"))
    hands.answer(t("Is the young person safe right now?"), t("Yes"))
    hands.press(t("Nobody else can see or hear us here"))
    hands.press(t("I have said this, and they could ask about it"))
    hands.press(t("They want to go on"))
    yield scene.picture("before-you-begin")
    hands.answer(t("How old are they?"), t("16 or 17"))
    hands.press(t("Start now"))
    hands.until(lambda: hands.has(t("Stop here")), "screening")


# One line a part of the set: 1 yes, 2 no, 3 unknown, 4 declined, in the order of its cards.
_ANSWERS = ("2211", "1222", "21", "412", "112", "311")
_NOTED_PART = 2


def screening(scene: Scene) -> Iterator[Path]:
    """The conversation: a note, an interruption, and something that must be told at once."""
    hands = scene.hands
    yield scene.picture("screening-first-part")
    for part, answers in enumerate(_ANSWERS):
        if part == _NOTED_PART:
            yield from _interrupted(scene)
        for at, key in enumerate(answers):
            hands.key(Qt.Key(Qt.Key.Key_0 + int(key)))
            if part == _NOTED_PART and at == len(answers) - 1:
                yield from _note(scene)
            if at < len(answers) - 1:
                hands.key(Qt.Key.Key_PageDown)
        if part == len(_ANSWERS) - 1:
            yield scene.picture("screening-somebody-must-be-told")
            yield scene.dark(lambda: scene.picture("screening-dark"))
        hands.press(hands.begins_with(t("Next: {part}").partition("{")[0]))


def _interrupted(scene: Scene) -> Iterator[Path]:
    hands = scene.hands
    hands.press(t("Being told something"))
    yield scene.picture("being-told-something")
    hands.press(t("Go back"))
    hands.press(t("Lock"))
    yield scene.picture("locked")
    hands.write(t("Your name"), CASEWORKER)
    hands.write(t("Passphrase"), PASSPHRASE)
    hands.press(t("Open"))
    hands.until(lambda: hands.has(t("Stop here")), "screening")


def _note(scene: Scene) -> Iterator[Path]:
    hands = scene.hands
    hands.key(Qt.Key.Key_N)
    hands.keys(t("He paid for the bus and says she has to work until it is paid back."))
    yield scene.picture("a-note")
    hands.press(t("About the young person"))
    hands.write(t("A tag to find this screening by"), t("green jacket"))
    hands.write(t("The facility's own number"), "B-1147")
    yield scene.picture("about-the-young-person")
    hands.press(t("Back to the questions"))


def finish(scene: Scene) -> Iterator[Path]:
    """What the rules conclude, and why."""
    hands = scene.hands
    yield scene.picture("finish")
    hands.press(t("Finish"))
    hands.wait(t("Why this level?"))
    yield scene.picture("result")
    yield scene.dark(lambda: scene.picture("result-dark"))
    hands.look_at(t("This decides by itself"))
    yield scene.picture("what-decides-by-itself")
    hands.look_at(t("Why this level?"))
    yield scene.picture("why-this-level")
    hands.look_at(t("Your professional judgement"))
    yield scene.picture("professional-judgement")


def afterwards(scene: Scene) -> Iterator[Path]:
    """What is done about it."""
    hands = scene.hands
    hands.press(t("I have told someone"))
    yield scene.picture("somebody-was-told")
    hands.press(t("Record that it was told"))
    hands.press(t("Open the case"))
    yield scene.picture("case")
    hands.look_at(t("What happened"))
    yield scene.picture("what-happened")
    hands.press(t("Home"))
    yield scene.picture("home")
    hands.press(t("Settings"))
    yield scene.picture("settings")
    hands.go_to(t("Keyboard map"))
    yield scene.picture("keyboard-map")
