"""The words for errors of what travels between a laptop and its office."""

from collections.abc import Callable, Mapping
from typing import Any

from merak.crypto import shares
from merak.domain.exchange import Why
from merak.domain.kit import Replacing
from merak.formats.bundle_writer import Stopped
from merak.formats.refused import FileRefused
from merak.services import (
    clear,
    enrol,
    kits,
    make_kit,
    office,
    partners,
    purge,
    purged,
    reopen,
    reopen_office,
)
from merak.services.receipts import NothingCame
from merak.services.reviews import CommentNeeded
from merak.services.sites import UnknownSite
from merak.services.take_in import FileChanged
from merak.storage.asking import NothingAsked
from merak.storage.errors import OtherVault
from merak.storage.folders import FolderGone
from merak.storage.holders import LastHolder, NotHolder
from merak.storage.kits import NoKit
from merak.storage.peers import UnknownDevice
from merak.storage.secret_keys import NoKey
from merak.ui.message import Message, fixed
from merak.ui.words import n, t


def _refused(error: FileRefused) -> Message:
    title, text = {
        Why.NOT_AGE: (
            t("This is not a file that was made for you."),
            t("Choose the file that the other side wrote. Nothing was taken from this one."),
        ),
        Why.NOT_FOR_US: (
            t("This file is for somebody else."),
            t("Nobody here can open it. Give it to those whose it is, or ask who made it."),
        ),
        Why.DAMAGED: (
            t("The file was damaged on the way."),
            t("Copy it again from where it was made. Nothing was taken from it."),
        ),
        Why.MALFORMED: (
            t("The file is not in the form it must have."),
            t("Keep it and ask who made it. Nothing was taken from it."),
        ),
        Why.NEWER_VERSION: (
            t("The file is from a newer version of this program."),
            t("Install the newer version and take it again."),
        ),
        Why.UNKNOWN_DEVICE: (
            t("Nobody here knows the laptop or office that made the file."),
            t("Take the newest kit first. If that does not help, ask the office."),
        ),
        Why.REVOKED_DEVICE: (
            t("The file comes from a laptop that was taken out."),
            t("If it has a new key now, its next hand-over brings this, too. Else keep the file."),
        ),
        Why.BAD_SIGNATURE: (
            t("The file is not what its maker signed."),
            t("Somebody may have changed it. Keep it and tell your supervisor."),
        ),
        Why.OVER_LIMIT: (
            t("Something in the file is larger than it may be."),
            t("Keep it and ask who made it. Nothing was taken from it."),
        ),
        Why.NOT_SENDERS: (
            t("The file holds what its sender may not write."),
            t("Nothing was taken from it. Keep it and tell your supervisor."),
        ),
        Why.FORK: (
            t("Two different files of this laptop have the same number."),
            t("It was copied or put back, and needs a new key. The page Laptops says what to do."),
        ),
    }[error.why]
    return Message(title=title, text=text)


def _refused_kit(error: enrol.KitRefused) -> Message:
    title, text = {
        Replacing.NEWER: (
            t("This kit cannot be taken now."),
            t("Read it once more, and ask the office if that does not help."),
        ),
        Replacing.SAME: (
            t("This laptop has this kit already."),
            t("There is nothing to take. Ask the office whether there is a newer one."),
        ),
        Replacing.OLDER: (
            t("This kit is older than the one on this laptop."),
            t("Nothing goes back to an older kit. Ask the office for the newest."),
        ),
        Replacing.OTHER_AGENCY: (
            t("This kit is from another office."),
            t("This laptop stays with the office it belongs to. Ask your supervisor."),
        ),
        Replacing.CONTRADICTS: (
            t("The office has signed two different kits with one number."),
            t("Do not use this one. Keep the file and tell your supervisor."),
        ),
    }[error.why]
    return Message(title=title, text=text)


def _unknown_words(error: shares.ShareWordsUnknown) -> Message:
    places = ", ".join(map(str, error.positions))
    return Message(
        title=n(
            "Sheet {sheet}: word {positions} is on no recovery sheet.",
            "Sheet {sheet}: words {positions} are on no recovery sheet.",
            len(error.positions),
        ).format(sheet=error.share, positions=places),
        text=t("Look at the paper again and correct it."),
    )


