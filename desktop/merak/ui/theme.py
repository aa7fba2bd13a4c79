"""The look of the window: light or dark, and how large."""

from dataclasses import dataclass
from typing import Protocol, runtime_checkable

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QColor, QFont, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

from merak.ui import fonts, stylesheet
from merak.ui.tokens import DARK, LIGHT, Tokens

Weight = QFont.Weight
SMALLEST, LARGEST = 1.0, 2.0
STYLE = "Fusion"
STYLED = "merakStyled"
"""A property of the application: it was started with the style, so it need not be set again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """What a person chose: the dark colours or not, and the size of text from 1.0 to 2.0."""

    dark: bool = False
    scale: float = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Theme:
    """A look worked out: its colours and its scale."""

    tokens: Tokens
    scale: float

    def colour(self, role: str) -> QColor:
        """Returns the colour of a role, named as in `Tokens`."""
        return QColor(getattr(self.tokens, role))

    def px(self, length: float) -> int:
        """Returns a design length in pixels at this size, at least one."""
        return max(1, round(length * self.scale))


@runtime_checkable
class Themed(Protocol):
    """Anything that keeps fonts, margins or pictures of its own and must renew them."""

    def retheme(self) -> None:
        """Takes fonts, lengths and colours anew from the current theme."""


# The palette, the font and the style sheet belong to the one QApplication; so does this value
# that they were made from. Only `apply` sets it.
_now = Theme(tokens=LIGHT, scale=1.0)


def current() -> Theme:
    """Returns the theme the window is shown in."""
    return _now


def px(length: float) -> int:
    """Returns a design length in pixels at the current size."""
    return _now.px(length)


def colour(role: str) -> QColor:
    """Returns a colour of the current look, named as in `Tokens`."""
    return _now.colour(role)


def font(size: float = 14, weight: Weight = Weight.Normal) -> QFont:
    """Returns the typeface at a design size, scaled."""
    made = QFont(fonts.FAMILY)
    made.setPixelSize(px(size))
    made.setWeight(weight)
    made.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return made


def figures(size: float = 14, weight: Weight = Weight.Normal) -> QFont:
    """Returns the typeface with figures of equal width, for counts and tables."""
    made = font(size, weight)
    made.setFeature(QFont.Tag("tnum"), 1)
    return made


def system_is_dark() -> bool:
    """Says whether the system asks for dark windows, as far as Qt knows."""
    return QGuiApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark


def apply(app: QApplication, look: Look) -> None:
    """Shows every window, open or to come, in this look."""
    global _now  # noqa: PLW0603
    scale = min(LARGEST, max(SMALLEST, look.scale))
    _now = Theme(tokens=DARK if look.dark else LIGHT, scale=scale)
    fonts.load()
    if not app.property(STYLED):
        app.setStyle(STYLE)
        app.setProperty(STYLED, True)
    app.setPalette(_palette(_now.tokens))
    app.setFont(font())
    app.setStyleSheet(stylesheet.build(_now.tokens, scale))
    for window in app.topLevelWidgets():
        for part in (window, *window.findChildren(QObject)):
            if isinstance(part, Themed):
                part.retheme()
        window.update()


def _palette(tokens: Tokens) -> QPalette:
    role = QPalette.ColorRole
    made = QPalette()
    for name, value in {
        role.Window: tokens.canvas,
        role.WindowText: tokens.text,
        role.Base: tokens.surface,
        role.AlternateBase: tokens.sunken,
        role.Text: tokens.text,
        role.Button: tokens.surface,
        role.ButtonText: tokens.text,
        role.BrightText: tokens.danger,
        role.ToolTipBase: tokens.chrome,
        role.ToolTipText: tokens.on_chrome,
        role.PlaceholderText: tokens.muted,
        role.Highlight: tokens.primary,
        role.HighlightedText: tokens.on_primary,
        role.Accent: tokens.primary,
        role.Link: tokens.primary,
        role.LinkVisited: tokens.primary,
        role.Light: tokens.surface,
        role.Midlight: tokens.line,
        role.Mid: tokens.control,
        role.Dark: tokens.control,
        role.Shadow: "#000000",
    }.items():
        made.setColor(name, QColor(value))
    for name in (role.WindowText, role.Text, role.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, name, QColor(tokens.disabled))
    return made
