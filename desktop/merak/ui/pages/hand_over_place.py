"""Choosing a stick, a folder or a file without leaving the page.

A dialog of the system would lie over the window when it locks, and remembers folder names.
"""

from collections.abc import Sequence
from enum import StrEnum
from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal

from merak.services import places
from merak.services.places import Inside
from merak.ui.messages import say as say_error
from merak.ui.tasks import Tasks
from merak.ui.widgets.boxes import Card, Flow, Panel, clear
from merak.ui.widgets.buttons import Button, Kind
from merak.ui.widgets.fields import TextField
from merak.ui.widgets.place_list import PlaceList
from merak.ui.widgets.section_nav import SectionValue
from merak.ui.widgets.texts import muted
from merak.ui.words import n, t

_UP, _FOLDER, _FILE = "up", "folder:", "file:"


class Wants(StrEnum):
    """What is chosen."""

    FOLDER = "folder"
    FILE = "file"


class PlacePicker(Panel):
    """A path to type, the sticks that are in, and a list to look through."""

    submitted = Signal()

    def __init__(self, tasks: Tasks, wants: Wants, label: str, takes: str = "") -> None:
        super().__init__(10)
        self._tasks, self._wants = tasks, wants
        self._at = Path.home()
        self.field = TextField(label, takes)
        self._sticks, self._tools = Flow(8), Flow(8)
        self._none = muted(t("No stick is in. Any other folder will do as well."))
        self._look = Button(t("Look through folders"), Kind.QUIET, "folder-open")
        self._again = Button(t("Look for sticks again"), Kind.QUIET, "refresh-cw")
        for tool in (self._look, self._again):
            self._tools.addWidget(tool)
        self._where, self._more = muted(""), muted("")
        self._list = PlaceList(t("Folders and files"))
        self._opened = Card(8, (8, 12, 8, 8))
        for part in (self._where, self._list, self._more):
            self._opened.body.addWidget(part)
        self._none.hide()
        self._opened.hide()
        self.body.addWidget(self.field)
        self.body.addLayout(self._sticks)
        self.body.addWidget(self._none)
        self.body.addLayout(self._tools)
        self.body.addWidget(self._opened)
        self.field.edited.connect(lambda: self.field.complain(""))
        self.field.input.returnPressed.connect(self.submitted)
        self._look.clicked.connect(self._turn)
        self._again.clicked.connect(self._find)
        self._list.chosen.connect(self._choose)
        self._find()

    def value(self) -> Path:
        """Gives the path that is chosen or typed."""
        return Path(self.field.value().strip()).expanduser()

    def check(self) -> bool:
        """Says whether there is one, and asks for it where there is none."""
        if self.field.value().strip():
            return True
        file = self._wants is Wants.FILE
        self.field.complain(t("Choose a file.") if file else t("Choose a folder or a stick."))
        self.field.aim()
        return False

    def aim(self) -> None:
        """Puts the focus on the path."""
        self.field.aim()

    def forget(self) -> None:
        """Empties the path and closes the list."""
        self.field.present("")
        self._opened.hide()

    def _find(self) -> None:
        self._tasks.without(self, places.sticks, self._offer, self._refused)

    def _offer(self, sticks: Sequence[Path]) -> None:
        clear(self._sticks)
        self._none.setVisible(not sticks)
        for stick in sticks:
            button = Button(stick.name or str(stick), Kind.DEFAULT, "usb")
            button.clicked.connect(partial(self._go_to_stick, stick))
            self._sticks.addWidget(button)

    def _go_to_stick(self, stick: Path) -> None:
        if self._wants is Wants.FOLDER:
            self._take(stick)
        else:
            self._go(stick)

    def _turn(self) -> None:
        if self._opened.isHidden():
            self._go(self._at)
        else:
            self._opened.hide()

    def _go(self, folder: Path) -> None:
        self._tasks.without(
            self, partial(places.look, folder=folder), self._present, failed=self._refused
        )

    def _present(self, inside: Inside) -> None:
        self._at = inside.folder
        self.field.complain("")
        self._where.setText(str(inside.folder))
        shown = []
        if inside.above != inside.folder:
            shown.append(SectionValue(key=_UP, title=t("One folder up"), icon="arrow-left"))
        shown += [
            SectionValue(key=f"{_FOLDER}{one}", title=one.name, icon="folder")
            for one in inside.folders
        ]
        if self._wants is Wants.FILE:
            shown += [
                SectionValue(key=f"{_FILE}{one}", title=one.name, icon="file-text")
                for one in inside.files
            ]
        self._list.present(shown, "")
        more = n("{count} more is not shown.", "{count} more are not shown.", inside.more)
        self._more.setText(more.format(count=inside.more))
        self._more.setVisible(inside.more > 0)
        self._opened.show()
        if self._wants is Wants.FOLDER:
            self.field.present(str(inside.folder))

    def _choose(self, key: str) -> None:
        if key == _UP:
            self._go(self._at.parent)
        elif key.startswith(_FOLDER):
            self._go(Path(key.removeprefix(_FOLDER)))
        else:
            self._take(Path(key.removeprefix(_FILE)))

    def _take(self, path: Path) -> None:
        self.field.complain("")
        self.field.present(str(path))
        self._opened.hide()
        self.field.aim()

    def _refused(self, error: Exception) -> None:
        said = say_error(error)
        self.field.complain(said.line())
