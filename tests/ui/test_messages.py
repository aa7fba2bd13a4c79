"""Words for every error."""

import importlib
import pkgutil

import pytest

import merak
from merak.crypto.recovery import WordsUnknown
from merak.errors import MerakError
from merak.services.first_start import SheetWordWrong
from merak.storage.errors import Damage, DiskFull, DiskTrouble, Part, VaultDamaged
from merak.storage.refusal import PlaceRefused, Reason
from merak.ui import messages

# Nobody can bring these about from the window: they tell of a fault in the program itself.
FAULTS_OF_OURS = {"RecipeNotHeld", "NotLogged", "NotInTransaction", "NotSeen"}


def every_error() -> list[type[MerakError]]:
    for module in pkgutil.walk_packages(merak.__path__, "merak."):
        if not module.name.endswith("__main__"):
            importlib.import_module(module.name)
    found: list[type[MerakError]] = []
    waiting = [MerakError]
    while waiting:
        kind = waiting.pop()
        waiting.extend(kind.__subclasses__())
        found.append(kind)
    return [
        kind for kind in found if kind.__module__.startswith("merak.") and kind is not MerakError
    ]


def test_every_error_has_words_of_its_own() -> None:
    errors = every_error()
    assert len(errors) > 30
    without = {kind.__name__ for kind in errors if kind not in messages.known()}
    assert without == FAULTS_OF_OURS


def test_no_words_are_kept_for_an_error_that_is_gone() -> None:
    assert messages.known() <= set(every_error())


def test_an_unknown_error_is_said_without_its_text() -> None:
    said = messages.say(ValueError("Keisha"))
    assert said.title
    assert "Keisha" not in said.line()


@pytest.mark.parametrize("reason", list(Reason))
def test_each_reason_for_refusing_a_folder_has_its_own_sentence(reason: Reason) -> None:
    others = {messages.say(PlaceRefused(other)).text for other in Reason if other is not reason}
    assert messages.say(PlaceRefused(reason)).text not in others


def test_damage_says_how_the_vault_is_damaged() -> None:
    texts = {messages.say(VaultDamaged(Part.WORK, damage)).text for damage in Damage}
    assert len(texts) >= 3


def test_positions_and_faults_reach_the_words() -> None:
    assert "3, 17" in messages.say(WordsUnknown((3, 17))).title
    assert "12" in messages.say(SheetWordWrong(12)).title
    assert "EIO" in messages.say(DiskTrouble("EIO")).text


def test_a_failed_save_says_that_nothing_typed_is_lost() -> None:
    assert "still on the screen" in messages.say(DiskFull()).text


def test_each_message_says_what_to_do_in_whole_sentences() -> None:
    for kind in messages.known():
        if "__init__" not in vars(kind):  # it needs no facts
            said = messages.say(kind())
            assert said.title.endswith("."), kind
            assert said.text.endswith("."), kind
