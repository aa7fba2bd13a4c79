"""Who can open what laptops hand over: this office, its sheets, and others of the programme."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from merak.domain.exchange import Address
from merak.domain.kit import Addressee, Purpose
from merak.services import partners
from merak.services.kit_desk import Recipient
from merak.ui.pages import office_words
from merak.ui.pages.settings_parts import Outcome
from merak.ui.tasks import Tasks
from merak.ui.widgets.boxes import Card, Flow, Panel, clear
from merak.ui.widgets.buttons import Button, Kind
from merak.ui.widgets.fields import TextField, TickField
from merak.ui.widgets.foldaway import FoldAway
from merak.ui.widgets.texts import body, heading, muted, strong
from merak.ui.words import t


class RecipientsCard(Card):
    """The keys by their ends, and adding one of the same programme."""

    edited = Signal()

    def __init__(self, tasks: Tasks) -> None:
        super().__init__(14, (24, 18, 24, 24))
        self._tasks = tasks
        self._own: tuple[Recipient, ...] = ()
        self._partners: dict[Address, Addressee] = {}
        self._labels: dict[Address, str] = {}
        self._lines, self._outcome = Panel(12), Outcome()
        self._add = FoldAway(t("Add another office of the same programme"))
        self._label = TextField(t("Whose key it is"), t("It stays in this office."))
        self._key = TextField(t("Its public key"), t("It begins with age1."))
        self._same = TickField(t("It belongs to the same programme as this office"))
        act = Button(t("Add the office"), Kind.DEFAULT, "plus")
        line = Flow(8)
        line.addWidget(act)
        for part in (self._label, self._key, self._same):
            self._add.body.addWidget(part)
        self._add.body.addLayout(line)
        self.body.addWidget(heading(t("Who can open what laptops hand over"), 2))
        self.body.addWidget(self._lines)
        self.body.addWidget(self._outcome)
        self.body.addWidget(self._add)
        self.body.addWidget(body(_outsiders()))
        act.clicked.connect(self._read)
        for field in (self._label, self._key, self._same):
            field.edited.connect(self._same_again)

    def present(self, recipients: Sequence[Recipient]) -> None:
        """Shows who opens bundles by the kit that holds."""
        self._outcome.forget()
        self._own = tuple(one for one in recipients if one.addressee.purpose is not Purpose.PARTNER)
        others = [one for one in recipients if one.addressee.purpose is Purpose.PARTNER]
        self._partners = {one.addressee.address: one.addressee for one in others}
        self._labels = {one.addressee.address: one.label for one in others}
        self._show()

    def value(self) -> tuple[Addressee, ...]:
        """Returns those beside the office and its sheets."""
        return tuple(self._partners.values())

    def _show(self) -> None:
        clear(self._lines.body)
        for one in self._own:
            self._lines.body.addWidget(_line(_ours(one), one.addressee.address))
        for address in self._partners:
            label = self._labels[address] or t("An office without a name here")
            shown = _line(label, address)
            away = Button(t("Remove"), Kind.QUIET, "x")
            away.setAccessibleName(f"{away.text()}: {label}")
            away.clicked.connect(partial(self._remove, address))
            acts = Flow(8)
            acts.addWidget(away)
            shown.body.addLayout(acts)
            self._lines.body.addWidget(shown)

    def _same_again(self) -> None:
        for field in (self._label, self._key, self._same):
            field.complain("")

    def _read(self) -> None:
        if not self._check():
            return
        self._outcome.forget()
        label = self._label.value().strip()
        act = partial(partners.read, key=self._key.value(), label=label)
        self._tasks.change(self, act, partial(self._added, label), failed=self._outcome.refused)

    def _check(self) -> bool:
        asked = (
            (self._label, bool(self._label.value().strip()), t("Write whose key it is.")),
            (self._key, bool(self._key.value().strip()), t("Type or paste the key.")),
            (
                self._same,
                self._same.value(),
                t("Only an office of the same programme can be added."),
            ),
        )
        for field, good, words in asked:
            field.complain("" if good else words)
        for field, good, _ in asked:
            if not good:
                field.aim()
                return False
        return True

    def _added(self, label: str, one: Addressee) -> None:
        self._partners[one.address] = one
        self._labels[one.address] = label
        self._label.present("")
        self._key.present("")
        self._same.present(ticked=False)
        self._add.close_up()
        self._outcome.done(
            t("{name} can go into the kit").format(name=label),
            t("Compare the end of its key with somebody there, by phone, before you sign."),
        )
        self._show()
        self.edited.emit()

    def _remove(self, address: Address) -> None:
        del self._partners[address]
        self._outcome.forget()
        self._show()
        self._add.setFocus()
        self.edited.emit()


def _line(title: str, address: Address) -> Panel:
    made = Panel(2)
    end = t("Public key ends in {letters}").format(letters=office_words.key_end(address))
    parts: tuple[QWidget, ...] = (strong(title), muted(end))
    for part in parts:
        made.body.addWidget(part)
    return made


def _ours(one: Recipient) -> str:
    if one.addressee.purpose is Purpose.RECOVERY:
        return t("Two of its three recovery sheets, when this office is lost")
    return t("This office")


def _outsiders() -> str:
    return t(
        "Another office sees codes, answers, levels and reminders, and no names. Nobody outside of"
        " the programme can be added: the law (34 U.S.C. 12291(b)(2)) asks for a written release"
        " in every case, and the program does not keep releases yet."
    )
