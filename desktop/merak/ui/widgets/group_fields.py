"""Fields made of several inputs: one of few, and a date."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QDate, QLocale
from PySide6.QtWidgets import QButtonGroup, QWidget

from merak.ui import accessibility, theme
from merak.ui.widgets.boxes import column, row
from merak.ui.widgets.fields import Field
from merak.ui.widgets.inputs import Line
from merak.ui.widgets.texts import Text
from merak.ui.widgets.ticks import Dot
from merak.ui.widgets.values import Option
from merak.ui.words import t


class RadioField(Field):
    """A field for one of few, all to be seen at once."""

    def __init__(
        self,
        label: str,
        options: Sequence[Option],
        takes: str = "",
        *,
        required: bool = False,
    ) -> None:
        group = QWidget()
        accessibility.role(group, "Grouping")
        inner = column(2)
        group.setLayout(inner)
        self._group = QButtonGroup(group)
        self._dots = {option.key: Dot(option.text) for option in options}
        for dot in self._dots.values():
            inner.addWidget(dot)
            self._group.addButton(dot)
        super().__init__(label, group, takes, required=required)
        self._group.buttonClicked.connect(lambda _: self.edited.emit())

    def present(self, chosen: str) -> None:
        """Shows what is chosen; an empty key shows nothing chosen."""
        self._group.setExclusive(False)
        for key, dot in self._dots.items():
            dot.setChecked(key == chosen)
        self._group.setExclusive(True)

    def value(self) -> str:
        """Returns the key of what is chosen, empty for nothing."""
        return next((key for key, dot in self._dots.items() if dot.isChecked()), "")

    def targets(self) -> Sequence[QWidget]:
        """Returns the radio buttons."""
        return tuple(self._dots.values())


class DateField(Field):
    """A field for a date, typed as numbers in the order the reader's language has them."""

    def __init__(self, label: str, takes: str = "", *, required: bool = False) -> None:
        parts = QWidget()
        accessibility.role(parts, "Grouping")
        inner = row(10)
        parts.setLayout(inner)
        names = {"d": t("Day"), "M": t("Month"), "y": t("Year")}
        self._parts: dict[str, Line] = {}
        for letter in _order():
            part = Line()
            part.setMaxLength(4 if letter == "y" else 2)
            cell = column(2)
            cell.addWidget(Text(names[letter], 13, tone="muted"))
            cell.addWidget(part)
            inner.addLayout(cell)
            self._parts[letter] = part
        inner.addStretch(1)
        super().__init__(label, parts, takes, required=required)
        for letter, part in self._parts.items():
            part.setAccessibleName(f"{label}, {names[letter]}")
            part.textEdited.connect(lambda _: self.edited.emit())
            part.left.connect(self.left)
        self.retheme()

    def retheme(self) -> None:
        """Takes the widths at the current size."""
        for letter, part in self._parts.items():
            part.setFixedWidth(theme.px(88 if letter == "y" else 60))

    def present(self, iso: str) -> None:
        """Shows a date like `2010-05-03`; an empty text shows none."""
        typed = iso.split("-") if iso else ["", "", ""]
        for letter, text in zip("yMd", typed, strict=True):
            self._parts[letter].setText(text.lstrip("0"))

    def value(self) -> str:
        """Returns the date like `2010-05-03`, empty when it is blank or no date."""
        year, month, day = (self._parts[letter].text().strip() for letter in "yMd")
        if not (year.isdecimal() and month.isdecimal() and day.isdecimal() and len(year) == 4):
            return ""
        if not QDate.isValid(int(year), int(month), int(day)):
            return ""
        return date(int(year), int(month), int(day)).isoformat()

    def blank(self) -> bool:
        """Says whether nothing at all is typed; with no value and not blank, it is no date."""
        return not any(part.text().strip() for part in self._parts.values())

    def targets(self) -> Sequence[QWidget]:
        """Returns the three inputs."""
        return tuple(self._parts.values())


def _order() -> str:
    """Returns day, month and year as `dMy` in the order of the locale."""
    pattern = QLocale().dateFormat(QLocale.FormatType.ShortFormat)
    return "".join(sorted("dMy", key=pattern.find))
