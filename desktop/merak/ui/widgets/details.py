"""The quiet row under an answer: who it comes from, what it rests on, when it was so."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy, QWidget

from merak.ui.widgets.boxes import Flow, clear, row
from merak.ui.widgets.inputs import Combo
from merak.ui.widgets.texts import muted
from merak.ui.widgets.values import Option


@dataclass(frozen=True, slots=True, kw_only=True)
class Detail:
    """One detail of an answer: which, its label, what can be chosen and what is."""

    which: str
    label: str
    options: tuple[Option, ...]
    chosen: str = ""


class DetailRow(QWidget):
    """Details as small lists side by side, going on in further rows where it is narrow."""

    picked = Signal(str, str)

    def __init__(self) -> None:
        super().__init__()
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._flow = Flow(16)
        self.setLayout(self._flow)
        self._combos: dict[str, Combo] = {}
        self._shape: list[tuple[str, str]] = []

    def present(self, details: Sequence[Detail], about: str) -> None:
        """Shows the details of the answer to `about`."""
        shape = [(detail.which, detail.label) for detail in details]
        if shape != self._shape:
            self._build(details, about)
            self._shape = shape
        for detail in details:
            self._combos[detail.which].present(detail.options, detail.chosen)

    def _build(self, details: Sequence[Detail], about: str) -> None:
        clear(self._flow)
        self._combos = {}
        for detail in details:
            combo = Combo(compact=True)
            combo.setAccessibleName(f"{detail.label}: {about}")
            combo.picked.connect(lambda value, which=detail.which: self.picked.emit(which, value))
            label = muted(detail.label).one_line()
            label.setBuddy(combo)
            cell, inner = QWidget(), row(6)
            inner.addWidget(label)
            inner.addWidget(combo)
            cell.setLayout(inner)
            self._flow.addWidget(cell)
            self._combos[detail.which] = combo
