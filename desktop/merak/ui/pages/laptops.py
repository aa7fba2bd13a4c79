"""The laptops of an office: enrolling them by file and words, what came from each, revoking."""

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal

from merak.domain.ids import DeviceId, UserId
from merak.domain.kit import Kit
from merak.services import laptops, make_kit, office_overview
from merak.services.given import Chance
from merak.services.laptops import Asked, What
from merak.services.office_overview import KitState, Overview
from merak.services.session import Session
from merak.ui import accessibility
from merak.ui.pages.hand_over_place import PlacePicker, Wants
from merak.ui.pages.laptops_line import LaptopRow
from merak.ui.pages.laptops_owed import OwedReceipts
from merak.ui.pages.laptops_people import ReadList
from merak.ui.pages.laptops_request import RequestCard
from merak.ui.pages.office_folder import WriteToFolder
from merak.ui.pages.settings_parts import Outcome, section_card
from merak.ui.tasks import Tasks
from merak.ui.widgets.banner import Banner, BannerValue
from merak.ui.widgets.boxes import Flow, Line, Panel, clear
from merak.ui.widgets.buttons import Button, Kind
from merak.ui.widgets.focus_follower import FocusFollower
from merak.ui.widgets.page import Page
from merak.ui.widgets.texts import muted
from merak.ui.widgets.values import Action
from merak.ui.words import n, t


