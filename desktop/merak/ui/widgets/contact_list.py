"""Whom to call: names, numbers large enough to dial from, and how sure they are."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from merak.ui import accessibility, theme
from merak.ui.widgets.boxes import Flow, Line, clear, column, row
from merak.ui.widgets.texts import Picture, Text, muted, strong


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactValue:
    """One contact in the words that are shown; `doubt` is empty where there is none."""

    name: str
    helps: str
    numbers: Sequence[str]
    hours: str = ""
    checked: str = ""
    doubt: str = ""


class ContactList(QWidget):
    """Contacts one below the other."""

    def __init__(self, contacts: Sequence[ContactValue] = ()) -> None:
        super().__init__()
        accessibility.role(self, "List")
        self._whole = column(12)
        self.setLayout(self._whole)
        self.present(contacts)

    def present(self, contacts: Sequence[ContactValue]) -> None:
        """Shows these contacts in their order."""
        clear(self._whole)
        for number, contact in enumerate(contacts):
            if number:
                self._whole.addWidget(Line())
            self._whole.addWidget(_Entry(contact))


class _Entry(QWidget):
    def __init__(self, contact: ContactValue) -> None:
        super().__init__()
        accessibility.role(self, "ListItem")
        self.setAccessibleName(f"{contact.name}: {', '.join(contact.numbers)}")
        whole = row(12)
        whole.addWidget(Picture("phone", 18, "info_mark"), 0, Qt.AlignmentFlag.AlignTop)
        words = column(3)
        words.addWidget(strong(contact.name))
        numbers = Flow(20)
        for line in contact.numbers:
            number = Text(line, 17, theme.Weight.DemiBold, "primary").one_line()
            numbers.addWidget(number)
        words.addLayout(numbers)
        words.addWidget(Text(contact.helps, 13))
        for line in filter(None, (contact.hours, contact.checked)):
            words.addWidget(muted(line, 12))
        if contact.doubt:
            doubt = row(6)
            doubt.addWidget(Picture("triangle-alert", 16, "warn_mark"))
            doubt.addWidget(Text(contact.doubt, 13, theme.Weight.Medium), 1)
            words.addLayout(doubt)
        whole.addLayout(words, 1)
        self.setLayout(whole)
