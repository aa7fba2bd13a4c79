"""The screening: one part at a time, every answer on the disk before it says so."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from merak.domain.assessment import AlertKind
from merak.domain.ids import ScreeningId
from merak.domain.indicator_set import Card, Section
from merak.domain.text import say
from merak.services import finish
from merak.ui.messages import say as say_error
from merak.ui.pages.result_panel import ResultPanel
from merak.ui.pages.screening_cards import SectionCards
from merak.ui.pages.screening_draft import OpenDraft
from merak.ui.pages.screening_finish import FinishPanel
from merak.ui.pages.screening_foot import ScreeningFoot
from merak.ui.pages.screening_shell import ScreeningShell
from merak.ui.pages.screening_side import ScreeningSide, SectionChooser
from merak.ui.pages.screening_values import FINISH, Shown
from merak.ui.tasks import Tasks
from merak.ui.widgets.banner import Banner, BannerValue
from merak.ui.widgets.boxes import column
from merak.ui.widgets.return_focus import return_focus
from merak.ui.widgets.slim_notice import SlimNotice
from merak.ui.widgets.values import Action, Tone
from merak.ui.words import language, t


class ScreeningPage(QWidget):
    """Shows the cards of one part, with the list of parts beside and the way on below."""

    finished = Signal(str)
    left = Signal()
    about_asked = Signal(str)
    disclosure_asked = Signal()
    unsafe_asked = Signal()

    def __init__(self, tasks: Tasks, screening: ScreeningId) -> None:
        super().__init__()
        self.setObjectName("canvas")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._tasks, self._id = tasks, screening
        self._draft = OpenDraft(tasks, screening, self)
        self._here = ""
        self._shown: Shown
        self._wants_focus = False
        self._alerts: frozenset[tuple[AlertKind, str]] = frozenset()
        self._side, self._chooser = ScreeningSide(), SectionChooser()
        self._trouble, self._notice = Banner(), SlimNotice()
        self._cards, self._end = SectionCards(), FinishPanel()
        self._foot, self._results = ScreeningFoot(), ResultPanel()
        self._shell = ScreeningShell(self._side, self._chooser, self._foot, self._results)
        self._shell.add_above(self._trouble)
        self._shell.add_above(self._notice)
        self._shell.add(self._cards)
        self._shell.add(self._end)
        # Nothing to look at until the draft has come.
        self._shell.hide()
        self._end.hide()
        whole = column(0)
        whole.addWidget(self._shell)
        self.setLayout(whole)
        self._connect()
        self._draft.load()

    def title(self) -> str:
        """Returns what the page is called in the window."""
        return t("Screening")

    def first_focus(self) -> None:
        """Puts the keyboard on the card where the work stands, or back to where it was."""
        met, self._wants_focus = self._wants_focus, True
        if met and return_focus(self):
            return
        if self._here == FINISH:
            self._end.aim()
        elif self._here:
            self._cards.aim(self._first())

    def flush(self, then: Callable[[], None]) -> None:
        """Saves everything, then goes on; where that fails it stays and says so."""
        self._draft.flush(then)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Moves between cards and opens what is always there, wherever the keyboard is."""
        match event.key():
            case Qt.Key.Key_F8:
                self.disclosure_asked.emit()
            case Qt.Key.Key_F9:
                self.unsafe_asked.emit()
            case Qt.Key.Key_PageDown | Qt.Key.Key_J:
                self._cards.step(1)
            case Qt.Key.Key_PageUp | Qt.Key.Key_K:
                self._cards.step(-1)
            case Qt.Key.Key_Escape if self._shell.rail_is_open():
                self._turn_rules()
            case Qt.Key.Key_Escape if self._here == FINISH:
                self._go_back()
            case _:
                event.ignore()

    def _connect(self) -> None:
        draft, cards = self._draft, self._cards
        draft.came.connect(self._begin)
        draft.changed.connect(self._present)
        draft.saving.connect(self._foot.saved.present_saving)
        draft.saved.connect(self._saved)
        draft.refused.connect(self._refused)
        draft.named.connect(self._named)
        cards.answered.connect(draft.answer)
        cards.cleared.connect(draft.clear)
        cards.detailed.connect(draft.detail)
        cards.noted.connect(draft.note)
        cards.note_left.connect(lambda _: draft.retry())
        cards.came_to.connect(draft.at)
        cards.came_to.connect(lambda item: self._shell.stay_with(cards.card(item)))
        cards.moved.connect(self._shell.reveal)
        cards.name_replaced.connect(self._replace_name)
        for list_of_parts in (self._side, self._chooser):
            list_of_parts.section_chosen.connect(self._go)
            list_of_parts.asked.connect(self._open)
        self._foot.back.connect(self._go_back)
        self._foot.onward.connect(self._go_on)
        self._results.closed.connect(self._turn_rules)
        self._trouble.acted.connect(lambda _: draft.retry())
        self._notice.seen.connect(lambda: self._notice.present(""))
        self._end.finish_asked.connect(lambda: draft.flush(self._finish))
        self._end.back_asked.connect(self._go_back)
        self._end.item_asked.connect(self._go_to_item)
        self._end.about_asked.connect(lambda: self._open("about"))
        for keys, act in (
            ("Ctrl+R", self._turn_rules),
            ("Ctrl+Return", self._go_on),
            ("Ctrl+Enter", self._go_on),
        ):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(act)

    # What comes from the vault.

    def _begin(self) -> None:
        self._shown = shown = self._draft.shown()
        at = shown.screening.draft.at_item
        holding = [one.id for one in shown.sections() if any(at == i.id for i in shown.asked(one))]
        self._here = next(iter(holding), "") or next(iter(self._parts()), FINISH)
        self._shell.show()
        self._tell_alerts(opening=True)
        self._present()
        self._point_out_names()
        if self._wants_focus:
            self._cards.aim(self._first())

    def _present(self) -> None:
        self._shown = shown = self._draft.shown()
        parts = self._parts()
        if self._here != FINISH and self._here not in parts:
            self._here = next(iter(parts), FINISH)
        section = self._section()
        for part in (self._side, self._chooser):
            part.present(shown, self._here)
        self._cards.setVisible(section is not None)
        self._end.setVisible(section is None)
        if section is not None:
            self._cards.present(shown, section)
        else:
            self._end.present(shown)
        left = shown.left(section) if section is not None else 0
        self._foot.present(left, to=self._next_title(), first=self._here in parts[:1])
        if self._shell.rail_is_open():
            self._results.present(shown.screening)
        self._tell_alerts(opening=False)

    def _saved(self, clock: str) -> None:
        self._foot.saved.present_saved(clock)
        self._trouble.present(BannerValue())

    def _refused(self, error: Exception) -> None:
        message = say_error(error)
        self._foot.saved.present_refused()
        again = Action(key="again", text=t("Save again"), icon="save")
        self._trouble.present(
            BannerValue(tone=Tone.HIGH, title=message.title, text=message.text, actions=(again,))
        )

    def _named(self, item: str, named: bool) -> None:  # noqa: FBT001  as the signal has it
        self._cards.warn(item, self._draft.known().code, named=named)

    def _point_out_names(self) -> None:
        """A name may have been typed as identity after the note was."""
        for item in self._draft.with_names(self._cards.items()):
            self._named(item, named=True)

    def _tell_alerts(self, *, opening: bool) -> None:
        """The young person may be looking: no level, no count, no colour of alarm."""
        alerts = self._draft.known().alerts
        before, self._alerts = self._alerts, frozenset((one.kind, one.id) for one in alerts)
        new = [one for one in alerts if (one.kind, one.id) not in before]
        if any(one.kind is not AlertKind.STOP for one in new):
            self._notice.present(
                t("Your supervisor needs to know now."), t("A reminder is on the home page.")
            )
        for stop in () if opening else (one for one in new if one.kind is AlertKind.STOP):
            if stop.card == Card.NOT_SAFE:
                self.unsafe_asked.emit()
            else:
                self.disclosure_asked.emit()

    # Where the caseworker goes.

    def _parts(self) -> Sequence[str]:
        return tuple(section.id for section in self._shown.sections())

    def _section(self) -> Section | None:
        return next((one for one in self._shown.sections() if one.id == self._here), None)

    def _next_title(self) -> str:
        sections = self._shown.sections()
        after = [n for n, section in enumerate(sections, 1) if section.id == self._here]
        if not after:
            return ""
        following = sections[after[0] :]
        return say(following[0].title, language()) if following else t("Finish")

    def _first(self) -> str:
        """Gives the item where the work stands, else the first that nobody has dealt with."""
        items = self._cards.items()
        at = self._draft.place()
        if at in items:
            return at
        return next((item for item in items if item not in self._shown.answers), "")

    def _go(self, key: str) -> None:
        self._draft.retry()
        self._here = key
        self._present()
        self._point_out_names()
        self._shell.area.verticalScrollBar().setValue(0)
        if key == FINISH:
            self._end.aim()
        else:
            self._cards.aim(self._first())

    def _go_on(self) -> None:
        if self._here != FINISH:
            parts = (*self._parts(), FINISH)
            self._go(parts[parts.index(self._here) + 1])

    def _go_back(self) -> None:
        parts = (*self._parts(), FINISH)
        at = parts.index(self._here)
        if at:
            self._go(parts[at - 1])

    def _go_to_item(self, item: str) -> None:
        for section in self._shown.sections():
            if any(item == one.id for one in self._shown.asked(section)):
                self._go(section.id)
                self._cards.aim(item)

    def _open(self, what: str) -> None:
        match what:
            case "rules":
                self._turn_rules()
            case "about":
                self._draft.flush(lambda: self.about_asked.emit(self._id))
            case "stop":
                self._draft.flush(self.left.emit)

    def _turn_rules(self) -> None:
        self._shell.turn_rail()
        if self._shell.rail_is_open():
            self._results.present(self._draft.known())
            self._results.aim()
        else:
            self._results.forget()
            self._cards.aim(self._first())

    def _replace_name(self, item: str) -> None:
        self._cards.rewrite(item, self._draft.note_without_names(item))
        self._draft.retry()

    def _finish(self) -> None:
        screening = self._id
        self._tasks.change(
            self,
            lambda session: finish.finish(session, screening),
            self.finished.emit,
            self._refused,
        )
