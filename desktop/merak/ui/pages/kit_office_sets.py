"""The indicator sets of a kit: which go along, and adding one from a file after it was tried."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal

from merak.domain.kit import Document
from merak.domain.text import say
from merak.services import kit_additions
from merak.services.kit_additions import ReadSet
from merak.services.kit_desk import OfferedSet
from merak.ui.pages import case_words
from merak.ui.pages.hand_over_place import PlacePicker, Wants
from merak.ui.pages.problem_lines import ProblemLines
from merak.ui.pages.settings_parts import Outcome
from merak.ui.tasks import Tasks
from merak.ui.widgets.boxes import Card, Flow, Panel, clear
from merak.ui.widgets.buttons import Button, Kind
from merak.ui.widgets.foldaway import FoldAway
from merak.ui.widgets.sentences import Sentences
from merak.ui.widgets.texts import heading, muted
from merak.ui.widgets.ticks import Tick
from merak.ui.words import language, n, t


class SetsCard(Card):
    """What is ticked goes into the kit; a file that has a problem is not even offered."""

    edited = Signal()

    def __init__(self, tasks: Tasks) -> None:
        super().__init__(14, (24, 18, 24, 24))
        self._tasks = tasks
        self._ticks: dict[str, tuple[Tick, Document]] = {}
        self._sets, self._wrong = Panel(6), muted("")
        self._outcome, self._problems = Outcome(), ProblemLines()
        self._tried = FoldAway(t("Show the examples that were tried"))
        self._examples = Sentences((), "circle-check", "ok_mark")
        self._tried.body.addWidget(self._examples)
        self._add = FoldAway(t("Add a set from a file"))
        self._file = PlacePicker(
            tasks, Wants.FILE, t("File of the set"), t("It ends in .yaml. It is checked and tried.")
        )
        check = Button(t("Check and try the set"), Kind.DEFAULT, "file-text")
        line = Flow(8)
        line.addWidget(check)
        self._add.body.addWidget(self._file)
        self._add.body.addLayout(line)
        self.body.addWidget(heading(t("Indicator sets"), 2))
        self.body.addWidget(
            muted(t("What the laptops can screen with. Screenings that were begun go on."))
        )
        for part in (
            self._sets,
            self._wrong,
            self._outcome,
            self._problems,
            self._tried,
            self._add,
        ):
            self.body.addWidget(part)
        self._tried.hide()
        self._wrong.hide()
        check.clicked.connect(self._read)
        self._file.submitted.connect(self._read)

    def present(self, offered: Sequence[OfferedSet]) -> None:
        """Shows the sets of the kit and those that it could have."""
        clear(self._sets.body)
        self._ticks = {}
        for one in offered:
            self._offer(one.document, _named(one), ticked=one.is_in)
        self._wrong.hide()
        self._forget()

    def check(self) -> bool:
        """Says whether these sets can go together; shows why not."""
        ids = [document.id for document in self.value()]
        if not ids:
            self._wrong.setText(t("Choose one set at least: without it nobody can screen."))
        elif len(ids) != len(set(ids)):
            self._wrong.setText(t("Choose one version only of each set."))
        else:
            self._wrong.setText("")
        self._wrong.setVisible(bool(self._wrong.text()))
        return not self._wrong.text()

    def value(self) -> tuple[Document, ...]:
        """Returns the sets that are ticked."""
        return tuple(document for tick, document in self._ticks.values() if tick.isChecked())

    def _offer(self, document: Document, name: str, *, ticked: bool) -> None:
        tick = Tick(name)
        tick.setChecked(ticked)
        tick.clicked.connect(self.edited)
        self._ticks[document.sha256] = (tick, document)
        self._sets.body.addWidget(tick)

    def _read(self) -> None:
        if not self._file.check():
            return
        self._forget()
        act = partial(kit_additions.read_set, path=self._file.value())
        self._tasks.read(self, act, self._added, failed=self._refused)

    def _added(self, found: ReadSet) -> None:
        title = say(found.title, language())
        for tick, document in self._ticks.values():
            if document.id == found.document.id:
                # The new one takes the place of any other version.
                tick.setChecked(False)
        if found.document.sha256 in self._ticks:
            self._ticks[found.document.sha256][0].setChecked(True)
        else:
            name = t("{title}, version {version}, from a file")
            named = name.format(title=title, version=found.document.version)
            self._offer(found.document, named, ticked=True)
        count = len(found.tried)
        came = n(
            "{count} example was tried and came out as the file says.",
            "{count} examples were tried and came out as the file says.",
            count,
        )
        self._outcome.done(
            t("{title} can go into the kit").format(title=title), came.format(count=count)
        )
        self._examples.present(
            [
                t("{example}: {level}").format(
                    example=one.say,
                    level=case_words.said(one.level) or t("Not enough information"),
                )
                for one in found.tried
            ]
        )
        self._tried.show()
        self._file.forget()
        self._add.close_up()
        self.edited.emit()

    def _refused(self, error: Exception) -> None:
        self._problems.refuse(error, self._outcome)

    def _forget(self) -> None:
        self._outcome.forget()
        self._problems.present(())
        self._tried.close_up()
        self._tried.hide()


def _named(one: OfferedSet) -> str:
    if not one.title:
        return t("{id}, version {version}: this version of the program cannot read it").format(
            id=one.document.id, version=one.document.version
        )
    name = t("{title}, version {version}")
    if not one.is_shipped:
        name = t("{title}, version {version}, from a file")
    return name.format(title=say(one.title, language()), version=one.document.version)
