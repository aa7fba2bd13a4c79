"""About the young person: who it is, and the facts of the case, saved while they are typed."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from merak.domain.identity import Identity
from merak.domain.ids import ScreeningId
from merak.services import screen
from merak.services.open_screening import OpenScreening
from merak.services.screen import Identified, NoteSaved
from merak.ui.messages import say as say_error
from merak.ui.pages.autosave import Autosave, Refused, Saved, word_ended
from merak.ui.pages.how_you_work import INTERPRETER, HowCard
from merak.ui.pages.name_watch import watch
from merak.ui.pages.young_person_acts import (
    Loaded,
    identify,
    know,
    load,
    replace_names,
    with_names,
)
from merak.ui.pages.young_person_facts import FactsCard
from merak.ui.pages.young_person_identity import IdentityCard
from merak.ui.pages.young_person_link import LinkPart
from merak.ui.tasks import Act, Tasks
from merak.ui.widgets.banner import Banner, BannerValue
from merak.ui.widgets.boxes import Card, column
from merak.ui.widgets.buttons import Button, Kind
from merak.ui.widgets.fields import TextField
from merak.ui.widgets.page import Page
from merak.ui.widgets.return_focus import return_focus
from merak.ui.widgets.saved_mark import SavedMark
from merak.ui.widgets.values import Action, Tone
from merak.ui.words import clock, offset, t

_Saved = Identified | OpenScreening | NoteSaved
_IDENTITY, _FACTS, _HOW = "identity", "facts", "how"


class YoungPersonPage(QWidget):
    """Keeps identity apart from facts; nothing here is needed to go on."""

    done = Signal()
    unsafe_asked = Signal()

    def __init__(self, tasks: Tasks, screening: ScreeningId) -> None:
        super().__init__()
        self._tasks, self._id = tasks, screening
        self._identity = Identity()
        self._met = False
        self._code = ""
        self._autosave = Autosave(self._save, self)
        self._form = Page(self.title(), t("All of this can wait, and all of it can stay empty."))
        self._trouble = Banner(Tone.HIGH)
        self._tag = TextField(
            t("A tag to find this screening by"),
            t("Something only you would know, like “green jacket”. Never a name."),
        )
        self._who, self._facts, self._link = IdentityCard(), FactsCard(), LinkPart(tasks)
        self._how = HowCard()
        self._saved = SavedMark()
        self._back = Button(t("Back to the questions"), Kind.PRIMARY)
        self._lay_out()
        self._connect()
        self._form.setEnabled(False)
        tasks.read(self, partial(load, screening=screening), self._present)

    def title(self) -> str:
        """Returns what the page is called in the window."""
        return t("About the young person")

    def first_focus(self) -> None:
        """Puts the keyboard where work begins, or back to where it was."""
        if not (self._met and return_focus(self)):
            self._tag.aim()
        self._met = True

    def flush(self, then: Callable[[], None]) -> None:
        """Saves everything, then goes on; where that fails it stays and says so."""
        self._autosave.flush(then)

    def _lay_out(self) -> None:
        mark = Card()
        mark.body.addWidget(self._tag)
        linking = Card(0, (20, 6, 20, 8))
        linking.body.addWidget(self._link)
        for part in (self._trouble, mark, self._who, self._facts, self._how, linking):
            self._form.body.addWidget(part)
        self._form.set_foot(forward=self._back)
        self._form.foot.insertWidget(0, self._saved)
        whole = column(0)
        whole.addWidget(self._form)
        self.setLayout(whole)

    def _connect(self) -> None:
        self._autosave.unsaved.connect(self._saved.present_saving)
        self._autosave.saved.connect(self._committed)
        self._autosave.refused.connect(self._refused)
        self._tag.edited.connect(self._tag_typed)
        self._tag.left.connect(self._autosave.retry)
        self._who.typed.connect(self._who_typed)
        self._who.left.connect(self._autosave.retry)
        self._who.replace_asked.connect(self._replace_names)
        self._facts.changed.connect(self._facts_changed)
        self._facts.words_typed.connect(self._words_typed)
        self._facts.words_left.connect(self._autosave.retry)
        self._how.changed.connect(self._how_changed)
        self._how.unsafe_asked.connect(self.unsafe_asked)
        self._how.help.service.edited.connect(self._service_typed)
        self._how.help.service.left.connect(self._autosave.retry)
        self._trouble.acted.connect(lambda _: self._autosave.retry())
        self._back.clicked.connect(self._leave)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(self._leave)

    def _present(self, loaded: Loaded) -> None:
        opened = loaded.screening
        self._identity = opened.identity
        self._code = opened.code
        self._link.take(opened.draft.case)
        self._tag.present(self._identity.tag)
        self._who.present(self._identity, loaded.today)
        self._facts.present(opened.draft.facts, self._identity.gender_words)
        self._facts.take_age(self._who.age())
        self._who.point_out(len(with_names(opened)), self._code)
        self._how.present(
            opened.draft.preparation,
            opened.texts.get(INTERPRETER, ""),
            tuple(opened.indicator_set.languages),
        )
        watch(self._tasks, opened.draft.case, (self._how.help.service,))
        self._form.setEnabled(True)
        if self._met:
            self._tag.aim()

    # What is typed.

    def _tag_typed(self) -> None:
        self._take(
            replace(self._identity, tag=self._tag.value().strip()),
            word_ended(self._tag.value(), self._tag.input.cursorPosition()),
        )

    def _words_typed(self) -> None:
        field = self._facts.words
        self._take(
            replace(self._identity, gender_words=field.value().strip()),
            word_ended(field.value(), field.input.cursorPosition()),
        )

    def _who_typed(self, ended: bool) -> None:  # noqa: FBT001  as the signal has it
        self._take(self._who.value(self._identity), ended)
        self._facts.take_age(self._who.age())

    def _take(self, identity: Identity, ended: bool) -> None:  # noqa: FBT001
        self._identity = identity
        self._autosave.typed(_IDENTITY, identity, word_ended=ended)

    def _facts_changed(self) -> None:
        self._autosave.put(_FACTS, self._facts.value())

    def _how_changed(self) -> None:
        self._autosave.put(_HOW, self._how.value())

    def _service_typed(self) -> None:
        field = self._how.help.service
        ended = word_ended(field.value(), field.caret())
        self._autosave.typed(INTERPRETER, field.value().strip(), word_ended=ended)

    def _save(self, field: str, value: Any, then: Saved, failed: Refused) -> None:
        acts: dict[str, Act] = {
            _FACTS: partial(know, screening=self._id, facts=value),
            _IDENTITY: partial(identify, screening=self._id, identity=value),
            _HOW: partial(screen.prepare, screening=self._id, preparation=value),
            INTERPRETER: partial(screen.text, screening=self._id, field=INTERPRETER, content=value),
        }
        act = acts[field]
        self._tasks.change(self, act, then, failed)

    def _committed(
        self, _: str, __: object, result: Identified | OpenScreening | NoteSaved
    ) -> None:
        self._trouble.present(BannerValue())
        at = result.draft.saved_at if isinstance(result, OpenScreening) else result.saved_at
        if isinstance(result, Identified):
            self._who.point_out(len(result.notes_with_names), self._code)
        if self._autosave.settled():
            self._saved.present_saved(clock(at, offset(at)))

    def _refused(self, error: Exception) -> None:
        message = say_error(error)
        again = Action(key="again", text=t("Save again"), icon="save")
        self._saved.present_refused()
        self._trouble.present(
            BannerValue(tone=Tone.HIGH, title=message.title, text=message.text, actions=(again,))
        )
        self._form.area.reveal(self._trouble)

    # What is asked for.

    def _replace_names(self) -> None:
        # The identity as it is typed must be there before names are looked for.
        act = partial(replace_names, screening=self._id)
        self._autosave.flush(lambda: self._tasks.change(self, act, self._replaced, self._refused))

    def _replaced(self, opened: OpenScreening) -> None:
        self._who.point_out(len(with_names(opened)), self._code)

    def _leave(self) -> None:
        self._autosave.flush(self.done.emit)