# The words are looked up when an error is said, in the language of that moment.
WORDS: Mapping[type, Callable[[Any], Message]] = {
    FileRefused: _refused,
    enrol.KitRefused: _refused_kit,
    clear.CaseStays: fixed(
        lambda: t("One of the cases must stay for now."),
        lambda: t("Nothing was cleared. Look at the list again: it says what each waits for."),
    ),
    purge.CaseHeld: lambda error: Message(
        title=n(
            "{count} case is held for a court or an inquiry.",
            "{count} cases are held for a court or an inquiry.",
            error.cases,
        ).format(count=error.cases),
        text=t("Nothing was deleted. Whoever holds them must end that first."),
    ),
    purge.TwoNeeded: fixed(
        lambda: t("Two different people are needed."),
        lambda: t("Ask a second person of this office to type their own name and passphrase."),
    ),
    purged.StillOnDisk: fixed(
        lambda: t("It is deleted, but the old file is still on the disk."),
        lambda: t("Make room on the disk, lock and unlock: the old file goes then."),
    ),
    enrol.NotAsked: fixed(
        lambda: t("There are no words to compare yet."),
        lambda: t("Make an enrolment request first."),
    ),
    enrol.WordsDiffer: fixed(
        lambda: t("These are not the words of this laptop."),
        lambda: t("Have them read to you again. If they still differ, do not go on: ask why."),
    ),
    reopen.KitNeeded: fixed(
        lambda: t("There is no kit on this stick."),
        lambda: t("Ask the office for its newest kit. It must lie there, not in another folder."),
    ),
    reopen_office.SheetsTooOld: fixed(
        lambda: t("These sheets do not open this laptop."),
        lambda: t("It is not enrolled here, or it relies on sheets from before. Try those."),
    ),
    NothingAsked: fixed(
        lambda: t("No request of this laptop waits for this answer."),
        lambda: t("Make another request, and bring that to the office."),
    ),
    OtherVault: fixed(
        lambda: t("The office took this laptop for another one."),
        lambda: t("Call the office. It writes the answer again, for the right laptop."),
    ),
    kits.NotEnrolled: fixed(
        lambda: t("This laptop is not enrolled in an office yet."),
        lambda: t("Go to Settings, Office. Until then nothing can be sealed or handed over."),
    ),
    NoKit: fixed(
        lambda: t("This laptop has no kit of an office yet."),
        lambda: t("Go to Settings, Office. Until then nothing can be sealed or handed over."),
    ),
    kits.NotAnOffice: fixed(
        lambda: t("Only an office can do this."),
        lambda: t("Do it at the office’s own computer."),
    ),
    kits.NotALaptop: fixed(
        lambda: t("Only a laptop can do this."),
        lambda: t("Do it at a laptop that screens young people."),
    ),
    Stopped: fixed(
        lambda: t("It was stopped."),
        lambda: t("Nothing was left half done. You can begin again whenever you like."),
    ),
    office.SheetsDiffer: fixed(
        lambda: t("These sheets are not the ones of this office."),
        lambda: t("They may be older ones. Take the sheets that were made last."),
    ),
    make_kit.NotTried: fixed(
        lambda: t("The office’s recovery sheets were not tried yet."),
        lambda: t("Type the words of two of them first. Then kits can be made."),
    ),
    make_kit.KitUnchanged: fixed(
        lambda: t("The kit says this already."),
        lambda: t("Change something first, or give out the kit there is."),
    ),
    shares.ShareMiscounted: lambda error: Message(
        title=n(
            "Sheet {sheet} has 20 words; this is {count}.",
            "Sheet {sheet} has 20 words; these are {count}.",
            error.count,
        ).format(sheet=error.share, count=error.count),
        text=t("Look for words that are missing or that were typed twice."),
    ),
    shares.ShareWordsUnknown: _unknown_words,
    shares.ShareMistyped: lambda error: Message(
        title=t("The words of sheet {sheet} do not belong together.").format(sheet=error.share),
        text=t("One is wrong or two have changed places. Compare each with the paper."),
    ),
    shares.SharesApart: fixed(
        lambda: t("These sheets do not belong to each other."),
        lambda: t("Take two sheets that were made on the same day."),
    ),
    shares.SharesTooFew: fixed(
        lambda: t("Two different sheets are needed."),
        lambda: t("Type the words of a second sheet."),
    ),
    FileChanged: fixed(
        lambda: t("The file was changed since it was checked."),
        lambda: t("Nothing of it was taken in. Check it once more."),
    ),
    NothingCame: fixed(
        lambda: t("Nothing has come from this laptop yet."),
        lambda: t("There is nothing to confirm. Take in its bundle first."),
    ),
    CommentNeeded: fixed(
        lambda: t("A word is needed on what to look at again."),
        lambda: t("Write it, and return the screening then."),
    ),
    partners.KeyRefused: fixed(
        lambda: t("This is no public key of an office."),
        lambda: t("It begins with age1 and is one long word. Never give a secret key to anybody."),
    ),
    partners.KeyKnown: fixed(
        lambda: t("This is a key of this office."),
        lambda: t("It opens everything already. Ask the other office for its own."),
    ),
    partners.LabelNeeded: fixed(
        lambda: t("Write whose key it is."),
        lambda: t("Without a name nobody could say later whom it belongs to."),
    ),
    UnknownSite: fixed(
        lambda: t("Your office does not name this place any more."),
        lambda: t("Choose one of those in the list, and save again."),
    ),
    FolderGone: fixed(
        lambda: t("There is no such folder, or it cannot be read."),
        lambda: t("If it is on a stick, put the stick in again and look once more."),
    ),
    NotHolder: fixed(
        lambda: t("Only those who open names can do this."),
        lambda: t("Ask one of them to do it."),
    ),
    LastHolder: fixed(
        lambda: t("Nobody else here can open names."),
        lambda: t("Let somebody else open names first. Without them only two sheets would."),
    ),
    UnknownDevice: fixed(
        lambda: t("This laptop is not enrolled here."),
        lambda: t("Look for it in the list of laptops, or enrol it."),
    ),
    NoKey: fixed(
        lambda: t("A key of this office is missing."),
        lambda: t("Do not delete anything. Tell whoever looks after this computer."),
    ),
}
