"""Words that a case is known by on this laptop: typed or suggested, never a name."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from merak.domain.ids import CaseId
from merak.domain.mnemonic import LONGEST
from merak.services import mnemonics
from merak.ui import accessibility, messages
from merak.ui.tasks import Tasks
from merak.ui.widgets.boxes import Flow, column
from merak.ui.widgets.buttons import Button, Kind
from merak.ui.widgets.fields import TextField
from merak.ui.widgets.marked_text import MarkedText
from merak.ui.widgets.values import Tone
from merak.ui.words import t

_ROOM = 4
"""More than is kept may be typed: what is too long is said, not cut off."""


class MnemonicField(QWidget):
    """A field for the words, with some to suggest; Enter keeps them.

    Half-typed words are not kept at a lock: as an addition to the case they would travel.
    """

    kept = Signal(str)

    def __init__(self, tasks: Tasks, case: CaseId, label: str, takes: str, code: str = "") -> None:
        super().__init__()
        self._tasks, self._case = tasks, case
        self._field = TextField(label, takes, width=420)
        self._field.input.setMaxLength(_ROOM * LONGEST)
        self._keep = Button(t("Keep these words"), Kind.DEFAULT, "check")
        self._suggest = Button(t("Suggest some"), Kind.QUIET, "refresh-cw")
        self._away = Button(t("Take the words away"), Kind.QUIET, "x")
        whole, actions = column(10), Flow(8)
        for button in (self._keep, self._suggest, self._away):
            if code:
                button.setAccessibleName(f"{button.text()}, {code}")
            actions.addWidget(button)
        self._said = MarkedText("", "circle-check", "ok_mark", 13)
        whole.addWidget(self._field)
        whole.addWidget(self._said)
        whole.addLayout(actions)
        self.setLayout(whole)
        self._away.hide()
        self._keep.clicked.connect(self._go)
        self._field.input.returnPressed.connect(self._go)
        self._field.edited.connect(self._typed)
        self._suggest.clicked.connect(self._ask)
        self._away.clicked.connect(self._forget)

    def present(self, words: str) -> None:
        """Shows the words that are kept; what is being typed stays."""
        if not self._field.input.isModified():
            self._field.present(words)
        self._away.setVisible(bool(words))

    def _typed(self) -> None:
        self._field.complain("")
        self._said.present("")

    def _go(self) -> None:
        act = partial(mnemonics.call, case=self._case, words=self._field.value())
        self._tasks.record(self, self, act, self._kept, self._refused)

    def _ask(self) -> None:
        act = partial(mnemonics.suggest, case=self._case, words=neutral())
        self._tasks.read(self, act, self._suggested, self._refused)

    def _suggested(self, words: str) -> None:
        self._field.complain("")
        if words:
            self._field.rewrite(words)
            accessibility.announce(self._field, words)
            self._keep.setFocus()

    def _forget(self) -> None:
        # The button goes with the words; the keyboard must not go with it.
        self._field.aim()
        act = partial(mnemonics.forget, case=self._case)
        self._tasks.record(self, self, act, lambda _: self._kept(""), self._refused)

    def _kept(self, words: str) -> None:
        self._field.complain("")
        self._field.present(words)
        self._field.input.setModified(False)
        self._away.setVisible(bool(words))
        said = t("Kept on this laptop.") if words else t("The words are gone.")
        self._said.present(said, Tone.OK)
        accessibility.announce(self._field, said)
        self.kept.emit(words)

    def _refused(self, error: Exception) -> None:
        self._said.present("")
        self._field.complain(messages.say(error).line())
        self._field.aim()


def warning() -> str:
    """Returns what the words may be, and that they must not be a name."""
    return t(
        "One or two plain words, like “canyon lamp”. Never a name, a nickname or initials, and"
        " nothing about looks: these words can still be read when the name is sealed."
    )


def neutral() -> tuple[str, ...]:
    """Returns words to suggest: things and places, in the language of the program.

    Nothing of looks, clothes or colours, no animals that are used of people, and no names.
    """
    return tuple(
        t(
            "anchor arrow barley basket bicycle birch boat bottle bridge bucket candle canyon"
            " carpet clock comet compass cotton creek desert easel echo envelope feather ferry"
            " fountain galaxy glacier guitar island kettle kite ladder lamp lantern library"
            " lighthouse market mountain museum notebook oasis orbit orchard paper parcel pencil"
            " piano planet pocket pond prairie puzzle quarry saddle shell spoon station stone"
            " summit table tent ticket tower tram valley violin volcano wagon walnut window"
        ).split()
    )
