"""Settings: a list of sections at the side, one of them open."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from merak.domain.preferences import Preferences
from merak.services.given import Chance
from merak.ui.pages import promises_text
from merak.ui.pages.keys_page import KeyGroups, of_laptop
from merak.ui.pages.kit_field import OfficeSection
from merak.ui.pages.settings_about import AboutSection
from merak.ui.pages.settings_display import DisplaySection
from merak.ui.pages.settings_passphrase import PassphraseSection
from merak.ui.pages.settings_people import PeopleSection
from merak.ui.pages.settings_place import PlaceSection
from merak.ui.pages.settings_sheet import SheetSection
from merak.ui.tasks import Tasks
from merak.ui.widgets.boxes import Panel
from merak.ui.widgets.buttons import Button, Kind
from merak.ui.widgets.focus_follower import FocusFollower
from merak.ui.widgets.page import Page
from merak.ui.widgets.section_nav import SectionNav, SectionValue
from merak.ui.words import t

DISPLAY, PEOPLE, PASSPHRASE = "display", "people", "passphrase"
SHEET, PLACE, ABOUT, KEYS = "sheet", "place", "about", "keys"
OFFICE = "office"


class SettingsPage(Page):
    """What a person changes is kept at once; a section is made when it is first opened."""

    look_changed = Signal(object)
    """A `Preferences`, to be shown and kept."""
    language_changed = Signal(str)
    """`en`, `es` or `system`; comes after `look_changed` with the same choice."""
    closed = Signal()

    def __init__(
        self,
        tasks: Tasks,
        preferences: Preferences,
        place: Path,
        chance: Chance,
        section: str = DISPLAY,
    ) -> None:
        super().__init__(t("Settings"))
        self._tasks, self._preferences = tasks, preferences
        self._place, self._chance = place, chance
        self._made: dict[str, QWidget] = {}
        self._nav = SectionNav(t("Sections of the settings"))
        side = Panel(0, (0, 16, 0, 16))
        side.body.addWidget(self._nav)
        self.set_side(side, t("Sections"))
        self._close = Button(t("Close"), Kind.PRIMARY)
        self.set_foot(forward=self._close)
        FocusFollower(self.area)
        self._nav.chosen.connect(self.open_section)
        self._close.clicked.connect(self.closed)
        self.open_section(section)

    def title(self) -> str:
        """Returns the page's name."""
        return t("Settings")

    def first_focus(self) -> None:
        """Puts the keyboard on the list of sections."""
        self._nav.setFocus(Qt.FocusReason.TabFocusReason)

    def flush(self, then: Callable[[], None]) -> None:
        """Overwrites what was typed of passphrases; everything else is kept already."""
        for part in self._made.values():
            if isinstance(part, PeopleSection | PassphraseSection):
                part.wipe()
        then()

    def open_section(self, section: str) -> None:
        """Shows a section, by its key."""
        if section not in self._made:
            self._made[section] = self.make(section)
            self.body.addWidget(self._made[section])
        for key, part in self._made.items():
            part.setVisible(key == section)
        sections = self.sections()
        self._nav.present(sections, section)
        self.present_title(
            next(value.title for value in sections if value.key == section), "", t("Settings")
        )
        self.show_page()
        self.area.verticalScrollBar().setValue(0)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Closes with Escape."""
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)

    def sections(self) -> tuple[SectionValue, ...]:
        """Returns what there is to set on a laptop."""
        return _sections()

    def make(self, section: str) -> QWidget:
        """Makes a section that is opened for the first time."""
        tasks, chance = self._tasks, self._chance
        if section == PEOPLE:
            return PeopleSection(tasks, chance)
        if section == PASSPHRASE:
            return PassphraseSection(tasks, chance)
        if section == SHEET:
            return SheetSection(tasks, chance)
        if section == PLACE:
            return PlaceSection(tasks, self._place)
        if section == OFFICE:
            return OfficeSection(tasks, chance)
        if section == ABOUT:
            return AboutSection(promises_text.of_laptop())
        if section == KEYS:
            return KeyGroups(of_laptop())
        made = DisplaySection(self._preferences)
        made.look_changed.connect(self.look_changed)
        made.language_changed.connect(self.language_changed)
        return made


def _sections() -> tuple[SectionValue, ...]:
    return (
        SectionValue(key=DISPLAY, title=t("Display"), icon="sun"),
        SectionValue(key=PEOPLE, title=t("People on this laptop"), icon="users"),
        SectionValue(key=PASSPHRASE, title=t("Your passphrase"), icon="key-round"),
        SectionValue(key=SHEET, title=t("Recovery sheet"), icon="file-text"),
        SectionValue(key=PLACE, title=t("Place"), icon="map-pin"),
        SectionValue(key=OFFICE, title=t("Office"), icon="building-2"),
        SectionValue(key=KEYS, title=t("Keyboard map"), icon="keyboard"),
        SectionValue(key=ABOUT, title=t("About Merak"), icon="info"),
    )
