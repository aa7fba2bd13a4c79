"""A level of concern: an icon and its words; the colour only underlines them."""

from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QSizePolicy

from merak.ui import accessibility, theme
from merak.ui.widgets.boxes import restyle, row
from merak.ui.widgets.texts import Picture, Text


class LevelTone(StrEnum):
    """How a level is drawn; each has an icon of its own."""

    NEUTRAL = "neutral"
    NOTICE = "notice"
    CAUTION = "caution"
    DANGER = "danger"
    OPEN = "open"


_ONE_LINE = 40
"""Letters; a level has a few words."""

_ICONS = {
    LevelTone.NEUTRAL: ("circle", "muted", "neutral"),
    LevelTone.NOTICE: ("circle-dot", "info_mark", "info"),
    LevelTone.CAUTION: ("circle-alert", "warn_mark", "warn"),
    LevelTone.DANGER: ("octagon-alert", "high_mark", "high"),
    LevelTone.OPEN: ("circle-question-mark", "muted", "neutral"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class LevelValue:
    """A level's words and how it is drawn."""

    text: str = ""
    tone: LevelTone = LevelTone.NEUTRAL


class LevelMark(QFrame):
    """A level in a rounded frame, in the size of running text or of a heading."""

    def __init__(self, value: LevelValue, size: float = 13) -> None:
        super().__init__()
        self.setObjectName("pill")
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Minimum)
        inner = row(size / 2, (2, size / 4, 4, size / 4))
        self._icon = Picture("", size + 3)
        self._text = Text("", size, theme.Weight.DemiBold)
        inner.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignVCenter)
        inner.addWidget(self._text, 1)
        self.setLayout(inner)
        accessibility.role(self, "Grouping")
        self.present(value)

    def present(self, value: LevelValue) -> None:
        """Shows another level."""
        icon, role, tone = _ICONS[value.tone]
        self._icon.present(icon, role)
        # A wrapped text asks for less width than it has words, and in a frame that takes no more
        # width than it is asked for its last line would be cut.
        if len(value.text) <= _ONE_LINE:
            self._text.one_line()
        else:
            self._text.wrap()
        self._text.setText(value.text)
        self.setAccessibleName(value.text)
        restyle(self, "tone", tone)
