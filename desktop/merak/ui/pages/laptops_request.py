"""A laptop that asks to be enrolled: its seven words, two of them typed as its people read them."""

from collections.abc import Mapping

from PySide6.QtCore import Signal

from merak.services.given import Chance
from merak.services.laptops import Asked, What
from merak.ui import words as written
from merak.ui.widgets.boxes import Card, Flow
from merak.ui.widgets.buttons import Button, Kind
from merak.ui.widgets.fields import TextField
from merak.ui.widgets.marked_text import MarkedText
from merak.ui.widgets.texts import body, heading, muted
from merak.ui.widgets.word_grid import WordSheet
from merak.ui.words import t


class RequestCard(Card):
    """One request that was read; nothing is enrolled yet."""

    left = Signal()
    submitted = Signal()

    def __init__(self, asked: Asked, chance: Chance) -> None:
        super().__init__(14, (24, 18, 24, 24))
        self.asked = asked
        request = asked.request
        users = ", ".join(one.name for one in request.users)
        self._fields = {
            place: TextField(t("Word {number}").format(number=place), width=280)
            for place in two_of(len(asked.words), chance)
        }
        sheet = WordSheet(t("The seven words of this laptop"))
        sheet.present(asked.words)
        self.body.addWidget(heading(request.label, 2))
        about = t("Used by {names}. Asked on {when}.").format(
            names=users, when=written.moment(request.created)
        )
        self.body.addWidget(muted(about))
        if asked.what is What.RENEWED:
            self.body.addWidget(MarkedText(_renewed(asked), "key-round", "info_mark"))
        self.body.addWidget(
            body(
                t(
                    "Read all seven words aloud with somebody in front of the laptop, by phone if"
                    " need be. They must be the same on both screens."
                )
            )
        )
        self.body.addWidget(sheet)
        self.body.addWidget(body(t("Now type these two as they are read to you:")))
        for field in self._fields.values():
            self.body.addWidget(field)
            field.input.setAccessibleName(f"{field.input.accessibleName()}, {request.label}")
            field.edited.connect(lambda field=field: field.complain(""))
            field.input.returnPressed.connect(self.submitted)
        leave = Button(t("Do not enrol it"), Kind.QUIET)
        leave.setAccessibleName(t("Do not enrol {name}").format(name=request.label))
        line = Flow(8)
        line.addWidget(leave)
        self.body.addLayout(line)
        leave.clicked.connect(self.left)

    def aim(self) -> None:
        """Puts the focus on the first word that is asked for."""
        next(iter(self._fields.values())).aim()

    def value(self) -> Mapping[int, str]:
        """Returns the words that were typed, by their places from 1."""
        return {place: field.value().strip().lower() for place, field in self._fields.items()}

    def check(self) -> bool:
        """Says whether both words are the ones of this laptop; marks those that are not."""
        wrong = [place for place, word in self.value().items() if word != self._word(place)]
        for place in wrong:
            typed = self._fields[place].value().strip()
            self._fields[place].complain(
                t("This is another word. If the two screens differ, do not enrol it.")
                if typed
                else t("Type this word as it is read to you.")
            )
        if wrong:
            self._fields[wrong[0]].aim()
        return not wrong

    def _word(self, place: int) -> str:
        return self.asked.words[place - 1]


def _renewed(asked: Asked) -> str:
    return t(
        "This is {names} under a new key. Once it is enrolled, nothing more is taken in under the"
        " old one; its people and all its records go on with it. If there is a copy of this laptop,"
        " that one needs a new key, too."
    ).format(names=", ".join(asked.was))


def two_of(count: int, chance: Chance) -> tuple[int, int]:
    """Draws two places, from 1, of so many words."""
    first, further = chance(2)
    one = first % count
    other = (one + 1 + further % (count - 1)) % count
    return min(one, other) + 1, max(one, other) + 1
