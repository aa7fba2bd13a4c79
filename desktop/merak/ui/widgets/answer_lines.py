"""Answers as they were given: the statement, the answer in words, how it came about, the note."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QWidget

from merak.ui import accessibility, theme
from merak.ui.widgets.boxes import clear, column, row
from merak.ui.widgets.long_text import LongText
from merak.ui.widgets.texts import Picture, Text, muted


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerValue:
    """One answer in words; `how`, `before` (last time's answer) and `note` may be empty."""

    statement: str
    answer: str
    how: str = ""
    before: str = ""
    note: str = ""
    given: bool = True


class AnswerLines(QWidget):
    """Answers one below the other, each with its statement first."""

    def __init__(self, answers: Sequence[AnswerValue] = ()) -> None:
        super().__init__()
        accessibility.role(self, "List")
        self._whole = column(12)
        self.setLayout(self._whole)
        self.present(answers)

    def present(self, answers: Sequence[AnswerValue]) -> None:
        """Shows these answers in their order."""
        clear(self._whole)
        for answer in answers:
            self._whole.addWidget(_Answer(answer))


class _Answer(QFrame):
    def __init__(self, value: AnswerValue) -> None:
        super().__init__()
        accessibility.role(self, "ListItem")
        self.setAccessibleName(f"{value.statement} {value.answer}")
        whole = row(10)
        icon = "circle-check" if value.given else "circle-question-mark"
        mark = Picture(icon, 18, "info_mark" if value.given else "muted")
        whole.addWidget(mark, 0, Qt.AlignmentFlag.AlignTop)
        words = column(2)
        words.addWidget(Text(value.statement))
        said = row(8)
        if value.answer:
            answer = Text(value.answer, 14, theme.Weight.DemiBold).one_line()
            said.addWidget(answer, 0, Qt.AlignmentFlag.AlignTop)
        if value.how:
            said.addWidget(muted(value.how), 1)
        else:
            said.addStretch(1)
        words.addLayout(said)
        if value.before:
            words.addWidget(muted(value.before))
        if value.note:
            note = row(8)
            note.addWidget(Picture("pencil", 14, "muted"), 0, Qt.AlignmentFlag.AlignTop)
            note.addWidget(LongText(value.note, 13), 1)
            words.addLayout(note)
        whole.addLayout(words, 1)
        self.setLayout(whole)
