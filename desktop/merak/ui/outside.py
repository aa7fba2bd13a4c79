"""What the pages of exchange must know of sticks and errors; the pages know services only."""

from merak.formats.bundle_writer import Stopped
from merak.formats.problem import DocumentRefused, Problem, SetRefused
from merak.services.kits import NotEnrolled
from merak.storage.errors import DiskFull, DiskTrouble, ReadOnly
from merak.storage.kits import NoKit
from merak.storage.outside import NOT_AS_WRITTEN
from merak.ui import messages
from merak.ui.message import Message
from merak.ui.widgets.banner import BannerValue
from merak.ui.widgets.values import Tone
from merak.ui.words import t

__all__ = [
    "Problem",
    "has_no_office",
    "not_read",
    "not_written",
    "problems",
    "was_stopped",
]

_GONE = {"ENOENT", "ENODEV", "ENXIO", "EIO", "ENOTDIR", "ESTALE", "EBADF", "ENOTCONN"}


def was_stopped(error: Exception) -> bool:
    """Says whether somebody ended the work, so that nothing is wrong."""
    return isinstance(error, Stopped)


def has_no_office(error: Exception) -> bool:
    """Says whether the laptop belongs to no office yet."""
    return isinstance(error, NoKit | NotEnrolled)


def problems(error: Exception) -> tuple[Problem, ...]:
    """Gives what is wrong in a file that a person wrote; nothing for any other error."""
    return error.problems if isinstance(error, DocumentRefused | SetRefused) else ()


def not_written(error: Exception) -> BannerValue:
    """Says why a file is not where it should be; nothing of it was left there."""
    if isinstance(error, DiskFull):
        return _said(
            t("Not written: there is no room for the file."),
            t(
                "Nothing half done was left there. Free some space, or choose another stick or"
                " folder. If the stick has room, this laptop’s own disk is full."
            ),
        )
    if isinstance(error, ReadOnly):
        return _said(
            t("Not written: this stick or folder takes no files."),
            t("If the stick has a small switch, slide it. Or choose another stick or folder."),
        )
    if isinstance(error, DiskTrouble):
        return _trouble_writing(error)
    return _of(messages.say(error))


def not_read(error: Exception) -> BannerValue:
    """Says why a file could not be read."""
    if isinstance(error, ReadOnly):
        return _said(
            t("This file may not be read."),
            t("Copy it to another folder and choose it there, or ask who gave it to you."),
        )
    if isinstance(error, DiskTrouble):
        if error.name == "EISDIR":
            return _said(
                t("This is a folder and not a file."), t("Choose the file that lies in it.")
            )
        if error.name in _GONE:
            return _said(
                t("The file is not there."),
                t("If it is on a stick, put the stick in again. Then choose the file once more."),
            )
        return _said(
            t("The file cannot be read: {fault}.").format(fault=error.name),
            t("Copy it again, or try another stick."),
        )
    return _of(messages.say(error))


def _trouble_writing(error: DiskTrouble) -> BannerValue:
    if error.name == NOT_AS_WRITTEN:
        return _said(
            t("The stick did not keep what was written on it."),
            t("Do not rely on this stick any more. Take another one and try again."),
        )
    if error.name in _GONE:
        return _said(
            t("Not written: the stick or folder is not there, or was pulled out."),
            t("Put the stick in, look for it again, and repeat. Nothing is lost."),
        )
    return _said(
        t("Not written: the stick or disk reported a fault: {fault}.").format(fault=error.name),
        t("Try again, or take another stick. Nothing is lost."),
    )


def _of(message: Message) -> BannerValue:
    return _said(message.title, message.text)


def _said(title: str, text: str) -> BannerValue:
    return BannerValue(tone=Tone.WARN, title=title, text=text)