class LaptopsPage(Page):
    """One laptop is enrolled at a time, or several that stand in the same room."""

    closed = Signal()
    kit_asked = Signal()
    forgotten = Signal()

    def __init__(self, tasks: Tasks, chance: Chance) -> None:
        super().__init__(t("Laptops"), t("Whoever is enrolled here can hand over to this office."))
        self._tasks, self._chance = tasks, chance
        self._requests: list[RequestCard] = []
        self._labels: Mapping[DeviceId, str] = {}
        self._serial = 0
        self._outcome, self._no_kit = Outcome(), Banner()
        self._no_kit.acted.connect(lambda _: self.kit_asked.emit())
        self._give = WriteToFolder(
            tasks,
            t("Give out the new kit"),
            t("The laptop takes it, and is enrolled. All others should take it soon, too."),
            t("Write the kit"),
        )
        self._give.asked.connect(self._write)
        self._owed, self._lists = OwedReceipts(tasks), ReadList(tasks)
        self._owed.written.connect(self._load)
        self._lists.taken.connect(self._list_taken)
        self._lists.refused.connect(self._refused)
        self._waiting = Panel(16)
        self._approve = Button("", Kind.PRIMARY, "check")
        self._approving = Panel(0)
        line = Flow(8)
        line.addWidget(self._approve)
        self._approving.body.addLayout(line)
        self._list = section_card(t("Enrolled laptops"))
        self._rows = Panel(0)
        accessibility.role(self._rows, "List")
        self._list.body.addWidget(self._rows)
        self._reading = self._reader()
        self._lists.left.connect(self._place.aim)
        for part in (
            self._outcome,
            self._no_kit,
            self._give,
            self._owed,
            self._lists,
            self._waiting,
            self._approving,
            self._reading,
            self._list,
        ):
            self.body.addWidget(part)
        for later in (self._give, self._owed, self._lists, self._waiting, self._approving):
            later.hide()
        self._list.hide()
        self._close = Button(t("Back to home"), Kind.DEFAULT, "arrow-left")
        self._forgotten = Button(t("A passphrase is forgotten"), Kind.QUIET)
        self.set_foot(back=self._close, forward=self._forgotten)
        self._forgotten.hide()
        self._forgotten.clicked.connect(self.forgotten)
        FocusFollower(self.area)
        self._close.clicked.connect(self.closed)
        self._approve.clicked.connect(self._go)
        self._load()

    def title(self) -> str:
        """Returns the words for the top of the window."""
        return t("Laptops")

    def first_focus(self) -> None:
        """Puts the keyboard on the way back; the rest comes when it is read."""
        self._close.setFocus()

    def flush(self, then: Callable[[], None]) -> None:
        """Has nothing to save: a laptop is enrolled or it is not."""
        then()

    def _reader(self) -> Panel:
        card = section_card(
            t("Read what a laptop asks"),
            t(
                "To enrol one, first give it the kit. It then saves a request to the stick: choose"
                " that file. Laptops that stand in one room can be read one after the other. A list"
                " of who works on an enrolled laptop is read here as well."
            ),
        )
        self._place = PlacePicker(self._tasks, Wants.FILE, t("The laptop's request"))
        self._read = Button(t("Read the request"), Kind.DEFAULT, "file-text")
        line = Flow(8)
        line.addWidget(self._read)
        card.body.addWidget(self._place)
        card.body.addLayout(line)
        self._place.submitted.connect(self._look)
        self._read.clicked.connect(self._look)
        made = Panel(0)
        made.body.addWidget(card)
        made.hide()
        return made

    def _load(self, aim: DeviceId | None = None) -> None:
        present = partial(self._present, aim=aim)
        self._tasks.read(self, office_overview.load, present, failed=self._refused)

    def _present(self, shown: Overview, *, aim: DeviceId | None) -> None:
        none = shown.kit is KitState.NONE
        value = BannerValue(
            title=t("Sign the first kit before you enrol laptops"),
            text=t("A laptop takes the kit first, and answers it with its request."),
            actions=(Action(key="kit", text=t("Make the first kit"), icon="briefcase"),),
        )
        self._no_kit.present(value if none else BannerValue())
        self._reading.setVisible(shown.keeper and not none)
        self._forgotten.setVisible(shown.keeper and bool(shown.laptops))
        clear(self._rows.body)
        for number, line in enumerate(shown.laptops):
            if number:
                self._rows.body.addWidget(Line())
            row = LaptopRow(line, may_change=shown.keeper)
            row.revoked.connect(partial(self._revoke, line.device))
            row.taken_out.connect(self._take_out)
            row.renamed.connect(partial(self._rename, line.device))
            self._rows.body.addWidget(row)
            if line.device == aim:
                # Nothing takes the keyboard before it is shown.
                row.show()
                row.aim()
        self._serial = shown.serial
        self._labels = {line.device: line.label for line in shown.laptops}
        self._owed.present(shown.restored)
        if not shown.laptops:
            self._rows.body.addWidget(muted(t("No laptop is enrolled yet."), 14))
        self._list.show()

    # Enrolling.

    def _look(self) -> None:
        if not self._place.check():
            return
        self._outcome.forget()
        path = self._place.value()
        self._tasks.read(
            self, partial(laptops.read_request, path=path), self._wait, failed=self._refused
        )

    def _wait(self, asked: Asked) -> None:
        self._place.forget()
        device = asked.request.device
        if asked.what is What.KNOWN:
            self._lists.present(asked, self._labels.get(device, asked.request.label))
            return
        # Of one laptop that was read twice, the last request counts.
        for known in [card for card in self._requests if card.asked.request.device == device]:
            self._drop(known)
        card = RequestCard(asked, self._chance)
        card.left.connect(partial(self._drop, card))
        card.submitted.connect(self._go)
        self._requests.append(card)
        self._waiting.body.addWidget(card)
        self._give.hide()
        self._count()
        card.aim()

    # People.

    def _list_taken(self, kit: Kit) -> None:
        self._place.aim()
        if kit.serial > self._serial:
            self._new_kit(t("The list is taken over"), kit)
            return
        self._outcome.done(t("The list is taken over"), t("The kit stays as it is."))
        self._load()

    def _take_out(self, user: UserId) -> None:
        self._outcome.forget()
        self._tasks.change(
            self,
            partial(laptops.remove_from_roster, user=user),
            partial(self._new_kit, t("They are taken out of the list")),
            failed=self._refused,
        )

    def _rename(self, device: DeviceId, label: str) -> None:
        self._outcome.forget()
        self._tasks.change(
            self,
            partial(laptops.rename, device=device, label=label),
            lambda _: self._load(device),
            failed=self._refused,
        )

    # Enrolling, once a request is read.

    def _drop(self, card: RequestCard) -> None:
        self._requests.remove(card)
        self._waiting.body.removeWidget(card)
        card.hide()
        card.deleteLater()
        self._count()

    def _count(self) -> None:
        count = len(self._requests)
        words = n("Enrol this laptop", "Enrol these {count} laptops", count)
        self._approve.present(words.format(count=count))
        self._approve.setEnabled(True)
        for part in (self._waiting, self._approving):
            part.setVisible(count > 0)

    def _go(self) -> None:
        # Every card says what is wrong with it, not only the first.
        checked = [card.check() for card in self._requests]
        if not self._approve.isEnabled() or not all(checked):
            return
        self._approve.setEnabled(False)
        asked: list[tuple[Asked, Mapping[int, str]]] = [
            (card.asked, card.value()) for card in self._requests
        ]

        def act(session: Session) -> Kit:
            return laptops.approve(session, asked)

        self._tasks.change(self, act, self._enrolled, failed=self._refused)

    def _enrolled(self, kit: Kit) -> None:
        count = len(self._requests)
        for card in list(self._requests):
            self._drop(card)
        done = n("One laptop is enrolled", "{count} laptops are enrolled", count)
        self._new_kit(done.format(count=count), kit)

    def _revoke(self, device: DeviceId) -> None:
        self._outcome.forget()
        self._tasks.change(
            self,
            partial(laptops.revoke, device=device),
            partial(self._new_kit, t("The laptop is revoked")),
            failed=self._refused,
        )

    def _new_kit(self, done: str, kit: Kit) -> None:
        said = t("Kit {number} is signed and says so. Write it to a stick for the laptops.")
        self._outcome.done(done, said.format(number=kit.serial))
        self._give.show()
        self._load()
        self.area.verticalScrollBar().setValue(0)
        self._give.aim()

    def _write(self, folder: Path) -> None:
        self._tasks.change(
            self,
            partial(make_kit.save, folder=folder),
            lambda path: self._give.written(path.name),
            failed=self._give.refused,
        )

    def _refused(self, error: Exception) -> None:
        self._approve.setEnabled(True)
        self._outcome.refused(error)
        self.area.verticalScrollBar().setValue(0)
