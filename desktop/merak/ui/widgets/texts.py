"""Texts: never markup, never cut off, sized for the current look."""

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QLabel, QSizePolicy

from merak.ui import accessibility, icons, theme
from merak.ui.theme import Weight

_HEADINGS = {1: (26, Weight.Bold), 2: (20, Weight.DemiBold), 3: (16, Weight.DemiBold)}


class Text(QLabel):
    """A text in one size, weight and tone (`muted`, `eyebrow`, `primary`, `error` or none)."""

    def __init__(
        self, text: str = "", size: float = 14, weight: Weight = Weight.Normal, tone: str = ""
    ) -> None:
        super().__init__()
        self._size, self._weight = size, weight
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
        if tone:
            self.setProperty("tone", tone)
        self.wrap()
        self.retheme()
        self.setText(text)

    def wrap(self) -> None:
        """Lets the text go on in further lines."""
        self.setWordWrap(True)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def one_line(self) -> "Text":
        """Keeps the text in one line, as wide as it needs; returns itself."""
        self.setWordWrap(False)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        return self

    def retheme(self) -> None:
        """Takes the font at the current size."""
        self.setFont(theme.font(self._size, self._weight))


class Pill(QLabel):
    """A short word in a rounded frame."""

    def __init__(self, text: str, tone: str = "neutral") -> None:
        super().__init__(text)
        self.setObjectName("pill")
        self.setProperty("tone", tone)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.retheme()

    def retheme(self) -> None:
        """Takes the font and height at the current size."""
        self.setFont(theme.font(12, Weight.DemiBold))
        self.setFixedHeight(theme.px(22))


class Picture(QLabel):
    """An icon that decorates; what it says must also stand in words."""

    def __init__(self, name: str, size: float = 18, role: str = "text") -> None:
        super().__init__()
        self._name, self._size, self._role = name, size, role
        accessibility.decorative(self)
        self.retheme()

    def present(self, name: str, role: str) -> None:
        """Shows another icon in the colour of a role."""
        self._name, self._role = name, role
        self.retheme()

    def retheme(self) -> None:
        """Draws the icon at the current size and colour."""
        self.setFixedSize(theme.px(self._size), theme.px(self._size))
        density = self.devicePixelRatioF()
        if self._name:
            self.setPixmap(icons.pixmap(self._name, self._role, self._size, density))
        else:
            self.clear()

    def changeEvent(self, event: QEvent) -> None:
        """Mirrors the icon with the direction of reading."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LayoutDirectionChange:
            self.retheme()


def heading(text: str, level: int = 1) -> Text:
    """Returns a heading of level 1 to 3."""
    size, weight = _HEADINGS[level]
    made = Text(text, size, weight)
    accessibility.heading(made, level)
    return made


def body(text: str) -> Text:
    """Returns a text in the size of running text."""
    return Text(text)


def lead(text: str) -> Text:
    """Returns the muted sentence under a page's heading."""
    return Text(text, 15, tone="muted")


def muted(text: str, size: float = 13) -> Text:
    """Returns a text that explains and stands back."""
    return Text(text, size, tone="muted")


def strong(text: str, size: float = 14) -> Text:
    """Returns a text that stands out."""
    return Text(text, size, Weight.DemiBold)


def eyebrow(text: str) -> Text:
    """Returns the small line above a heading."""
    return Text(text, 13, Weight.DemiBold, "eyebrow")


def pill(text: str, tone: str = "neutral") -> Pill:
    """Returns a pill: `neutral`, `info`, `warn`, `high`, `ok` or `chrome`."""
    return Pill(text, tone)
