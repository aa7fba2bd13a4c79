"""What the two cards that work on every page have in common."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from merak.domain.contact import Need
from merak.domain.ids import CaseId
from merak.services.session import NewCase, Session
from merak.ui import messages
from merak.ui.pages import case_contacts
from merak.ui.pages.name_watch import watch
from merak.ui.tasks import Tasks
from merak.ui.widgets.banner import Banner, BannerValue
from merak.ui.widgets.boxes import Card
from merak.ui.widgets.buttons import Button
from merak.ui.widgets.contact_list import ContactList
from merak.ui.widgets.record_box import RecordBox
from merak.ui.widgets.sides import Sides
from merak.ui.widgets.texts import heading
from merak.ui.widgets.values import Action, Tone
from merak.ui.widgets.wide_page import WidePage
from merak.ui.words import t

Then = Callable[[], None]
Act = Callable[[Session], CaseId]


class FieldCard(WidePage):
    """A page with advice on one side, a box to record in and numbers to call on the other.

    What is typed is never lost: it is recorded before a lock, and asked about before going back.
    """

    closed = Signal()
    recorded = Signal(str)

    def __init__(
        self,
        tasks: Tasks,
        about: CaseId | NewCase,
        box: RecordBox,
        title: str,
        explanation: str,
    ) -> None:
        super().__init__(title, explanation)
        self._tasks, self._box = tasks, box
        self._watching = watch(tasks, about, (box.field,))
        for one in self._watching:
            one.appeared.connect(self.area.reveal)
        self._under_way = self._is_recorded = False
        self._afterwards: list[Then] = []
        self._sides = Sides()
        self._back = Button(t("Go back"), icon="arrow-left")
        self._back.clicked.connect(self.go_back)
        self._question = Banner()
        self._question.acted.connect(self._answered)
        self._contacts = ContactList()
        self.calls = Card(12)
        self.calls.body.addWidget(heading(t("Whom to call"), 2))
        self.calls.body.addWidget(self._contacts)
        box.record_asked.connect(self._asked)
        leave = QShortcut(QKeySequence(Qt.Key.Key_Escape), self)
        leave.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        leave.activated.connect(self.go_back)

    def first_focus(self) -> None:
        """Puts the keyboard into the box, but never scrolls away what is to be read first."""
        if self._sides.are_stacked():
            self._back.setFocus()
        else:
            self._box.aim()

    def flush(self, then: Then) -> None:
        """Records what is typed and not yet recorded, then calls."""
        if self._under_way:
            self._afterwards.append(then)
        elif self._is_recorded or not self._box.words().strip():
            then()
        else:
            self._afterwards.append(then)
            self._record(self.recorder(self._box.words()))

    def go_back(self) -> None:
        """Leaves the page, after asking where words would be lost."""
        if self._under_way:
            self._afterwards.append(self.closed.emit)
        elif self._is_recorded or not self._box.words().strip():
            self.closed.emit()
        else:
            self._ask_first()

    def recorder(self, words: str) -> Act:
        """Returns what records these words; made here, run on the vault's thread."""
        raise NotImplementedError

    def ready(self) -> bool:
        """Says whether all that is needed was chosen, and points to what was not."""
        return True

    def lay_out(
        self, first: Sequence[QWidget], second: Sequence[QWidget], needs: Sequence[Need]
    ) -> None:
        """Puts the parts in their columns and looks up whom to call."""
        self.body.addWidget(self._question)
        sides = self._sides
        for panel, parts in ((sides.first, first), (sides.second, second)):
            for part in parts:
                panel.body.addWidget(part)
        self.body.addWidget(sides)
        self.set_foot(back=self._back)
        look_up = partial(case_contacts.load, needs=needs)
        self._tasks.read(self, look_up, self._contacts.present)

    def _asked(self, words: str) -> None:
        if self.ready():
            self._record(self.recorder(words))

    def _record(self, act: Act) -> None:
        if self._under_way or self._is_recorded:
            return
        self._under_way = True
        self._box.wait()
        self._question.present(BannerValue())
        self._tasks.change(self, act, self._kept, self._refused)

    def _kept(self, case: CaseId) -> None:
        self._under_way, self._is_recorded = False, True
        for one in self._watching:
            one.stop()
        self._box.close_up(
            BannerValue(
                tone=Tone.OK,
                title=t("Recorded"),
                text=t("Now tell your supervisor. A reminder is on the home page."),
            )
        )
        self._back.setFocus()
        self.recorded.emit(str(case))
        self._go_on()

    def _refused(self, error: Exception) -> None:
        self._under_way = False
        said = messages.say(error)
        self._box.say(BannerValue(tone=Tone.HIGH, title=said.title, text=said.text))
        # Whoever wanted to go on must not take the words along that are only here.
        self._afterwards.clear()

    def _go_on(self) -> None:
        waiting, self._afterwards = self._afterwards, []
        for then in waiting:
            then()

    def _ask_first(self) -> None:
        self._question.present(
            BannerValue(
                tone=Tone.WARN,
                title=t("These words are not recorded yet"),
                actions=(
                    Action(key="record", text=t("Record and go back"), icon="check"),
                    Action(key="drop", text=t("Go back without them")),
                    Action(key="stay", text=t("Stay here")),
                ),
            )
        )
        # What a clear took away is hidden and only waits to be deleted.
        shown = [one for one in self._question.findChildren(Button) if not one.isHidden()]
        shown[0].setFocus()
        self.area.verticalScrollBar().setValue(0)

    def _answered(self, key: str) -> None:
        self._question.present(BannerValue())
        if key == "drop":
            self.closed.emit()
        elif key == "record" and self.ready():
            self._afterwards.append(self._leave_if_recorded)
            self._record(self.recorder(self._box.words()))
        else:
            self._box.aim()

    def _leave_if_recorded(self) -> None:
        if self._is_recorded:
            self.closed.emit()
