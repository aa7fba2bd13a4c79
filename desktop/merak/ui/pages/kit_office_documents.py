"""Whom to call, who must be told by when, and places: as shipped, or from a file of the office."""

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import Signal

from merak.domain.kit import Document
from merak.domain.kit_change import Part
from merak.services import kit_additions
from merak.services.kit_additions import ReadDocument
from merak.services.kit_desk import HeldDocument
from merak.ui.pages import kit_document_words
from merak.ui.pages.hand_over_place import PlacePicker, Wants
from merak.ui.pages.problem_lines import ProblemLines
from merak.ui.pages.settings_parts import Outcome
from merak.ui.tasks import Tasks
from merak.ui.widgets.boxes import Card, Flow
from merak.ui.widgets.buttons import Button, Kind
from merak.ui.widgets.foldaway import FoldAway
from merak.ui.widgets.marked_text import MarkedText
from merak.ui.widgets.texts import heading, muted
from merak.ui.widgets.values import Tone
from merak.ui.words import n, t


class DocumentCard(Card):
    """One of the three: what the kit has, a file in its place, and the way back to shipped."""

    edited = Signal()

    def __init__(self, tasks: Tasks, part: Part) -> None:
        super().__init__(14, (24, 18, 24, 24))
        self._tasks, self._part = tasks, part
        self._held: tuple[Document, ...] = ()
        self._state, self._outcome, self._problems = MarkedText(), Outcome(), ProblemLines()
        self._back = Button(t("Use what came with the program"), Kind.DEFAULT, "undo-2")
        self._back.setAccessibleName(f"{self._back.text()}: {kit_document_words.names(part)}")
        self._other = FoldAway(_own(part))
        self._file = PlacePicker(tasks, Wants.FILE, _label(part), t("It ends in .yaml."))
        read = Button(t("Read the file"), Kind.DEFAULT, "file-text")
        read.setAccessibleName(f"{read.text()}: {kit_document_words.names(part)}")
        line, back = Flow(8), Flow(8)
        line.addWidget(read)
        back.addWidget(self._back)
        self._other.body.addWidget(self._file)
        self._other.body.addLayout(line)
        self.body.addWidget(heading(kit_document_words.names(part), 2))
        self.body.addWidget(muted(_about(part)))
        for shown in (self._state, self._outcome, self._problems):
            self.body.addWidget(shown)
        self.body.addLayout(back)
        self.body.addWidget(self._other)
        self._back.clicked.connect(self._as_shipped)
        read.clicked.connect(self._read)
        self._file.submitted.connect(self._read)

    def present(self, held: Mapping[Part, HeldDocument]) -> None:
        """Shows what the kit has."""
        self._outcome.forget()
        self._problems.present(())
        if self._part not in held:
            self._show_shipped()
            return
        one = held[self._part]
        self._held = (one.document,)
        if one.is_readable:
            self._show(one.document, one.entries)
        else:
            unread = t("The kit has a file that this version of the program cannot read. {shipped}")
            shipped = kit_document_words.as_shipped(self._part)
            self._state.present(unread.format(shipped=shipped), Tone.WARN)
        self._back.show()

    def value(self) -> tuple[Document, ...]:
        """Returns the office's own file, or nothing for as shipped."""
        return self._held

    def _show(self, document: Document, entries: int) -> None:
        self._state.present(
            t("A file of your own, of {day}, with {entries}.").format(
                day=kit_document_words.day(document.version), entries=_entries(self._part, entries)
            ),
            Tone.OK,
        )
        self._back.show()

    def _show_shipped(self) -> None:
        self._held = ()
        shipped = kit_document_words.as_shipped(self._part)
        self._state.present(t("As shipped. {shipped}").format(shipped=shipped))
        self._back.hide()

    def _as_shipped(self) -> None:
        self._outcome.forget()
        self._problems.present(())
        self._show_shipped()
        self.edited.emit()

    def _read(self) -> None:
        if not self._file.check():
            return
        self._outcome.forget()
        self._problems.present(())
        act = partial(kit_additions.read_document, part=self._part, path=self._file.value())
        self._tasks.read(self, act, self._taken, failed=self._refused)

    def _taken(self, found: ReadDocument) -> None:
        self._held = (found.document,)
        self._show(found.document, found.entries)
        self._outcome.done(
            t("The file can go into the kit"), t("It goes in when you sign the next one.")
        )
        self._file.forget()
        self._other.close_up()
        self.edited.emit()

    def _refused(self, error: Exception) -> None:
        self._problems.refuse(error, self._outcome)


def _label(part: Part) -> str:
    return {
        Part.DIRECTORY: t("File of contacts"),
        Part.DUTIES: t("File of duties"),
        Part.SITES: t("File of places"),
    }[part]


def _own(part: Part) -> str:
    return {
        Part.DIRECTORY: t("Take your own contacts from a file"),
        Part.DUTIES: t("Take your own duties from a file"),
        Part.SITES: t("Take your own places from a file"),
    }[part]


def _about(part: Part) -> str:
    return {
        Part.DIRECTORY: t("The contacts on the cards “Being told something” and “Not safe”."),
        Part.DUTIES: t("What a reminder says beside “Tell your supervisor now”."),
        Part.SITES: t("Which places a laptop can say it stands at. They decide what must be told."),
    }[part]


def _entries(part: Part, count: int) -> str:
    return {
        Part.DIRECTORY: n("{count} contact", "{count} contacts", count),
        Part.DUTIES: n("{count} duty", "{count} duties", count),
        Part.SITES: n("{count} place", "{count} places", count),
    }[part].format(count=count)
