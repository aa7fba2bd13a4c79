"""What this laptop itself does to keep its disk from being read: advice, never a bar."""

from collections.abc import Mapping

from PySide6.QtCore import Qt

from merak.domain.machine import Machine, Protection
from merak.ui.widgets.boxes import Card, Panel, clear, column, row
from merak.ui.widgets.texts import Picture, body, heading
from merak.ui.words import t

_SIGNS: Mapping[Protection, tuple[str, str]] = {
    Protection.ENCRYPTED: ("circle-check", "ok_mark"),
    Protection.NONE: ("circle-check", "ok_mark"),
    Protection.PLAIN: ("triangle-alert", "warn_mark"),
    Protection.UNKNOWN: ("circle-question-mark", "muted"),
}


class MachineAdvice(Panel):
    """A card for the disk and one for the swap space, each with what to do."""

    def __init__(self) -> None:
        super().__init__(12)

    def present(self, machine: Machine) -> None:
        """Shows what was found."""
        clear(self.body)
        self.body.addWidget(_card(machine.disk, *_disk(machine.disk)))
        self.body.addWidget(_card(machine.swap, *_swap(machine.swap)))


def _card(found: Protection, title: str, text: str) -> Card:
    card = Card(0, (20, 16, 20, 18))
    whole, words = row(14), column(4)
    icon, role = _SIGNS[found]
    whole.addWidget(Picture(icon, 22, role), 0, Qt.AlignmentFlag.AlignTop)
    words.addWidget(heading(title, 3))
    words.addWidget(body(text))
    whole.addLayout(words, 1)
    card.body.addLayout(whole)
    return card


def _disk(found: Protection) -> tuple[str, str]:
    if found is Protection.ENCRYPTED:
        return (
            t("The disk of this laptop is encrypted"),
            t("Good. Keep it that way: it also protects what other programs write."),
        )
    if found is Protection.PLAIN:
        return (
            t("The disk of this laptop is not encrypted"),
            t(
                "Whoever takes the disk can see that Merak is used, and read what other programs "
                "wrote. Ask the people who look after your laptops to turn on disk encryption."
            ),
        )
    return (
        t("We could not see whether the disk is encrypted"),
        t(
            "Ask the people who look after your laptops whether disk encryption is on. "
            "On Windows it is called BitLocker, on a Mac FileVault."
        ),
    )


def _swap(found: Protection) -> tuple[str, str]:
    if found is Protection.ENCRYPTED:
        return (
            t("The swap space is encrypted"),
            t("Good. When memory is short, nothing readable lands on the disk."),
        )
    if found is Protection.NONE:
        return (
            t("There is no swap space on the disk"),
            t("Good. When memory is short, nothing lands on the disk."),
        )
    if found is Protection.PLAIN:
        return (
            t("The swap space is not encrypted"),
            t(
                "When memory is short, the laptop may write parts of what is open in Merak to the "
                "disk, where they can be read later. Ask for encrypted swap, or for none. Shut "
                "the laptop down when you leave; do not only close its lid."
            ),
        )
    return (
        t("We could not see whether the swap space is encrypted"),
        t(
            "When memory is short, a laptop may write parts of what is open to its disk. "
            "Shut it down when you leave; do not only close its lid."
        ),
    )
