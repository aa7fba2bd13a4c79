"""Looks for names in a field of free text while it is typed into."""

from collections.abc import Iterable

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from merak.domain import names as name
from merak.domain.ids import CaseId
from merak.services import names
from merak.services.names import InText
from merak.services.session import NewCase
from merak.ui.pages.autosave import LONGEST_WAIT_MS, word_ended
from merak.ui.tasks import Tasks
from merak.ui.widgets.fields import FreeField
from merak.ui.widgets.name_banner import NameBanner


class NameWatch(QObject):
    """Points out a name of the case at a word's end and soon after the last key, as in notes."""

    appeared = Signal(QWidget)
    """The banner came up, below the field."""

    def __init__(self, tasks: Tasks, case: CaseId, field: FreeField) -> None:
        super().__init__(field)
        self._tasks, self._case, self._field = tasks, case, field
        self._over = False
        self._banner = NameBanner()
        self._banner.hide()
        field.add_below(self._banner)
        self._wait = QTimer(self, singleShot=True, interval=LONGEST_WAIT_MS)
        self._wait.timeout.connect(self.look)
        field.edited.connect(self._typed)
        field.left.connect(self.look)
        self._banner.replace_asked.connect(self._replace)

    def look(self) -> None:
        """Looks now."""
        self._wait.stop()
        case, text = self._case, self._field.value()
        if not text.strip():
            self._banner.withdraw()
            return
        self._tasks.read(
            self,
            lambda session: names.in_text(session, case, text),
            lambda found: self._found(text, found),
            _say_nothing,
        )

    def stop(self) -> None:
        """Takes the banner away for good: what is recorded can no longer be changed."""
        self._wait.stop()
        self._field.edited.disconnect(self._typed)
        self._field.left.disconnect(self.look)
        self._over = True
        self._banner.withdraw()

    def _typed(self) -> None:
        if word_ended(self._field.value(), self._field.caret()):
            self.look()
        elif not self._wait.isActive():
            self._wait.start()

    def _found(self, text: str, found: InText) -> None:
        # Answers to older words are passed over: the next look is on its way.
        if self._over or text != self._field.value():
            return
        if not found.names:
            self._banner.withdraw()
        elif self._banner.isHidden():
            self._banner.point_out(found.code)
            self.appeared.emit(self._banner)

    def _replace(self) -> None:
        case, text = self._case, self._field.value()
        self._tasks.read(
            self,
            lambda session: names.in_text(session, case, text),
            lambda found: self._put_code(text, found),
            _say_nothing,
        )

    def _put_code(self, text: str, found: InText) -> None:
        if text == self._field.value():
            self._field.rewrite(name.replace(text, found.names, found.code))
            self._banner.withdraw()
            self._field.aim()


def watch(
    tasks: Tasks, case: CaseId | NewCase, fields: Iterable[FreeField]
) -> tuple[NameWatch, ...]:
    """Watches these fields; of a case that does not exist yet no name is known."""
    if isinstance(case, NewCase):
        return ()
    return tuple(NameWatch(tasks, case, field) for field in fields)


def _say_nothing(_: Exception) -> None:
    """A look that failed is no news: recording the words says what is wrong."""
