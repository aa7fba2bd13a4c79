"""Taking a kit: choosing the file, seeing what it changes, and only then taking it."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal

from merak.services import enrol
from merak.services.enrol import Offer
from merak.services.session import Session
from merak.ui import words
from merak.ui.pages import kit_document_words, kit_field_words
from merak.ui.pages.hand_over_place import PlacePicker, Wants
from merak.ui.tasks import Tasks
from merak.ui.widgets.banner import Banner, BannerValue
from merak.ui.widgets.boxes import Card, Flow, Panel, clear
from merak.ui.widgets.buttons import Button, Kind
from merak.ui.widgets.sentences import Sentences
from merak.ui.widgets.texts import body, heading, muted
from merak.ui.widgets.values import Tone
from merak.ui.words import t


class ReadKit(Card):
    """Where the file is."""

    read = Signal(object)
    """An `Offer`."""
    refused = Signal(object)

    def __init__(self, tasks: Tasks) -> None:
        super().__init__(14, (24, 18, 24, 24))
        self._tasks = tasks
        self._place = PlacePicker(
            tasks, Wants.FILE, t("The kit’s file"), t("It ends in .kit. It is on the stick.")
        )
        self._read = Button(t("Read the kit"), Kind.DEFAULT, "file-text")
        actions = Flow(8)
        actions.addWidget(self._read)
        self.body.addWidget(heading(t("Take a kit"), 2))
        self.body.addWidget(muted(t("You see what is in it before anything changes here.")))
        self.body.addWidget(self._place)
        self.body.addLayout(actions)
        self._place.submitted.connect(self._go)
        self._read.clicked.connect(self._go)

    def forget(self) -> None:
        """Empties the path."""
        self._place.forget()

    def aim(self) -> None:
        """Puts the focus on the path."""
        self._place.aim()

    def _go(self) -> None:
        if not self._place.check():
            return
        path: Path = self._place.value()
        self._tasks.read(
            self,
            partial(enrol.read_kit, path=path),
            self.read.emit,
            failed=self.refused.emit,
        )


class OfferCard(Card):
    """A kit that was read: whose, what it changes, whom it takes away; nothing is taken yet."""

    taken = Signal(object)
    """A `KitTaken`."""
    refused = Signal(object)
    left = Signal()

    def __init__(self, tasks: Tasks) -> None:
        super().__init__(14, (24, 18, 24, 24))
        self._tasks = tasks
        self._offer: Offer | None = None
        self._title, self._facts = heading("", 2), muted("")
        self._warning = Banner()
        self._lines = Panel(8)
        self._take = Button(t("Take this kit"), Kind.PRIMARY, "check")
        leave = Button(t("Leave it"))
        actions = Flow(8)
        for button in (self._take, leave):
            actions.addWidget(button)
        for part in (self._title, self._facts, self._warning, self._lines):
            self.body.addWidget(part)
        self.body.addLayout(actions)
        self._take.clicked.connect(self._go)
        leave.clicked.connect(self.left)

    def present(self, offer: Offer) -> None:
        """Shows a kit that was read."""
        self._offer = offer
        kit = offer.kit
        self._title.setText(
            t("Kit {number} of {office}").format(number=kit.serial, office=kit.name)
        )
        self._facts.setText(
            t("Made on {made}, good until {until}.").format(
                made=words.day(words.local_day(kit.created)),
                until=words.day(words.local_day(kit.expires)),
            )
        )
        self._warning.present(_warning(offer))
        clear(self._lines.body)
        if offer.first:
            lead, lines = (
                t("The office has decided:"),
                kit_field_words.first(kit.policy, kit.sets, kit.bundles),
            )
        else:
            lead, lines = t("What it changes:"), kit_field_words.said(offer.changes)
        lines = (*lines, *kit_document_words.said(offer.details))
        self._lines.body.addWidget(body(lead if lines else t("It changes nothing here.")))
        if lines:
            self._lines.body.addWidget(Sentences(lines, "arrow-right", "muted"))
        unread = kit_document_words.unread(offer.unread)
        if unread:
            self._lines.body.addWidget(Sentences(unread, "triangle-alert", "warn_mark"))
        self._take.setEnabled(True)

    def aim(self) -> None:
        """Puts the focus on taking it."""
        self._take.setFocus()

    def _go(self) -> None:
        offer = self._offer
        if offer is None:
            return
        self._take.setEnabled(False)

        def act(session: Session) -> enrol.KitTaken:
            return enrol.take_kit(session, offer)

        self._tasks.change(self, act, self.taken.emit, failed=self._failed)

    def _failed(self, error: Exception) -> None:
        self._take.setEnabled(True)
        self.refused.emit(error)


def _warning(offer: Offer) -> BannerValue:
    if offer.leaving:
        names = ", ".join(user.name for user in offer.leaving)
        return BannerValue(
            tone=Tone.WARN,
            title=t("With this kit, these people can no longer open this laptop"),
            text=t("{names}. Their cases and drafts stay here.").format(names=names),
        )
    if offer.expired:
        return BannerValue(
            tone=Tone.WARN,
            title=t("This kit has expired"),
            text=t("It goes on working. Ask the office for a newer one."),
        )
    if offer.first:
        return BannerValue(
            title=t("Is it really from your office?"),
            text=t(
                "Nothing in the file can prove it. After taking it you compare seven words with"
                " the office; until then nothing leaves this laptop."
            ),
        )
    return BannerValue()
