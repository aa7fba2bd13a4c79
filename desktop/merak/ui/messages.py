"""Says every error Merak knows in plain words: what happened, and what to do now."""

from collections.abc import Callable, Mapping
from typing import Any

from merak.codec import NotCanonical
from merak.crypto.age_file import AgeFileDamaged, NotARecipient, NotForThisKey
from merak.crypto.passphrase import ParametersRefused, TooLittleMemory
from merak.crypto.recovery import WordsMiscounted, WordsMistyped, WordsUnknown
from merak.crypto.slot import NewerSlot, SlotDamaged, WrongPassphrase
from merak.domain.bodies import BodyRefused
from merak.domain.record import RecordRefused
from merak.formats.answers_json import AnswersRefused
from merak.formats.problem import DocumentRefused, SetRefused
from merak.paths import NotShipped
from merak.services.finish import NotReopenable, TooLate
from merak.services.first_start import NoSheetShown, OfficeKeepsSheets, SheetWordWrong
from merak.services.indicator_sets import NoSet
from merak.services.results import ReasonNeeded
from merak.services.screen import BirthDateRefused
from merak.services.session import NotKeeper
from merak.services.tell import DifferentCases, TimeRefused, TimeToCome
from merak.storage import errors as vault
from merak.storage.errors import Damage
from merak.storage.refusal import PlaceRefused, Reason
from merak.ui import messages_cases, messages_exchange, messages_laptops
from merak.ui.message import Message, fixed
from merak.ui.tasks import NotOpen
from merak.ui.words import moment, n, t


def say(error: Exception) -> Message:
    """Gives the words for an error; for one that is no known kind, those for a fault of ours."""
    for kind in type(error).__mro__:
        if kind in _WORDS:
            return _WORDS[kind](error)
    return Message(
        title=t("Something went wrong in the program itself."),
        text=t(
            "What was shown as saved is saved. Lock the program and open it again. If it happens"
            " twice, tell whoever looks after this computer what you were doing."
        ),
    )


def known() -> frozenset[type]:
    """Gives the kinds of error that have words of their own."""
    return frozenset(_WORDS)


def _ask_for_help() -> str:
    return t("Do not delete anything. Tell whoever looks after this computer.")


def _nothing_saved(title: str, text: str) -> Message:
    kept = t("What you typed is still on the screen.")
    return Message(title=title, text=f"{text} {kept}")


def _damaged(error: vault.VaultDamaged) -> Message:
    if error.damage is Damage.NOT_ENCRYPTED:
        text = t("A file of the vault is not encrypted, so it was not made by this program.")
    elif error.damage is Damage.EMPTY:
        text = t("A file of the vault is empty.")
    else:
        text = t("A file of the vault cannot be read.")
    return Message(title=t("The vault is damaged."), text=f"{text} {_ask_for_help()}")


def _refused_place(error: PlaceRefused) -> Message:
    text = {
        Reason.NETWORK: t("It lies on a network drive, where others could reach it."),
        Reason.SYNCED: t("It lies in a folder that another program copies to the internet."),
        Reason.ROAMING: t("It lies in a folder that is copied to a server when you sign out."),
        Reason.NOT_WRITABLE: t("The program may not write there."),
    }[error.reason]
    instead = t("Choose a folder on this computer itself.")
    return Message(title=t("The vault cannot be kept in this folder."), text=f"{text} {instead}")


def _unknown_words(error: WordsUnknown) -> Message:
    positions = ", ".join(map(str, error.positions))
    return Message(
        title=n(
            "Word {positions} is on no recovery sheet.",
            "Words {positions} are on no recovery sheet.",
            len(error.positions),
        ).format(positions=positions),
        text=t("Look at the paper again and correct it."),
    )


def _refused_set(error: SetRefused) -> Message:
    first = error.problems[0]
    return Message(
        title=n(
            "An indicator set has {count} problem and is not used.",
            "An indicator set has {count} problems and is not used.",
            len(error.problems),
        ).format(count=len(error.problems)),
        text=t("The first is in line {line}. “merak check” lists them all.").format(
            line=first.line
        ),
    )


def _too_late(error: TooLate) -> Message:
    return Message(
        title=t("This screening can no longer be changed."),
        text=t("It was finished on {when}. You can add to it, or screen again.").format(
            when=moment(error.finished_at)
        ),
    )


