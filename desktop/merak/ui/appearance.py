"""From what this laptop prefers to the look and the language of every window."""

from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QApplication

from merak.domain.preferences import Appearance, Language, Preferences
from merak.ui import theme, words
from merak.ui.theme import Look


def look(preferences: Preferences) -> Look:
    """Gives the look, asking the system where the choice is left to it."""
    dark = preferences.look is Appearance.DARK or (
        preferences.look is Appearance.SYSTEM and theme.system_is_dark()
    )
    return Look(dark=dark, scale=preferences.scale)


def language(preferences: Preferences) -> str:
    """Gives the code of the language, the system's where there are texts for it."""
    if preferences.language is not Language.SYSTEM:
        return preferences.language.value
    system = QLocale.system().name().partition("_")[0]
    return system if system in words.languages() else words.SOURCE


def apply(app: QApplication, preferences: Preferences) -> None:
    """Shows every window so; pages that stand must be made anew for another language."""
    words.use(language(preferences))
    theme.apply(app, look(preferences))
