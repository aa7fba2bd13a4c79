"""What happened and what to do, in the page."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QSizePolicy

from merak.ui import accessibility, theme
from merak.ui.widgets.boxes import Flow, Panel, clear, column, restyle, row
from merak.ui.widgets.buttons import Button
from merak.ui.widgets.texts import Picture, Text
from merak.ui.widgets.values import Action, Tone

_ICONS = {
    Tone.INFO: "info",
    Tone.WARN: "triangle-alert",
    Tone.HIGH: "octagon-alert",
    Tone.OK: "circle-check",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class BannerValue:
    """What a banner shows; with no title and no text it shows nothing and hides."""

    tone: Tone = Tone.INFO
    title: str = ""
    text: str = ""
    actions: Sequence[Action] = ()


class Banner(QFrame):
    """A coloured frame with icon, title, text and buttons; screen readers are told of it."""

    acted = Signal(str)

    def __init__(
        self,
        tone: Tone = Tone.INFO,
        title: str = "",
        text: str = "",
        actions: Sequence[Action] = (),
    ) -> None:
        super().__init__()
        self.setObjectName("banner")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        accessibility.role(self, "Note")
        whole = row(12, (14, 12, 14, 12))
        self._icon = Picture("", 22)
        whole.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        words = column(3)
        self._title = Text("", 15, theme.Weight.DemiBold)
        self._text = Text("", 14)
        self._actions = Flow(8)
        self._buttons = Panel(0, (0, 7, 0, 2))
        self._buttons.body.addLayout(self._actions)
        words.addWidget(self._title)
        words.addWidget(self._text)
        words.addWidget(self._buttons)
        whole.addLayout(words, 1)
        self.setLayout(whole)
        self._fill(BannerValue(tone=tone, title=title, text=text, actions=actions))
        # Only ever hidden here: shown without a parent, it would open as a window of its own.
        if not (title or text):
            self.hide()

    def present(self, value: BannerValue) -> None:
        """Shows another message and has screen readers say it."""
        self._fill(value)
        self.setVisible(bool(value.title or value.text))
        if value.title or value.text:
            accessibility.announce(self, f"{value.title}. {value.text}".strip(". "))

    def _fill(self, value: BannerValue) -> None:
        tone = Tone(value.tone)
        restyle(self, "tone", tone.value)
        self._icon.present(_ICONS[tone], f"{tone.value}_mark")
        for label, text in ((self._title, value.title), (self._text, value.text)):
            label.setText(text)
            label.setVisible(bool(text))
        self.setAccessibleName(value.title or value.text)
        clear(self._actions)
        self._buttons.setVisible(bool(value.actions))
        for action in value.actions:
            button = Button(action.text, icon=action.icon)
            button.clicked.connect(lambda _=False, key=action.key: self.acted.emit(key))
            self._actions.addWidget(button)