# The words are looked up when an error is said, in the language of that moment.
_WORDS: Mapping[type, Callable[[Any], Message]] = {
    WrongPassphrase: fixed(
        lambda: t("This passphrase does not open the vault."),
        lambda: t("Check the spelling and whether capitals are on, and try again."),
    ),
    vault.NoSuchUser: fixed(
        lambda: t("Nobody of this name opens this vault."),
        lambda: t("Check the spelling. Your name is written as it was when you were added."),
    ),
    SlotDamaged: fixed(
        lambda: t("The file that holds your key is damaged."),
        lambda: t("Your passphrase was not tried. Use the recovery sheet, or ask a colleague in."),
    ),
    NewerSlot: fixed(
        lambda: t("Your key was written by a newer version of this program."),
        lambda: t("Install the newer version and open the vault with it."),
    ),
    vault.NewerVault: fixed(
        lambda: t("The vault was written by a newer version of this program."),
        lambda: t("Install the newer version and open the vault with it. Nothing was changed."),
    ),
    vault.VaultInUse: fixed(
        lambda: t("The program is open already."),
        lambda: t("Look for its window, or close it there first."),
    ),
    vault.VaultMissing: fixed(
        lambda: t("A part of the vault is missing."),
        lambda: t("No new one was made in its place.") + " " + _ask_for_help(),
    ),
    vault.VaultDamaged: _damaged,
    vault.VaultExists: fixed(
        lambda: t("There is a vault here already."),
        lambda: t("Close the program and open it again to unlock it."),
    ),
    vault.WrongSheet: fixed(
        lambda: t("This recovery sheet does not open this vault."),
        lambda: t("It may be an older sheet, or one of another computer."),
    ),
    vault.NameTaken: fixed(
        lambda: t("Somebody of this name is here already."),
        lambda: t("Add a second name or a letter, so that the two can be told apart."),
    ),
    vault.LastKeeper: fixed(
        lambda: t("This is the only keeper here."),
        lambda: t("Make somebody else a keeper first."),
    ),
    vault.DiskFull: lambda _error: _nothing_saved(
        t("Not saved: the disk is full."),
        t("Free some space, for example by emptying the trash, and go on."),
    ),
    vault.ReadOnly: lambda _error: _nothing_saved(
        t("Not saved: the program may not write to the disk."),
        t("Ask whoever looks after this computer."),
    ),
    vault.DiskTrouble: lambda error: _nothing_saved(
        t("Not saved: the disk reported a fault."),
        t("Try again. If it goes on, tell whoever looks after this computer: {fault}.").format(
            fault=error.name
        ),
    ),
    PlaceRefused: _refused_place,
    WordsMiscounted: lambda error: Message(
        title=n(
            "A recovery sheet has 20 words; this is {count}.",
            "A recovery sheet has 20 words; these are {count}.",
            error.count,
        ).format(count=error.count),
        text=t("Look for words that are missing or that were typed twice."),
    ),
    WordsUnknown: _unknown_words,
    WordsMistyped: fixed(
        lambda: t("These words do not belong together."),
        lambda: t("One is wrong or two have changed places. Compare each with the paper."),
    ),
    SheetWordWrong: lambda error: Message(
        title=t("Word {position} is not the one on the sheet.").format(position=error.position),
        text=t("Look at your paper again. You can go back and see the words."),
    ),
    OfficeKeepsSheets: fixed(
        lambda: t("This laptop belongs to an office."),
        lambda: t("Two of the office’s recovery sheets open it. It needs no sheet of its own."),
    ),
    NoSheetShown: fixed(
        lambda: t("There is no recovery sheet to confirm."),
        lambda: t("Make a new one."),
    ),
    TooLittleMemory: lambda error: Message(
        title=t("The computer has too little free memory to open the vault."),
        text=t("Close other programs and try again. {size} MB are needed.").format(
            size=error.memory_kib // 1024
        ),
    ),
    NotKeeper: fixed(
        lambda: t("Only a keeper can do this."),
        lambda: t("Ask the person who set it up."),
    ),
    SetRefused: _refused_set,
    NoSet: fixed(
        lambda: t("There is no indicator set to screen with."),
        lambda: t("The program is not installed completely. Install it again."),
    ),
    NotShipped: lambda error: Message(
        title=t("A folder of the program is missing: {folder}.").format(folder=error.folder),
        text=t("The program is not installed completely. Install it again."),
    ),
    AnswersRefused: lambda error: Message(title=str(error.problems[0])),
    DocumentRefused: fixed(
        lambda: t("The list of contacts cannot be read."),
        lambda: t(
            "Use the numbers on your wall chart, and tell whoever looks after this computer."
        ),
    ),
    TooLate: _too_late,
    NotReopenable: fixed(
        lambda: t("This screening cannot be reopened."),
        lambda: t("There is a newer version of it, or it was entered in error."),
    ),
    ReasonNeeded: fixed(
        lambda: t("A reason is needed."),
        lambda: t("Your judgement differs from the rules. Say in a sentence why."),
    ),
    BirthDateRefused: fixed(
        lambda: t("This birth date does not exist."),
        lambda: t("Check the year, the month and the day. It can also stay empty."),
    ),
    TimeRefused: fixed(
        lambda: t("This is not a time."),
        lambda: t("Type it like 14:05 or 2:05 PM."),
    ),
    TimeToCome: fixed(
        lambda: t("This moment is still to come."),
        lambda: t("Check the day and the time, and the clock of this computer."),
    ),
    DifferentCases: fixed(
        lambda: t("These reminders are of different cases."),
        lambda: t("Record for each case by itself who was told."),
    ),
    vault.UnknownDraft: fixed(
        lambda: t("This screening is no longer open."),
        lambda: t("Somebody may have finished it. Look for it in the case."),
    ),
    vault.UnknownRecord: fixed(
        lambda: t("This is not on this laptop."),
        lambda: t("Go to the home page and look for the case there."),
    ),
    vault.UnknownSet: fixed(
        lambda: t("The indicator set of this screening is not on this laptop."),
        _ask_for_help,
    ),
    NotOpen: fixed(lambda: t("The vault is locked."), lambda: t("Unlock it and try again.")),
    **messages_cases.WORDS,
    **messages_exchange.WORDS,
    **messages_laptops.WORDS,
    **dict.fromkeys(
        (
            AgeFileDamaged,
            NotForThisKey,
            NotARecipient,
            ParametersRefused,
            RecordRefused,
            BodyRefused,
            NotCanonical,
        ),
        fixed(
            lambda: t("Something in the vault is not what was written."),
            _ask_for_help,
        ),
    ),
}
