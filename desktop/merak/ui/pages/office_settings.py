"""Settings of an office: its three sheets in place of a laptop's one, and no place."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from merak.services import office
from merak.services.session import Session
from merak.ui.access import Role
from merak.ui.pages import promises_text
from merak.ui.pages.keys_page import KeyGroups, of_office
from merak.ui.pages.office_keys import OfficeKeysSection
from merak.ui.pages.office_people import OfficePeopleSection
from merak.ui.pages.settings import ABOUT, KEYS, OFFICE, PEOPLE, PLACE, SHEET, SettingsPage
from merak.ui.pages.settings_about import AboutSection
from merak.ui.pages.settings_parts import Outcome, section_card
from merak.ui.tasks import Tasks
from merak.ui.widgets.boxes import Flow, Panel
from merak.ui.widgets.buttons import Button, Kind
from merak.ui.widgets.marked_text import MarkedText
from merak.ui.widgets.section_nav import SectionValue
from merak.ui.widgets.texts import body, muted
from merak.ui.widgets.values import Tone
from merak.ui.words import t

_SHEETS, _OFFICE_KEYS = "sheets", "office_keys"
_OF_LAPTOPS = (SHEET, PLACE, OFFICE)
"""An office has other sheets, and belongs to no other."""


class OfficeSettingsPage(SettingsPage):
    """As on a laptop, but for what only a laptop has."""

    sheets_asked = Signal()
    kit_asked = Signal()

    def sections(self) -> tuple[SectionValue, ...]:
        """Returns what there is to set in an office."""
        kept = [one for one in super().sections() if one.key not in _OF_LAPTOPS]
        at = 1 + next(number for number, one in enumerate(kept) if one.key == PEOPLE)
        kept[at - 1] = SectionValue(key=PEOPLE, title=t("People of this office"), icon="users")
        kept[at:at] = (
            SectionValue(key=_OFFICE_KEYS, title=t("Keys of this office"), icon="lock"),
            SectionValue(key=_SHEETS, title=t("Recovery sheets"), icon="file-text"),
        )
        return tuple(kept)

    def make(self, section: str) -> QWidget:
        """Makes a section that is opened for the first time."""
        if section == _SHEETS:
            sheets = SheetsSection(self._tasks)
            sheets.asked.connect(self.sheets_asked)
            return sheets
        if section == _OFFICE_KEYS:
            keys = OfficeKeysSection(self._tasks)
            keys.kit_asked.connect(self.kit_asked)
            return keys
        if section == PEOPLE:
            return OfficePeopleSection(self._tasks, self._chance)
        if section == KEYS:
            return KeyGroups(of_office())
        if section == ABOUT:
            return AboutSection(promises_text.of_office())
        return super().make(section)


class SheetsSection(Panel):
    """Whether the sheets were tried, and the way to new ones."""

    asked = Signal()

    def __init__(self, tasks: Tasks) -> None:
        super().__init__(16)
        self._outcome, self._state = Outcome(), MarkedText()
        self._make = Button(t("Make three new sheets"), Kind.PRIMARY, "file-text")
        self._not_keeper = muted(t("Only a keeper makes new sheets."))
        card, line = section_card(), Flow(8)
        line.addWidget(self._make)
        card.body.addWidget(self._state)
        card.body.addWidget(
            body(
                t(
                    "Any two of the three open this office when a passphrase is lost. New sheets"
                    " take the place of the old ones: laptops learn it with the next kit."
                )
            )
        )
        card.body.addLayout(line)
        card.body.addWidget(self._not_keeper)
        self._make.hide()
        self._not_keeper.hide()
        for part in (self._outcome, card):
            self.body.addWidget(part)
        self._make.clicked.connect(self.asked)
        tasks.read(self, _sheets, self._present, failed=self._outcome.refused)

    def _present(self, found: tuple[bool, bool]) -> None:
        tried, keeper = found
        if tried:
            self._state.present(t("Two of the three sheets were tried."), Tone.OK)
        else:
            self._state.present(
                t("The sheets were not tried yet. No kit can be signed."), Tone.WARN
            )
        self._make.setVisible(keeper)
        self._not_keeper.setVisible(not keeper)


def _sheets(session: Session) -> tuple[bool, bool]:
    return office.is_ready(session), session.user.role is Role.KEEPER
