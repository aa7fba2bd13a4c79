"""The draft behind the screening page: what is committed, and what is on its way there."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from merak.domain import names
from merak.domain.answer import Answer, Missing, WhyMissing
from merak.domain.ids import ItemId, ScreeningId
from merak.services import screen
from merak.services.open_screening import OpenScreening
from merak.services.screen import NoteSaved
from merak.ui.pages.autosave import Autosave, Refused, Saved, word_ended
from merak.ui.pages.screening_values import Shown, answered, detailed
from merak.ui.tasks import Act, Tasks
from merak.ui.words import clock, offset

_ANSWER, _NOTE = "answer:", "note:"
_NOT_ASKED = Answer(value=Missing(why=WhyMissing.NOT_ASKED))
_PLACE_AFTER_MS = 1500


class OpenDraft(QObject):
    """Takes what the caseworker does, saves it, and tells what stands."""

    came = Signal()
    changed = Signal()
    saving = Signal()
    saved = Signal(str)
    refused = Signal(object)
    named = Signal(str, bool)

    def __init__(self, tasks: Tasks, screening: ScreeningId, parent: QObject) -> None:
        super().__init__(parent)
        self._tasks, self._id = tasks, screening
        self._known: OpenScreening
        self._place = ""
        self._autosave = Autosave(self._save, self)
        self._autosave.unsaved.connect(self.saving)
        self._autosave.refused.connect(self.refused)
        self._autosave.saved.connect(self._committed)
        # Moving about must not queue commits before the answer that comes next.
        self._settle = QTimer(self, singleShot=True, interval=_PLACE_AFTER_MS)
        self._settle.timeout.connect(self._keep_place)

    def load(self) -> None:
        """Reads the draft; `came` is sent once it is there."""
        screening = self._id
        self._tasks.read(self, lambda session: screen.load(session, screening), self._loaded)

    def known(self) -> OpenScreening:
        """Gives the draft as it was last committed."""
        return self._known

    def shown(self) -> Shown:
        """Gives the draft with what is on its way to the disk."""
        answers = dict(self._known.draft.answers)
        notes = dict(self._known.notes)
        for item in self._known.indicator_set.items():
            answer = self._autosave.latest(_ANSWER + item.id, answers.get(item.id, _NOT_ASKED))
            if answer == _NOT_ASKED:
                answers.pop(item.id, None)
            else:
                answers[item.id] = answer
            note = self._autosave.latest(_NOTE + item.id, notes.get(item.id, ""))
            if note:
                notes[item.id] = note
            else:
                notes.pop(item.id, None)
        return Shown(screening=self._known, answers=answers, notes=notes)

    def answer(self, item: str, option: str) -> None:
        """Saves an answer, or the reason why there is none."""
        self._autosave.put(_ANSWER + item, answered(self.shown(), ItemId(item), option))

    def detail(self, item: str, which: str, value: str) -> None:
        """Saves whom an answer comes from, what it rests on, or when it was so."""
        before = self.shown().answers.get(ItemId(item))
        if before is not None:
            self._autosave.put(_ANSWER + item, detailed(before, which, value))

    def clear(self, item: str) -> None:
        """Makes an item one that nobody has asked about."""
        self._autosave.put(_ANSWER + item, _NOT_ASKED)

    def note(self, item: str, text: str, caret: int) -> None:
        """Takes a note after each key."""
        self._autosave.typed(_NOTE + item, text, word_ended=word_ended(text, caret))

    def note_without_names(self, item: str) -> str:
        """Gives a note with the case code in place of each name in it."""
        text = self.shown().notes.get(ItemId(item), "")
        found = names.find(text, self._known.identity)
        return names.replace(text, found, self._known.code)

    def with_names(self, items: Sequence[str]) -> Sequence[str]:
        """Gives those of the items whose notes have a name in them."""
        notes, identity = self.shown().notes, self._known.identity
        return [item for item in items if names.find(notes.get(ItemId(item), ""), identity)]

    def place(self) -> str:
        """Gives the item that was last worked on, or an empty text."""
        return self._place

    def at(self, item: str) -> None:
        """Remembers the place, a little later."""
        self._place = item
        self._settle.start()

    def retry(self) -> None:
        """Saves what waits, without waiting for a word's end."""
        self._autosave.retry()

    def flush(self, then: Callable[[], None]) -> None:
        """Saves everything, the place too, then goes on."""
        if self._settle.isActive():
            self._settle.stop()
            self._keep_place()
        self._autosave.flush(then)

    def _loaded(self, known: OpenScreening) -> None:
        self._known = known
        self._place = self._known.draft.at_item
        self.came.emit()

    def _save(self, field: str, value: Any, then: Saved, failed: Refused) -> None:
        item = ItemId(field.partition(":")[2])
        act = self._save_note(item, value)
        if field.startswith(_ANSWER):
            act = self._save_answer(item, value)
        self._tasks.change(self, act, then, failed)

    def _save_answer(self, item: ItemId, answer: Answer) -> Act:
        screening = self._id
        if answer == _NOT_ASKED:
            return lambda session: screen.clear(session, screening, item)
        return lambda session: screen.answer(session, screening, item, answer)

    def _save_note(self, item: ItemId, text: str) -> Act:
        screening = self._id
        return lambda session: screen.note(session, screening, item, text)

    def _committed(self, field: str, value: Any, result: OpenScreening | NoteSaved) -> None:
        at = result.saved_at if isinstance(result, NoteSaved) else result.draft.saved_at
        # Said before anything else is shown anew: this is what the caseworker waits for.
        if self._autosave.settled():
            self.saved.emit(clock(at, offset(at)))
        if isinstance(result, NoteSaved):
            item = ItemId(field.removeprefix(_NOTE))
            self._known = replace(self._known, notes={**self._known.notes, item: value})
            self.named.emit(item, bool(result.names))
        else:
            self._known = result
            self.changed.emit()

    def _keep_place(self) -> None:
        if self._place != self._known.draft.at_item:
            screening, item = self._id, ItemId(self._place)
            self._tasks.change(
                self, lambda session: screen.at(session, screening, item), _ignore, _ignore
            )


def _ignore(_: object) -> None:
    """A place that was not kept costs nothing but a look for it."""
